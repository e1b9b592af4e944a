/* SPDX-License-Identifier: PostgreSQL */
/*
 * All comparisons with one base: of each other arm of a run with its first arm, or of each
 * later run with the first one.  They share one level (compare_options.together), so that a
 * group without a difference has a false alarm as rarely as one comparison.
 */
#ifndef JUDGE_COMPARE_COMPARISON_GROUP_H
#define JUDGE_COMPARE_COMPARISON_GROUP_H

#include "judge/compare/compare.h"

struct comparison_group {
	struct comparison_list *items; /* owned; in the order of the arms, or of the runs */
	size_t count;
};

void comparison_group_release(struct comparison_group *group);
#define COMPARISON_GROUP UP_CLEANUP(comparison_group_release) struct comparison_group

/* Appends nothing for a run with fewer than two arms.  A run that was asked for a confirmation is
 * judged with it (judge/compare/confirmation.h). */
UP_MUST_CHECK enum up_status comparison_group_add_arms(struct comparison_group *group,
						       const struct run *run,
						       const struct compare_options *options,
						       struct up_error *err);

/* runs[0] is the base; nothing is appended when it is alone. */
UP_MUST_CHECK enum up_status comparison_group_add_runs(struct comparison_group *group,
						       const struct run *const *runs, size_t count,
						       const struct compare_options *options,
						       struct up_error *err);

#endif
