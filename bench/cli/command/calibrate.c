/* SPDX-License-Identifier: PostgreSQL */
/* upbench calibrate: the noise of comparisons on this machine. */
#include "cli/command/commands.h"
#include "cli/experiment/connection_options.h"
#include "cli/measurement/measurement.h"
#include "cli/output/print_document.h"
#include "cli/output/run_output.h"
#include "judge/compare/calibration.h"
#include "measure/process/interrupt.h"
#include "record/replace.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

/* Below so many comparisons, quantiles are little but the largest of them. */
#define FEW_COMPARISONS 20
#define A_DAY_NS INT64_C(86400000000000)

struct calibrate_options {
	char *dbname;
	char *schema;
	char *pg_bin;
	bool may_publish;
	char *output;
	struct string_list arm;
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
	 .argument = "PATH",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "Run directory; noise.json is written there, too. Default: a new one in results/. "
		 "With RUN: file for the noise figures; default: none."},
	{.name = "arm",
	 .argument = "NAME:KEY=VALUE,...",
	 .kind = OPTION_STRING_LIST,
	 FIELD(arm),
	 .help = "Two or more identical arms, of the kind that the job uses (see `upbench run "
		 "--help`): for peer=, two builds of one commit. Default: base and same, without "
		 "keys."},
	{.name = "windows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(windows),
	 .minimum = 2,
	 .maximum = 10000,
	 .initial = "30",
	 .help = "Number of windows. Each is a session: a restarted private server, fresh "
		 "connections, a fresh order. Not with RUN."},
	{.name = "rounds",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rounds),
	 .minimum = 6,
	 .maximum = 10000,
	 .initial = "100",
	 .help = "Rounds per window. With a RUN that has sessions: split it into windows of N "
		 "rounds instead of sessions."},
	{THRESHOLD_OPTION(struct calibrate_options,
			  "Smallest change that matters, as for `upbench compare`.")},
	{SEED_OPTION(struct calibrate_options, "Seed of the data set.")},
	{QUIET_OPTION(struct calibrate_options, "No progress.")},
	{0},
};

static enum up_status set_arms(const struct calibrate_options *options, struct string_list *arms,
			       struct up_error *err)
{
	if (options->arm.count == 0) {
		UP_TRY(string_list_append(arms, "base", err));
		return string_list_append(arms, "same", err);
	}
	for (size_t a = 0; a < options->arm.count; a++)
		UP_TRY(string_list_append(arms, options->arm.items[a], err));
	return UP_OK;
}

/* The cases of the experiment ci, each in arms that are alike; a session is a window. */
static enum up_status make_plan(const struct invocation *invocation, const struct run_options *run,
				struct run_plan *plan, struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;

	UP_TRY(run_plan_set_rounds(plan, run, err));
	UP_TRY(run_plan_set_subject(plan, run, err));
	UP_TRY(run_plan_read(plan, "ci", err));
	for (size_t g = 0; g < plan->experiment.group_count; g++) {
		struct run_options *group = plan->experiment.groups[g].values;
		group->samples = options->windows * options->rounds;
		group->min_samples = group->samples;
		group->sessions = options->windows;
		group->budget = A_DAY_NS;
		group->decide = 0; /* all windows are wanted */
		UP_TRY(set_arms(options, &group->arm, err));
	}
	return run_plan_add_groups(plan, invocation->line, err);
}

