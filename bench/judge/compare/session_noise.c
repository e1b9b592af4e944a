/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/session_noise.h"

#include "stats/dispersion.h"
#include "stats/distribution.h"

#include <math.h>

#define WIDE 0.975
#define NARROW 0.95

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

/* P-value of a distance beyond the margin. */
static double test(double distance, double error, size_t degrees)
{
	if (!(error > 0))
		return distance > 0 ? 0 : 1;
	return student_lower(-distance / error, degrees);
}

static struct interval around(double shift, double reach)
{
	return (struct interval){.low = shift - reach, .high = shift + reach};
}

bool session_noise_widen(const struct noise *noise, const char *case_name,
			 const struct contrast *contrast, double margin, struct evidence *evidence)
{
	const struct noise_case *of = noise != NULL ? noise_find(noise, case_name) : NULL;

	if (of == NULL || of->windows < 2)
		return false;
	const double claimed =
		(evidence->interval.high - evidence->interval.low) / 2 / normal_quantile(WIDE);
	const double error = widened_error(noise, of, contrast, claimed);
	const size_t degrees = (size_t)of->windows - 1;
	if (contrast->paired ? isnan(of->ratio) : isnan(of->session_sd))
		return false;
	if (isnan(error) || !session_noise_is_missing(contrast))
		return true;
	evidence->interval = around(evidence->shift, student_quantile(WIDE, degrees) * error);
	evidence->narrow = around(evidence->shift, student_quantile(NARROW, degrees) * error);
	evidence->worse = test(evidence->shift - margin, error, degrees);
	evidence->better = test(-margin - evidence->shift, error, degrees);
	evidence->scale = error * sqrt((double)evidence->count);
	return true;
}

enum up_status session_noise_compare(const struct noise *noise, const struct run *run,
				     struct difference_list *list, struct up_error *err)
{
	return fingerprint_compare_machine(&noise->run, &run->manifest, list, err);
}
