/* SPDX-License-Identifier: PostgreSQL */
/*
 * Two samples that were taken independently: the Mann-Whitney test (Wilcoxon's rank sum)
 * and the Hodges-Lehmann shift that belongs to it; Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, 3rd ed., sections 4.1 to 4.3.
 */
#ifndef STATS_UNPAIRED_H
#define STATS_UNPAIRED_H

#include "stats/paired.h"

/* The median of all differences b[j] - a[i].  NaN when a sample is empty. */
double unpaired_shift(const double *a, size_t a_count, const double *b, size_t b_count);

/* Its interval, the narrowest that covers at least `confidence`: exact up to
 * UNPAIRED_EXACT_MAX, by the normal approximation above.  NaN when there are too few, for
 * 0.95 below 4 and 4, 3 and 5, or 2 and 8; and when memory runs out. */
struct interval unpaired_interval(const double *a, size_t a_count, const double *b, size_t b_count,
				  double confidence);

#define UNPAIRED_EXACT_MAX 25 /* values in each sample */

/* P-value of b being shifted against a by more than, less than, or other than `shift`.
 * Ties share their mean rank.  Exact, given the ties, up to UNPAIRED_EXACT_MAX in each
 * sample; above by the normal approximation with corrections for ties and continuity.  1
 * when all values are equal; NaN when a sample is empty, and when memory runs out. */
double unpaired_test(const double *a, size_t a_count, const double *b, size_t b_count, double shift,
		     enum alternative alternative);

#endif
