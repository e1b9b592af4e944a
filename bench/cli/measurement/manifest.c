/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/manifest.h"

#include "asset/version.h"
#include "cli/experiment/arm_text.h"
#include "measure/case/scaling.h"
#include "source/api_url.h"

#include <string.h>
#include <time.h>

static enum up_status set_now(char **target, struct up_error *err)
{
	char text[32];
	struct tm utc;
	time_t seconds = time(NULL);

	gmtime_r(&seconds, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return text_set(target, text, err);
}

/* An arm, without the place of its server. */
static void append_arm(struct up_buffer *word, const char *text)
{
	ARM arm = {0};

	if (arm_text_read(text, &arm, NULL) == UP_OK)
		arm_text_append(word, &arm);
	else
		up_buffer_append_string(word, "..."); /* its file is gone since */
}

/* A URL, without its user and its query. */
static void append_source(struct up_buffer *word, const char *text)
{
	ORIGIN origin = {0};
	UP_FREE char *shown = NULL;

	if (origin_parse(text, &origin, NULL) != UP_OK || origin.kind != ORIGIN_API ||
	    origin.place == NULL)
		up_buffer_append_string(word, text);
	else if (up_api_url_public(origin.place, &shown, NULL) == UP_OK)
		up_buffer_append_format(word, "api:%s", shown);
	else
		up_buffer_append_string(word, "api:...");
}

static void append_option(struct up_buffer *word, const struct assignment *assignment)
{
	const char *name = assignment->spec->name;

	if (!option_takes_argument(assignment->spec)) {
		up_buffer_append_format(word, "--%s%s",
					strcmp(assignment->value, "no") == 0 ? "no-" : "", name);
		return;
	}
	up_buffer_append_format(word, "--%s=", name);
	/* The value of a scope, if one is given, is one of a row. */
	if (strcmp(name, "dbname") == 0 || strcmp(name, "control") == 0 ||
	    (strcmp(name, "scope") == 0 && strchr(assignment->value, '=') != NULL))
		up_buffer_append_string(word, "...");
	else if (strcmp(name, "source") == 0)
		append_source(word, assignment->value);
	else if (strcmp(name, "arm") == 0)
		append_arm(word, assignment->value);
	else
		up_buffer_append_string(word, assignment->value);
}

/* Those that look like options, or the others. */
static enum up_status add_arguments(struct text_list *words, const struct command_line *line,
				    bool dashed, struct up_error *err)
{
	for (size_t a = 0; a < line->argument_count; a++) {
		if ((line->arguments[a][0] == '-') != dashed)
			continue;
		if (dashed)
			UP_TRY(text_list_add(words, "--", err));
		UP_TRY(text_list_add(words, line->arguments[a], err));
	}
	return UP_OK;
}

/* The command line as it can be typed again; where the server is may hold a
 * password, so that alone is left out. */
static enum up_status add_command_line(struct text_list *words, const struct invocation *invocation,
				       struct up_error *err)
{
	const struct command_line *line = invocation->line;
	UP_BUFFER word = {0};

	UP_TRY(text_list_add(words, invocation->program->name, err));
	UP_TRY(text_list_add(words, invocation->command->name, err));
	UP_TRY(add_arguments(words, line, false, err));
	for (size_t a = 0; a < line->assignment_count; a++) {
		up_buffer_clear(&word);
		append_option(&word, &line->assignments[a]);
		UP_TRY(up_buffer_check(&word, err));
		UP_TRY(text_list_add(words, up_buffer_string(&word), err));
	}
	return add_arguments(words, line, true, err);
}

enum up_status manifest_begin(struct manifest *manifest, const struct invocation *invocation,
			      struct run_plan *plan, struct up_error *err)
{
	const struct experiment *experiment = &plan->experiment;

	UP_TRY(text_set(&manifest->tool.name, invocation->program->name, err));
	UP_TRY(text_set(&manifest->tool.version, upbench_version(), err));
	UP_TRY(text_set(&manifest->tool.revision, upbench_revision(), err));
	UP_TRY(add_command_line(&manifest->command_line, invocation, err));
	UP_TRY(text_set(&manifest->experiment, plan->name, err));
	UP_TRY(text_set(&manifest->description, experiment->description, err));
	UP_TRY(text_set(&manifest->reference,
			experiment->reference != NULL ? experiment->reference : MANIFEST_REFERENCE,
			err));
	manifest->claim = plan->claim;
	plan->claim = (struct manifest_claim){0};
	if (origin_describe(&plan->origin, &manifest->source, err) != UP_OK)
		return up_error_prefix(err, "--source");
	if (plan->origin.kind == ORIGIN_API) {
		manifest->source.page_rows = (int64_t)plan->rounds.row_source.fetch.page_rows;
		if (plan->origin.place == NULL)
			manifest->source.latency_ns = plan->rounds.row_source.latency.median_ns;
	}
	if (plan->source_rows > 0) {
		manifest->source.rows = plan->source_rows;
		manifest->source.bad_rows = (int64_t)plan->origin_rows.bad_count;
	}
	if (plan->scaling.rows > 0)
		UP_TRY(scaling_make(plan->scaling.rows, plan->server_set->items,
				    plan->server_set->count, plan->with_target, &manifest->scaling,
				    err));
	manifest->seed = (int64_t)plan->rounds.seed;
	manifest->order_seed = (int64_t)plan->rounds.order_seed;
	manifest->confirm_threshold = plan->confirm_threshold;
	UP_TRY(text_set(&manifest->confirms, plan->confirms, err));
	return set_now(&manifest->started, err);
}

enum up_status manifest_end(struct manifest *manifest, const char *outcome, struct up_error *err)
{
	UP_TRY(set_now(&manifest->ended, err));
	return text_set(&manifest->outcome, outcome, err);
}
