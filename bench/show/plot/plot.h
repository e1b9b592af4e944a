/* SPDX-License-Identifier: PostgreSQL */
/*
 * The pictures of a run, drawn by gnuplot (an external program, 5.4 or newer):
 *
 *   distribution-PANEL.svg  every sample of update and commit, case by case
 *   stages-PANEL.svg        how the stages share the time of a sync
 *   scaling.svg             update and commit against the rows, given two sizes or more
 *
 * (or .png, or .pdf)
 * and beside each the table that it is drawn from (.dat), which the scripts in
 * scripts/plot draw again by hand, also as PNG or PDF.  A panel (show/plot/cases.h)
 * is a number of rows, "1914", or that and what else its workload is, "1914-rtt500us"; the
 * names of its cases leave out what they say about it.  An SVG is there a second
 * time for narrow screens (-narrow.svg).  Drawn are contenders with at least one
 * measured sample.
 */
#ifndef SHOW_PLOT_PLOT_H
#define SHOW_PLOT_PLOT_H

#include "record/run.h"
#include "record/summary.h"
#include "show/plot/lines.h"

enum plot_kind {
	PLOT_DISTRIBUTION,
	PLOT_STAGES,
	PLOT_SCALING,
};

enum plot_format {
	PLOT_SVG,
	PLOT_PNG,
	PLOT_PDF,
};

struct picture {
	enum plot_kind kind;
	const struct summary
		*of;       /* a case of its panel; of scaling one of the most rows; not owned */
	char *file;        /* all owned: path */
	char *narrow;      /* path of the same for narrow screens; NULL where it is no SVG */
	char *title;       /* plain text */
	char *description; /* for readers who do not see it */
};

struct plot_result {
	struct picture *pictures; /* owned, in the order to be shown */
	size_t count;
	struct plot_line_list lines; /* owned; those of the picture of growth, none without one */
	bool gnuplot_missing; /* there is no gnuplot on PATH: tables were written, pictures not */
};

void plot_result_release(struct plot_result *result);
#define PLOT_RESULT UP_CLEANUP(plot_result_release) struct plot_result

/*
 * Writes the pictures of a run into a directory, which is made when missing (its
 * parent is not); files of the same names are replaced.  A run in which nothing
 * was measured has no pictures, and that is no failure.  UP_IO when gnuplot
 * fails, with its last line, or a file cannot be written.
 */
UP_MUST_CHECK enum up_status plot_run(const struct run *run, const struct summary_list *summaries,
				      const char *directory, enum plot_format format,
				      struct plot_result *result, struct up_error *err);

#endif
