/* SPDX-License-Identifier: PostgreSQL */
/* The cases of a run that can be drawn: contenders that were measured at least once. */
#ifndef SHOW_PLOT_CASES_H
#define SHOW_PLOT_CASES_H

#include "base/buffer.h"
#include "record/summary.h"

struct plot_cases {
	const struct summary **items; /* owned, what it points to is not */
	size_t count;
};

/* In the order of their workloads, level by level, then of the median of update and commit, and
 * of the run. */
UP_MUST_CHECK enum up_status plot_cases_select(const struct summary_list *summaries,
					       struct plot_cases *cases, struct up_error *err);
void plot_cases_release(struct plot_cases *cases);
#define PLOT_CASES UP_CLEANUP(plot_cases_release) struct plot_cases

/* How many cases, from the first-th on, have the same rows as that one. */
size_t plot_cases_same_rows(const struct plot_cases *cases, size_t first);

/* A *panel* are the cases of the same workload: side by side they can be compared.
 * How many cases, from the first-th on, are of the panel of that one. */
size_t plot_cases_same_panel(const struct plot_cases *cases, size_t first);

/* How many panels there are. */
size_t plot_cases_panels(const struct plot_cases *cases);

/* The factors that the name of a panel has, so that its cases' names omit them: the workload,
 * and levels that all its cases share. */
factor_set plot_cases_panel_factors(const struct plot_cases *cases, const struct summary *summary);

/* Appends what the cases of a panel have in common: "1,914 rows, rtt=20ms, tuned"; "rtt=0" where
 * other panels have another rtt. */
void plot_cases_panel(struct up_buffer *text, const struct plot_cases *cases,
		      const struct summary *summary);

/* The workload of a panel as a part of the names of files: "1914", "1914-rtt20ms"; "1914-columns3"
 * also for all columns of a user's table where other panels have another number. */
void plot_cases_panel_id(struct up_buffer *text, const struct plot_cases *cases,
			 const struct summary *summary);

/* Appends the name of a case without its rows: the same for all that differ in nothing else. */
void plot_cases_family(struct up_buffer *text, const struct summary *summary);

#endif
