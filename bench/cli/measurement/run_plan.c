/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/run_plan.h"

#include "asset/asset.h"
#include "cli/experiment/claim_text.h"
#include "cli/experiment/column_choice.h"
#include "cli/experiment/subject_option.h"
#include "cli/measurement/plan_scaling.h"
#include "cli/measurement/plan_source.h"
#include "cli/measurement/source_option.h"
#include "cli/option/spelling.h"
#include "cli/option/text_file.h"
#include "measure/probe/host.h"
#include "stats/decision.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define DEFAULT_EXPERIMENT "default"

void run_plan_release(struct run_plan *plan)
{
	up_buffer_release(&plan->text);
	up_buffer_release(&plan->script);
	experiment_release(&plan->experiment);
	manifest_claim_release(&plan->claim);
	case_list_release(&plan->cases);
	origin_release(&plan->origin);
	up_api_map_release(&plan->map);
	up_buffer_release(&plan->complaints);
	subject_close(plan->subject);
	manifest_scaling_release(&plan->scaling);
	number_list_release(&plan->sizes);
	free(plan->reached);
}

enum up_status run_plan_set_subject(struct run_plan *plan, const struct run_options *options,
				    struct up_error *err)
{
	plan->subject_rows = factor_table[FACTOR_ROWS].initial;
	UP_TRY(subject_option_open(options, &plan->subject_rows, &plan->reached, &plan->subject,
				   err));
	plan->cases.subject = plan->subject;
	return UP_OK;
}

/* ---- the experiment ---------------------------------------------------- */

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
			"there is no experiment \"%s\": `upbench list experiments` lists the "
			"shipped ones; the name of a file must contain a / or end in .ini",
			name);
	return experiment_read(asset->data, name, run_specs, sizeof(struct run_options), experiment,
			       err);
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

enum up_status run_plan_read(struct run_plan *plan, const char *name, struct up_error *err)
{
	plan->name = name;
	UP_TRY(load_experiment(name, &plan->text, &plan->experiment, err));
	for (size_t g = 0; g < plan->experiment.group_count; g++)
		UP_TRY(check_group(plan, &plan->experiment.groups[g], err));
	return UP_OK;
}

/* ---- its cases --------------------------------------------------------- */

/* As of run_options_add_cases(). */
static enum up_status add_cases(struct run_plan *plan, const struct run_options *options,
				const char **option, struct up_error *err)
{
	*option = "columns";
	UP_TRY(column_choice_take(plan->subject, &options->levels.columns, plan->cases.count == 0,
				  err));
	return run_options_add_cases(options, &plan->cases, option, err);
}

static enum up_status add_group(struct run_plan *plan, const struct experiment_group *group,
				const struct command_line *line, struct up_error *err)
{
	const struct run_options *options = group->values;
	const char *option = NULL;

	if (!plan_scaling_wants(plan, options))
		return UP_OK;
	UP_TRY(plan_scaling_set_rows(plan, group->values, true, err));
	if (options->strategy.count == 0 && options->peer.count == 0) {
		up_fail(err, UP_INVALID, "[%s] has neither \"strategy\" nor \"peer\"", group->name);
		return up_error_prefix(err, "%s:%u", plan->name, group->line);
	}
	if (add_cases(plan, options, &option, err) == UP_OK)
		return UP_OK;
	if (command_line_gives(line, option))
		return up_error_prefix(err, "--%s", option);
	up_error_prefix(err, "%s", option);
	return up_error_prefix(err, "%s:%u", plan->name, experiment_group_line(group, option));
}

static void take_all_columns(const struct run_plan *plan, struct run_options *options)
{
	struct number_list *levels = &options->levels.columns.counts;

	if (levels->count > 0)
		levels->items[0] = (int64_t)plan->subject->relation.column_count;
	levels->count = levels->count > 0 ? 1 : 0;
}

enum up_status run_plan_add_groups(struct run_plan *plan, const struct command_line *line,
				   struct up_error *err)
{
	for (size_t g = 0; g < plan->experiment.group_count; g++) {
		const struct experiment_group *group = &plan->experiment.groups[g];
		/* Nobody asked for the number of the built-in table's. */
		if (plan->subject->is_own && experiment_group_line(group, "columns") == 0 &&
		    !command_line_gives(line, "columns"))
			take_all_columns(plan, group->values);
		UP_TRY(add_group(plan, group, line, err));
	}
	return claim_text_read(&plan->experiment, plan->name, &plan->claim, err);
}

static int64_t memory_limit(const struct run_options *options)
{
	const int64_t memory = host_usable_memory("");

	if (options->memory != 0)
		return options->memory;
	return memory != 0 ? memory / 2 : INT64_MAX;
}

/* 1 to 2^32: short enough to be typed. */
static enum up_status draw_order_seed(uint64_t *seed, struct up_error *err)
{
	uint32_t drawn;

