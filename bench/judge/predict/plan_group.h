/* SPDX-License-Identifier: PostgreSQL */
/*
 * The sizes of a family that have one plan.  A curve over sizes of several plans is a law of none of
 * them: it is fitted to the sizes that have the plan of the largest one, and to those alone.
 *
 * The plan of a case is the shape (query_plan.h) that most of its rows go through, and, of prepared
 * statements, whether they are planned for their values (custom) or once for any (generic) in the
 * last measured sample.  A size without a plan counts as one with the plan of the largest; a run without
 * plans is not divided.
 */
#ifndef JUDGE_PREDICT_PLAN_GROUP_H
#define JUDGE_PREDICT_PLAN_GROUP_H

#include "judge/predict/family.h"

struct plan_group {
	struct family family; /* the cases above the turn; the array is owned, nothing else is */
	double turn;          /* the largest size with another plan; NaN: there is none */
	double above;         /* the size after it */
};

void plan_group_release(struct plan_group *group);
#define PLAN_GROUP UP_CLEANUP(plan_group_release) struct plan_group

/* The plan of the shape that most rows of a case go through; NULL: none was captured. */
const struct plan_shape *plan_group_shape(const struct run_case *of);

/* Have two cases different plans?  False where one has none. */
bool plan_group_turns(const struct run_case *a, const struct run_case *b);

/* The cases of a family with the plan of its largest size.  UP_INVALID if the plan turns, and fewer than
 * `least` sizes are above: "its plan turns between 10000 and 20000 rows: measure two more sizes
 * above". */
UP_MUST_CHECK enum up_status plan_group_make(const struct run *run, const struct family *family,
					     size_t least, struct plan_group *group,
					     struct up_error *err);

#endif
