/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which change points of a series Student's test of the means on both sides confirms, where a value
 * may depend on the one before (an autoregressive process of order 1).  As in Otava (Fleming and
 * others, doi:10.1145/3578244.3583719) the least significant one is dropped, its segments become
 * one, and all are tested again, until each is significant.
 *
 *   r  = correlation of neighbors within the segments, plus (1 + 3 r) / n for its bias (Marriott and
 *        Pope, Biometrika 41, 1954), between LEVEL_TEST_CORRELATION and 0.9
 *   Var(mean of k values) = s^2 / k (1 + 2 sum over j < k of (1 - j / k) r^j)
 *   degrees of freedom = n (1 - r) / (1 + r) - segments, rounded down, at least 1
 *
 * with a variance s^2 and a correlation that all segments share.
 */
#ifndef STATS_LEVEL_TEST_H
#define STATS_LEVEL_TEST_H

#include "stats/change_point.h"

/* Some dependence is always supposed: with few values it cannot be excluded. */
#define LEVEL_TEST_CORRELATION 0.2

/* Removes those points whose p-value is above `level`, and sets before and after of the others;
 * *count becomes their number.  The p-values of the points stay.  size is that of the series, more
 * than *count + 1. */
void level_test_keep(const double *series, size_t size, double level, struct change_point *points,
		     size_t *count);

#endif