	if (getrandom(&drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn)
		return up_fail(
			err, UP_IO,
			"cannot get a random seed from the system: give one with --order-seed");
	*seed = (uint64_t)drawn + 1;
	return UP_OK;
}

enum up_status run_plan_set_rounds(struct run_plan *plan, const struct run_options *options,
				   struct up_error *err)
{
	plan->rounds = (struct rounds_options){
		.seed = (uint64_t)options->seed,
		.order_seed = (uint64_t)options->order_seed,
		.memory = memory_limit(options),
		.probe_cost = options->probe_cost,
	};
	plan->confirm_threshold = options->confirm ? options->confirm_threshold : NAN;
	return options->order_seed != 0 ? UP_OK : draw_order_seed(&plan->rounds.order_seed, err);
}

/* A run has one threshold.  Without arms there is nothing to decide, and with few sessions no time to
 * do it: then it is ignored, unless it was asked for by name. */
static enum up_status settle_decision(struct run_plan *plan, const struct run_options *options,
				      const struct command_line *line, struct up_error *err)
{
	double threshold = 0;

	for (size_t c = 0; c < plan->cases.count; c++) {
		struct trial_case *of = &plan->cases.items[c];
		if (of->arm == NULL || of->sampling.sessions < DECISION_SESSIONS)
			of->sampling.decide = 0;
		const double decide = of->sampling.decide;
		if (decide > 0 && threshold > 0 && (decide < threshold || decide > threshold))
			return up_fail(err, UP_INVALID,
				       "%s: decide: all groups need the same threshold",
				       plan->name);
		threshold = decide > 0 ? decide : threshold;
	}
	/* What was decided at one threshold cannot be judged at another. */
	if (threshold > 0 && options->confirm)
		plan->confirm_threshold = threshold;
	if (threshold > 0 || !command_line_gives(line, "decide") || !(options->decide > 0))
		return UP_OK;
	if (plan->cases.arm_count == 0)
		return up_fail(err, UP_INVALID,
			       "--decide requires arms: give at least two with --arm");
	return up_fail(err, UP_INVALID,
		       "--decide requires at least %d sessions: give --sessions %d or more",
		       DECISION_SESSIONS, DECISION_SESSIONS);
}

/* To a source that is not made: its rows and columns are the levels. */
static enum up_status fit_groups(struct run_plan *plan, const struct run_options *options,
				 const struct command_line *line, struct up_error *err)
{
	for (size_t g = 0; g < plan->experiment.group_count; g++) {
		const struct experiment_group *group = &plan->experiment.groups[g];
		const bool asks = experiment_group_line(group, "columns") != 0 ||
				  command_line_gives(line, "columns");
		UP_TRY(plan_source_fit(plan, group->values, asks, err));
	}
	UP_TRY(plan_source_read(plan, options, err));
	for (size_t g = 0; g < plan->experiment.group_count; g++)
		plan_source_set_levels(plan, plan->experiment.groups[g].values);
	return UP_OK;
}

static enum up_status fit_command_line(struct run_plan *plan, struct run_options *own,
				       const struct command_line *line, struct up_error *err)
{
	UP_TRY(plan_source_fit(plan, own, command_line_gives(line, "columns"), err));
	UP_TRY(plan_source_read(plan, own, err));
	plan_source_set_levels(plan, own);
	return UP_OK;
}

/* What a user's table has, where the command line does not ask for something else. */
static enum up_status add_command_line(struct run_plan *plan, const struct run_options *options,
				       const struct command_line *line, struct up_error *err)
{
	static char *all[] = {(char *)(uintptr_t) "all"};
	int64_t columns = (int64_t)plan->subject->relation.column_count;
	struct run_options own = *options;
	const char *option;

	plan->name = "command-line";
	if (plan->subject->is_own && !command_line_gives(line, "rows"))
		own.levels.rows = (struct number_list){.items = &plan->subject_rows, .count = 1};
	if (plan->subject->is_own && !command_line_gives(line, "columns"))
		own.levels.columns =
			(struct column_list){.counts = {.items = &columns, .count = 1}};
	enum up_status status = fit_command_line(plan, &own, line, err);
	if (own.strategy.count == 0 && own.peer.count == 0)
		own.strategy = (struct string_list){.items = all, .count = 1};
	if (status == UP_OK)
		status = plan_scaling_set_rows(plan, &own, false, err);
	if (status == UP_OK && add_cases(plan, &own, &option, err) != UP_OK)
		status = up_error_prefix(err, "--%s", option);
	if (own.levels.columns.names != options->levels.columns.names)
		free(own.levels.columns.names);
	return status;
}

static enum up_status check_needs(const struct run_plan *plan, const struct run_options *options,
				  struct up_error *err)
{
	if (plan->experiment.needs == NULL || options->dbname != NULL || options->dry_run)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "%s: the experiment needs a server with Citus, which a private cluster is "
		       "not: name one by --dbname",
		       plan->name);
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A run has one source, that of the file where the command line has none. */
static enum up_status take_source(const struct run_plan *plan, struct run_options *options,
				  struct up_error *err)
{
	for (size_t g = 0; g < plan->experiment.group_count; g++) {
		const struct experiment_group *group = &plan->experiment.groups[g];
		const struct run_options *of = group->values;

		if (g == 0) {
			options->source = of->source;
			options->fetch_page_rows = of->fetch_page_rows;
			options->fetch_latency = of->fetch_latency;
			options->fetch_timeout = of->fetch_timeout;
			options->fetch_retries = of->fetch_retries;
		} else if (!is_same_text(options->source, of->source) ||
			   options->fetch_page_rows != of->fetch_page_rows ||
			   options->fetch_latency != of->fetch_latency ||
			   options->fetch_timeout != of->fetch_timeout ||
			   options->fetch_retries != of->fetch_retries) {
			return up_fail(
				err, UP_INVALID,
				"%s:%u: [%s] has another source than [%s], and a run has one: "
				"source and fetch-* belong into [global]",
				plan->name, group->line, group->name,
				plan->experiment.groups[0].name);
		}
	}
	return UP_OK;
}

static bool is_of_command_line(const struct run_options *options, const struct command_line *line)
{
	return line->argument_count == 0 &&
	       (options->table != NULL || options->shape != NULL ||
		command_line_gives(line, "strategy") || command_line_gives(line, "peer"));
}

static enum up_status read_file(struct run_plan *plan, const struct command_line *line,
				struct run_options *options, struct up_error *err)
{
	UP_TRY(run_plan_read(
		plan, line->argument_count > 0 ? line->arguments[0] : DEFAULT_EXPERIMENT, err));
	UP_TRY(check_needs(plan, options, err));
	UP_TRY(experiment_apply(&plan->experiment, line, err));
	return take_source(plan, options, err);
}

enum up_status run_plan_make(struct run_plan *plan, const struct run_options *options,
			     const struct command_line *line, struct up_error *err)
{
	const bool is_typed = is_of_command_line(options, line);
	struct run_options own = *options;

	if (command_line_gives(line, "samples"))
		UP_TRY(check_samples(options, command_line_gives(line, "min-samples"),
				     command_line_gives(line, "sessions"), err));
	UP_TRY(run_plan_set_rounds(plan, options, err));
	UP_TRY(plan_scaling_open(plan, options, line, err));
	if (!is_typed)
		UP_TRY(read_file(plan, line, &own, err));
	UP_TRY(plan_source_open(plan, &own, line, err));
	UP_TRY(run_plan_set_subject(plan, options, err));
	UP_TRY(source_option_take(&own, line, &plan->origin, plan->subject, &plan->map,
				  &plan->rounds.row_source, err));
	if (is_typed) {
		UP_TRY(add_command_line(plan, options, line, err));
	} else {
		UP_TRY(fit_groups(plan, &own, line, err));
		UP_TRY(run_plan_add_groups(plan, line, err));
	}
	UP_TRY(plan_scaling_close(plan, err));
	UP_TRY(plan_source_check_arms(plan, err));
	UP_TRY(subject_option_check_arms(options, &plan->cases, err));
	return settle_decision(plan, options, line, err);
}

/* ---- its confirmation -------------------------------------------------- */

/* The share of a session, rounded up, for each session of a confirmation. */
static int64_t confirmed(int64_t total, int64_t sessions)
{
	const int64_t share = total / sessions + (total % sessions > 0);

	return share * RUN_PLAN_CONFIRM_SESSIONS;
}

/* What was measured is measured again, whatever its smaller sizes predict. */
static struct sampling confirmed_sampling(const struct sampling *first)
{
	const int64_t sessions = first->sessions > 1 ? first->sessions : 1;
	struct sampling sampling = *first;

	sampling.samples = confirmed(first->samples, sessions);
	sampling.min_samples = confirmed(first->min_samples, sessions);
	sampling.budget_ns = confirmed(first->budget_ns, sessions);
	sampling.sessions = RUN_PLAN_CONFIRM_SESSIONS;
	sampling.stop_at_budget = false;
	return sampling;
}

double run_plan_confirm_ns(const struct run_plan *plan)
{
	double sum = 0;

	for (size_t c = 0; c < plan->cases.count; c++)
		sum += (double)confirmed_sampling(&plan->cases.items[c].sampling).budget_ns;
	return sum;
}

enum up_status run_plan_confirm(struct run_plan *plan, const struct run_options *options,
				const struct text_list *pairs, const char *confirms,
				struct up_error *err)
{
	struct run_options own = *options;

	case_list_keep(&plan->cases, pairs);
	for (size_t c = 0; c < plan->cases.count; c++)
		plan->cases.items[c].sampling = confirmed_sampling(&plan->cases.items[c].sampling);
	if (own.order_seed != 0)
		own.order_seed = own.order_seed % INT64_MAX + 1;
	own.confirm = false;
	plan->confirms = confirms;
	return run_plan_set_rounds(plan, &own, err);
}
