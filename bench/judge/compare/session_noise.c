/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/session_noise.h"

#include "stats/dispersion.h"

#include <math.h>

bool session_noise_is_missing(const struct contrast *contrast)
{
	return evidence_sessions(&contrast->base) < EVIDENCE_SESSIONS ||
	       evidence_sessions(&contrast->new) < EVIDENCE_SESSIONS;
}

/* NaN: not known. */
static double widened_error(const struct noise *noise, const struct noise_case *of,
			    const struct contrast *contrast, double error)
{
	const struct moderation moderation = {noise->common_degrees, noise->common_ratio};

	if (contrast->paired)
		return error * sqrt(fmax(1, moderation_apply(&moderation, of->ratio,
							     (size_t)of->windows - 1)));
	return sqrt(error * error + of->session_sd * of->session_sd *
					    (1 / (double)evidence_sessions(&contrast->base) +
					     1 / (double)evidence_sessions(&contrast->new)));
}

bool session_noise_widen(const struct noise *noise, const char *case_name,
			 const struct contrast *contrast, double margin, struct evidence *evidence)
{
	const struct noise_case *of = noise != NULL ? noise_find(noise, case_name) : NULL;

	if (of == NULL || of->windows < 2)
		return false;
	if (contrast->paired ? isnan(of->ratio) : isnan(of->session_sd))
		return false;
	const double error = widened_error(noise, of, contrast, evidence->error);
	if (isnan(error) || !session_noise_is_missing(contrast))
		return true;
	evidence->error = error;
	evidence->degrees = (double)of->windows - 1;
	evidence_conclude(margin, evidence);
	return true;
}

double session_noise_threshold(const struct noise *noise, const char *case_name, bool paired,
			       double threshold)
{
	const struct noise_case *of = noise != NULL ? noise_find(noise, case_name) : NULL;

	if (of == NULL)
		return threshold;
	const double of_pairs = sqrt(fmax(0, of->sd * of->sd - of->error * of->error));
	/* NaN, where it is not known, is no maximum. */
	return fmax(threshold, expm1(SESSION_NOISE_REACH * (paired ? of_pairs : of->session_sd)));
}

enum up_status session_noise_compare(const struct noise *noise, const struct run *run,
				     struct difference_list *list, struct up_error *err)
{
	return fingerprint_compare_machine(&noise->run, &run->manifest, list, err);
}
