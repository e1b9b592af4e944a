/* SPDX-License-Identifier: PostgreSQL */
/*
 * Order statistics of what all pairs of values give, of which there are too many to
 * write down: 2,000 values have two million means.  In sorted samples one walk counts
 * how many lie at or below a limit, and halving the doubles between the ends finds the
 * value itself, exactly, in 88 walks at most and most often in 20: O(n) each, without memory.
 *
 * Ranks count from 1.  Values are finite; a result beyond the range of doubles is
 * replaced by the end of the range.
 */
#ifndef STATS_PAIRWISE_H
#define STATS_PAIRWISE_H

#include <stddef.h>

/* Of the count * (count + 1) / 2 means of two values, each with itself among them
 * (Walsh averages), the one of that rank. */
double pairwise_mean(const double *sorted, size_t count, size_t rank);

/* Of the a_count * b_count differences b[j] - a[i] of two sorted samples. */
double pairwise_difference(const double *a, size_t a_count, const double *b, size_t b_count,
			   size_t rank);

#endif
