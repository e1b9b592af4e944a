/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/present.h"

#include "cli/command/output_option.h"
#include "cli/command/print_document.h"
#include "judge/summary/claim.h"
#include "judge/summary/summarize.h"
#include "measure/process/directory.h"
#include "record/replace.h"
#include "record/run.h"
#include "show/plot/plot.h"
#include "show/report/report.h"
#include "show/section/claim.h"
#include "show/section/claim_run.h"
#include "show/section/findings.h"
#include "show/words/conditions.h"
#include "show/words/probe_cost.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum up_status append_conditions(struct document *document, const struct run *run,
					const struct summary_list *summaries, struct up_error *err)
{
	struct probe_cost cost;
	UP_BUFFER text = {0};
	char *state = NULL;

	UP_TRY(conditions_append(&text, run, summaries, err));
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		document_append(document, BLOCK_HEADING, "Conditions");
	for (char *line = text.length > 0 ? strtok_r(text.data, "\n", &state) : NULL; line != NULL;
	     line = strtok_r(NULL, "\n", &state))
		document_item(document, 0, EMPHASIS_NONE, line, NULL);
	UP_TRY(probe_cost_find(run, &cost, err));
	up_buffer_clear(&text);
	probe_cost_append(&text, &cost);
	if (text.length > 0) {
		document_append(document, BLOCK_HEADING, "Cost of probing");
		document_take(document, BLOCK_PARAGRAPH, &text);
	}
	return UP_OK;
}

static enum up_status append_claim(struct document *document, const struct run *run,
				   const struct summary_list *summaries, struct up_error *err)
{
	struct claim claim;

	UP_TRY(claim_make(run, summaries, &claim, err));
	claim_append(document, &claim);
	if (claim.is_there)
		document_append(document, BLOCK_HEADING, "Verdict");
	claim_append_verdict(document, &claim, BLOCK_PARAGRAPH);
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

static enum up_status print_summaries(const struct run *run, const struct summary_list *summaries,
				      const struct claim_run_list *claims, bool verbose, FILE *out,
				      struct up_error *err)
{
	DOCUMENT document = {0};
	RANKING_LIST rankings = {0};

	UP_TRY(ranking_list_make(summaries, run->manifest.reference, &rankings, err));
	ranking_append(&document, &rankings, summaries);
	if (verbose)
		UP_TRY(append_stages(&document, summaries, err));
	UP_TRY(findings_append(&document, run, summaries, &rankings, FINDINGS_FEW, err));
	UP_TRY(append_conditions(&document, run, summaries, err));
	UP_TRY(append_claim(&document, run, summaries, err));
	claim_run_list_append(&document, claims);
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
			"Plots    left out: there is no gnuplot. Once it is installed, `upbench "
			"report %s` makes them.\n",
			run->directory);
}

/* ---- the report ------------------------------------------------------- */

/* plots may be NULL. */
static enum up_status make_report(const struct run *run, const struct summary_list *summaries,
				  const struct plot_result *plots, const struct report_parts *parts,
				  bool is_short, struct up_buffer *text, struct up_error *err)
{
	const struct report report = {
		.run = run,
		.summaries = summaries,
		.plots = plots,
		.conformance = &parts->conformance,
		.comparisons = &parts->comparisons,
		.history = &parts->history,
		.claims = &parts->claims,
	};
	return is_short ? report_append_markdown(text, &report, err)
			: report_append_html(text, &report, err);
}

enum up_status present_markdown(const char *directory, const struct present_options *options,
				const struct invocation *invocation, struct up_error *err)
{
	RUN run = {0};
	SUMMARY_LIST summaries = {0};
	REPORT_PARTS parts = {0};
	UP_BUFFER text = {0};

	UP_TRY(run_read(directory, &run, err));
	UP_TRY(summarise(&run, &summaries, err));
	UP_TRY(report_parts_read(&run, &options->sources, &parts, err));
	UP_TRY(make_report(&run, &summaries, NULL, &parts, true, &text, err));
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
			"--plots: %s exists and is not a directory: name a directory, or one "
			"that is to be made",
			path);
	if (access(path, W_OK | X_OK) != 0)
		return up_fail_errno(err, UP_INVALID, "--plots: cannot write into directory %s",
				     path);
	return UP_OK;
}

