/* SPDX-License-Identifier: PostgreSQL */
/* upbench report: table, summary, plots and the decision report of a run, from its stored
 * files alone, with verdicts against other runs and against a history. */
#include "cli/command/commands.h"
#include "cli/output/export_option.h"
#include "cli/output/run_output.h"
#include "measure/process/interrupt.h"
#include "record/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum report_format {
	REPORT_HTML,
	REPORT_MARKDOWN,
	REPORT_SVG,
	REPORT_PNG,
	REPORT_PDF,
};

static const char *const formats[] = {"html", "markdown", "svg", "png", "pdf", NULL};

struct report_options {
	bool quiet;
	bool verbose;
	char *output;
	char *plots;
	char *history;
	int format; /* enum report_format */
	struct string_list export;
};

static const struct option_spec specs[] = {
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 OPTION_FIELD(struct report_options, output),
	 .help = "File of the report; -: standard output. Default: report.html in the run "
		 "directory; standard output for markdown."},
	{.name = "format",
	 .argument = "FORMAT",
	 .kind = OPTION_CHOICE,
	 OPTION_FIELD(struct report_options, format),
	 .choices = formats,
	 .initial = "html",
	 .help = "html: everything, in one file without external references. markdown: short, for "
		 "a comment or a job summary; nothing else is written. svg, png, pdf: of --plots."},
	{.name = "plots",
	 .argument = "DIR",
	 .kind = OPTION_STRING,
	 OPTION_FIELD(struct report_options, plots),
	 .help = "Directory for the plots alone, in the format of --format (default: svg), with "
		 "the tables that they are drawn from."},
	{HISTORY_OPTION(struct report_options)},
	{QUIET_OPTION(struct report_options, "No output except the run directory.")},
	{VERBOSE_OPTION(struct report_options)},
	EXPORT_OPTION(struct report_options, export),
	{0},
};

/* What was named: directories are runs, files are results of upbench check. */
struct named {
	const char **runs; /* owned, what they point to is not */
	size_t run_count;
	const char **conformance;
	size_t conformance_count;
};

static void named_release(struct named *named)
{
	free(named->runs);
	free(named->conformance);
}
#define NAMED UP_CLEANUP(named_release) struct named

static enum up_status sort_arguments(const struct command_line *line, struct named *named,
				     struct up_error *err)
{
	named->runs = calloc(line->argument_count + 1, sizeof *named->runs);
	named->conformance = calloc(line->argument_count + 1, sizeof *named->conformance);
	if (named->runs == NULL || named->conformance == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the names of runs");
	for (size_t a = 0; a < line->argument_count; a++) {
		struct stat file;
		if (stat(line->arguments[a], &file) == 0 && S_ISREG(file.st_mode))
			named->conformance[named->conformance_count++] = line->arguments[a];
		else
			named->runs[named->run_count++] = line->arguments[a];
	}
	return named->run_count > 0
		       ? UP_OK
		       : up_fail(err, UP_INVALID, "%s is a file, not the directory of a run",
				 line->arguments[0]);
}

static enum up_status check_single(const struct report_options *options, const struct named *named,
				   struct up_error *err)
{
	if (named->run_count == 1)
		return UP_OK;
	if (options->history != NULL)
		return up_fail(err, UP_INVALID, "--history: exactly one run is allowed");
	if (options->export.count > 0 || options->plots != NULL)
		return up_fail(err, UP_INVALID, "%s: exactly one run is allowed (got %zu)",
			       options->export.count > 0 ? "--export" : "--plots",
			       named->run_count);
	return UP_OK;
}

static enum up_status check_options(const struct report_options *options, const struct named *named,
				    struct up_error *err)
{
	UP_TRY(export_option_check(&options->export,
				   options->output == NULL && options->format == REPORT_MARKDOWN
					   ? "-"
					   : options->output,
				   err));
	UP_TRY(check_single(options, named, err));
	if (options->output != NULL && options->output[0] == '\0')
		return up_fail(err, UP_INVALID, "--output: the file's name is empty");
	if (options->format >= REPORT_SVG && options->plots == NULL)
		return up_fail(err, UP_INVALID, "--format %s requires --plots",
			       formats[options->format]);
	if (options->format == REPORT_MARKDOWN && options->plots != NULL)
		return up_fail(err, UP_INVALID, "--plots draws svg, png or pdf, not markdown");
	if (options->plots != NULL && replace_is_standard_output(options->plots))
		return up_fail(
			err, UP_INVALID,
			"--plots: - is not a directory: name one (./- for a directory called -)");
	if (options->history != NULL && options->plots != NULL)
		return up_fail(err, UP_INVALID, "--plots and --history cannot be combined");
	return UP_OK;
}

/* Is the directory of a run writable?  If not, prints what is left out. */
static bool is_writable(const struct invocation *invocation, const char *directory)
{
	UP_FREE char *plots = run_path(directory, "plots");

	if (faccessat(AT_FDCWD, directory, W_OK | X_OK, AT_EACCESS) == 0 &&
	    (plots == NULL || faccessat(AT_FDCWD, plots, W_OK | X_OK, AT_EACCESS) == 0 ||
	     errno == ENOENT))
		return true;
	fprintf(invocation->errors,
		"upbench report: warning: %s cannot be written to (%s), and is left as it is: -o "
		"FILE "
		"writes the report elsewhere, --plots DIR the plots\n",
		directory, strerror(errno));
	return false;
}

static enum up_status report_all(const struct stored_run *stored, struct run_output_options *output,
				 const struct invocation *invocation, struct up_error *err)
{
	const struct report_options *options = invocation->options;

	output->is_kept = options->output != NULL || options->export.count > 0 ||
			  !is_writable(invocation, stored->run.directory);
	return run_output_write(stored, output, invocation, err);
}

static enum up_status report_run(const struct invocation *invocation, const struct named *named,
				 struct up_error *err)
{
	const struct report_options *options = invocation->options;
	struct run_output_options output = {
		.quiet = options->quiet,
		.verbose = options->verbose,
		.is_silent = export_option_is_printed(&options->export) ||
			     (options->output != NULL &&
			      replace_reaches_standard_output(options->output)),
		.output = options->output,
		.sources = {.conformance = named->conformance,
			    .conformance_count = named->conformance_count,
			    .runs = named->runs,
			    .run_count = named->run_count - 1,
			    .history = options->history},
	};
	STORED_RUN stored = {0};

