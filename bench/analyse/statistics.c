/* SPDX-License-Identifier: PostgreSQL */
#include "analyse/statistics.h"

#include "base/cleanup.h"
#include "base/random.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define LEAST_FOR_INTERVAL 6
#define RESAMPLES 2000

static const struct interval unknown = {NAN, NAN};

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

void statistics_sort(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
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

struct interval statistics_median_interval(const double *sorted, size_t count, double confidence)
{
	/* P(B = k), from 0 on, in logarithms: 2^-n leaves the range of doubles. */
	double log_term = -(double)count * log(2.0);
	double tail = 0;
	size_t rank = 0;

	for (size_t k = 0; k < count / 2; k++) {
		tail += exp(log_term);
		if (1 - 2 * tail < confidence)
			break;
		rank = k + 1;
		log_term += log((double)(count - k)) - log((double)(k + 1));
	}
	if (rank == 0)
		return unknown;
	return (struct interval){sorted[rank - 1], sorted[count - rank]};
}

/* The median of values in any order, which it disturbs. */
static double median_of(double *values, size_t count)
{
	statistics_sort(values, count);
	return statistics_median(values, count);
}

static bool are_positive(const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!(values[i] > 0))
			return false;
	}
	return true;
}

struct interval statistics_ratio_interval(const double *numerators, const double *denominators,
					  size_t count, double confidence, uint64_t seed)
{
	if (count < LEAST_FOR_INTERVAL || !are_positive(denominators, count))
		return unknown;

	UP_FREE double *ratios = malloc(RESAMPLES * sizeof *ratios);
	UP_FREE double *a = malloc(count * sizeof *a);
	UP_FREE double *b = malloc(count * sizeof *b);
	struct up_random random = up_random_at(seed, 0, count);
	if (ratios == NULL || a == NULL || b == NULL)
		return unknown;

	for (size_t r = 0; r < RESAMPLES; r++) {
		for (size_t i = 0; i < count; i++) {
			size_t drawn = up_random_below(&random, count);
			a[i] = numerators[drawn];
			b[i] = denominators[drawn];
		}
		ratios[r] = median_of(a, count) / median_of(b, count);
	}
	statistics_sort(ratios, RESAMPLES);
	return (struct interval){
		statistics_quantile(ratios, RESAMPLES, (1 - confidence) / 2),
		statistics_quantile(ratios, RESAMPLES, (1 + confidence) / 2),
	};
}
