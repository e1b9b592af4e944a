/* SPDX-License-Identifier: PostgreSQL */
/*
 * One sample of differences, as of pairs that met the same conditions.
 *
 * Wilcoxon's signed-rank test and the Hodges-Lehmann estimate that belongs to it:
 * Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed.,
 * sections 3.1 to 3.3.  They suppose that the differences lie symmetrically around
 * their center, as those of two like things do; and the sign test, which does not.
 */
#ifndef STATS_PAIRED_H
#define STATS_PAIRED_H

#include "stats/alternative.h"
#include "stats/statistics.h"

/* The median of the means of all pairs of values (Walsh averages), each with itself
 * among them.  NaN for none, and when memory runs out.  O(n log n) for any number of
 * values: see stats/pairwise.h. */
double paired_estimate(const double *differences, size_t count);

/* Its interval, from the ordered Walsh averages by the exact distribution of the signed
 * rank statistic up to PAIRED_EXACT_MAX values, by its normal approximation above: the
 * narrowest that covers at least `confidence`.  NaN when there are too few: below 6 for
 * 0.95. */
struct interval paired_interval(const double *differences, size_t count, double confidence);

#define PAIRED_EXACT_MAX 50

/* P-value of the center being greater than, less than, or other than `center`.  Values
 * that equal it do not count, and ties share their mean rank.  Exact, given the ties, up to
 * PAIRED_EXACT_MAX values that count; above by the normal approximation with corrections
 * for ties and continuity.  1 when nothing differs from center; NaN for none, and when
 * memory runs out. */
double paired_test(const double *differences, size_t count, double center,
		   enum alternative alternative);

#endif
