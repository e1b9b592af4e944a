/* SPDX-License-Identifier: PostgreSQL */
/*
 * The pictures of a run, drawn by gnuplot (an external program, 5.4 or newer):
 *
 *   distribution-ROWS.svg  every sample of update and commit, case by case
 *   stages-ROWS.svg        how the stages share the time of a sync
 *   scaling.svg            update and commit against the rows, given two sizes or more
 *
 * and beside each the table that it is drawn from (.dat), which the scripts in
 * scripts/plot draw again by hand, also as PNG or PDF.  Drawn are contenders
 * with at least one measured sample; in the pictures of one number of rows, the
 * names of cases leave out what they say about it.
 */
#ifndef RENDER_PLOT_H
#define RENDER_PLOT_H

#include "record/run.h"
#include "record/summary.h"

struct plot_result {
	char **files; /* owned: paths of the pictures, in the order to be shown */
	size_t count;
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
				      const char *directory, struct plot_result *result,
				      struct up_error *err);

#endif
