/* SPDX-License-Identifier: PostgreSQL */
/* upbench run: measure an experiment, write a run directory, print the result. */
#include "cli/command/commands.h"
#include "cli/command/dry_run.h"
#include "cli/command/measurement.h"
#include "cli/output/run_output.h"
#include "measure/process/interrupt.h"

/* What a peer's process and protocol cost would be taken for what the arms are compared for. */
static void warn_of_mixed_arms(const struct case_list *cases, FILE *errors)
{
	size_t peers = 0;

	for (size_t a = 0; a < cases->arm_count; a++)
		peers += cases->arms[a]->peer != NULL;
	if (peers > 0 && peers < cases->arm_count)
		fputs("upbench run: warning: some arms have a peer and others do not: their "
		      "processes and protocols differ, not only what is compared. Give all arms a "
		      "peer\n",
		      errors);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct run_options *options = invocation->options;
	const struct run_output_options output = {.quiet = options->quiet,
						  .verbose = options->verbose};
	RUN_PLAN plan = {0};
	RUN_DIRECTORY directory = {0};
	STORED_RUN stored = {0};

	interrupt_install();
	UP_TRY(measurement_check(options, err));
	UP_TRY(run_plan_make(&plan, options, invocation->line, err));
	warn_of_mixed_arms(&plan.cases, invocation->errors);
	if (options->dry_run)
		return dry_run_print(&plan.cases, &plan.rounds, options->dbname == NULL,
				     invocation->out, err);
	if (run_directory_make(options->output, plan.name, &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	enum up_status status =
		measurement_run(invocation, options, &plan, &directory, &stored, code, err);
	if (stored.run.directory == NULL)
		return status;
	enum up_status shown =
		run_output_write(&stored, &output, invocation, status == UP_OK ? err : NULL);
	return status != UP_OK ? status : shown;
}

static const struct command_example examples[] = {
	{"upbench run", "The default experiment, on a private cluster."},
	{"upbench run --strategy unnest,copy-temp --rows 1e3,1e4,1e5",
	 "Two strategies at three sizes."},
	{"upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off",
	 "One strategy on your own server, in a schema that is dropped at the end."},
	{0},
};

const struct command command_run = {
	.name = "run",
	.arguments = "[EXPERIMENT]",
	.summary = "run an experiment and write a run directory",
	.description = "EXPERIMENT is the name of a shipped experiment (`upbench list "
		       "experiments`) or an .ini file. Without it, the options are the experiment "
		       "when --strategy or --peer is given; otherwise it is the default one. "
		       "Options on the command line override those in the file.\n"
		       "\n"
		       "Every combination of the factors' levels is a case. A round runs every "
		       "case once, in a balanced order. Before each sample the table is restored "
		       "to the same physical state; after it the table is compared with the result "
		       "that the oracle computed.",
	.options = run_specs,
	.options_size = sizeof(struct run_options),
	.maximum_arguments = 1,
	.argument_listing = "experiments",
	.examples = examples,
	.run = run,
};
