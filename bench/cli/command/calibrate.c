/* SPDX-License-Identifier: PostgreSQL */
/* upbench calibrate: the noise of comparisons on this machine. */
#include "cli/command/commands.h"
#include "cli/command/measurement.h"
#include "cli/experiment/connection_options.h"
#include "cli/output/print_document.h"
#include "cli/output/run_output.h"
#include "judge/compare/calibration.h"
#include "judge/summary/intact.h"
#include "measure/process/interrupt.h"
#include "text/quantity.h"

#define A_DAY_NS INT64_C(86400000000000)

struct calibrate_options {
	char *dbname;
	char *pg_bin;
	char *output;
	int64_t windows;
	int64_t rounds;
	double threshold; /* share */
	int64_t seed;
	bool quiet;
};

#define FIELD(member) OPTION_FIELD(struct calibrate_options, member)

static const struct option_spec specs[] = {
	CONNECTION_OPTIONS(struct calibrate_options),
	{.name = "output",
	 .group = "Options",
	 .letter = 'o',
	 .argument = "DIR",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "Run directory. Default: a new one in results/."},
	{.name = "windows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(windows),
	 .minimum = 2,
	 .maximum = 10000,
	 .initial = "5",
	 .help = "Number of simulated jobs. Of a RUN: as many as its rounds allow."},
	{.name = "rounds",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rounds),
	 .minimum = 6,
	 .maximum = 10000,
	 .initial = "100",
	 .help = "Rounds per job; the experiment ci has 100."},
	{THRESHOLD_OPTION(struct calibrate_options,
			  "Smallest change that matters, as for `upbench compare`.")},
	{SEED_OPTION(struct calibrate_options, "Seed of the data set.")},
	{QUIET_OPTION(struct calibrate_options, "No progress.")},
	{0},
};

/* The experiment ci, each case in two arms that are alike, and as long as all jobs together. */
static enum up_status make_plan(const struct calibrate_options *options,
				const struct run_options *run, struct run_plan *plan,
				struct up_error *err)
{
	const struct command_line line = {0};

	UP_TRY(run_plan_set_rounds(plan, run, err));
	UP_TRY(run_plan_read(plan, "ci", err));
	for (size_t g = 0; g < plan->experiment.group_count; g++) {
		struct run_options *group = plan->experiment.groups[g].values;
		group->samples = options->windows * options->rounds;
		group->min_samples = group->samples;
		group->budget = A_DAY_NS;
		UP_TRY(string_list_append(&group->arm, "base", err));
		UP_TRY(string_list_append(&group->arm, "same", err));
	}
	return run_plan_add_groups(plan, &line, err);
}

