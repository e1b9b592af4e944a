/* SPDX-License-Identifier: PostgreSQL */
#include "stats/statistics.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_FOR_INTERVAL 6
#define RESAMPLES 2000

static const struct interval unknown = {NAN, NAN};

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

double interval_error(struct interval interval, double confidence)
{
	return (interval.high - interval.low) / 2 / normal_quantile((1 + confidence) / 2);
}

void statistics_sort(double *values, size_t count)
{
	/* Of none, values may be NULL, which qsort() must not be given. */
	if (count > 0)
		qsort(values, count, sizeof *values, compare);
}

double *statistics_sorted_copy(const double *values, size_t count)
{
	double *copy = malloc((count + 1) * sizeof *copy);

	for (size_t i = 0; copy != NULL && i < count; i++)
		copy[i] = values[i];
	if (copy != NULL)
		statistics_sort(copy, count);
	return copy;
}

double statistics_mean(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return count > 0 ? sum / (double)count : NAN;
}

double statistics_quantile(const double *sorted, size_t count, double p)
{
	if (count == 0)
		return NAN;
	double place = p * (double)(count - 1);
	size_t below = (size_t)place;
	if (below + 1 >= count)
		return sorted[count - 1];
	return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

/* How often the order statistics k and n + 1 - k, from 1, enclose the median. */
static double coverage_of(size_t count, size_t k)
{
	return fmax(0, 1 - 2 * coin_lower(count, k - 1));
}

/* How far from order statistic k to k + 1 an end moves, so that the coverage falls by
 * that share of its leap: Hettmansperger and Sheather's formula. */
static double moved(size_t count, size_t k, double share)
{
	double n = (double)count, d = (double)k;
	share = fmax(0, fmin(1, share));
	return (n - d) * share / (d + (n - 2 * d) * share);
}

static double between(double from, double to, double share)
{
	return (1 - share) * from + share * to;
}

struct interval statistics_median_interval(const double *sorted, size_t count, double confidence)
{
	/* What covers exactly as much as wanted must not fail by a rounding. */
	const double enough = confidence * (1 - 1e-12);
	size_t k = 0;

	while (2 * (k + 1) <= count && coverage_of(count, k + 1) >= enough)
		k++;
	if (k == 0)
		return unknown;
	double outer = coverage_of(count, k);
	double share = (outer - confidence) / (outer - coverage_of(count, k + 1));
	double low = moved(count, k, share);
	double high = low;
	if (low > 0.5) {
		/* One end after the other, each by half of the leap. */
		high = moved(count, k, 2 * share);
		low = moved(count, k, 2 * share - 1);
	}
	return (struct interval){
		between(sorted[k - 1], sorted[k], low),
		between(sorted[count - k], sorted[count - k - 1], high),
	};
}

static bool are_positive(const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!(values[i] > 0))
			return false;
	}
	return true;
}

struct placed {
	double value;
	size_t place; /* in the sample that was sorted */
};

static int compare_placed(const void *a, const void *b)
{
	return compare(&((const struct placed *)a)->value, &((const struct placed *)b)->value);
}

static void place(struct placed *sorted, const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct placed){values[i], i};
	qsort(sorted, count, sizeof *sorted, compare_placed);
}

/* The median of a resample in which each value is times[] times, by its place: a
 * walk, where sorting every resample would take ten times as long. */
static double resampled_median(const struct placed *sorted, const unsigned *times, size_t count)
{
	size_t seen = 0, i = 0;

	while ((seen += times[sorted[i].place]) < (count + 1) / 2)
		i++;
	double low = sorted[i].value;
	if (count % 2 == 1 || seen > count / 2)
		return low;
	do
		i++;
	while (times[sorted[i].place] == 0);
	return low + (sorted[i].value - low) / 2;
}

struct interval statistics_ratio_interval(const double *numerators, const double *denominators,
					  size_t count, double confidence, uint64_t seed)
{
	if (count < LEAST_FOR_INTERVAL || !are_positive(denominators, count))
		return unknown;

	UP_FREE double *ratios = malloc(RESAMPLES * sizeof *ratios);
	UP_FREE struct placed *a = malloc(2 * count * sizeof *a);
	UP_FREE unsigned *times = malloc(count * sizeof *times);
	struct up_random random = up_random_at(seed, 0, count);
	if (ratios == NULL || a == NULL || times == NULL)
		return unknown;
	struct placed *b = a + count;
	place(a, numerators, count);
	place(b, denominators, count);

	for (size_t r = 0; r < RESAMPLES; r++) {
		memset(times, 0, count * sizeof *times);
		for (size_t i = 0; i < count; i++)
			times[up_random_below(&random, count)]++;
		ratios[r] = resampled_median(a, times, count) / resampled_median(b, times, count);
		if (!isfinite(ratios[r]))
			return unknown;
	}
	statistics_sort(ratios, RESAMPLES);
	return (struct interval){
		statistics_quantile(ratios, RESAMPLES, (1 - confidence) / 2),
		statistics_quantile(ratios, RESAMPLES, (1 + confidence) / 2),
	};
}
