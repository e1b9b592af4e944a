/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the level of a series changed, by E-divisive means: Matteson and James, "A
 * Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data", Journal
 * of the American Statistical Association 109 (2014), doi:10.1080/01621459.2013.849605.
 *
 * A segment of n values is cut where the energy statistic
 *
 *   Q = m k / (m + k) (2 mean|x - y| - mean|x - x'| - mean|y - y'|)
 *
 * of the m values before and the k values behind is largest (means over pairs of
 * different values; the exponent of the distances is 1).  The best cut over all segments
 * is kept when a permutation test, which shuffles blocks of CHANGE_POINT_BLOCK values within their
 * segments and begins them at a random place, finds a cut as good at most as often as `level`
 * allows; then the search goes on in the segments that it made.  Blocks keep the dependence of
 * neighbors (Kuensch, The jackknife and the bootstrap for general stationary observations, Annals of
 * Statistics 17, 1989, doi:10.1214/aos/1176347265).  As in MongoDB's and DataStax's use of it
 * (doi:10.1145/3358960.3375791, doi:10.1145/3578244.3583719), the values behind a cut reach to the
 * end of the segment.
 *
 * No distribution is supposed, and one outlier is no change.  A slow drift appears as steps.  The
 * price of blocks is that a change is found no earlier than there are enough arrangements of them
 * to be rare.  Strong dependence still makes false changes: stats/level_test.h is the second test.
 */
#ifndef STATS_CHANGE_POINT_H
#define STATS_CHANGE_POINT_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Fewer values are no segment. */
#define CHANGE_POINT_SEGMENT 3
/* Values that a permutation keeps together. */
#define CHANGE_POINT_BLOCK 4
/* The least p-value is one above this number. */
#define CHANGE_POINT_PERMUTATIONS 999

struct change_point {
	size_t position; /* of the first value behind the change */
	double p_value;  /* of the permutation test that found it */
	double before;   /* mean from the change point before to this one */
	double after;    /* mean from this one to the next */
};

/* The most that a series can have: room that points must have. */
#define CHANGE_POINT_MAX(count) ((count) / CHANGE_POINT_SEGMENT)

/* In the order of the series, whose values must be finite; the same seed finds the same.
 * *found is 0 for a series too short.  Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status change_points_find(const double *series, size_t count, double level,
						uint64_t seed, struct change_point *points,
						size_t *found, struct up_error *err);

#endif
