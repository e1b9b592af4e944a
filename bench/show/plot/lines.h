/* SPDX-License-Identifier: PostgreSQL */
/*
 * The lines of the picture of growth: each is of the cases that differ in nothing but their
 * rows, and goes through the model (judge/predict/model.h) of their family.  A family has cases of
 * several round-trip times, a line has one: lines of different ones share a model.
 */
#ifndef SHOW_PLOT_LINES_H
#define SHOW_PLOT_LINES_H

#include "judge/predict/model.h"
#include "record/run.h"
#include "show/plot/cases.h"

struct plot_line {
	char *name;                   /* owned; of its cases, without their rows */
	const struct summary **cases; /* owned, not what it points to; in the order of their rows */
	size_t count;
	const struct model *model; /* with a fit; NULL: there is none */
	size_t color;              /* from 1: the same for a contender */
	size_t dash;               /* from 1: the same for the same levels of the factors */
	double rtt_ns;
	double least; /* rows that the model was fitted to at this rtt; 0 for no model */
	double most;
};

struct plot_line_list {
	struct plot_line *items; /* owned; in the order of the time at their largest size */
	size_t count;
	struct family_list families;
	struct model_list models; /* also those without a fit; at any rtt */
};

void plot_line_list_release(struct plot_line_list *list);
#define PLOT_LINE_LIST UP_CLEANUP(plot_line_list_release) struct plot_line_list

/* Empty where all cases have the same rows.  The cases are those of the summaries; run and
 * summaries must live as long as the list. */
UP_MUST_CHECK enum up_status plot_line_list_make(const struct run *run,
						 const struct summary_list *summaries,
						 const struct plot_cases *cases,
						 struct plot_line_list *list, struct up_error *err);

/* Whether its model can be drawn, from one size to another. */
bool plot_line_is_curve(const struct plot_line *line);

/* How many rows share a round trip, where its model rises in steps of one: only where round
 * trips take time.  0: nowhere. */
double plot_line_step(const struct plot_line *line);

/* Whether the model was fitted to this case, too: not to one that failed or timed out. */
bool plot_line_is_fitted(const struct plot_line *line, const struct summary *summary);

/* The line of a case; NULL: it is on none. */
const struct plot_line *plot_line_list_find(const struct plot_line_list *list,
					    const struct summary *summary);

#endif
