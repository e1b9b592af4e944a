/* SPDX-License-Identifier: PostgreSQL */
/* upbench run: measure an experiment, write a run directory, print the result. */
#include "asset/asset.h"
#include "cli/command/commands.h"
#include "cli/command/connection.h"
#include "cli/command/dry_run.h"
#include "cli/command/leftover_warning.h"
#include "cli/command/manifest.h"
#include "cli/command/present.h"
#include "cli/command/standings.h"
#include "cli/experiment/claim_text.h"
#include "cli/experiment/run_options.h"
#include "cli/option/progress.h"
#include "cli/option/spelling.h"
#include "cli/option/text_file.h"
#include "measure/probe/host.h"
#include "measure/process/interrupt.h"
#include "measure/trial/description.h"
#include "measure/trial/rounds.h"
#include "record/replace.h"
#include "record/run_directory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEFAULT_EXPERIMENT "default"
#define DEFAULT_REFERENCE "case-when"

/* ---- what to run ------------------------------------------------------ */

static bool is_file_name(const char *name)
{
	size_t length = strlen(name);
	return strchr(name, '/') != NULL || (length > 4 && strcmp(name + length - 4, ".ini") == 0);
}

/* text becomes that of a file. */
static enum up_status load_experiment(const char *name, struct up_buffer *text,
				      struct experiment *experiment, struct up_error *err)
{
	static const char prefix[] = "experiments/";
	UP_BUFFER asset_name = {0};

	if (is_file_name(name)) {
		UP_TRY(text_file_read("experiment", name, text, err));
		return experiment_read(up_buffer_string(text), name, run_specs,
				       sizeof(struct run_options), experiment, err);
	}
	up_buffer_append_format(&asset_name, "%s%s.ini", prefix, name);
	UP_TRY(up_buffer_check(&asset_name, err));
	struct spelling spelling = {.word = asset_name.data + sizeof prefix - 1};
	const struct asset *asset = asset_find(asset_name.data);
	for (const struct asset *a = asset_next(prefix, NULL); asset == NULL && a != NULL;
	     a = asset_next(prefix, a))
		spelling_offer(&spelling, a->name + sizeof prefix - 1);
	if (asset == NULL && spelling.closest != NULL)
		return up_fail(err, UP_INVALID,
			       "there is no experiment \"%s\" (did you mean \"%.*s\"?)", name,
			       (int)strcspn(spelling.closest, "."), spelling.closest);
	if (asset == NULL)
		return up_fail(
			err, UP_INVALID,
			"there is no experiment \"%s\"; `upbench list experiments` names the "
			"shipped ones, a file's name has a / or ends in .ini",
			name);
	return experiment_read(asset->data, name, run_specs, sizeof(struct run_options), experiment,
			       err);
}

static enum up_status check_where(const struct run_options *options, struct up_error *err)
{
	if (options->output != NULL && options->output[0] == '\0')
		return up_fail(err, UP_INVALID, "--output: the name of the directory is empty");
	if (options->output != NULL && replace_is_standard_output(options->output))
		return up_fail(err, UP_INVALID,
			       "--output: a run is a directory, and - is standard output: name a "
			       "directory (./- for one of that name)");
	return connection_check(options->dbname, options->pg_bin, err);
}

struct run_plan {
	const char *name;      /* of the experiment */
	struct up_buffer text; /* of its file, if it is one */
	struct experiment experiment;
	struct manifest_claim claim;
	struct case_list cases;
	struct rounds_options rounds;
};

static void run_plan_release(struct run_plan *plan)
{
	up_buffer_release(&plan->text);
	experiment_release(&plan->experiment);
	manifest_claim_release(&plan->claim);
	case_list_release(&plan->cases);
}

/* Two numbers of which one would be ignored, when both stand in the same place. */
static enum up_status check_samples(const struct run_options *options, bool gives_least,
				    bool gives_sessions, struct up_error *err)
{
	if (gives_least && options->min_samples > options->samples)
		return up_fail(err, UP_INVALID,
			       "min-samples (%" PRId64 ") is more than samples (%" PRId64 ")",
			       options->min_samples, options->samples);
	if (gives_sessions && options->sessions > options->samples)
		return up_fail(err, UP_INVALID,
			       "sessions (%" PRId64 ") is more than samples (%" PRId64
			       "), and each session needs at least one",
			       options->sessions, options->samples);
	return UP_OK;
}

/* Do both keys stand in the group's own section, or both in [global]?  Else the group's wins. */
static bool is_beside(const struct experiment_group *group, const char *a, const char *b)
{
	const unsigned line = experiment_group_line(group, a);
	const unsigned other = experiment_group_line(group, b);

	return line != 0 && other != 0 && (line > group->line) == (other > group->line);
}

