/* SPDX-License-Identifier: PostgreSQL */
#include "cli/present.h"

#include "analyse/claim.h"
#include "analyse/finding.h"
#include "analyse/summarise.h"
#include "cli/look.h"
#include "record/replace.h"
#include "record/run.h"
#include "render/claim.h"
#include "render/claim_run.h"
#include "render/conditions.h"
#include "render/plot.h"
#include "render/probe_cost.h"
#include "render/report.h"
#include "render/sentence.h"
#include "render/stages.h"
#include "render/table.h"

static enum up_status print_findings(const struct run *run, const struct summary_list *summaries,
				     FILE *out, struct up_error *err)
{
	FINDING_LIST findings = {0};
	UP_BUFFER sentence = {0};

	UP_TRY(finding_list_make(run, summaries, &findings, err));
	if (findings.count > 0)
		fputs("\nMeasured:\n", out);
	for (size_t f = 0; f < findings.count; f++) {
		up_buffer_clear(&sentence);
		sentence_append(&sentence, &findings.items[f], summaries);
		UP_TRY(up_buffer_check(&sentence, err));
		fprintf(out, "  - %s\n", up_buffer_string(&sentence));
	}
	return UP_OK;
}

static enum up_status print_conditions(const struct run *run, const struct summary_list *summaries,
				       FILE *out, struct up_error *err)
{
	UP_BUFFER text = {0};

	UP_TRY(conditions_append(&text, run, summaries, err));
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		fputs("\nConditions:\n", out);
	for (char *line = text.data, *end; line != NULL && *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		fprintf(out, "  - %.*s\n", (int)(end - line), line);
	}
	return UP_OK;
}

static enum up_status print_probe_cost(const struct run *run, FILE *out, struct up_error *err)
{
	struct probe_cost cost;
	UP_BUFFER text = {0};

	UP_TRY(probe_cost_find(run, &cost, err));
	probe_cost_append(&text, &cost);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		fprintf(out, "\n%s", up_buffer_string(&text));
	return UP_OK;
}

static enum up_status print_claim(const struct run *run, const struct summary_list *summaries,
				  int width, FILE *out, struct up_error *err)
{
	struct claim claim;
	UP_BUFFER text = {0};

	UP_TRY(claim_make(run, summaries, &claim, err));
	claim_append(&text, &claim, (size_t)width);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		fprintf(out, "\n%s", up_buffer_string(&text));
	return UP_OK;
}

static enum up_status print_claim_runs(const struct claim_run_list *claims, FILE *out,
				       struct up_error *err)
{
	UP_BUFFER text = {0};

	claim_run_list_append(&text, claims);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		fprintf(out, "\n%s", up_buffer_string(&text));
	return UP_OK;
}

static enum up_status print_summaries(const struct run *run, const struct summary_list *summaries,
				      const struct present_options *options, FILE *out,
				      struct up_error *err)
{
	const struct look look = look_of(out);

	UP_TRY(table_print(out, summaries, look.color, look.width, err));
	if (options->verbose) {
		fputc('\n', out);
		UP_TRY(stages_print(out, summaries, look.color, look.width, err));
	}
	UP_TRY(print_findings(run, summaries, out, err));
	UP_TRY(print_conditions(run, summaries, out, err));
	UP_TRY(print_probe_cost(run, out, err));
	return print_claim(run, summaries, look.width, out, err);
}

static void print_paths(const struct run *run, const struct plot_result *plots, const char *report,
			FILE *out)
{
	fprintf(out, "\nSamples  %s/samples.csv\nSummary  %s/summary.csv\nManifest %s/run.json\n",
		run->directory, run->directory, run->directory);
	if (report != NULL)
		fprintf(out, "Report   %s\n", report);
	for (size_t p = 0; p < plots->count; p++)
		fprintf(out, "%s %s\n", p == 0 ? "Plots   " : "        ", plots->pictures[p].file);
	if (plots->gnuplot_missing)
		fprintf(out,
			"Plots    left out: there is no gnuplot. Once it is installed, `upbench "
			"report %s` makes them.\n",
			run->directory);
}

