/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/session_values.h"

#include "stats/paired.h"

#include <math.h>
#include <stdlib.h>

#define WIDE 0.95

void session_values_release(struct session_values *values)
{
	free(values->sessions);
	free(values->values);
	*values = (struct session_values){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the sessions of a comparison");
}

typedef double estimate(const double *values, size_t count);

static double median_of(const double *values, size_t count)
{
	UP_FREE double *sorted = statistics_sorted_copy(values, count);

	return sorted != NULL ? statistics_median(sorted, count) : NAN;
}

/* all: one value for each sample of the side. */
static enum up_status find(const double *all, const struct contrast_side *side,
			   estimate *of_session, struct session_values *values,
			   struct up_error *err)
{
	UP_FREE double *own = calloc(side->count + 1, sizeof *own);
	UP_FREE size_t *indices = calloc(side->count + 1, sizeof *indices);

	session_values_release(values);
	values->sessions = calloc(side->count + 1, sizeof *values->sessions);
	values->values = calloc(side->count + 1, sizeof *values->values);
	if (own == NULL || indices == NULL || values->sessions == NULL || values->values == NULL)
		return out_of_memory(err);
	values->within = NAN;
	values->count = contrast_sessions(side, indices);
	for (size_t s = 0; s < values->count; s++) {
		size_t count = 0;
		for (size_t i = 0; i < side->count; i++) {
			if (indices[i] != s)
				continue;
			own[count++] = all[i];
			values->sessions[s] = side->sessions[i];
		}
		values->values[s] = of_session(own, count);
		if (isnan(values->values[s]))
			return out_of_memory(err);
	}
	return UP_OK;
}

/* Of pairs: how far the values would lie apart if only rounds differed. */
static enum up_status find_within(const double *differences, const struct contrast_side *side,
				  struct session_values *values, struct up_error *err)
{
	UP_FREE double *own = calloc(side->count + 1, sizeof *own);

	if (own == NULL)
		return out_of_memory(err);
	values->within = 0;
	for (size_t s = 0; s < values->count; s++) {
		size_t count = 0;
		for (size_t i = 0; i < side->count; i++) {
			if (side->sessions[i] == values->sessions[s])
				own[count++] = differences[i];
		}
		const double error = interval_error(paired_interval(own, count, WIDE), WIDE);
		values->within += error * error / (double)values->count;
	}
	return UP_OK;
}

enum up_status session_values_of_pairs(const struct contrast *contrast,
				       struct session_values *values, struct up_error *err)
{
	UP_FREE double *differences = calloc(contrast->base.count + 1, sizeof *differences);

	if (differences == NULL)
		return out_of_memory(err);
	for (size_t i = 0; i < contrast->base.count; i++)
		differences[i] = log(contrast->new.values[i] / contrast->base.values[i]);
	UP_TRY(find(differences, &contrast->base, paired_estimate, values, err));
	return find_within(differences, &contrast->base, values, err);
}

enum up_status session_values_of_side(const struct contrast_side *side,
				      struct session_values *values, struct up_error *err)
{
	UP_FREE double *logarithms = calloc(side->count + 1, sizeof *logarithms);

	if (logarithms == NULL)
		return out_of_memory(err);
	for (size_t i = 0; i < side->count; i++)
		logarithms[i] = log(side->values[i]);
	return find(logarithms, side, median_of, values, err);
}
