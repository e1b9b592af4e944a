/* SPDX-License-Identifier: PostgreSQL */
/* The cases of a run that can be drawn: contenders that were measured at least once. */
#ifndef RENDER_PLOT_CASES_H
#define RENDER_PLOT_CASES_H

#include "base/buffer.h"
#include "record/summary.h"

struct plot_cases {
	const struct summary **items; /* owned, what it points to is not */
	size_t count;
};

/* In the order of their rows, then of the median of update and commit, then of their names. */
UP_MUST_CHECK enum up_status plot_cases_select(const struct summary_list *summaries,
					       struct plot_cases *cases, struct up_error *err);
void plot_cases_release(struct plot_cases *cases);
#define PLOT_CASES UP_CLEANUP(plot_cases_release) struct plot_cases

/* How many cases, from the first-th on, have the same rows as that one. */
size_t plot_cases_same_rows(const struct plot_cases *cases, size_t first);

/* Appends the name of a case without the word that says its rows: the same for
 * all cases that differ in nothing else. */
void plot_cases_family(struct up_buffer *text, const struct summary *summary);

#endif
