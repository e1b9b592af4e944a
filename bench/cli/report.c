/* SPDX-License-Identifier: PostgreSQL */
/* upbench report: table, summary and plots of a run, from its stored files alone. */
#include "cli/commands.h"
#include "cli/export_option.h"
#include "cli/present.h"
#include "record/run.h"

struct report_options {
	bool quiet;
	bool verbose;
	struct string_list export;
};

static const struct option_spec specs[] = {
	{.name = "quiet",
	 .letter = 'q',
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct report_options, quiet),
	 .help = "Print nothing but the run directory."},
	{.name = "verbose",
	 .letter = 'v',
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct report_options, verbose),
	 .help = "Also print the stages of the sync with their shares."},
	EXPORT_OPTION(struct report_options, export),
	{0},
};

static enum up_status report_run(const struct invocation *invocation, const char *directory,
				 struct up_error *err)
{
	const struct report_options *options = invocation->options;
	const struct present_options present = {.quiet = options->quiet,
						.verbose = options->verbose};
	RUN run = {0};

	UP_TRY(run_read(directory, &run, err));
	if (run.samples.count == 0)
		return up_fail(err, UP_INVALID, "%s/samples.csv has no sample", directory);
	UP_TRY(present_run(directory, &present, invocation, err));
	return export_option_write(&options->export, &run, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct report_options *options = invocation->options;

	(void)code;
	UP_TRY(export_option_check(&options->export, err));
	if (options->export.count > 0 && invocation->line->argument_count > 1)
		return up_fail(err, UP_INVALID, "--export takes one run, and %zu are named",
			       invocation->line->argument_count);
	for (size_t a = 0; a < invocation->line->argument_count; a++)
		UP_TRY(report_run(invocation, invocation->line->arguments[a], err));
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench report results/default-20260101T120000Z", "Table and plots, made again."},
	{"upbench report -q results/nightly --export bencher=results.json",
	 "Its results for another program."},
	{0},
};

const struct command command_report = {
	.name = "report",
	.arguments = "RUN [RUN ...]",
	.summary = "make table, summary and plots from the files of a run",
	.description =
		"Reads run.json and samples.csv, writes summary.csv and plots/, and prints the "
		"table. No server is needed.",
	.options = specs,
	.options_size = sizeof(struct report_options),
	.minimum_arguments = 1,
	.maximum_arguments = SIZE_MAX,
	.examples = examples,
	.run = run,
};
