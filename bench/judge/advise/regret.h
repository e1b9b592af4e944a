/* SPDX-License-Identifier: PostgreSQL */
/*
 * What choosing one of several costs when their times are known but roughly.
 *
 * Times come as draws: in each draw every contestant has one, all from the same rounds where they
 * were measured together.  The regret of a choice is, in a draw, the logarithm of its time over
 * the least time of all: 0 for the fastest, 0.05 for one that is 5 % slower.  The choice with the
 * least expected regret is recommended, since it costs least on average, whichever is the fastest.
 */
#ifndef JUDGE_ADVISE_REGRET_H
#define JUDGE_ADVISE_REGRET_H

#include "stats/statistics.h"

#include <stdbool.h>

/* A choice that costs no more than this is right. */
#define REGRET_RIGHT 0.05
/* Contestants whose regret may be below this deserve to be measured. */
#define REGRET_OPEN 0.10

struct regret {
	double expected; /* mean over the draws; NaN: its time is not known */
	double right;    /* share of the draws in which it is at most ln(1 + REGRET_RIGHT) */
	double low;      /* quantile 0.025 of the draws */
};

/* draws[d * count + s] is the logarithm of the time of contestant s in draw d, NaN in all draws
 * where it is not known.  Fills regrets[count]. */
void regret_find(const double *draws, size_t draw_count, size_t count, struct regret *regrets);

/* The ratio of the times of two contestants, from the same draws: the median and the interval of
 * 95 %; NaN where either is not known, or memory runs out. */
struct regret_ratio {
	double middle;
	double low;
	double high;
};
struct regret_ratio regret_ratio(const double *draws, size_t draw_count, size_t count,
				 size_t numerator, size_t denominator);

#endif
