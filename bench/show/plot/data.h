/* SPDX-License-Identifier: PostgreSQL */
/*
 * The files that gnuplot reads: tab-separated tables, times in seconds, that
 * lie beside the pictures.  Each block starts with the names of its columns; the
 * scripts in scripts/plot say what they mean.  Names of cases are in double
 * quotes, made harmless by plot_text_append().
 *
 * Each function appends the content of a whole file.
 */
#ifndef SHOW_PLOT_DATA_H
#define SHOW_PLOT_DATA_H

#include "record/run.h"
#include "show/plot/lines.h"

/* The cases of a panel (show/plot/cases.h), and what they have in common. */
struct plot_panel {
	const struct summary *const *cases;
	size_t count;
	const char *name;   /* "1,914 rows" */
	const char *id;     /* as a part of the names of files */
	factor_set factors; /* that the name has */
};

/* The samples of these cases; in the order given. */
UP_MUST_CHECK enum up_status plot_data_distribution(struct up_buffer *text, const struct run *run,
						    const struct plot_panel *panel,
						    struct up_error *err);

/* The stages of these cases; in the order of the whole sync's time. */
UP_MUST_CHECK enum up_status plot_data_stages(struct up_buffer *text,
					      const struct plot_panel *panel, struct up_error *err);

/* Update and commit against the rows: the lines of these cases. */
UP_MUST_CHECK enum up_status plot_data_scaling(struct up_buffer *text,
					       const struct plot_cases *cases,
					       const struct plot_line_list *lines,
					       struct up_error *err);

#endif
