/* SPDX-License-Identifier: PostgreSQL */
/*
 * The steps of a series of times, in the order of their runs, and which of them are news with the
 * last run.  Steps are those of the logarithms that stats/change_point.h finds and
 * stats/level_test.h confirms.  A step is *large* if the medians before and after it differ by more than a threshold.
 * A large step is news with the run that it is found with first: no search over a shorter prefix of
 * the series found a large one of the same direction within HISTORY_SAME runs.  Nothing is stored:
 * searches over prefixes are repeated, from the longest on, and mostly the first one decides.
 */
#ifndef JUDGE_COMPARE_HISTORY_SERIES_H
#define JUDGE_COMPARE_HISTORY_SERIES_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of the permutation test, and of the test of means that must agree. */
#define HISTORY_LEVEL 0.02
#define HISTORY_T_LEVEL 0.0005
/* Fewer values have no steps: no order of them is as rare as the level. */
#define HISTORY_SHORTEST 10
/* Steps that began within so many runs of each other are the same. */
#define HISTORY_SAME 3
/* The level is also compared with that of so many runs ago. */
#define HISTORY_CREEP 20

struct history_step {
	size_t position; /* of the first value behind it */
	double p_value;
	double before_ns; /* medians of the two segments */
	double after_ns;
	bool is_news;
};

struct history_steps {
	struct history_step *items; /* owned; in order */
	size_t count;
	double level_ns; /* median of the last segment */
	/* The level over that of HISTORY_CREEP runs ago, less 1, if that is news: beyond the
	 * threshold, by no large step since then, and not so with any of the runs since then.
	 * Else NaN. */
	double crept;
};

void history_steps_release(struct history_steps *steps);
#define HISTORY_STEPS UP_CLEANUP(history_steps_release) struct history_steps

/* times are in ns, above 0; count is at least 1; threshold: 0.05 is 5 %.  The same seed finds the
 * same.  Fails only with UP_NO_MEMORY, and then steps is as it was. */
UP_MUST_CHECK enum up_status history_steps_find(const double *times_ns, size_t count,
						double threshold, uint64_t seed,
						struct history_steps *steps, struct up_error *err);

/* 1 for a step upwards by more than the threshold, -1 for one downwards, else 0. */
int history_direction(double before_ns, double after_ns, double threshold);

#endif
