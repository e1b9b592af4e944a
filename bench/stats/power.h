/* SPDX-License-Identifier: PostgreSQL */
/*
 * What an estimate with a known standard error can show, and how much more data an effect needs.
 * The estimate over its error is taken for Student's distribution; degrees of INFINITY: the normal
 * one.  Effects and errors have one unit, that of logarithms: 0.05 is about 5 %.  `level` is that of
 * a two-sided test.
 */
#ifndef STATS_POWER_H
#define STATS_POWER_H

#include <stddef.h>
#include <stdint.h>

/* The smallest effect that is shown with that power.  NaN when the error is not known. */
double power_detectable(double error, double degrees, double level, double power);

/* How many values an effect, of either sign, needs, where `count` values have that error, which falls
 * with the root of their number.  INT64_MAX when no number does, or the error is not known. */
int64_t power_wanted(double error, size_t count, double effect, double level, double power);

/* The same of sessions, which are so few that each more also adds a degree of freedom: the number per
 * side, of 1 or 2 sides, with its degrees (number - 1) * sides.  At least 2, at most `most`; INT64_MAX
 * when that is not enough. */
int64_t power_wanted_sessions(double error, size_t count, size_t sides, double effect, double level,
			      double power, int64_t most);

#endif
