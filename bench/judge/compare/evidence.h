/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the values of two sides say of the ratio new over base; all in logarithms, so that
 * twice and half are as far from 1.
 *
 *   pairs      Hodges-Lehmann estimate, signed-rank interval and test (stats/paired.h)
 *   two sides  Hodges-Lehmann shift, rank-sum interval and test (stats/unpaired.h)
 *
 * From EVIDENCE_SESSIONS sessions a side on, sessions are what is repeated: the
 * estimate is of medians, its interval a bootstrap of two levels (stats/bootstrap.h),
 * between runs combined from those of both sides (Zou and Donner, Statistics in Medicine 27,
 * 2008, doi:10.1002/sim.3095), and the p-values are those that Student's distribution gives
 * to the distance from the threshold in units of that interval.
 */
#ifndef JUDGE_COMPARE_EVIDENCE_H
#define JUDGE_COMPARE_EVIDENCE_H

#include "judge/compare/contrast.h"
#include "stats/statistics.h"

#define EVIDENCE_SESSIONS 3
/* Below these the interval of 95 % does not exist. */
#define EVIDENCE_PAIRS 6
#define EVIDENCE_SIDE 4

struct evidence {
	size_t count;             /* pairs, or samples of the smaller side */
	bool few;                 /* too few for an interval */
	double shift;             /* the logarithm of the ratio */
	struct interval interval; /* 95 %; NaN when few */
	struct interval narrow;   /* 90 % */
	double worse;             /* p-value of the shift being above margin; NaN when few */
	double better;            /* ... being below -margin */
	double scale;             /* what power.h wants for `count`; NaN: not known */
};

/* All values must be positive; margin >= 0. */
UP_MUST_CHECK enum up_status evidence_weigh(const struct contrast *contrast, double margin,
					    uint64_t seed, struct evidence *evidence,
					    struct up_error *err);

/* How many different sessions a side has. */
size_t evidence_sessions(const struct contrast_side *side);

#endif