enum up_status present_plots(const char *directory, const char *target,
			     const struct present_options *options, enum plot_format format,
			     const struct invocation *invocation, struct up_error *err)
{
	RUN run = {0};
	SUMMARY_LIST summaries = {0};
	PLOT_RESULT plots = {0};

	UP_TRY(run_read(directory, &run, err));
	UP_TRY(summarise(&run, &summaries, err));
	UP_TRY(make_plot_directory(target, err));
	if (plot_run(&run, &summaries, target, format, &plots, err) != UP_OK)
		return up_error_prefix(err, "--plots");
	if (plots.gnuplot_missing)
		return up_fail(err, UP_UNSUPPORTED, "there is no gnuplot to draw the plots with");
	if (options->quiet && !options->is_silent)
		fprintf(invocation->out, "%s\n", directory);
	for (size_t p = 0; p < plots.count && !options->quiet && !options->is_silent; p++)
		fprintf(invocation->out, "%s\n", plots.pictures[p].file);
	return UP_OK;
}

/* ---- all of a run ----------------------------------------------------- */

/* A run as it is shown. */
struct shown {
	struct run run;
	struct summary_list summaries;
	struct report_parts parts;
	struct plot_result plots;
	const char *output; /* borrowed: a file for the report that the user named, or NULL */
};

static void shown_release(struct shown *shown)
{
	run_release(&shown->run);
	summary_list_release(&shown->summaries);
	report_parts_release(&shown->parts);
	plot_result_release(&shown->plots);
}

static enum up_status shown_read(const char *directory, const struct present_options *options,
				 struct shown *shown, struct up_error *err)
{
	UP_TRY(run_read(directory, &shown->run, err));
	UP_TRY(summarise(&shown->run, &shown->summaries, err));
	/* What was named wrongly ends it before anything is written. */
	return report_parts_read(&shown->run, &options->sources, &shown->parts, err);
}

/* Draws the plots into a directory, and writes the report, which has them inside; also one
 * without them, when they cannot be drawn.  *reported: it is there. */
static enum up_status draw_and_report(struct shown *shown, const char *plots, const char *report,
				      FILE *out, bool *reported, struct up_error *err)
{
	UP_BUFFER text = {0};
	enum up_status status =
		plot_run(&shown->run, &shown->summaries, plots, PLOT_SVG, &shown->plots, err);
	struct up_error *later = status == UP_OK ? err : NULL;
	enum up_status made = make_report(&shown->run, &shown->summaries, &shown->plots,
					  &shown->parts, false, &text, later);

	if (made == UP_OK)
		made = shown->output != NULL
			       ? output_option_write(report, out, replace_write_text, &text, later)
			       : replace_output(report, out, replace_write_text, &text, later);
	*reported = made == UP_OK;
	return status != UP_OK ? status : made;
}

static enum up_status store(struct shown *shown, FILE *out, char **report, bool *reported,
			    struct up_error *err)
{
	UP_FREE char *plots = run_path(shown->run.directory, "plots");

	*report = run_path(shown->run.directory, "report.html");
	if (plots == NULL || *report == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	return draw_and_report(shown, plots, *report, out, reported, err);
}

/* The report alone; its plots are in it, and nowhere else. */
static enum up_status report_elsewhere(struct shown *shown, const char *report, FILE *out,
				       bool *reported, struct up_error *err)
{
	static const struct account own = {0};
	UP_FREE char *plots = NULL;

	UP_TRY(directory_name("", &plots, err));
	UP_TRY(directory_make(plots, &own, err));
	enum up_status status = draw_and_report(shown, plots, report, out, reported, err);
	enum up_status removed = directory_remove(plots, status == UP_OK ? err : NULL);
	return status != UP_OK ? status : removed;
}

static enum up_status store_summary(const struct shown *shown, struct up_error *err)
{
	UP_FREE char *path = run_path(shown->run.directory, "summary.csv");

	if (path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	return summary_list_write(&shown->summaries, path, err);
}

enum up_status present_run(const char *directory, const struct present_options *options,
			   const struct invocation *invocation, struct up_error *err)
{
	UP_CLEANUP(shown_release) struct shown shown = {0};
	UP_FREE char *stored = NULL;
	FILE *out = invocation->out;
	const bool is_kept = options->is_kept || options->output != NULL;
	enum up_status status = UP_OK;
	bool reported = false;

	shown.output = options->output;
	UP_TRY(shown_read(directory, options, &shown, err));
	if (!is_kept)
		UP_TRY(store_summary(&shown, err));
	if (!options->quiet && !options->is_silent)
		UP_TRY(print_summaries(&shown.run, &shown.summaries, &shown.parts.claims,
				       options->verbose, out, err));
	/* What was measured is shown and named also when it cannot be drawn. */
	if (!is_kept)
		status = store(&shown, out, &stored, &reported, err);
	else if (options->output != NULL)
		status = report_elsewhere(&shown, options->output, out, &reported, err);
	const char *report = options->output != NULL ? options->output : stored;
	if (options->is_silent)
		return status;
	if (options->quiet)
		fprintf(out, "%s\n", directory);
	else
		print_paths(&shown.run, &shown.plots, is_kept, reported ? report : NULL, out);
	return status;
}