/* ---- the report ------------------------------------------------------- */

static enum up_status write_text(FILE *file, const void *context, struct up_error *err)
{
	const struct up_buffer *text = context;

	if (fwrite(text->data, 1, text->length, file) != text->length)
		return up_fail_errno(err, UP_IO, "cannot write a report");
	return UP_OK;
}

/* plots may be NULL. */
static enum up_status make_report(const struct run *run, const struct summary_list *summaries,
				  const struct plot_result *plots, const struct report_parts *parts,
				  enum page_format format, struct up_buffer *text,
				  struct up_error *err)
{
	const struct report report = {
		.run = run,
		.summaries = summaries,
		.plots = plots,
		.meanings = &parts->meanings,
		.comparisons = &parts->comparisons,
		.history = &parts->history,
		.claims = &parts->claims,
	};
	return report_append(text, &report, format, err);
}

static enum up_status write_report(const struct run *run, const struct summary_list *summaries,
				   const struct plot_result *plots,
				   const struct report_parts *parts, const char *path,
				   struct up_error *err)
{
	UP_BUFFER text = {0};

	UP_TRY(make_report(run, summaries, plots, parts, PAGE_HTML, &text, err));
	return replace_file(path, write_text, &text, err);
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
	UP_TRY(make_report(&run, &summaries, NULL, &parts, PAGE_MARKDOWN, &text, err));
	return options->output != NULL ? replace_file(options->output, write_text, &text, err)
				       : write_text(invocation->out, &text, err);
}

enum up_status present_plots(const char *directory, const char *target, enum plot_format format,
			     const struct invocation *invocation, struct up_error *err)
{
	RUN run = {0};
	SUMMARY_LIST summaries = {0};
	PLOT_RESULT plots = {0};

	UP_TRY(run_read(directory, &run, err));
	UP_TRY(summarise(&run, &summaries, err));
	UP_TRY(plot_run(&run, &summaries, target, format, &plots, err));
	if (plots.gnuplot_missing)
		return up_fail(err, UP_UNSUPPORTED, "there is no gnuplot to draw the plots with");
	for (size_t p = 0; p < plots.count; p++)
		fprintf(invocation->out, "%s\n", plots.pictures[p].file);
	return UP_OK;
}

enum up_status present_run(const char *directory, const struct present_options *options,
			   const struct invocation *invocation, struct up_error *err)
{
	RUN run = {0};
	SUMMARY_LIST summaries = {0};
	PLOT_RESULT plots = {0};
	REPORT_PARTS parts = {0};
	UP_FREE char *summary_path = run_path(directory, "summary.csv");
	UP_FREE char *plot_path = run_path(directory, "plots");
	UP_FREE char *own_report = run_path(directory, "report.html");

	if (summary_path == NULL || plot_path == NULL || own_report == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	const char *report = options->output != NULL ? options->output : own_report;
	UP_TRY(run_read(directory, &run, err));
	UP_TRY(summarise(&run, &summaries, err));
	/* What was named wrongly ends it before anything is written. */
	UP_TRY(report_parts_read(&run, &options->sources, &parts, err));
	UP_TRY(summary_list_write(&summaries, summary_path, err));
	if (!options->quiet) {
		UP_TRY(print_summaries(&run, &summaries, options, invocation->out, err));
		UP_TRY(print_claim_runs(&parts.claims, invocation->out, err));
	}
	/* What was measured is shown and named also when it cannot be drawn. */
	enum up_status status = plot_run(&run, &summaries, plot_path, PLOT_SVG, &plots, err);
	struct up_error *later = status == UP_OK ? err : NULL;
	enum up_status reported = write_report(&run, &summaries, &plots, &parts, report, later);
	if (options->quiet)
		fprintf(invocation->out, "%s\n", directory);
	else
		print_paths(&run, &plots, reported == UP_OK ? report : NULL, invocation->out);
	return status != UP_OK ? status : reported;
}
