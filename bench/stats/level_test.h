/* SPDX-License-Identifier: PostgreSQL */
/*
 * The cut of the last segment of a series at which Student's test of the means on both sides is most
 * significant, where a value may depend on the one before (an autoregressive process of order 1).
 * All segments share a variance s^2 and a correlation r of neighbors.  With the cut there are g
 * segments of n_1 ... n_g values, n in all; S is the sum of squared differences from the means of
 * the segments, and r0 the sum of products of neighboring differences over S.
 *
 *   r1 = r0 + c (1 + 3 r0) / n
 *   V(k) = 1 / k (1 + 2 sum over j < k of (1 - j / k) r^j), so that s^2 V(k) is the variance of a mean
 *   t = |difference of the means| / (s sqrt(V(before) + V(behind)))
 *
 * r1 corrects the bias of r0, which is (1 + 3 r) / n per mean (Marriott and Pope, Biometrika 41,
 * 1954).  Two rules, since few values do not show how they depend on each other:
 *
 *   LEVEL_SUDDEN     at least 3 values on each side; c = g
 *                    r = (n r1 + 40 * 0.4) / (n + 40): as if 40 values with 0.4 had been seen before
 *                    s^2 = S / (n - sum of n_i V(n_i)), unbiased
 *                    degrees of freedom n (1 - r^2) / (1 + r^2) - g
 *   LEVEL_SUSTAINED  at least 14 values on each side; c = g + 2
 *                    r = r1, at least 0.1
 *                    s^2 = S / (n - g)
 *                    degrees of freedom n (1 - r) / (1 + r) - g
 *
 * The factors of n are those of the values that, if they were independent, would estimate a variance
 * and a mean as well (Bayley and Hammersley, Supplement to the Journal of the Royal Statistical
 * Society 8, 1946, doi:10.2307/2983560).  r is at most 0.9, and degrees of freedom are at least 1.
 *
 * The level of LEVEL_SUDDEN is divided among the cuts in proportion to m^3, m being the number of values
 * of the segment before the cut (weighted Bonferroni): older cuts have been tested before, with fewer
 * values behind them, and the level before a step must be known.  The best cut is that with the least
 * p-value over its share; there is none while a cut with fewer than 3 values behind it explains more squares,
 * since the step may have begun there.  All shares of LEVEL_SUSTAINED are 1: its level must be chosen for all cuts.
 *
 * 40, 0.4, 14, 0.1, c and the exponent 3 are choices, by simulations with other seeds than those of
 * tests/unit/history_simulation.c.
 */
#ifndef STATS_LEVEL_TEST_H
#define STATS_LEVEL_TEST_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>

enum level_rule {
	LEVEL_SUDDEN,
	LEVEL_SUSTAINED,
};

/* The least values on each side of a cut. */
#define LEVEL_SUDDEN_SEGMENT 3
#define LEVEL_SUSTAINED_SEGMENT 14

/* A series, of which tests see a prefix. */
struct level_test {
	const double *values; /* borrowed, finite */
	double *sums; /* owned, as the following: of the first k differences from the first value */
	double *squares;
	double *products; /* of neighbors */
};

/* Fails only with UP_NO_MEMORY; may be released even then. */
UP_MUST_CHECK enum up_status level_test_init(struct level_test *test, const double *values,
					     size_t count, struct up_error *err);
void level_test_release(struct level_test *test);
#define LEVEL_TEST UP_CLEANUP(level_test_release) struct level_test

struct level_cut {
	size_t position; /* of the first value behind it; 0: no cut has enough values */
	double p_value;  /* two-sided, of this cut alone; 1 without a cut */
	double share;    /* of the level, in (0, 1] */
};

/* Of the first `count` values, in segments that begin at begins[0], which is 0, to
 * begins[segments - 1]; begins ascend, and the last one is below count. */
struct level_cut level_test_find(const struct level_test *test, const size_t *begins,
				 size_t segments, size_t count, enum level_rule rule);

/* The cut of the values from begin to end - 1, with at least LEVEL_SUDDEN_SEGMENT values on each
 * side and at most `reach` from `position`, between whose sides the squares are greatest;
 * `position` if there is none. */
size_t level_test_refine(const struct level_test *test, size_t begin, size_t end, size_t position,
			 size_t reach);

#endif
