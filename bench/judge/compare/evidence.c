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

/* Numbers sessions from 0, in the order in which they come; indices may be NULL. */
static size_t number_sessions(const struct contrast_side *side, size_t *indices)
{
	size_t count = 0;

	for (size_t i = 0; i < side->count; i++) {
		size_t first = 0;
		while (side->sessions[first] != side->sessions[i])
			first++;
		if (indices != NULL)
			indices[i] = first < i ? indices[first] : count;
		count += first == i;
	}
	return count;
}

size_t evidence_sessions(const struct contrast_side *side)
{
	return number_sessions(side, NULL);
}

/* ---- sessions are what is repeated ------------------------------------ */

/* The values of a side, one for each session: their number, mean and the variance of the mean. */
struct center {
	double count;
	double mean;
	double variance;
};

typedef double estimate(const double *values, size_t count);

static double median_of(const double *values, size_t count)
{
	UP_FREE double *sorted = statistics_sorted_copy(values, count);

	return sorted != NULL ? statistics_median(sorted, count) : NAN;
}

static enum up_status center_sessions(const double *values, const struct contrast_side *side,
				      estimate *of_session, struct center *center,
				      struct up_error *err)
{
	UP_FREE double *own = calloc(side->count + 1, sizeof *own);
	UP_FREE double *estimates = calloc(side->count + 1, sizeof *estimates);
	UP_FREE size_t *indices = calloc(side->count + 1, sizeof *indices);
	double squares = 0;

	if (own == NULL || estimates == NULL || indices == NULL)
		return out_of_memory(err);
	const size_t sessions = number_sessions(side, indices);
	for (size_t s = 0; s < sessions; s++) {
		size_t count = 0;
		for (size_t i = 0; i < side->count; i++) {
			if (indices[i] == s)
				own[count++] = values[i];
		}
		estimates[s] = of_session(own, count);
	}
	*center = (struct center){
		.count = (double)sessions,
		.mean = statistics_mean(estimates, sessions),
	};
	for (size_t s = 0; s < sessions; s++)
		squares += (estimates[s] - center->mean) * (estimates[s] - center->mean);
	center->variance = squares / (center->count - 1) / center->count;
	return isnan(center->mean) ? out_of_memory(err) : UP_OK;
}

/* The error that an interval of 95 % belongs to, as if the estimate were normal. */
static double error_of(struct interval interval)
{
	return (interval.high - interval.low) / 2 / normal_quantile((1 + WIDE) / 2);
}

/* The mean over the sessions of the squared error of each. */
static enum up_status variance_within(const double *values, const struct contrast_side *side,
				      double *variance, struct up_error *err)
{
	UP_FREE double *own = calloc(side->count + 1, sizeof *own);
	UP_FREE size_t *indices = calloc(side->count + 1, sizeof *indices);

	if (own == NULL || indices == NULL)
		return out_of_memory(err);
	const size_t sessions = number_sessions(side, indices);
	*variance = 0;
	for (size_t s = 0; s < sessions; s++) {
		size_t count = 0;
		for (size_t i = 0; i < side->count; i++) {
			if (indices[i] == s)
				own[count++] = values[i];
		}
		const double error = error_of(paired_interval(own, count, WIDE));
		*variance += error * error / (double)sessions;
	}
	return UP_OK;
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

static enum up_status weigh_session_pairs(const double *differences,
					  const struct contrast *contrast, double margin,
					  struct evidence *evidence, struct up_error *err)
{
	struct center center = {0};

	UP_TRY(center_sessions(differences, &contrast->base, paired_estimate, &center, err));
	UP_TRY(variance_within(differences, &contrast->base, &evidence->within, err));
	evidence->count = (size_t)center.count;
	evidence->shift = center.mean;
	evidence->error = sqrt(center.variance);
	evidence->degrees = center.count - 1;
	evidence->by_session = true;
	evidence->few = false;
	evidence_conclude(margin, evidence);
	return UP_OK;
}

static enum up_status weigh_session_sides(const double *base, const double *new,
					  const struct contrast *contrast, double margin,
					  struct evidence *evidence, struct up_error *err)
{
	struct center a = {0};
	struct center b = {0};

	UP_TRY(center_sessions(base, &contrast->base, median_of, &a, err));
	UP_TRY(center_sessions(new, &contrast->new, median_of, &b, err));
	const double variance = a.variance + b.variance;
	const double spread =
		a.variance * a.variance / (a.count - 1) + b.variance * b.variance / (b.count - 1);
	evidence->count = (size_t)fmin(a.count, b.count);
	evidence->shift = b.mean - a.mean;
	evidence->error = sqrt(variance);
	evidence->degrees = spread > 0 ? variance * variance / spread : a.count + b.count - 2;
	evidence->by_session = true;
	evidence->few = false;
	evidence_conclude(margin, evidence);
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
	evidence->error = error_of(evidence->interval);
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
		return weigh_session_pairs(differences, contrast, margin, evidence, err);
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
	evidence->error = error_of(evidence->interval);
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
		return weigh_session_sides(base, new, contrast, margin, evidence, err);
	weigh_samples(base, base_count, new, new_count, margin, evidence);
	return UP_OK;
}

enum up_status evidence_weigh(const struct contrast *contrast, double margin,
			      struct evidence *evidence, struct up_error *err)
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
	return contrast->paired ? weigh_pairs(contrast, margin, evidence, err)
				: weigh_sides(contrast, margin, evidence, err);
}
