/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/run_output.h"

#include "cli/output/output_option.h"
#include "cli/output/print_document.h"
#include "judge/summary/claim.h"
#include "measure/process/directory.h"
#include "record/replace.h"
#include "show/report/report.h"
#include "show/section/arms.h"
#include "show/section/claim.h"
#include "show/section/conditions.h"
#include "show/section/findings.h"
#include "show/section/section.h"
#include "show/words/end_of_run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum up_status append_claim(struct document *document, const struct stored_run *stored,
				   struct up_error *err)
{
	CLAIM claim = {0};

	UP_TRY(claim_compare(&stored->run, &stored->summaries, &claim, err));
	if (claim.measured_count > 0)
		document_append(document, BLOCK_HEADING, "The claim");
	claim_append_verdict(document, &claim, BLOCK_PARAGRAPH);
	claim_append(document, &stored->run, &claim);
	return UP_OK;
}

static enum up_status append_stages(struct document *document, const struct summary_list *summaries,
				    struct up_error *err)
{
	UP_FREE const struct summary **cases = calloc(summaries->count + 1, sizeof(void *));
	size_t count = 0;

	if (cases == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for stages");
	for (size_t c = 0; c < summaries->count; c++) {
		if (summaries->items[c].total_ns > 0)
			cases[count++] = &summaries->items[c];
	}
	if (count == 0)
		return UP_OK;
	document_append(document, BLOCK_HEADING, "Stages of the sync");
	stages_append(document, cases, count);
	return UP_OK;
}

static enum up_status print_run(const struct stored_run *stored,
				const struct claim_run_list *claims, bool verbose, FILE *out,
				struct up_error *err)
{
	const struct summary_list *summaries = &stored->summaries;
	DOCUMENT document = {0};
	RANKING_LIST rankings = {0};
	UP_BUFFER end = {0};

	end_of_run_append(&end, &stored->run);
	if (end.length > 0)
		document_take(&document, BLOCK_LEAD, &end);
	UP_TRY(ranking_list_make(summaries, stored->run.manifest.reference, &rankings, err));
	ranking_append(&document, &rankings, summaries);
	if (verbose)
		UP_TRY(append_stages(&document, summaries, err));
	UP_TRY(findings_append(&document, &stored->run, summaries, &rankings, FINDINGS_FEW, err));
	arms_append(&document, &stored->run.manifest);
	UP_TRY(conditions_append_section(&document, &stored->run, summaries, err));
	UP_TRY(append_claim(&document, stored, err));
	claim_run_list_append(&document, claims);
	answer_append_own(&document, &stored->run, summaries, &rankings);
	return print_document(out, &document, DOCUMENT_TERMINAL, err);
}

/* Where things are; report is NULL when there is none. */
static void print_paths(const struct run *run, const struct plot_result *plots, bool is_kept,
			const char *report, FILE *out)
{
	UP_FREE char *summary = run_path(run->directory, "summary.csv");

	fprintf(out, "\nSamples  %s/samples.csv\n", run->directory);
	if (summary != NULL && access(summary, F_OK) == 0)
		fprintf(out, "Summary  %s\n", summary);
	fprintf(out, "Manifest %s/run.json\n", run->directory);
	if (report != NULL)
		fprintf(out, "Report   %s\n", report);
	for (size_t p = 0; p < plots->count && !is_kept; p++)
		fprintf(out, "%s %s\n", p == 0 ? "Plots   " : "        ", plots->pictures[p].file);
	if (plots->gnuplot_missing)
		fprintf(out,
			"Plots    none: gnuplot is not installed; install it and run `upbench "
			"report %s`\n",
			run->directory);
}

/* ---- the report ------------------------------------------------------- */

/* plots may be NULL. */
static struct report report_of(const struct stored_run *stored, const struct report_parts *parts,
			       const struct plot_result *plots)
{
	return (struct report){
		.run = &stored->run,
		.summaries = &stored->summaries,
		.plots = plots,
		.conformance = &parts->conformance,
		.comparisons = &parts->comparisons,
		.history = &parts->history,
		.claims = &parts->claims,
	};
}

enum up_status run_output_markdown(const struct stored_run *stored,
				   const struct run_output_options *options,
				   const struct invocation *invocation, struct up_error *err)
{
	REPORT_PARTS parts = {0};
	UP_BUFFER text = {0};

	UP_TRY(report_parts_read(&stored->run, &options->sources, &parts, err));
	const struct report report = report_of(stored, &parts, NULL);
	UP_TRY(report_append_markdown(&text, &report, err));
	return output_option_write(options->output, invocation->out, replace_write_text, &text,
				   err);
}

/* That of --plots; what stands in its way is the user's to mend. */
static enum up_status make_plot_directory(const char *path, struct up_error *err)
{
	struct stat facts;

