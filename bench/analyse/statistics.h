/* SPDX-License-Identifier: PostgreSQL */
/*
 * Statistics of small samples.  Values are doubles without NaN; "sorted" means
 * ascending.  What the data cannot say is NaN.
 */
#ifndef ANALYSE_STATISTICS_H
#define ANALYSE_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low;
	double high;
};

void statistics_sort(double *values, size_t count);

double statistics_mean(const double *values, size_t count);

/* Quantile p in [0, 1] by linear interpolation between order statistics:
 * definition 7 of Hyndman and Fan (The American Statistician 50, 1996). */
double statistics_quantile(const double *sorted, size_t count, double p);

static inline double statistics_median(const double *sorted, size_t count)
{
	return statistics_quantile(sorted, count, 0.5);
}

/* Distribution-free confidence interval of the median: the narrowest pair of
 * order statistics (k, n + 1 - k) whose coverage, 1 - 2 P(B <= k - 1) with B
 * binomial (n, 1/2), is at least `confidence` (Conover, Practical Nonparametric
 * Statistics, 3rd ed., section 3.2).  It promises at least that much, whatever the
 * distribution; for few values it is much more.  NaN when n is too small: for 0.95
 * that is below 6. */
struct interval statistics_median_interval(const double *sorted, size_t count, double confidence);

/* Percentile bootstrap interval of median(numerators) / median(denominators),
 * where numerators[i] and denominators[i] were measured in the same round and
 * are drawn together; seeded, hence the same for the same data.  NaN below 6
 * pairs, since resamples of fewer say little about a median, and where a
 * denominator is not positive, since there is no ratio to 0. */
struct interval statistics_ratio_interval(const double *numerators, const double *denominators,
					  size_t count, double confidence, uint64_t seed);

#endif
