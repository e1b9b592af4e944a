/* SPDX-License-Identifier: PostgreSQL */
/*
 * One sample of differences, as of pairs that met the same conditions.
 *
 * Wilcoxon's signed-rank test and the Hodges-Lehmann estimate that belongs to it:
 * Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed.,
 * sections 3.1 to 3.3.  They suppose that the differences lie symmetrically around
 * their center, as those of two like things do; and the sign test, which does not.
 */
#ifndef ANALYSE_PAIRED_H
#define ANALYSE_PAIRED_H

#include "analyse/statistics.h"

enum alternative {
	ALTERNATIVE_GREATER,
	ALTERNATIVE_LESS,
	ALTERNATIVE_TWO_SIDED,
};

/* The median of the means of all pairs of values (Walsh averages), each with itself
 * among them.  NaN for none, and when memory runs out. */
double paired_estimate(const double *differences, size_t count);

/* Its interval, from the ordered Walsh averages by the exact distribution of the signed
 * rank statistic up to PAIRED_EXACT_MAX values, by its normal approximation above.  NaN when
 * there are too few: below 6 for 0.95. */
struct interval paired_interval(const double *differences, size_t count, double confidence);

#define PAIRED_EXACT_MAX 50

/* P-value of the center being greater than, less than, or other than `center`.  Exact
 * without ties and zeros up to PAIRED_EXACT_MAX values; otherwise the normal approximation
 * with the correction for ties.  1 when nothing differs from center; NaN for none. */
double paired_test(const double *differences, size_t count, double center,
		   enum alternative alternative);

/* The sign test of the same, exact. */
double paired_sign_test(const double *differences, size_t count, double center,
			enum alternative alternative);

#endif
