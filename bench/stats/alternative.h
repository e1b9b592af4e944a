/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a test is asked about, and its p-value from the distribution of its statistic.
 */
#ifndef STATS_ALTERNATIVE_H
#define STATS_ALTERNATIVE_H

#include <stddef.h>

enum alternative {
	ALTERNATIVE_GREATER,
	ALTERNATIVE_LESS,
	ALTERNATIVE_TWO_SIDED,
};

/* From the probability of a statistic at least, and at most, as great as what was seen;
 * two-sided, twice the smaller. */
double alternative_p_value(double at_least, double at_most, enum alternative alternative);

/* probability[s] is that of the statistic being s, for s from 0 to greatest. */
double alternative_exact(const double *probability, size_t greatest, size_t seen,
			 enum alternative alternative);

/* In the normal approximation, for a statistic of whole numbers: `excess` over its mean is
 * taken half a step nearer to it (correction for continuity). */
double alternative_normal(double excess, double deviation, enum alternative alternative);

/* The greatest k up to `limit` with P(statistic <= k - 1) <= tail: the order statistic at
 * which the interval that belongs to a test begins; 0 when there is none. */
size_t alternative_interval_rank(const double *probability, size_t limit, double tail);

#endif
