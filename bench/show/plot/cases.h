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

/* In the order of their rows, then of their round-trip times, of the median of update and commit,
 * and of their names. */
UP_MUST_CHECK enum up_status plot_cases_select(const struct summary_list *summaries,
					       struct plot_cases *cases, struct up_error *err);
void plot_cases_release(struct plot_cases *cases);
#define PLOT_CASES UP_CLEANUP(plot_cases_release) struct plot_cases

/* How many cases, from the first-th on, have the same rows as that one. */
size_t plot_cases_same_rows(const struct plot_cases *cases, size_t first);

/* A *panel* are the cases of the same rows and round-trip time: side by side they can be compared.
 * How many cases, from the first-th on, are of the panel of that one. */
size_t plot_cases_same_panel(const struct plot_cases *cases, size_t first);
bool plot_cases_is_of_panel(const struct summary *a, const struct summary *b);

/* How many panels there are. */
size_t plot_cases_panels(const struct plot_cases *cases);

/* Appends what the cases of a panel have in common: "1,914 rows, round trip 20.0 ms". */
void plot_cases_panel(struct up_buffer *text, const struct plot_cases *cases,
		      const struct summary *summary);

/* The same as a part of the names of files and tables: "1914-rtt20000us". */
void plot_cases_panel_id(struct up_buffer *text, const struct summary *summary);

/* Appends the name of a case without the word that says its rows: the same for
 * all cases that differ in nothing else. */
void plot_cases_family(struct up_buffer *text, const struct summary *summary);

/* Appends the name of a case as its panel shows it, without the words about the panel. */
void plot_cases_name(struct up_buffer *text, const struct summary *summary);

#endif
