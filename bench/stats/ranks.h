/* SPDX-License-Identifier: PostgreSQL */
/*
 * The ranks of values, doubled, so that the mean rank of ties is a whole number.
 */
#ifndef STATS_RANKS_H
#define STATS_RANKS_H

#include <stddef.h>

/* A value, and whether its rank is part of the sum that a test looks at. */
struct ranked {
	double value;
	int counts; /* 1 or 0 */
};

/* Sorts items and fills doubled[i] with the doubled rank of items[i].  Returns the sum of
 * t^3 - t over all groups of t ties, which corrections for ties want. */
double ranks_assign(struct ranked *items, size_t count, size_t *doubled);

#endif
