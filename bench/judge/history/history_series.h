/* SPDX-License-Identifier: PostgreSQL */
/*
 * The steps of a series of times, in the order of their runs, and which of them are news with the
 * last run.
 *
 * The series is looked at run by run, from the run HISTORY_SHORTEST on, as if it had been compared after each of
 * them; nothing is stored.  A look searches the runs since the last step for one more, by
 * stats/level_test.h on the logarithms.  There is a step
 *
 *   sudden     if p <= share HISTORY_SUDDEN_LEVEL (HISTORY_SHORTEST - 1) / (n (n - 1)) of
 *              LEVEL_SUDDEN after n runs: corrected for all cuts and all looks at a series of
 *              any length (Bonferroni; the sum of 1 / (n (n - 1)) from n = N on is 1 / (N - 1))
 *   sustained  else, if p <= HISTORY_SUSTAINED_LEVEL of LEVEL_SUSTAINED, and stats/change_point.h
 *              finds a change in these runs at HISTORY_LEVEL
 *
 * A step that was found remains; later looks only move it, by at most HISTORY_SAME runs from where
 * it was found.  It is *large* if the medians before and after it differ by more than a threshold, and
 * news with the first look at which it is large.
 */
#ifndef JUDGE_HISTORY_HISTORY_SERIES_H
#define JUDGE_HISTORY_HISTORY_SERIES_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HISTORY_SUDDEN_LEVEL 0.02
/* Of the test of means, uncorrected, and of the permutation test that must agree: choices, see
 * docs/history.md. */
#define HISTORY_SUSTAINED_LEVEL 0.00009
#define HISTORY_LEVEL 0.02
/* The first look. */
#define HISTORY_SHORTEST 10
/* How far a step may move once it was found. */
#define HISTORY_SAME 3
/* The level is also compared with that of so many runs ago. */
#define HISTORY_CREEP 20

struct history_step {
	size_t position; /* of the first value behind it */
	/* When it was found: of a sudden step p over its share, of a sustained one that of the
	 * permutation test. */
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
