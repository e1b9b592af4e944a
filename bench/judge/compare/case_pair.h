/* SPDX-License-Identifier: PostgreSQL */
/* Which case of one side belongs to which of the other: of two arms those that differ in the
 * arm alone, of two runs those of the same name. */
#ifndef JUDGE_COMPARE_CASE_PAIR_H
#define JUDGE_COMPARE_CASE_PAIR_H

#include "record/run.h"

struct case_pair {
	const char *name;            /* without its arm; all are borrowed from the runs */
	const struct run_case *base; /* NULL: the base does not have it */
	const struct run_case *new;
};

struct case_pair_list {
	struct case_pair *items; /* owned */
	size_t count;
};

void case_pair_list_release(struct case_pair_list *list);
#define CASE_PAIR_LIST UP_CLEANUP(case_pair_list_release) struct case_pair_list

/* Every case of either arm, in the order of run.json. */
UP_MUST_CHECK enum up_status case_pair_of_arms(const struct run *run, const char *base_arm,
					       const char *new_arm, struct case_pair_list *list,
					       struct up_error *err);

/* Every case of either run; those of the base first. */
UP_MUST_CHECK enum up_status case_pair_of_runs(const struct run *base, const struct run *new,
					       struct case_pair_list *list, struct up_error *err);

#endif