/* A run like any other, so that it can be looked at afterwards; one with failures is printed. */
static enum up_status measure(const struct invocation *invocation, struct stored_run *stored,
			      enum exit_code *code, struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;
	const struct run_options run = {
		.dbname = options->dbname,
		.pg_bin = options->pg_bin,
		.output = options->output,
		.seed = options->seed,
		.quiet = options->quiet,
	};
	RUN_PLAN plan = {0};
	RUN_DIRECTORY directory = {0};

	interrupt_install();
	UP_TRY(measurement_check(&run, err));
	UP_TRY(make_plan(options, &run, &plan, err));
	if (run_directory_make(run.output, "calibrate", &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	UP_TRY(measurement_run(invocation, &run, &plan, &directory, stored, code, err));
	const struct run_output_options output = {.is_silent = *code == EXIT_CODE_DONE};
	return run_output_write(stored, &output, invocation, err);
}

static enum up_status read_kept(const struct invocation *invocation, struct stored_run *stored,
				struct up_error *err)
{
	static const char *const of_measuring[] = {"dbname", "pg-bin", "output", "windows"};

	for (size_t o = 0; o < sizeof of_measuring / sizeof *of_measuring; o++) {
		if (command_line_gives(invocation->line, of_measuring[o]))
			return up_fail(
				err, UP_INVALID,
				"--%s is for a new run, and %s is a measured one: give one of "
				"them",
				of_measuring[o], invocation->line->arguments[0]);
	}
	UP_TRY(stored_run_read(invocation->line->arguments[0], stored, err));
	return intact_check(&stored->run, err);
}

static enum up_status print_verdicts(const struct calibration *c, FILE *out, struct up_error *err)
{
	struct table_column columns[2 + VERDICT_COUNT] = {{.heading = "arm", .field = "arm"},
							  {.heading = "case", .field = "case"}};
	DOCUMENT document = {0};

	for (size_t v = 0; v < VERDICT_COUNT; v++)
		columns[2 + v] = (struct table_column){.heading = verdict_names[v],
						       .field = verdict_names[v],
						       .alignment = ALIGN_RIGHT};
	struct table *table =
		document_table(&document, "verdicts", NULL, columns, 2 + VERDICT_COUNT);
	for (size_t i = 0; i < c->case_count; i++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, c->cases[i].arm);
		table_text(table, c->cases[i].name);
		for (size_t v = 0; v < VERDICT_COUNT; v++) {
			const double count = (double)c->cases[i].verdicts[v];
			table_number(table, count, quantity_count(count).text);
		}
	}
	return print_document(out, &document, DOCUMENT_TERMINAL, err);
}

static void print_noise(const struct calibration *c, double threshold, FILE *out)
{
	fprintf(out,
		"\n  false alarms           %zu of %zu comparisons at the threshold of %g %%\n",
		c->false_alarms, c->comparisons, 100 * threshold);
	fprintf(out,
		"  noise                  %.2f %% between identical arms (median), %.2f %% (95th "
		"percentile)\n",
		100 * c->noise, 100 * c->noise_95);
	fprintf(out, "  recommended threshold  %.1f %%\n", 100 * c->threshold);
	fprintf(out,
		"  smallest effect        %.1f %% slower is detected at that threshold in 80 of "
		"100 jobs\n",
		100 * c->detectable);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;
	FILE *out = invocation->out;
	CALIBRATION calibration = {0};
	STORED_RUN stored = {0};

	if (invocation->line->argument_count > 0)
		UP_TRY(read_kept(invocation, &stored, err));
	else
		UP_TRY(measure(invocation, &stored, code, err));
	if (*code != EXIT_CODE_DONE)
		return UP_OK; /* what was printed has the reason */
	UP_TRY(calibration_make(&stored.run, options->rounds, options->threshold,
				(uint64_t)options->seed, &calibration, err));
	fprintf(out, "%zu job%s of %lld rounds\n", calibration.windows,
		calibration.windows == 1 ? "" : "s", (long long)options->rounds);
	UP_TRY(print_verdicts(&calibration, out, err));
	if (calibration.comparisons > 0)
		print_noise(&calibration, options->threshold, out);
	fprintf(out, "\nSamples  %s/samples.csv\n", stored.run.directory);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench calibrate", "Five jobs on a private cluster; takes some minutes."},
	{"upbench calibrate --windows 100 -d 'host=db dbname=ci'", "On your own server."},
	{"upbench calibrate results/long --rounds 50 --threshold 2",
	 "Jobs of 50 rounds each, from the arms of a run."},
	{0},
};

const struct command command_calibrate = {
	.name = "calibrate",
	.arguments = "[RUN]",
	.summary = "measure which changes a comparison on this machine can detect",
	.description =
		"Runs the experiment ci with two identical arms, many times as long, and judges "
		"each part by itself, as a CI job would: every verdict of regressed or improved is "
		"a false alarm. Prints the verdicts, the noise of this machine, a threshold above "
		"it, and the smallest change that a job can detect with that threshold.\n"
		"\n"
		"With RUN, a run with arms, nothing is measured: its rounds are judged. An arm "
		"that "
		"is slower on purpose shows in how many jobs that is detected; noise and threshold "
		"come from arms that are identical to the first one, if there are any.",
	.options = specs,
	.options_size = sizeof(struct calibrate_options),
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