static enum up_status check_group(const struct run_plan *plan, const struct experiment_group *group,
				  struct up_error *err)
{
	if (check_samples(group->values, is_beside(group, "samples", "min-samples"),
			  is_beside(group, "samples", "sessions"), err) != UP_OK)
		return up_error_prefix(err, "%s:%u", plan->name,
				       experiment_group_line(group, "samples"));
	return UP_OK;
}

static enum up_status add_group(struct run_plan *plan, const struct experiment_group *group,
				const struct command_line *line, struct up_error *err)
{
	const struct run_options *options = group->values;
	const char *option = NULL;

	if (options->strategy.count == 0 && options->peer.count == 0) {
		up_fail(err, UP_INVALID, "[%s] names no strategy", group->name);
		return up_error_prefix(err, "%s:%u", plan->name, group->line);
	}
	if (run_options_add_cases(options, &plan->cases, &option, err) == UP_OK)
		return UP_OK;
	if (command_line_gives(line, option))
		return up_error_prefix(err, "--%s", option);
	up_error_prefix(err, "%s", option);
	return up_error_prefix(err, "%s:%u", plan->name, experiment_group_line(group, option));
}

static int64_t memory_limit(const struct run_options *options)
{
	const int64_t memory = host_memory();

	if (options->memory != 0)
		return options->memory;
	return memory != 0 ? memory / 2 : INT64_MAX;
}

static enum up_status make_run_plan(const struct invocation *invocation, struct run_plan *plan,
				    struct up_error *err)
{
	const struct run_options *options = invocation->options;
	const struct command_line *line = invocation->line;

	if (command_line_gives(line, "samples"))
		UP_TRY(check_samples(options, command_line_gives(line, "min-samples"),
				     command_line_gives(line, "sessions"), err));
	plan->rounds.seed = (uint64_t)options->seed;
	plan->rounds.memory = memory_limit(options);
	plan->rounds.probe_cost = options->probe_cost;
	if (line->argument_count == 0 &&
	    (command_line_gives(line, "strategy") || command_line_gives(line, "peer"))) {
		plan->name = "command-line";
		const char *option;
		if (run_options_add_cases(options, &plan->cases, &option, err) != UP_OK)
			return up_error_prefix(err, "--%s", option);
	} else {
		plan->name = line->argument_count > 0 ? line->arguments[0] : DEFAULT_EXPERIMENT;
		UP_TRY(load_experiment(plan->name, &plan->text, &plan->experiment, err));
		for (size_t g = 0; g < plan->experiment.group_count; g++)
			UP_TRY(check_group(plan, &plan->experiment.groups[g], err));
		UP_TRY(experiment_apply(&plan->experiment, line, err));
		for (size_t g = 0; g < plan->experiment.group_count; g++)
			UP_TRY(add_group(plan, &plan->experiment.groups[g], line, err));
		UP_TRY(claim_text_read(&plan->experiment, plan->name, &plan->claim, err));
	}
	return UP_OK;
}

/* ---- where the results go --------------------------------------------- */

static enum up_status open_writer(const struct run_options *options, const struct run_plan *plan,
				  struct run_directory *directory, struct run_writer *writer,
				  struct up_error *err)
{
	if (run_directory_make(options->output, plan->name, directory, err) != UP_OK ||
	    run_writer_open(directory->path, writer, err) != UP_OK)
		return up_error_prefix(err, "--output");
	return UP_OK;
}

/* ---- running ---------------------------------------------------------- */

