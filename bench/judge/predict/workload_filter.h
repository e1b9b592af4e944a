/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which workloads and arms of a run are asked for: levels of the factors changed, new, table-rows
 * and bandwidth, and names of arms.  A level must be one that was measured; what lies between two
 * of them is for advice.h.
 */
#ifndef JUDGE_PREDICT_WORKLOAD_FILTER_H
#define JUDGE_PREDICT_WORKLOAD_FILTER_H

#include "judge/predict/family.h"

/* Lists are borrowed; an empty one lets everything pass. */
struct workload_filter {
	const double *changed; /* shares */
	size_t changed_count;
	const double *new;
	size_t new_count;
	const int64_t *table_rows; /* 0: no other rows than those of the sync */
	size_t table_count;
	const int64_t *bandwidth; /* bits per second; 0: no limit */
	size_t bandwidth_count;
	const char *const *arms;
	size_t arm_count;
};

/* Keeps the families that the filter lets pass.  UP_INVALID when a level was not measured, with
 * those that were, or when there is no family of all the levels together. */
UP_MUST_CHECK enum up_status workload_filter_apply(const struct workload_filter *filter,
						   struct family_list *list, struct up_error *err);

/* UP_INVALID when contenders have several arms, or several levels of new or bandwidth:
 * `--new is needed: the run has 0, 0.5, 1`. */
UP_MUST_CHECK enum up_status workload_filter_check_one(const struct family_list *list,
						       struct up_error *err);

#endif
