/* SPDX-License-Identifier: PostgreSQL */
/*
 * A contrast holds the values of one metric of one case on two sides: as pairs of the
 * same round of the same session, or as two samples that know nothing of each other.
 */
#ifndef JUDGE_COMPARE_CONTRAST_H
#define JUDGE_COMPARE_CONTRAST_H

#include "judge/compare/metric.h"
#include "stats/modes.h"

struct contrast_side {
	double *values;    /* owned; in the order of the file */
	int64_t *rounds;   /* owned */
	int64_t *sessions; /* owned; 1 where the run has none */
	size_t count;
};

struct contrast {
	bool paired; /* values of one index belong together */
	struct contrast_side base;
	struct contrast_side new;
};

void contrast_release(struct contrast *contrast);
#define CONTRAST UP_CLEANUP(contrast_release) struct contrast

/* The correct samples of a case that have the metric: measured ones, or the cold one of each session
 * for METRIC_COLD. */
UP_MUST_CHECK enum up_status contrast_collect(const struct run_case *of, enum metric metric,
					      struct contrast_side *side, struct up_error *err);

/* Keeps what has a partner, in the order of base. */
void contrast_pair(struct contrast *contrast);

/* How many different sessions a side has.  Numbers them from 0, in the order in which they come;
 * indices, one for each value, may be NULL. */
size_t contrast_sessions(const struct contrast_side *side, size_t *indices);

/* Of the values of a side: NaN when there is none; the median also when memory runs out. */
double contrast_least(const struct contrast_side *side);
double contrast_greatest(const struct contrast_side *side);
double contrast_median(const struct contrast_side *side);

/* None of two when memory runs out. */
struct modes contrast_modes(const struct contrast_side *side);

/* Whether all values have a logarithm. */
bool contrast_is_positive(const struct contrast *contrast);

#endif
