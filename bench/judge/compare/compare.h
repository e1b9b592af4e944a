/* SPDX-License-Identifier: PostgreSQL */
/* Makes the comparisons (judge/compare/comparison.h) of arms of a run, and of two runs. */
#ifndef JUDGE_COMPARE_COMPARE_H
#define JUDGE_COMPARE_COMPARE_H

#include "judge/compare/comparison.h"
#include "judge/compare/fingerprint.h"
#include "record/noise.h"

struct compare_options {
	double threshold;           /* of times */
	const enum metric *metrics; /* borrowed */
	size_t metric_count;
	const struct noise *noise; /* borrowed; NULL: not known */
};

/* How many arms the run has (0: none), and their names, borrowed from the run; the
 * first is the base. */
size_t compare_arms(const struct run *run, const char **names, size_t size);

/* Arm `other` of a run against its first.  A run that did not end has that as a
 * difference.  UP_INVALID for a threshold by which it cannot be judged
 * (judge/compare/sequential.h). */
UP_MUST_CHECK enum up_status compare_arm(const struct run *run, const char *other,
					 const struct compare_options *options,
					 struct comparison_list *list, struct up_error *err);

/* Two runs.  The facts in which they differ are listed; that they make the runs
 * incomparable is for the caller to say. */
UP_MUST_CHECK enum up_status compare_runs(const struct run *base, const struct run *new,
					  const struct compare_options *options,
					  struct comparison_list *list, struct up_error *err);

#endif