	UP_TRY(stored_run_read(named->runs[named->run_count - 1], &stored, err));
	if (options->plots != NULL)
		UP_TRY(run_output_plots(&stored, options->plots, &output,
					options->format == REPORT_HTML
						? PLOT_SVG
						: (enum plot_format)(options->format - REPORT_SVG),
					invocation, err));
	else if (options->format == REPORT_MARKDOWN)
		UP_TRY(run_output_markdown(&stored, &output, invocation, err));
	else
		UP_TRY(report_all(&stored, &output, invocation, err));
	return export_option_write(&options->export, &stored, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	NAMED named = {0};

	(void)code;
	/* So that what is drawn meanwhile is removed. */
	interrupt_install();
	UP_TRY(sort_arguments(invocation->line, &named, err));
	UP_TRY(check_options(invocation->options, &named, err));
	enum up_status status = report_run(invocation, &named, err);
	return interrupt_signal() != 0 ? interrupt_fail(err) : status;
}

static const struct command_example examples[] = {
	{"upbench report results/default-20260101T120000Z", "Table, plots and report.html again."},
	{"upbench report results/before results/after -o after.html",
	 "Report of the second run, with verdicts against the first."},
	{"upbench report results/nightly --history history.csv",
	 "With the run in which each case got its present level."},
	{"upbench report --format markdown results/nightly", "Short, for a comment on a change."},
	{"upbench report --plots figures --format pdf results/nightly", "The plots for a paper."},
	{"upbench report -q results/nightly --export bencher=results.json",
	 "Its results for another program."},
	{0},
};

const struct command command_report = {
	.name = "report",
	.arguments = "RUN [RUN ...]",
	.summary = "write table, summary, plots and report from the files of a run",
	.description =
		"Reads run.json, samples.csv and plans.json, writes summary.csv, plots/ and "
		"report.html, and prints the table. No server is needed. With --output, --export "
		"or --plots nothing else is written. A directory that cannot be written to is left "
		"as it is, with a warning.\n\n"
		"Of several runs the report is that of the last one, with verdicts of each later "
		"one against the first; where they differ in server, settings, host or data, it "
		"lists what differs instead. Where several of them have a claim (`upbench run "
		"seed`), a table holds it side by side. The arms of a run are compared with its "
		"first arm. The exit code does not depend on verdicts; use `upbench compare` in "
		"scripts.\n\n"
		"A file among the arguments must be output of `upbench check --format json`; the "
		"report shows its results, as it does those of meanings.json in the run directory.",
	.options = specs,
	.options_size = sizeof(struct report_options),
	.minimum_arguments = 1,
	.maximum_arguments = SIZE_MAX,
	.examples = examples,
	.run = run,
};
