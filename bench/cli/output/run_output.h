/* SPDX-License-Identifier: PostgreSQL */
/* What run and report print and write of a run: the table, summary.csv, plots, the report, and
 * the paths of all that.
 *
 * All of it goes into the directory of the run, unless the user named where something goes:
 * then that alone is written, and the directory is left as it is. */
#ifndef CLI_OUTPUT_RUN_OUTPUT_H
#define CLI_OUTPUT_RUN_OUTPUT_H

#include "cli/option/command.h"
#include "cli/output/report_parts.h"
#include "cli/output/stored_run.h"
#include "show/plot/plot.h"

struct run_output_options {
	bool quiet;         /* print the directory alone */
	bool verbose;       /* also the stages of each case */
	bool is_silent;     /* print nothing: something else has the standard output for itself */
	const char *output; /* file of the report; NULL: report.html in the directory */
	bool is_kept;       /* the directory of the run is left as it is, also without output */
	struct report_sources sources;
};

UP_MUST_CHECK enum up_status run_output_write(const struct stored_run *stored,
					      const struct run_output_options *options,
					      const struct invocation *invocation,
					      struct up_error *err);

/* The short report alone, as Markdown: to options->output, or the primary output. */
UP_MUST_CHECK enum up_status run_output_markdown(const struct stored_run *stored,
						 const struct run_output_options *options,
						 const struct invocation *invocation,
						 struct up_error *err);

/* The plots alone, into the directory target, which --plots names; prints their names. */
UP_MUST_CHECK enum up_status run_output_plots(const struct stored_run *stored, const char *target,
					      const struct run_output_options *options,
					      enum plot_format format,
					      const struct invocation *invocation,
					      struct up_error *err);

#endif
