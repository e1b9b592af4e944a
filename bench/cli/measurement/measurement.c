/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/measurement.h"

#include "cli/measurement/connection.h"
#include "cli/measurement/manifest.h"
#include "cli/measurement/server_warning.h"
#include "cli/measurement/standings.h"
#include "cli/measurement/update_script.h"
#include "cli/option/progress.h"
#include "measure/process/interrupt.h"
#include "measure/trial/description.h"
#include "record/replace.h"
#include "text/display.h"

#include <string.h>

static enum up_status check_pooled(const struct run_options *options, struct up_error *err)
{
	if (options->control != NULL && !options->pooled)
		return up_fail(err, UP_INVALID,
			       "--control requires --pooled: without a pooler, --dbname is the "
			       "server itself");
	if (options->pooled && options->dbname == NULL)
		return up_fail(err, UP_INVALID, "--pooled requires --dbname: name the pooler");
	if (options->pooled && options->control == NULL)
		return up_fail(
			err, UP_INVALID,
			"--pooled requires --control: name the server behind the pooler, for "
			"what is not measured");
	return UP_OK;
}

enum up_status measurement_check(const struct run_options *options, struct up_error *err)
{
	if (options->output != NULL && options->output[0] == '\0')
		return up_fail(err, UP_INVALID, "--output: the name of the directory is empty");
	if (options->output != NULL && replace_is_standard_output(options->output))
		return up_fail(
			err, UP_INVALID,
			"--output: - is not a directory: name one (./- for a directory called -)");
	UP_TRY(check_pooled(options, err));
	return connection_check(options->dbname, options->schema, options->pg_bin, err);
}

/* A setting that the server refuses is a usage error, reported before the first sample. */
static enum up_status check_settings(const struct server_list *servers,
				     const struct case_list *cases, struct up_error *err)
{
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		const struct server *server = &servers->items[case_server(trial_case)];
		UP_CONN *conn = NULL;
		if (trial_case->key.factors.settings == NULL)
			continue;
		/* No row is involved, so that the server's message can be shown. */
		UP_TRY(server_connect(server, "control", &conn, err));
		enum up_status status = case_apply_settings(trial_case, conn, err);
		if (status == UP_STATEMENT)
			err->status = UP_INVALID;
		if (status != UP_OK && trial_case->arm != NULL)
			return up_error_prefix(err, "arm %s: set", trial_case->arm->name);
		if (status != UP_OK)
			return up_error_prefix(err, "--set");
	}
	return UP_OK;
}

/* What is on the terminal while samples are taken. */
struct view {
	struct progress progress;
	struct standings standings;
};

static void show_progress(void *context, const struct trial_case *trial_case, int64_t round,
			  int64_t rounds, double done)
{
	struct view *view = context;
	progress_update(&view->progress, trial_case->name, round, rounds, done);
}

static enum up_status show_sample(void *context, const struct trial_case *trial_case,
				  const struct sample *sample, struct up_error *err)
{
	struct view *view = context;
	return standings_add(&view->standings, trial_case, sample, err);
}

static enum up_status take_samples(const struct run_options *options, const struct run_plan *plan,
				   struct server_list *servers, struct run_writer *writer,
				   struct rounds_result *result, struct up_error *err)
{
	const struct progress_options progress_options = progress_options_default(
		options->quiet ? PROGRESS_NEVER : (enum progress_mode)options->progress);
	struct view view;
	const struct rounds_observer observer = {show_progress, show_sample, &view};

	progress_start(&view.progress, &progress_options);
	enum up_status status = standings_start(&view.standings, &view.progress, &plan->cases, err);
	if (status == UP_OK)
		status = rounds_run(servers, &plan->cases, &plan->rounds, &observer, writer, result,
				    err);
	standings_end(&view.standings);
	progress_end(&view.progress);
	return status;
}

/* A run without them is complete all the same, so this is no failure. */
static enum up_status note_refusal(const struct invocation *invocation, bool quiet, char **reason,
				   const char *what, const struct up_error *refused,
				   struct up_error *err)
{
	if (refused->status == UP_OK)
		return UP_OK;
	if (!quiet)
		fprintf(invocation->errors, "upbench %s: %s: the server refused: %s\n",
			invocation->command->name, what, refused->message);
	return text_set(reason, refused->message, err);
}