	if (path[0] == '\0')
		return up_fail(err, UP_INVALID, "--plots: the directory's name is empty");
	if (mkdir(path, 0777) == 0)
		return UP_OK;
	if (errno != EEXIST)
		return up_fail_errno(err, errno == ENOSPC || errno == EDQUOT ? UP_IO : UP_INVALID,
				     "--plots: cannot create directory %s", path);
	if (stat(path, &facts) != 0 || !S_ISDIR(facts.st_mode))
		return up_fail(
			err, UP_INVALID,
			"--plots: %s is not a directory: name an existing or a new directory",
			path);
	if (access(path, W_OK | X_OK) != 0)
		return up_fail_errno(err, UP_INVALID, "--plots: cannot write into directory %s",
				     path);
	return UP_OK;
}

enum up_status run_output_plots(const struct stored_run *stored, const char *target,
				const struct run_output_options *options, enum plot_format format,
				const struct invocation *invocation, struct up_error *err)
{
	PLOT_RESULT plots = {0};

	UP_TRY(make_plot_directory(target, err));
	if (plot_run(&stored->run, &stored->summaries, target, format, &plots, err) != UP_OK)
		return up_error_prefix(err, "--plots");
	if (plots.gnuplot_missing)
		return up_fail(err, UP_UNSUPPORTED,
			       "--plots: gnuplot is not installed: install it, or omit --plots");
	if (options->is_silent)
		return UP_OK;
	if (options->quiet)
		fprintf(invocation->out, "%s\n", stored->run.directory);
	for (size_t p = 0; p < plots.count && !options->quiet; p++)
		fprintf(invocation->out, "%s\n", plots.pictures[p].file);
	return UP_OK;
}

/* ---- all of a run ----------------------------------------------------- */

/* A run as it is shown; all borrowed. */
struct shown {
	const struct stored_run *stored;
	const struct report_parts *parts;
	struct plot_result *plots;
	FILE *out;
};

/* Draws the plots into a directory, and writes the report, which has them inside; also one
 * without them, when they cannot be drawn.  *reported: it is there. */
static enum up_status draw_and_report(const struct shown *shown, const char *plots,
				      const char *path, bool is_named, bool *reported,
				      struct up_error *err)
{
	const struct stored_run *stored = shown->stored;
	UP_BUFFER text = {0};
	enum up_status status =
		plot_run(&stored->run, &stored->summaries, plots, PLOT_SVG, shown->plots, err);
	struct up_error *later = status == UP_OK ? err : NULL;
	const struct report report = report_of(stored, shown->parts, shown->plots);
	enum up_status made = report_append_html(&text, &report, later);

	if (made == UP_OK)
		made = (is_named ? output_option_write : replace_output)(
			path, shown->out, replace_write_text, &text, later);
	*reported = made == UP_OK;
	return status != UP_OK ? status : made;
}

/* Plots and report in the directory of the run; *path is the report's. */
static enum up_status store(const struct shown *shown, char **path, bool *reported,
			    struct up_error *err)
{
	const char *directory = shown->stored->run.directory;
	UP_FREE char *plots = run_path(directory, "plots");

	*path = run_path(directory, "report.html");
	if (plots == NULL || *path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	return draw_and_report(shown, plots, *path, false, reported, err);
}

/* The report alone; its plots are in it, and nowhere else. */
static enum up_status report_elsewhere(const struct shown *shown, const char *path, bool *reported,
				       struct up_error *err)
{
	static const struct account own = {0};
	UP_FREE char *plots = NULL;

	UP_TRY(directory_name("", &plots, err));
	UP_TRY(directory_make(plots, &own, err));
	enum up_status status = draw_and_report(shown, plots, path, true, reported, err);
	enum up_status removed = directory_remove(plots, status == UP_OK ? err : NULL);
	return status != UP_OK ? status : removed;
}

static enum up_status store_summary(const struct stored_run *stored, struct up_error *err)
{
	UP_FREE char *path = run_path(stored->run.directory, "summary.csv");

	if (path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	return summary_list_write(&stored->summaries, path, err);
}

enum up_status run_output_write(const struct stored_run *stored,
				const struct run_output_options *options,
				const struct invocation *invocation, struct up_error *err)
{
	REPORT_PARTS parts = {0};
	PLOT_RESULT plots = {0};
	FILE *out = invocation->out;
	const struct shown shown = {stored, &parts, &plots, out};
	const bool is_kept = options->is_kept || options->output != NULL;
	UP_FREE char *path = NULL;
	enum up_status status = UP_OK;
	bool reported = false;

	/* What was named wrongly ends it before anything is written. */
	UP_TRY(report_parts_read(&stored->run, &options->sources, &parts, err));
	if (!is_kept)
		UP_TRY(store_summary(stored, err));
	if (!options->quiet && !options->is_silent)
		UP_TRY(print_run(stored, &parts.claims, options->verbose, out, err));
	/* What was measured is shown and named also when it cannot be drawn. */
	if (!is_kept)
		status = store(&shown, &path, &reported, err);
	else if (options->output != NULL)
		status = report_elsewhere(&shown, options->output, &reported, err);
	const char *report = options->output != NULL ? options->output : path;
	if (options->is_silent)
		return status;
	if (options->quiet)
		fprintf(out, "%s\n", stored->run.directory);
	else
		print_paths(&stored->run, &plots, is_kept, reported ? report : NULL, out);
	return status;
}
