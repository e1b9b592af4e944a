/* SPDX-License-Identifier: PostgreSQL */
/*
 * Monotone piecewise cubic interpolation: a curve through all points that rises and falls only
 * where they do, so that it makes no extremes of its own (Fritsch and Carlson, SIAM Journal on
 * Numerical Analysis 17, 1980, doi 10.1137/0717021, with slopes of three points, and the circle of
 * radius 3 as the region of monotone slopes).
 */
#ifndef STATS_MONOTONE_H
#define STATS_MONOTONE_H

#include <stddef.h>

#define MONOTONE_MOST 64

/* The curve through (x[i], y[i]) at a place within them; x ascends, and count is 1 to
 * MONOTONE_MOST.  Two points make a straight line.  NaN beyond the points. */
double monotone_at(const double *x, const double *y, size_t count, double at);

#endif
