/* SPDX-License-Identifier: PostgreSQL */
/* upbench calibrate: the noise of comparisons on this machine. */
#include "cli/command/commands.h"
#include "cli/experiment/connection_options.h"
#include "cli/option/dispatch.h"
#include "judge/compare/calibration.h"
#include "record/run_directory.h"

#include <inttypes.h>

struct calibrate_options {
	char *dbname;
	char *pg_bin;
	char *output;
	int64_t windows;
	int64_t rounds;
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
	 .help = "Number of simulated jobs."},
	{.name = "rounds",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rounds),
	 .minimum = 6,
	 .maximum = 10000,
	 .initial = "100",
	 .help = "Rounds per job; the experiment ci has 100."},
	{.name = "seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(seed),
	 .maximum = INT64_MAX,
	 .initial = "1914",
	 .help = "Seed of the data set and of the order of the cases."},
	{.name = "quiet", .letter = 'q', .kind = OPTION_FLAG, FIELD(quiet), .help = "No progress."},
	{0},
};

/* A run like any other, so that it can be looked at afterwards. */
static enum up_status measure(const struct invocation *invocation, const char *directory,
			      enum exit_code *code, struct up_error *err)
{
	const struct calibrate_options *options = invocation->options;
	char samples[32], seed[32];
	const struct {
		const char *option, *value; /* NULL: not given */
	} given[] = {{"arm", "base"},
		     {"arm", "same"},
		     {"output", directory},
		     {"budget", "24h"},
		     {"samples", samples},
		     {"min-samples", samples},
		     {"seed", seed},
		     {"dbname", options->dbname},
		     {"pg-bin", options->pg_bin},
		     {"quiet", options->quiet ? "yes" : NULL}};
	struct assignment assignments[sizeof given / sizeof *given];
	struct command_line line = {.assignments = assignments,
				    .arguments = (const char *[]){"ci"},
				    .argument_count = 1};
	UP_FCLOSE FILE *nowhere = fopen("/dev/null", "w");

	if (nowhere == NULL)
		return up_fail_errno(err, UP_IO, "/dev/null");
	snprintf(samples, sizeof samples, "%" PRId64, options->windows * options->rounds);
	snprintf(seed, sizeof seed, "%" PRId64, options->seed);
	for (size_t g = 0; g < sizeof given / sizeof *given; g++) {
		if (given[g].value != NULL)
			assignments[line.assignment_count++] = (struct assignment){
				.spec = option_find(command_run.options, given[g].option),
				.value = given[g].value};
	}
	return command_invoke(invocation->program, &command_run, &line, nowhere, invocation->errors,
			      code, err);
}

static void print(const struct calibration *c, int64_t rounds, FILE *out)
{
	fprintf(out, "%zu jobs of %lld rounds, identical arms\n\n", c->windows, (long long)rounds);
	fprintf(out, "  false alarms           %zu of %zu comparisons at the threshold of %g %%\n",
		c->false_alarms, c->comparisons, 100 * COMPARE_THRESHOLD);
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
	struct calibration calibration;
	RUN_DIRECTORY directory = {0};
	RUN run = {0};

	if (run_directory_make(options->output, "calibrate", &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	const char *where = directory.path;
	UP_TRY(measure(invocation, where, code, err));
	if (*code != EXIT_CODE_DONE)
		return UP_OK; /* the run has reported why */
	UP_TRY(run_read(where, &run, err));
	UP_TRY(calibration_make(&run, options->rounds, COMPARE_THRESHOLD, (uint64_t)options->seed,
				&calibration, err));
	print(&calibration, options->rounds, invocation->out);
	fprintf(invocation->out, "\nSamples  %s/samples.csv\n", where);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench calibrate", "Five jobs on a private cluster; takes some minutes."},
	{"upbench calibrate --windows 100 -d 'host=db dbname=ci'", "On your own server."},
	{0},
};

const struct command command_calibrate = {
	.name = "calibrate",
	.summary = "measure which changes a comparison on this machine can detect",
	.description =
		"Runs the experiment ci with two identical arms, many times as long, and judges "
		"each part by itself, as a CI job would: every verdict of regressed or improved is "
		"a false alarm. Prints the noise of this machine, a threshold above it, and the "
		"smallest change that a job can detect with that threshold.",
	.options = specs,
	.options_size = sizeof(struct calibrate_options),
	.examples = examples,
	.run = run,
};