/* Those that came after the first count were not known when the run began. */
static enum up_status note_other_runs(const struct invocation *invocation,
				      const struct server_list *servers, size_t count,
				      struct manifest *manifest, struct up_error *err)
{
	server_warning_other_runs(invocation, &servers->other_runs, count);
	for (size_t r = 0; r < servers->other_runs.count; r++)
		UP_TRY(text_list_add(&manifest->servers.other_runs, servers->other_runs.items[r],
				     err));
	return UP_OK;
}

static enum up_status measure(const struct invocation *invocation,
			      const struct run_options *options, struct run_plan *plan,
			      struct server_list *servers, struct run_writer *writer,
			      struct rounds_result *result, struct up_error *err)
{
	struct manifest *manifest = &writer->manifest;
	const size_t before = servers->other_runs.count;

	UP_TRY(check_settings(servers, &plan->cases, err));
	if (plan->text.length > 0)
		UP_TRY(describe_file(plan->name, plan->text.data, &servers->items[0],
				     &manifest->experiment_file, err));
	UP_TRY(describe_run(servers, &plan->cases, manifest, err));
	UP_TRY(run_writer_manifest(writer, err));

	enum up_status status = take_samples(options, plan, servers, writer, result, err);
	struct up_error *later = status == UP_OK ? err : NULL;
	if (!options->quiet && manifest->relation.own.rejected > 0)
		fprintf(invocation->errors,
			"upbench %s: the table refused %lld made-up rows, and others took their "
			"place\n",
			invocation->command->name, (long long)manifest->relation.own.rejected);
	enum up_status noted =
		note_refusal(invocation, options->quiet, &manifest->plans, "plans are not captured",
			     &result->plans_refused, later);
	if (noted == UP_OK)
		noted = note_refusal(invocation, options->quiet, &manifest->probes,
				     "the resources used are not counted", &result->probes_refused,
				     later);
	if (noted == UP_OK)
		noted = note_other_runs(invocation, servers, before, manifest, later);
	return status != UP_OK ? status : noted;
}

static void complain(void *context, const struct up_error *failure)
{
	const struct invocation *invocation = context;

	fprintf(invocation->errors, "upbench %s: warning: %s\n", invocation->command->name,
		failure->message);
}

/* Which table is measured in place of the user's. */
static enum up_status note_copy(const struct invocation *invocation, const struct subject *subject,
				struct up_error *err)
{
	struct manifest manifest;
	const struct manifest_own_table *own = &manifest.relation.own;
	UP_BUFFER text = {0};

	if (subject->describe == NULL)
		return UP_OK;
	manifest_init(&manifest);
	enum up_status status = subject->describe(subject, &manifest.relation.own, err);
	display_append(&text, subject->relation.table, SIZE_MAX);
	if (own->rows != UNMEASURED)
		up_buffer_append_format(&text, ", with %lld of its rows", (long long)own->rows);
	if (own->left_out.count > 0)
		up_buffer_append_string(&text, "; left out or replaced:");
	for (size_t o = 0; o < own->left_out.count; o++) {
		up_buffer_append_string(&text, "\n  ");
		display_append(&text, own->left_out.items[o], SIZE_MAX);
	}
	manifest_release(&manifest);
	UP_TRY(status);
	UP_TRY(up_buffer_check(&text, err));
	fprintf(invocation->errors, "upbench %s: made a table like %s\n", invocation->command->name,
		text.data);
	return UP_OK;
}

static bool is_listed(struct subject *const *subjects, size_t count, const struct subject *subject)
{
	for (size_t s = 0; s < count; s++) {
		if (subjects[s] == subject)
			return true;
	}
	return false;
}

/* Measures; the servers are gone afterwards, however it ended. */
static enum up_status measure_on_servers(const struct invocation *invocation,
					 const struct run_options *options, struct run_plan *plan,
					 struct run_writer *writer, struct rounds_result *result,
					 struct up_error *err)
{
	struct server_list servers;
	const char *named_by;
	const char *direct = run_options_server(options, &named_by);
	const struct servers_options server_options = {
		.dbname = plan->reached != NULL ? plan->reached : direct,
		.named_by = named_by,
		.schema = options->schema,
		.run_id = writer->manifest.id,
		.bin_dir = options->pg_bin,
		.settings = options->server_set.items,
		.setting_count = options->server_set.count,
		.may_publish = options->may_publish,
		.memory = plan->rounds.memory,
		.subject = plan->subject,
	};