/* A setting that the server refuses is a usage error, reported before the first sample. */
static enum up_status check_settings(const struct server_list *servers,
				     const struct case_list *cases, struct up_error *err)
{
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		UP_CONN *conn = NULL;
		if (trial_case->key.factors.settings == NULL)
			continue;
		UP_TRY(up_conn_open(servers->items[case_server(trial_case)].conninfo, &conn, err));
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
				   const struct server_list *servers, struct run_writer *writer,
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
static enum up_status note_refusal(const struct invocation *invocation, char **reason,
				   const char *what, const struct up_error *refused,
				   struct up_error *err)
{
	const struct run_options *options = invocation->options;

	if (refused->status == UP_OK)
		return UP_OK;
	if (!options->quiet)
		fprintf(invocation->errors, "upbench run: %s: the server refused: %s\n", what,
			refused->message);
	return text_set(reason, refused->message, err);
}

static enum up_status note_refusals(const struct invocation *invocation, struct manifest *manifest,
				    const struct rounds_result *result, enum up_status status,
				    struct up_error *err)
{
	struct up_error second = {.status = UP_OK};

	if (note_refusal(invocation, &manifest->plans, "plans are not captured",
			 &result->plans_refused, &second) == UP_OK)
		note_refusal(invocation, &manifest->probes, "the resources used are not counted",
			     &result->probes_refused, &second);
	if (status == UP_OK && second.status != UP_OK)
		*err = second;
	return status != UP_OK ? status : second.status;
}

static enum up_status measure(const struct invocation *invocation, struct run_plan *plan,
			      const struct server_list *servers, struct run_writer *writer,
			      struct rounds_result *result, struct up_error *err)
{
	const struct manifest_experiment experiment = {
		.name = plan->name,
		.description = plan->experiment.description,
		.reference = plan->experiment.reference != NULL ? plan->experiment.reference
								: DEFAULT_REFERENCE,
		.text = plan->text.length > 0 ? plan->text.data : NULL,
	};
	struct manifest *manifest = &writer->manifest;

	UP_TRY(check_settings(servers, &plan->cases, err));
	UP_TRY(manifest_begin(manifest, invocation, &experiment, &servers->items[0],
			      plan->rounds.seed, err));
	manifest->claim = plan->claim;
	plan->claim = (struct manifest_claim){0};
	UP_TRY(describe_run(servers, &plan->cases, manifest, err));
	UP_TRY(run_writer_manifest(writer, err));

	enum up_status status =
		take_samples(invocation->options, plan, servers, writer, result, err);
	return note_refusals(invocation, &writer->manifest, result, status, err);
}

static void complain(void *errors, const struct up_error *failure)
{
	fprintf(errors, "upbench run: warning: %s\n", failure->message);
}

/* Measures; the servers are gone afterwards, however it ended. */
static enum up_status measure_on_servers(const struct invocation *invocation, struct run_plan *plan,
					 struct run_writer *writer, struct rounds_result *result,
					 struct up_error *err)
{
	struct server_list servers;

	const struct run_options *options = invocation->options;
	const struct servers_options server_options = {
		.dbname = options->dbname,
		.bin_dir = options->pg_bin,
		.schema_sql = asset_find("schema/program.sql")->data,
	};

	UP_TRY(servers_open(&server_options, &plan->cases, &servers, err));
	for (size_t s = 0; s < servers.count; s++)
		leftover_warning("run", &servers.items[s], servers.items, s, invocation->errors);
	enum up_status status = measure(invocation, plan, &servers, writer, result, err);
	servers_close(&servers, complain, invocation->errors);
	return status;
}

/* The outcome for run.json, and the message for the user when it was cut short. */
static enum up_status note_outcome(struct run_writer *writer, enum up_status status,
				   struct up_error *err)
{
	struct up_error second;

	if (status == UP_INTERRUPTED)
		interrupt_fail(err);
	if (manifest_end(&writer->manifest, status == UP_OK ? "complete" : err->message, &second) !=
		    UP_OK &&
	    status == UP_OK) {
		*err = second;
		status = second.status;
	}
	if (status != UP_OK && writer->sample_count > 0)
		up_error_prefix(err, "%lld samples are kept in %s", (long long)writer->sample_count,
				writer->directory);
	else if (status == UP_INTERRUPTED)
		up_error_prefix(err, "nothing was measured");
	return status;
}

static enum exit_code exit_code_of_result(const struct rounds_result *result)
{
	if (result->mismatch > 0)
		return EXIT_CODE_WRONG_STATE;
	if (result->failed > 0)
		return EXIT_CODE_FAILED;
	return EXIT_CODE_DONE;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct run_options *options = invocation->options;
	UP_CLEANUP(run_plan_release) struct run_plan plan = {0};
	RUN_DIRECTORY directory = {0};
	RUN_WRITER writer = {0};
	struct rounds_result result = {0};

	interrupt_install();
	UP_TRY(check_where(options, err));
	UP_TRY(make_run_plan(invocation, &plan, err));
	if (options->dry_run)
		return dry_run_print(&plan.cases, &plan.rounds, options->dbname == NULL,
				     invocation->out, err);
	UP_TRY(open_writer(options, &plan, &directory, &writer, err));
	enum up_status status = measure_on_servers(invocation, &plan, &writer, &result, err);
	status = note_outcome(&writer, status, err);
	if (writer.sample_count == 0)
		return status;

	struct up_error second;
	if (run_writer_manifest(&writer, &second) != UP_OK && status == UP_OK) {
		*err = second;
		status = second.status;
	}
	const struct present_options present = {.quiet = options->quiet,
						.verbose = options->verbose};
	if (present_run(writer.directory, &present, invocation, &second) != UP_OK &&
	    status == UP_OK) {
		*err = second;
		status = second.status;
	}
	UP_TRY(status);
	*code = exit_code_of_result(&result);
	if (result.measured == 0 && *code == EXIT_CODE_DONE)
		return up_fail(err, UP_UNSUPPORTED,
			       "no case could be measured; the reasons are in %s/samples.csv",
			       writer.directory);
	return UP_OK;
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
