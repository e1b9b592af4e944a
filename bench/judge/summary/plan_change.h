/* SPDX-License-Identifier: PostgreSQL */
/*
 * Whether the measured samples of a case were all planned alike.  A prepared
 * statement may turn from custom plans to a generic one in the middle of a run; a median
 * over both is of neither, so the case is ranked by the plan that it settled on
 * (record/steady_plan.h), and the other samples have a median of their own.  What the cold and the
 * warm-up samples had does not count.
 */
#ifndef JUDGE_SUMMARY_PLAN_CHANGE_H
#define JUDGE_SUMMARY_PLAN_CHANGE_H

#include "record/run.h"

struct plan_change {
	int64_t count;  /* of changes; 0: none, or not known */
	int64_t sample; /* number, within its case, of the first sample after the first one */
	enum sample_plan from;
	enum sample_plan to;
	enum sample_plan steady; /* of the samples that are ranked */
	int64_t ranked;          /* how many they are */
	int64_t others;          /* with another plan, or one that is not known */
	double others_ns;        /* median of their time of update and commit; NaN: not known */
};

struct plan_change plan_change_find(const struct run_case *of);

/* Appends "custom → generic at sample 6", and how often it changed when that is more
 * than once; nothing for no change. */
void plan_change_append(const struct plan_change *change, struct up_buffer *text);

#endif
