/* SPDX-License-Identifier: PostgreSQL */
/* Makes the comparisons (judge/compare/comparison.h) of arms of a run, and of two runs. */
#ifndef JUDGE_COMPARE_COMPARE_H
#define JUDGE_COMPARE_COMPARE_H

#include "judge/compare/comparison.h"
#include "judge/compare/fingerprint.h"
#include "record/noise.h"
#include "record/text_list.h"

struct compare_options {
	double threshold; /* of times and memory; those of tails are in proportion to it */
	const enum metric *metrics; /* borrowed */
	size_t metric_count;
	uint64_t seed;           /* of the draws for metrics of tails */
	bool threshold_is_given; /* the experiment is not asked for one (judge/compare/case_rule.h) */
	bool metrics_are_given;
	const struct noise *noise; /* borrowed; NULL: not known */
	/* How many comparisons with the same base share one level (comparison_group.h); 0: one. */
	size_t together;
	bool strict; /* a case that is new, or that neither side measured, is an error */
	const struct text_list
		*expected; /* borrowed: names of cases that must be there; NULL: none */
	/* Borrowed; NULL: all.  Otherwise only what is a suspect there (confirmation.h). */
	const struct comparison_list *suspects;
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
