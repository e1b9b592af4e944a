/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a number of pairs can show: the smallest effect that the signed-rank test
 * (stats/paired.h) finds with a given power, and how many pairs an effect needs, in the
 * normal approximation with the asymptotic relative efficiency 3/pi of the test (Lehmann,
 * Nonparametrics, section 4.2).  It promises a little too much
 * for few pairs: 12 find with 69 % what they should with 80 %, 16 with 74 %.  Effects are of logarithms: 0.05 is about 5 %.
 */
#ifndef STATS_POWER_H
#define STATS_POWER_H

#include "stats/statistics.h"

/* The scale of the differences that the next two want: 1.4826 times the median absolute
 * deviation, or the standard deviation where that is 0.  NaN below 2 values, and when
 * memory runs out. */
double power_scale(const double *differences, size_t count);

/* The smallest effect that `count` pairs show with that power in a two-sided test at that
 * level.  NaN when count is 0 or the scale is not known. */
double power_detectable(double scale, size_t count, double level, double power);

/* How many pairs an effect, of either sign, needs.  At least 6; INT64_MAX when no number
 * does. */
int64_t power_wanted(double scale, double effect, double level, double power);

#endif
