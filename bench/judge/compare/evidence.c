/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/evidence.h"

#include "stats/bootstrap.h"
#include "stats/distribution.h"
#include "stats/paired.h"
#include "stats/power.h"
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

static double median_of(double *values, size_t count, void *context)
{
	(void)context;
	statistics_sort(values, count);
	return statistics_median(values, count);
}

/* The median of values with its intervals, sessions being what is repeated. */
struct center {
	double value;
	struct interval wide;
	struct interval narrow;
};

static enum up_status center_sessions(const double *values, const struct contrast_side *side,
				      uint64_t seed, struct center *center, struct up_error *err)
{
	UP_FREE double *sorted = calloc(side->count + 1, sizeof *sorted);
	UP_FREE size_t *indices = calloc(side->count + 1, sizeof *indices);

	if (sorted == NULL || indices == NULL)
		return out_of_memory(err);
	size_t sessions = number_sessions(side, indices);
	memcpy(sorted, values, side->count * sizeof *sorted);
	*center = (struct center){
		.wide = bootstrap_session_interval(values, indices, side->count, sessions,
						   median_of, NULL, WIDE, seed),
		.narrow = bootstrap_session_interval(values, indices, side->count, sessions,
						     median_of, NULL, NARROW, seed),
		.value = median_of(sorted, side->count, NULL),
	};
	return UP_OK;
}

/* P-value of a distance, in the direction of its interval's end that is `reach` away. */
static double session_test(double distance, double reach, size_t degrees)
{
	double error = fabs(reach) / normal_quantile(1 - (1 - WIDE) / 2);

	if (isnan(error) || isnan(distance))
		return NAN;
	if (!(error > 0))
		return distance > 0 ? 0 : 1;
	return student_lower(-distance / error, degrees);
}

static void use_center(struct evidence *evidence, const struct center *center, double margin,
		       size_t degrees)
{
	evidence->shift = center->value;
	evidence->interval = center->wide;
	evidence->narrow = center->narrow;
	evidence->worse =
		session_test(center->value - margin, center->value - center->wide.low, degrees);
	evidence->better =
		session_test(-margin - center->value, center->wide.high - center->value, degrees);
	evidence->scale = (center->wide.high - center->wide.low) / 2 /
			  normal_quantile(1 - (1 - WIDE) / 2) * sqrt((double)evidence->count);
}

static void weigh_differences(const double *differences, size_t count, double margin,
			      struct evidence *evidence)
{
	evidence->shift = paired_estimate(differences, count);
	evidence->scale = power_scale(differences, count);
	if (evidence->few)
		return;
	evidence->interval = paired_interval(differences, count, WIDE);
	evidence->narrow = paired_interval(differences, count, NARROW);
	evidence->worse = paired_test(differences, count, margin, ALTERNATIVE_GREATER);
	evidence->better = paired_test(differences, count, -margin, ALTERNATIVE_LESS);
}

static enum up_status weigh_pairs(const struct contrast *contrast, double margin, uint64_t seed,
				  struct evidence *evidence, struct up_error *err)
{
	size_t count = contrast->base.count;
	size_t sessions = evidence_sessions(&contrast->base);
	UP_FREE double *differences = calloc(count + 1, sizeof *differences);
	struct center center = {0};

	if (differences == NULL)
		return out_of_memory(err);
	for (size_t i = 0; i < count; i++)
		differences[i] = log(contrast->new.values[i] / contrast->base.values[i]);
	evidence->count = count;
	evidence->few = count < EVIDENCE_PAIRS;
	if (evidence->few || sessions < EVIDENCE_SESSIONS) {
		weigh_differences(differences, count, margin, evidence);
		return UP_OK;
	}
	UP_TRY(center_sessions(differences, &contrast->base, seed, &center, err));
	use_center(evidence, &center, margin, sessions - 1);
	return UP_OK;
}

/* The interval of the difference of two values that were estimated independently. */
static struct interval difference_interval(double a, struct interval of_a, double b,
					   struct interval of_b)
{
	return (struct interval){
		.low = b - a - hypot(b - of_b.low, of_a.high - a),
		.high = b - a + hypot(of_b.high - b, a - of_a.low),
	};
}

static enum up_status weigh_session_sides(const double *base, const double *new,
					  const struct contrast *contrast, double margin,
					  uint64_t seed, struct evidence *evidence,
					  struct up_error *err)
{
	struct center a = {0};
	struct center b = {0};

	UP_TRY(center_sessions(base, &contrast->base, seed, &a, err));
	/* Another stream: the same draws on both sides would not be independent. */
	UP_TRY(center_sessions(new, &contrast->new, seed + 1, &b, err));
	const struct center center = {
		.value = b.value - a.value,
		.wide = difference_interval(a.value, a.wide, b.value, b.wide),
		.narrow = difference_interval(a.value, a.narrow, b.value, b.narrow),
	};
	use_center(evidence, &center, margin,
		   evidence_sessions(&contrast->base) + evidence_sessions(&contrast->new) - 2);
	return UP_OK;
}

static void weigh_samples(const double *base, size_t base_count, const double *new,
			  size_t new_count, double margin, struct evidence *evidence)
{
	double a = power_scale(base, base_count);
	double b = power_scale(new, new_count);

	evidence->shift = unpaired_shift(base, base_count, new, new_count);
	/* The variance of the difference, as if the smaller side alone had been measured. */
	evidence->scale = sqrt((a * a / (double)base_count + b * b / (double)new_count) *
			       (double)evidence->count);
	if (evidence->few)
		return;
	evidence->interval = unpaired_interval(base, base_count, new, new_count, WIDE);
	evidence->narrow = unpaired_interval(base, base_count, new, new_count, NARROW);
	evidence->worse =
		unpaired_test(base, base_count, new, new_count, margin, ALTERNATIVE_GREATER);
	evidence->better =
		unpaired_test(base, base_count, new, new_count, -margin, ALTERNATIVE_LESS);
}

static enum up_status weigh_sides(const struct contrast *contrast, double margin, uint64_t seed,
				  struct evidence *evidence, struct up_error *err)
{
	size_t base_count = contrast->base.count;
	size_t new_count = contrast->new.count;
	UP_FREE double *base = calloc(base_count + new_count + 1, sizeof *base);

	if (base == NULL)
		return out_of_memory(err);
	double *new = base + base_count;
	for (size_t i = 0; i < base_count; i++)
		base[i] = log(contrast->base.values[i]);
	for (size_t i = 0; i < new_count; i++)
		new[i] = log(contrast->new.values[i]);
	evidence->count = base_count < new_count ? base_count : new_count;
	evidence->few = evidence->count < EVIDENCE_SIDE;
	if (!evidence->few && evidence_sessions(&contrast->base) >= EVIDENCE_SESSIONS &&
	    evidence_sessions(&contrast->new) >= EVIDENCE_SESSIONS)
		return weigh_session_sides(base, new, contrast, margin, seed, evidence, err);
	weigh_samples(base, base_count, new, new_count, margin, evidence);
	return UP_OK;
}

enum up_status evidence_weigh(const struct contrast *contrast, double margin, uint64_t seed,
			      struct evidence *evidence, struct up_error *err)
{
	*evidence = (struct evidence){
		.shift = NAN,
		.interval = {NAN, NAN},
		.narrow = {NAN, NAN},
		.worse = NAN,
		.better = NAN,
		.scale = NAN,
	};
	return contrast->paired ? weigh_pairs(contrast, margin, seed, evidence, err)
				: weigh_sides(contrast, margin, seed, evidence, err);
}