/* A run like any other, so that it can be looked at afterwards; one with failures is printed. */
static enum up_status measure(const struct invocation *invocation, struct stored_run *stored,
			      enum exit_code *code, struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;
	const struct run_options run = {
		.dbname = options->dbname,
		.schema = options->schema,
		.pg_bin = options->pg_bin,
		.may_publish = options->may_publish,
		.output = options->output,
		.sample = 1,
		.seed = options->seed,
		.quiet = options->quiet,
	};
	RUN_PLAN plan = {0};
	RUN_DIRECTORY directory = {0};

	interrupt_install();
	UP_TRY(measurement_check(&run, err));
	UP_TRY(make_plan(invocation, &run, &plan, err));
	if (run_directory_make(run.output, "calibrate", &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	UP_TRY(measurement_run(invocation, &run, &plan, &directory, stored, code, err));
	const struct run_output_options output = {.is_silent = *code == EXIT_CODE_DONE};
	return run_output_write(stored, &output, invocation, err);
}

static enum up_status read_kept(const struct invocation *invocation, struct stored_run *stored,
				struct up_error *err)
{
	static const char *const of_measuring[] = {"dbname", "pg-bin", "arm", "windows"};

	for (size_t o = 0; o < sizeof of_measuring / sizeof *of_measuring; o++) {
		if (command_line_gives(invocation->line, of_measuring[o]))
			return up_fail(
				err, UP_INVALID,
				"--%s cannot be combined with RUN (%s), which is already measured",
				of_measuring[o], invocation->line->arguments[0]);
	}
	return stored_run_read_intact(invocation->line->arguments[0], stored, err);
}

static enum up_status print_verdicts(const struct calibration *c, FILE *out, struct up_error *err)
{
	struct table_column columns[2 + VERDICT_COUNT] = {{.heading = "arm", .field = "arm"},
							  {.heading = "case", .field = "case"}};
	DOCUMENT document = {0};

	/* Arms are never new, and what neither of them measured has no window. */
	for (size_t v = 0; v < VERDICT_COUNT; v++)
		columns[2 + v] = (struct table_column){.heading = verdict_names[v],
						       .field = verdict_names[v],
						       .alignment = ALIGN_RIGHT,
						       .is_hidden = v > VERDICT_INCOMPARABLE};
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

static void append_percent(struct table *table, double share, const char *before)
{
	char text[32];

	snprintf(text, sizeof text, "%s%.2f %%", before, 100 * share);
	table_number(table, share, isnan(share) ? "-" : text);
}

static void append_dispersion(struct table *table, const struct calibration_case *of)
{
	const struct dispersion *d = &of->dispersion;
	char text[48];

	table_row(table, EMPHASIS_NONE);
	table_text(table, of->arm);
	table_text(table, of->name);
	table_number(table, (double)of->count, quantity_count((double)of->count).text);
	append_percent(table, d->sd, "");
	append_percent(table, d->sd_upper, "");
	append_percent(table, d->error, "");
	snprintf(text, sizeof text, "%.2f", d->ratio);
	table_number(table, d->ratio, isnan(d->ratio) ? "-" : text);
	snprintf(text, sizeof text, "%.2f … %.2f", d->ratio_interval.low, d->ratio_interval.high);
	table_interval(table, d->ratio_interval.low, d->ratio_interval.high,
		       isnan(d->ratio) ? "-" : text);
	append_percent(table, of->is_alike ? of->alarm : NAN, "≤ ");
	snprintf(text, sizeof text, "%+.2f", of->lag);
	table_number(table, of->lag, isnan(of->lag) ? "-" : text);
}

/* How far the windows scatter, beside what each claims. */
static enum up_status print_dispersions(const struct calibration *c, FILE *out,
					struct up_error *err)
{
	static const struct table_column columns[] = {
		{.heading = "arm", .field = "arm"},
		{.heading = "case", .field = "case"},
		{.heading = "windows", .field = "windows", .alignment = ALIGN_RIGHT},
		{.heading = "s", .field = "s", .alignment = ALIGN_RIGHT},
		{.heading = "at most", .field = "s_upper", .alignment = ALIGN_RIGHT},
		{.heading = "claimed", .field = "se", .alignment = ALIGN_RIGHT},
		{.heading = "F", .field = "f", .alignment = ALIGN_RIGHT},
		{.heading = "95 % interval",
		 .field = "f_low",
		 .field_high = "f_high",
		 .alignment = ALIGN_RIGHT},
		{.heading = "false alarms", .field = "alarm", .alignment = ALIGN_RIGHT},
		{.heading = "lag 1", .field = "lag1", .alignment = ALIGN_RIGHT},
	};
	DOCUMENT document = {0};
	struct table *table = document_table(&document, "dispersion", NULL, columns,
					     sizeof columns / sizeof columns[0]);

	fputc('\n', out);
	for (size_t i = 0; i < c->case_count; i++)
		append_dispersion(table, &c->cases[i]);
	return print_document(out, &document, DOCUMENT_TERMINAL, err);
}

static void print_warnings(const struct calibration *c, FILE *out)
{
	for (size_t i = 0; i < c->case_count; i++) {
		const struct calibration_case *of = &c->cases[i];
		if (of->is_alike && of->dispersion.ratio > DISPERSION_WIDE)
			fprintf(out,
				"  Warning: %s: on this machine, intervals are too narrow by a "
				"factor of %.1f: measure with --sessions 3 or more.\n",
				of->name, sqrt(of->dispersion.ratio));
		if (of->pairs > 0 && of->lag > 2 / sqrt((double)of->pairs))
			fprintf(out,
				"  Warning: %s: successive rounds are correlated (lag 1: %.2f), so "
				"intervals within a session are too narrow.\n",
				of->name, of->lag);
	}
}

static void print_noise(const struct calibration *c, double threshold, FILE *out)
{
	const char *few = c->comparisons < FEW_COMPARISONS ? " (too few to rely on)" : "";

	fprintf(out,
		"\n  false alarms           %zu of %zu comparisons at the threshold of %g %%\n",
		c->false_alarms, c->comparisons, 100 * threshold);
	fprintf(out,
		"  noise                  %.2f %% between identical arms (median), %.2f %% (95th "
		"percentile), from %zu comparisons%s\n",
		100 * c->noise, 100 * c->noise_95, c->comparisons, few);
	fprintf(out, "  recommended threshold  %.1f %%, from %zu comparisons%s\n",
		100 * c->threshold, c->comparisons, few);
	fprintf(out,
		"  smallest effect        %.1f %% slower is detected at that threshold in 80 of "
		"100 jobs\n",
		100 * c->detectable);
}

/* noise.json in the directory of a new run; of a RUN, where --output wants it. */
static enum up_status write_noise(const struct invocation *invocation,
				  const struct calibration *calibration, int64_t rounds,
				  const char *directory, struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;
	const bool is_kept = invocation->line->argument_count > 0;
	UP_FREE char *beside = run_path(directory, "noise.json");
	NOISE noise;

	noise_init(&noise);
	if (is_kept && options->output == NULL)
		return UP_OK;
	if (beside == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the noise");
	UP_TRY(calibration_noise(calibration, rounds, &noise, err));
	const char *path = is_kept ? options->output : beside;
	if (noise_write(&noise, directory, path, invocation->out, err) != UP_OK)
		return is_kept ? up_error_prefix(err, "--output") : err->status;
	if (!replace_is_standard_output(path))
		fprintf(invocation->out, "Noise    %s\n", path);
	return UP_OK;
}

/* Sessions are windows, unless the rounds of a RUN were asked for, or all that it has. */
static int64_t rounds_of_windows(const struct invocation *invocation, const struct run *run)
{
	const struct calibrate_options *options = invocation->options;
	int64_t sessions = 0;

	for (size_t s = 0; s < run->samples.count; s++) {
		if (run->samples.items[s].session > sessions)
			sessions = run->samples.items[s].session;
	}
	if (sessions > 1 && (invocation->line->argument_count == 0 ||
			     !command_line_gives(invocation->line, "rounds")))
		return 0;
	return options->rounds;
}

static void print_heading(const struct calibration *c, int64_t rounds, FILE *out)
{
	const char *plural = c->windows == 1 ? "" : "s";

	if (c->are_sessions)
		fprintf(out, "%zu window%s, each a session\n", c->windows, plural);
	else
		fprintf(out, "%zu window%s of %lld rounds, not sessions\n", c->windows, plural,
			(long long)rounds);
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
	const int64_t rounds = rounds_of_windows(invocation, &stored.run);
	UP_TRY(calibration_make(&stored.run, rounds, options->threshold, &calibration, err));
	print_heading(&calibration, rounds, out);
	UP_TRY(print_verdicts(&calibration, out, err));
	UP_TRY(print_dispersions(&calibration, out, err));
	if (calibration.comparisons > 0)
		print_noise(&calibration, options->threshold, out);
	print_warnings(&calibration, out);
	fprintf(out, "\nSamples  %s/samples.csv\n", stored.run.directory);
	return write_noise(invocation, &calibration, rounds > 0 ? rounds : UNMEASURED,
			   stored.run.directory, err);
}

static const struct command_example examples[] = {
	{"upbench calibrate", "30 sessions on a private cluster; takes about 20 minutes."},
	{"upbench calibrate --arm base:peer=one/upbench --arm head:peer=two/upbench",
	 "Two builds of one commit, as a job compares two commits."},
	{"upbench calibrate results/long --rounds 50 --threshold 2",
	 "Windows of 50 rounds each, from the arms of a run."},
	{0},
};

const struct command command_calibrate = {
	.name = "calibrate",
	.arguments = "[RUN]",
	.summary = "measure which changes a comparison on this machine can detect",
	.description =
		"Runs the cases of the experiment ci in two identical arms, in many sessions, and "
		"judges each session (a window) by itself: every verdict of regressed or improved "
		"is a false alarm. Prints the verdicts, the noise of this machine, a threshold "
		"above it, and the smallest change that a window can detect with that threshold.\n"
		"\n"
		"For each case: s, the standard deviation of the estimates of the windows, and its "
		"upper bound of 95 %; the standard error that the windows claim; F, the square of "
		"the ratio of the two, which is 1 when intervals are honest; the rate of false "
		"alarms in a window, which is at most what is printed; and the correlation of "
		"successive rounds. `upbench compare --noise` uses these numbers, which are in "
		"noise.json.\n"
		"\n"
		"With RUN, a run with arms, nothing is measured: its sessions are judged, or with "
		"one session, or with --rounds, windows of rounds. An arm that is slower on "
		"purpose shows in how many windows that is detected; noise and threshold come from "
		"arms that are identical to the first one, if there are any.",
	.options = specs,
	.options_size = sizeof(struct calibrate_options),
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
