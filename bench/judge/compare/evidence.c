/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/evidence.h"

#include "stats/distribution.h"
#include "stats/paired.h"
#include "stats/unpaired.h"

#include <math.h>
#include <stdlib.h>

#define WIDE 0.95
#define NARROW 0.90

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a comparison");
}

size_t evidence_sessions(const struct contrast_side *side)
{
	return contrast_sessions(side, NULL);
}

/* ---- sessions are what is repeated ------------------------------------ */

/* The values of a side, one for each session: their number, mean and the variance of the mean. */
struct center {
	double count;
	double mean;
	double variance;
};

static struct center center_of(const struct session_values *values)
{
	struct center center = {
		.count = (double)values->count,
		.mean = statistics_mean(values->values, values->count),
	};
	double squares = 0;

	for (size_t s = 0; s < values->count; s++)
		squares += (values->values[s] - center.mean) * (values->values[s] - center.mean);
	center.variance = squares / (center.count - 1) / center.count;
	return center;
}

/* P-value of an estimate being so far beyond a border as it is. */
static double session_test(double distance, const struct evidence *evidence)
{
	if (!(evidence->error > 0))
		return distance > 0 ? 0 : 1;
	return student_lower(-distance / evidence->error, evidence->degrees);
}

static struct interval session_interval(const struct evidence *evidence, double confidence)
{
	const double reach =
		student_quantile((1 + confidence) / 2, evidence->degrees) * evidence->error;

	return (struct interval){evidence->shift - reach, evidence->shift + reach};
}

void evidence_conclude(double margin, struct evidence *evidence)
{
	evidence->interval = session_interval(evidence, WIDE);
	evidence->narrow = session_interval(evidence, NARROW);
	evidence->worse = session_test(evidence->shift - margin, evidence);
	evidence->better = session_test(-margin - evidence->shift, evidence);
}

void evidence_weigh_sessions(const struct session_values *base, const struct session_values *new,
			     double margin, struct evidence *evidence)
{
	const struct center b = center_of(new);

	evidence->within = new->within;
	evidence->by_session = true;
	evidence->few = false;
	evidence->count = new->count;
	evidence->shift = b.mean;
	evidence->error = sqrt(b.variance);
	evidence->degrees = b.count - 1;
	if (base != NULL) {
		const struct center a = center_of(base);
		const double variance = a.variance + b.variance;
		const double spread = a.variance * a.variance / (a.count - 1) +
				      b.variance * b.variance / (b.count - 1);
		evidence->count = (size_t)fmin(a.count, b.count);
		evidence->shift = b.mean - a.mean;
		evidence->error = sqrt(variance);
		evidence->degrees =
			spread > 0 ? variance * variance / spread : a.count + b.count - 2;
	}
	evidence_conclude(margin, evidence);
}

static enum up_status weigh_session_pairs(const struct contrast *contrast, double margin,
					  struct evidence *evidence, struct up_error *err)
{
	SESSION_VALUES differences = {0};

	UP_TRY(session_values_of_pairs(contrast, &differences, err));
	evidence_weigh_sessions(NULL, &differences, margin, evidence);
	return UP_OK;
}

static enum up_status weigh_session_sides(const struct contrast *contrast, double margin,
					  struct evidence *evidence, struct up_error *err)
{
	SESSION_VALUES base = {0};
	SESSION_VALUES new = {0};

	UP_TRY(session_values_of_side(&contrast->base, &base, err));
	UP_TRY(session_values_of_side(&contrast->new, &new, err));
	evidence_weigh_sessions(&base, &new, margin, evidence);
	return UP_OK;
}

/* ---- samples are ------------------------------------------------------ */

static void weigh_differences(const double *differences, size_t count, double margin,
			      struct evidence *evidence)
{
	evidence->shift = paired_estimate(differences, count);
	if (evidence->few)
		return;
	evidence->interval = paired_interval(differences, count, WIDE);
	evidence->narrow = paired_interval(differences, count, NARROW);
	evidence->error = interval_error(evidence->interval, WIDE);
	evidence->worse = paired_test(differences, count, margin, ALTERNATIVE_GREATER);
	evidence->better = paired_test(differences, count, -margin, ALTERNATIVE_LESS);
}

static enum up_status weigh_pairs(const struct contrast *contrast, double margin,
				  struct evidence *evidence, struct up_error *err)
{
	const size_t count = contrast->base.count;
	UP_FREE double *differences = calloc(count + 1, sizeof *differences);

	if (differences == NULL)
		return out_of_memory(err);
	for (size_t i = 0; i < count; i++)
		differences[i] = log(contrast->new.values[i] / contrast->base.values[i]);
	evidence->count = count;
	evidence->few = count < EVIDENCE_PAIRS;
	if (!evidence->few && evidence_sessions(&contrast->base) >= EVIDENCE_SESSIONS)
		return weigh_session_pairs(contrast, margin, evidence, err);
	weigh_differences(differences, count, margin, evidence);
	return UP_OK;
}

static void weigh_samples(const double *base, size_t base_count, const double *new,
			  size_t new_count, double margin, struct evidence *evidence)
{
	evidence->shift = unpaired_shift(base, base_count, new, new_count);
	evidence->interval = unpaired_interval(base, base_count, new, new_count, WIDE);
	evidence->few = isnan(evidence->interval.low);
	if (evidence->few)
		return;
	evidence->narrow = unpaired_interval(base, base_count, new, new_count, NARROW);
	evidence->error = interval_error(evidence->interval, WIDE);
	evidence->worse =
		unpaired_test(base, base_count, new, new_count, margin, ALTERNATIVE_GREATER);
	evidence->better =
		unpaired_test(base, base_count, new, new_count, -margin, ALTERNATIVE_LESS);
}

static enum up_status weigh_sides(const struct contrast *contrast, double margin,
				  struct evidence *evidence, struct up_error *err)
{
	const size_t base_count = contrast->base.count;
	const size_t new_count = contrast->new.count;
	UP_FREE double *base = calloc(base_count + new_count + 1, sizeof *base);

	if (base == NULL)
		return out_of_memory(err);
	double *new = base + base_count;
	for (size_t i = 0; i < base_count; i++)
		base[i] = log(contrast->base.values[i]);
	for (size_t i = 0; i < new_count; i++)
		new[i] = log(contrast->new.values[i]);
	evidence->count = base_count < new_count ? base_count : new_count;
	if (evidence_sessions(&contrast->base) >= EVIDENCE_SESSIONS &&
	    evidence_sessions(&contrast->new) >= EVIDENCE_SESSIONS)
		return weigh_session_sides(contrast, margin, evidence, err);
	weigh_samples(base, base_count, new, new_count, margin, evidence);
	return UP_OK;
}

void evidence_init(struct evidence *evidence)
{
	*evidence = (struct evidence){
		.shift = NAN,
		.interval = {NAN, NAN},
		.narrow = {NAN, NAN},
		.worse = NAN,
		.better = NAN,
		.error = NAN,
		.within = NAN,
		.degrees = INFINITY,
	};
}

enum up_status evidence_weigh(const struct contrast *contrast, double margin,
			      struct evidence *evidence, struct up_error *err)
{
	evidence_init(evidence);
	return contrast->paired ? weigh_pairs(contrast, margin, evidence, err)
				: weigh_sides(contrast, margin, evidence, err);
}
