/* SPDX-License-Identifier: PostgreSQL */
/*
 * Statistics of small samples.  Values are doubles without NaN; "sorted" means
 * ascending.  What the data cannot say is NaN.
 */
#ifndef STATS_STATISTICS_H
#define STATS_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low;
	double high;
};

/* The standard error that the interval belongs to, as if the estimate were normal. */
double interval_error(struct interval interval, double confidence);

void statistics_sort(double *values, size_t count);

/* To be freed by the caller; NULL when memory runs out. */
double *statistics_sorted_copy(const double *values, size_t count);

double statistics_mean(const double *values, size_t count);

/* Quantile p in [0, 1] by linear interpolation between order statistics:
 * definition 7 of Hyndman and Fan (The American Statistician 50, 1996). */
double statistics_quantile(const double *sorted, size_t count, double p);

static inline double statistics_median(const double *sorted, size_t count)
{
	return statistics_quantile(sorted, count, 0.5);
}

/* Confidence interval of the median, whatever the distribution: order statistics (k, n + 1
 * - k) cover it with 1 - 2 P(B <= k - 1), B being binomial (n, 1/2), which leaps with k.
 * Between the two pairs around `confidence` the ends are interpolated as Hettmansperger
 * and Sheather found (Statistics & Probability Letters 4, 1986, 75-79), so that the
 * coverage is close to it for all smooth distributions, and never beyond that of the two
 * pairs.
 *
 * A median in the gap between two equal humps is covered as by one of the two pairs, the
 * inner if the ends move more than half of the way: for 10 values 89 % instead of 95 %.
 * Where they would, the upper end moves first, as far as needed, and then the lower, so
 * that the leap is half as large; the chance to miss is not the same on both sides then.
 *
 * NaN when n is too small: for 0.95 that is below 6. */
struct interval statistics_median_interval(const double *sorted, size_t count, double confidence);

/* Percentile bootstrap interval of median(numerators) / median(denominators),
 * where numerators[i] and denominators[i] were measured in the same round and
 * are drawn together; seeded, hence the same for the same data.  Not bias-corrected: that
 * covers 87 to 96 % of the ratios at 10 to 20 pairs, percentiles 94 to 97 %.  NaN below 6
 * pairs, since resamples of fewer say little about a median; where a denominator is not
 * positive, since there is no ratio to 0; and where the ratio is beyond all doubles. */
struct interval statistics_ratio_interval(const double *numerators, const double *denominators,
					  size_t count, double confidence, uint64_t seed);

#endif
