/* SPDX-License-Identifier: PostgreSQL */
/* upbench run: measure an experiment, write a run directory, print the result. */
#include "cli/command/commands.h"
#include "cli/measurement/dry_run.h"
#include "cli/measurement/measurement.h"
#include "cli/measurement/plan_scaling.h"
#include "cli/measurement/update_script.h"
#include "cli/option/terminal.h"
#include "cli/output/run_output.h"
#include "judge/compare/comparison_group.h"
#include "judge/compare/confirmation.h"
#include "judge/compare/sequential.h"
#include "measure/process/interrupt.h"
#include "text/display.h"
#include "text/quantity.h"

#include <stdlib.h>

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

/* Of a source. */
static void print_bad_rows(const struct run_plan *plan, FILE *errors)
{
	const size_t count = plan->origin_rows.bad_count;

	if (count == 0)
		return;
	fputs(plan->complaints.data, errors);
	if (count > ORIGIN_COMPLAINTS)
		fprintf(errors, "%s: %zu more\n", plan->origin.place, count - ORIGIN_COMPLAINTS);
	fprintf(errors, "upbench run: %s: %zu of %zu rows are left out\n", plan->origin.place,
		count, count + plan->origin_rows.count);
}

static enum up_status print_plan(const struct invocation *invocation,
				 const struct run_options *options, const struct run_plan *plan,
				 struct up_error *err)
{
	UP_TRY(dry_run_print(&plan->cases, &plan->rounds, options->dbname == NULL, options->schema,
			     invocation->out, err));
	if (options->confirm)
		fprintf(invocation->out,
			"Confirm at most %s more, plus loading, for %d sessions, if every case "
			"regresses\n",
			quantity_duration(run_plan_confirm_ns(plan)).text,
			RUN_PLAN_CONFIRM_SESSIONS);
	return UP_OK;
}

/* ---- the second measurement -------------------------------------------- */

static enum up_status check_confirm(const struct run_options *options,
				    const struct case_list *cases, struct up_error *err)
{
	if (options->confirm && cases->arm_count < 2)
		return up_fail(err, UP_INVALID,
			       "--confirm requires arms: give at least two with --arm");
	return UP_OK;
}

/* By the names that cases have without their arm. */
static enum up_status find_suspects(const struct run *run, const struct run_options *options,
				    struct text_list *suspects, struct up_error *err)
{
	static const enum metric metric = METRIC_UPDATE;
	const struct compare_options how = {
		.threshold = sequential_threshold(run, options->confirm_threshold),
		.metrics = &metric,
		.metric_count = 1};
	COMPARISON_GROUP group = {0};

	UP_TRY(comparison_group_add_arms(&group, run, &how, err));
	for (size_t l = 0; l < group.count; l++)
		UP_TRY(confirmation_add_suspects(&group.items[l], suspects, err));
	return UP_OK;
}

static void announce(const struct invocation *invocation, const struct run_plan *plan,
		     size_t suspects)
{
	fprintf(invocation->errors,
		"upbench run: %zu case%s regressed: measuring %s again in %d fresh sessions, at "
		"most "
		"%s plus loading\n",
		suspects, suspects == 1 ? "" : "s", suspects == 1 ? "it" : "them",
		RUN_PLAN_CONFIRM_SESSIONS, quantity_duration(run_plan_confirm_ns(plan)).text);
}

/* Measures what regressed once more, on servers of its own, into a directory inside that of the
 * run (judge/compare/confirmation.h).  plan is consumed. */
static enum up_status confirm(const struct invocation *invocation,
			      const struct run_options *options, struct run_plan *plan,
			      const struct run *run, enum exit_code *code, struct up_error *err)
{
	const struct run_output_options output = {.is_silent = true};
	UP_FREE char *path = run_path(run->directory, CONFIRMATION_DIRECTORY);
	UP_CLEANUP(text_list_release) struct text_list suspects = {0};
	RUN_DIRECTORY directory = {0};
	STORED_RUN stored = {0};
	enum exit_code second = EXIT_CODE_DONE;

	UP_TRY(find_suspects(run, options, &suspects, err));
	if (suspects.count == 0)
		return UP_OK;
	UP_TRY(run_plan_confirm(plan, options, &suspects, run->manifest.id, err));
	if (!options->quiet)
		announce(invocation, plan, suspects.count);
	UP_TRY(run_directory_make(path, plan->name, &directory, err));
	enum up_status status =
		measurement_run(invocation, options, plan, &directory, &stored, &second, err);
	if (stored.run.directory != NULL) {
		enum up_status shown = run_output_write(&stored, &output, invocation,
							status == UP_OK ? err : NULL);
		status = status != UP_OK ? status : shown;
	}
	if (*code == EXIT_CODE_DONE)
		*code = second;
	return status == UP_OK ? UP_OK : up_error_prefix(err, "the confirmation");
}

/* A file gets names as they are, for the server. */
static enum up_status print_script(const struct up_buffer *script, FILE *out, struct up_error *err)
{
	UP_BUFFER shown = {0};

	display_append_lines(&shown, script->data);
	UP_TRY(up_buffer_check(&shown, err));
	fprintf(out, "\n%s", terminal_of(out).is_there ? shown.data : script->data);
	return UP_OK;
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
	print_bad_rows(&plan, invocation->errors);
	if (!options->quiet)
		plan_scaling_print(&plan, invocation->errors);
	UP_TRY(check_confirm(options, &plan.cases, err));
	if (options->sql != NULL)
		UP_TRY(update_script_check(&plan, options->sql, err));
	if (options->dry_run)
		return print_plan(invocation, options, &plan, err);
	if (run_directory_make(options->output, plan.name, &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	enum up_status status =
		measurement_run(invocation, options, &plan, &directory, &stored, code, err);
	if (stored.run.directory == NULL)
		return status;
	if (status == UP_OK && options->confirm)
		status = confirm(invocation, options, &plan, &stored.run, code, err);
	enum up_status shown =
		run_output_write(&stored, &output, invocation, status == UP_OK ? err : NULL);
	if (status == UP_OK && shown == UP_OK && plan.script.length > 0)
		shown = print_script(&plan.script, invocation->out, err);
	return status != UP_OK ? status : shown;
}

static const struct command_example examples[] = {
	{"upbench run", "The default experiment, on a private cluster."},
	{"upbench run --strategy unnest,copy-temp --rows 1e3,1e4,1e5",
	 "Two strategies at three sizes."},
	{"upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off",
	 "One strategy on your own server, in a schema that is dropped at the end."},
	{"upbench run --table sales.orders -d shop --sql unnest",
	 "All strategies on a copy of your own table, and the statements of one of them."},
	{0},
};

const struct command command_run = {
	.name = "run",
	.arguments = "[EXPERIMENT]",
	.summary = "run an experiment and write a run directory",
	.description = "EXPERIMENT is the name of a shipped experiment (`upbench list "
		       "experiments`) or an .ini file. Without it, --strategy or --peer and the "
		       "other options define the cases; without these, the experiment `default` "
		       "runs, or with --table or --shape every strategy. Options on the command "
		       "line override those in the file.\n"
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
