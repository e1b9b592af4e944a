/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/tail.h"

#include <math.h>
#include <stdlib.h>

/* The standard deviation of normal values over their median absolute deviation. */
#define NORMAL_MAD 1.4826
/* A p-value above has no chance of a verdict: that of an interval of 95 % in one direction. */
#define LEAST_LEVEL 0.025

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the tails of a comparison");
}

/* ---- statistics -------------------------------------------------------- */

double tail_mean(const double *sorted, size_t count, double *room)
{
	(void)room;
	return statistics_mean(sorted, count);
}

double tail_slow(const double *sorted, size_t count, double *room)
{
	const size_t slow = (size_t)ceil(TAIL_SHARE * (double)count - 1e-9);

	(void)room;
	return statistics_mean(sorted + count - slow, slow);
}

/* Deviations from the median, ascending: those of both halves, merged from the middle. */
static void sort_deviations(const double *sorted, size_t count, double median, double *deviations)
{
	size_t above = 0;

	while (above < count && sorted[above] < median)
		above++;
	for (size_t below = above, i = 0; i < count; i++) {
		const double left = below > 0 ? median - sorted[below - 1] : INFINITY;
		const double right = above < count ? sorted[above] - median : INFINITY;
		deviations[i] = fmin(left, right);
		if (left < right)
			below--;
		else
			above++;
	}
}

double tail_spread(const double *sorted, size_t count, double *room)
{
	double sum = 0;

	sort_deviations(sorted, count, statistics_median(sorted, count), room);
	const double most = TAIL_CLIP * NORMAL_MAD * statistics_median(room, count);
	for (size_t i = 0; i < count; i++)
		sum += fmin(room[i], most);
	return sum / (double)count;
}

static randomization_statistic *statistic_of(enum metric metric)
{
	switch (metric) {
	case METRIC_UPDATE_SLOW:
		return tail_slow;
	case METRIC_UPDATE_SPREAD:
		return tail_spread;
	default:
		return tail_mean;
	}
}

double tail_of(enum metric metric, const struct contrast_side *side)
{
	UP_FREE double *sorted = statistics_sorted_copy(side->values, side->count);
	UP_FREE double *room = calloc(side->count + 1, sizeof *room);

	if (sorted == NULL || room == NULL || side->count == 0)
		return NAN;
	for (size_t i = 0; i < side->count && metric == METRIC_UPDATE_SPREAD; i++)
		sorted[i] = log(sorted[i]);
	return statistic_of(metric)(sorted, side->count, room);
}

double tail_p90(const struct contrast_side *side)
{
	UP_FREE double *sorted = statistics_sorted_copy(side->values, side->count);

	return sorted != NULL ? statistics_quantile(sorted, side->count, 0.9) : NAN;
}

/* ---- the test ---------------------------------------------------------- */

size_t tail_draws(size_t tests, double level)
{
	const double draws = ceil(10 * (double)tests / level);

	return draws > TAIL_DRAWS ? (size_t)draws : TAIL_DRAWS;
}

/* What a test looks at: logarithms for the spread. */
static void prepare(enum metric metric, const struct contrast_side *side, double *values)
{
	for (size_t i = 0; i < side->count; i++)
		values[i] = metric == METRIC_UPDATE_SPREAD ? log(side->values[i]) : side->values[i];
}

static double median_of(const double *values, size_t count)
{
	UP_FREE double *sorted = statistics_sorted_copy(values, count);

	return sorted != NULL ? statistics_median(sorted, count) : NAN;
}

/* Makes the statistic of the values smaller by the factor 1 + threshold. */
static void shrink(enum metric metric, double threshold, double *values, size_t count)
{
	const double center = metric == METRIC_UPDATE_SPREAD ? median_of(values, count) : 0;

	for (size_t i = 0; i < count; i++)
		values[i] = center + (values[i] - center) / (1 + threshold);
}

static void center(double *values, size_t count)
{
	const double median = median_of(values, count);

	for (size_t i = 0; i < count; i++)
		values[i] -= median;
}

/* The p-value of the statistic of `more` being that of `less` by more than the threshold. */
static enum up_status test_excess(const struct randomization *test, enum metric metric,
				  double threshold, const struct contrast_side *less,
				  const struct contrast_side *more, double *p, struct up_error *err)
{
	UP_FREE double *small = calloc(less->count + more->count + 1, sizeof *small);
	double centered = 0;

	if (small == NULL)
		return out_of_memory(err);
	double *large = small + less->count;
	prepare(metric, less, small);
	prepare(metric, more, large);
	shrink(metric, threshold, large, more->count);
	const struct randomization_side sides[] = {{small, less->count}, {large, more->count}};
	UP_TRY(randomization_test(test, &sides[0], &sides[1], p, err));
	if (metric != METRIC_UPDATE_SPREAD)
		return UP_OK;
	center(small, less->count);
	center(large, more->count);
	UP_TRY(randomization_test(test, &sides[0], &sides[1], &centered, err));
	*p = fmax(*p, centered);
	return UP_OK;
}

enum up_status tail_weigh(const struct contrast *contrast, enum metric metric, double threshold,
			  size_t draws, uint64_t seed, struct evidence *evidence,
			  struct up_error *err)
{
	const struct contrast_side *base = &contrast->base;
	const struct contrast_side *new = &contrast->new;
	const struct randomization test = {
		.of = statistic_of(metric),
		.paired = contrast->paired,
		.draws = draws,
		.seed = seed,
	};

	evidence_init(evidence);
	evidence->count = base->count < new->count ? base->count : new->count;
	evidence->shift = log(tail_of(metric, new) / tail_of(metric, base));
	evidence->few =
		randomization_least(contrast->paired, base->count, new->count) > LEAST_LEVEL;
	if (evidence->few)
		return UP_OK;
	UP_TRY(test_excess(&test, metric, threshold, base, new, &evidence->worse, err));
	return test_excess(&test, metric, threshold, new, base, &evidence->better, err);
}
