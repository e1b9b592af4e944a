/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the values of two sides say of the ratio new over base; all in logarithms, so that
 * twice and half are as far from 1.
 *
 *   pairs      Hodges-Lehmann estimate, signed-rank interval and test (stats/paired.h)
 *   two sides  Hodges-Lehmann shift, rank-sum interval and test (stats/unpaired.h)
 *
 * From EVIDENCE_SESSIONS sessions a side on, sessions are what is repeated, and each counts with one
 * value: the Hodges-Lehmann estimate of its differences, or the median of its logarithms between
 * two runs.  The estimate is the mean of these values, or the difference of the means of both
 * sides, its error follows from their variance, and interval and test are Student's, between two
 * runs with the degrees of freedom of Welch (Biometrika 34, 1947, doi:10.1093/biomet/34.1-2.28) and
 * Satterthwaite.  Interval and p-values are therefore two views of one statistic.
 */
#ifndef JUDGE_COMPARE_EVIDENCE_H
#define JUDGE_COMPARE_EVIDENCE_H

#include "judge/compare/session_values.h"
#include "stats/statistics.h"

#define EVIDENCE_SESSIONS 3
/* Below these the interval of 95 % does not exist, whatever the other side has. */
#define EVIDENCE_PAIRS 6
#define EVIDENCE_SIDE 4

struct evidence {
	size_t count;    /* pairs, or samples of the smaller side; with by_session sessions,
				     of the smaller side */
	bool by_session; /* sessions are what is repeated */
	bool few;        /* too few for an interval of 95 % */
	double shift;    /* the logarithm of the ratio */
	struct interval interval; /* 95 %; NaN when few */
	struct interval narrow;   /* 90 % */
	double worse;             /* p-value of the shift being above margin; NaN when few */
	double better;            /* ... being below -margin */
	double error;   /* the standard error of the shift, that of the interval; NaN when few */
	double within;  /* the variance of a session's estimate that its pairs let expect, by the
			   width of its interval; NaN: not by session, of two runs, or too few pairs */
	double degrees; /* of freedom of the error; INFINITY: it counts as known */
};

/* Nothing known: all numbers NaN. */
void evidence_init(struct evidence *evidence);

/* All values must be positive; margin >= 0. */
UP_MUST_CHECK enum up_status evidence_weigh(const struct contrast *contrast, double margin,
					    struct evidence *evidence, struct up_error *err);

/* The same from one value for each session; base is NULL where the values of new are differences.  At
 * least two sessions per side. */
void evidence_weigh_sessions(const struct session_values *base, const struct session_values *new,
			     double margin, struct evidence *evidence);

/* Interval and p-values from shift, error and degrees, by Student's distribution. */
void evidence_conclude(double margin, struct evidence *evidence);

/* How many different sessions a side has. */
size_t evidence_sessions(const struct contrast_side *side);

#endif