	UP_TRY(servers_open(&server_options, &plan->cases, &servers, err));
	for (size_t s = 0; s < servers.count; s++)
		server_warning(invocation, &servers.items[s], servers.items, s);
	server_warning_other_runs(invocation, &servers.other_runs, 0);
	if (plan->reached == NULL)
		plan->reached = UP_TAKE(servers.reached);
	enum up_status noted = UP_OK;
	for (size_t s = 0; s < servers.count && noted == UP_OK && !options->quiet; s++) {
		if (!is_listed(servers.subjects, s, servers.subjects[s]))
			noted = note_copy(invocation, servers.subjects[s], err);
	}
	if (noted != UP_OK) {
		servers_close(&servers, complain, (void *)invocation);
		return noted;
	}
	if (servers.refusal != NULL)
		fprintf(invocation->errors,
			"upbench %s: warning: no arm gets hostile values, as one cannot hold them: "
			"%s\n",
			invocation->command->name, servers.refusal);
	enum up_status status = measure(invocation, options, plan, &servers, writer, result, err);
	if (status == UP_OK && options->sql != NULL && plan->script.length == 0)
		status = update_script_append(plan, options->sql, &servers, &plan->script, err);
	servers_close(&servers, complain, (void *)invocation);
	return status;
}

/* Writes the outcome to run.json, and into the message for the user when it was cut short. */
static enum up_status note_outcome(struct run_writer *writer, enum up_status status,
				   struct up_error *err)
{
	struct up_error *later = status == UP_OK ? err : NULL;

	if (status == UP_INTERRUPTED)
		interrupt_fail(err);
	enum up_status noted =
		manifest_end(&writer->manifest, status == UP_OK ? "complete" : err->message, later);
	if (noted == UP_OK && writer->sample_count > 0)
		noted = run_writer_manifest(writer, later);
	status = status != UP_OK ? status : noted;
	if (status != UP_OK && writer->sample_count > 0)
		up_error_prefix(err, "%lld sample%s kept in %s", (long long)writer->sample_count,
				writer->sample_count == 1 ? " is" : "s are", writer->directory);
	else if (status == UP_INTERRUPTED)
		up_error_prefix(err, "nothing was measured");
	return status;
}

static enum exit_code exit_code_of_result(const struct rounds_result *result)
{
	if (result->mismatch > 0)
		return EXIT_CODE_WRONG_STATE;
	if (result->failed > 0 || result->by_table > 0)
		return EXIT_CODE_FAILED;
	return EXIT_CODE_DONE;
}

enum up_status measurement_run(const struct invocation *invocation,
			       const struct run_options *options, struct run_plan *plan,
			       const struct run_directory *directory, struct stored_run *run,
			       enum exit_code *code, struct up_error *err)
{
	RUN_WRITER writer = {0};
	struct rounds_result result = {0};

	if (run_writer_open(directory->path, &writer, err) != UP_OK)
		return up_error_prefix(err, "--output");
	/* What ends at once, before anything is measured, leaves a directory that can be read. */
	UP_TRY(manifest_begin(&writer.manifest, invocation, plan, err));
	UP_TRY(run_writer_manifest(&writer, err));
	enum up_status status =
		measure_on_servers(invocation, options, plan, &writer, &result, err);
	status = note_outcome(&writer, status, err);
	if (writer.sample_count == 0)
		return status;
	enum up_status read = stored_run_read(writer.directory, run, status == UP_OK ? err : NULL);
	UP_TRY(status != UP_OK ? status : read);
	*code = exit_code_of_result(&result);
	if (result.measured == 0 && *code == EXIT_CODE_DONE)
		return up_fail(err, UP_UNSUPPORTED,
			       "no case could be measured; the reasons are in %s/samples.csv",
			       writer.directory);
	return UP_OK;
}
