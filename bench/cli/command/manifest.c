/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/manifest.h"

#include "asset/version.h"
#include "cli/experiment/arm_text.h"
#include "measure/probe/host.h"
#include "measure/server/description.h"
#include "measure/workload/program.h"

#include <string.h>
#include <time.h>

static json_t *now(void)
{
	char text[32];
	struct tm utc;
	time_t seconds = time(NULL);

	gmtime_r(&seconds, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return json_string(text);
}

/* An arm, without the place of its server. */
static json_t *describe_arm_option(const char *text)
{
	ARM arm = {0};
	UP_BUFFER option = {0};

	up_buffer_append_string(&option, "--arm=");
	if (arm_text_read(text, &arm, NULL) == UP_OK)
		arm_text_append(&option, &arm);
	else
		up_buffer_append_string(&option, "..."); /* its file is gone since */
	return json_string(up_buffer_string(&option));
}

/* Those that look like options, or the others. */
static void append_arguments(json_t *words, const struct command_line *line, bool dashed)
{
	for (size_t a = 0; a < line->argument_count; a++) {
		if ((line->arguments[a][0] == '-') != dashed)
			continue;
		if (dashed)
			json_array_append_new(words, json_string("--"));
		json_array_append_new(words, json_string(line->arguments[a]));
	}
}

/* The command line as it can be typed again; where the server is may hold a
 * password, so that alone is left out. */
static json_t *describe_command_line(const struct invocation *invocation)
{
	json_t *words = json_array();
	const struct command_line *line = invocation->line;

	json_array_append_new(words, json_string(invocation->program->name));
	json_array_append_new(words, json_string(invocation->command->name));
	append_arguments(words, line, false);
	for (size_t a = 0; a < line->assignment_count; a++) {
		const struct assignment *assignment = &line->assignments[a];
		const char *name = assignment->spec->name;
		if (strcmp(name, "dbname") == 0)
			json_array_append_new(words, json_string("--dbname=..."));
		else if (strcmp(name, "arm") == 0)
			json_array_append_new(words, describe_arm_option(assignment->value));
		else if (!option_takes_argument(assignment->spec))
			json_array_append_new(
				words, json_sprintf(strcmp(assignment->value, "no") == 0 ? "--no-%s"
											 : "--%s",
						    name));
		else
			json_array_append_new(words,
					      json_sprintf("--%s=%s", name, assignment->value));
	}
	append_arguments(words, line, true);
	return words;
}

static enum up_status describe_relation(json_t **description, struct up_error *err)
{
	UP_RELATION relation = {0};
	json_t *columns = json_array();

	UP_TRY(program_relation(&relation, err));
	for (size_t c = 0; c < relation.column_count; c++) {
		const struct up_column *column = &relation.columns[c];
		json_array_append_new(columns, json_pack("{s:s, s:s, s:b}", "name", column->name,
							 "type", up_type_info(column->type)->name,
							 "nullable", (int)column->nullable));
	}
	*description = json_pack("{s:s, s:s, s:o}", "table", relation.table, "scope",
				 relation.scope.name, "columns", columns);
	return UP_OK;
}

/* The facts about each strategy that judgments need. */
static json_t *describe_strategies(void)
{
	json_t *strategies = json_object();

	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		const struct up_strategy *strategy = contender.strategy;
		json_object_set_new(strategies, strategy->name,
				    json_pack("{s:s, s:b, s:b, s:o}", "summary", strategy->summary,
					      "ranked", (int)(contender.role == ROLE_RANKED),
					      "bound", (int)(contender.role == ROLE_BOUND),
					      "requires", contender_requires(&contender)));
	}
	return strategies;
}

static json_t *describe_restore(void)
{
	size_t count;
	const char *const *statements = dataset_restore_statements(&count);
	json_t *restore = json_array();

	for (size_t s = 0; s < count; s++)
		json_array_append_new(restore, json_string(statements[s]));
	return restore;
}

/* Words that come with a secret, in SQL, in connection strings and in URIs. */
static bool may_hold_secret(const char *text)
{
	static const char *const words[] = {"passw", "secret", "token", "://"};

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strcasestr(text, words[w]) != NULL)
			return true;
	}
	return false;
}

/* Which file it was, what sha256sum prints of it, and its text, since the file may be gone when
 * the run is repeated; null for one that may hold a secret. */
static enum up_status describe_file(const char *path, const char *text, const struct server *server,
				    json_t **description, struct up_error *err)
{
	const struct up_params params = {.count = 1, .values = &text};
	UP_RESULT *result = NULL;
	const char *slash = strrchr(path, '/');

	UP_TRY(up_conn_exec_params(server->control,
				   "SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')", &params,
				   NULL, &result, err));
	*description =
		json_pack("{s:s, s:s, s:s?}", "file", slash != NULL ? slash + 1 : path, "sha256",
			  PQgetvalue(result, 0, 0), "text", may_hold_secret(text) ? NULL : text);
	return UP_OK;
}

static enum up_status describe_schema(const struct arm *arm, const struct server *server,
				      json_t **description, struct up_error *err)
{
	*description = json_null();
	if (arm->schema_file == NULL)
		return UP_OK;
	return describe_file(arm->schema_file, arm->schema_sql, server, description, err);
}

static enum up_status describe_arm(const struct arm *arm, const struct server *server,
				   json_t **description, struct up_error *err)
{
	json_t *server_description;
	json_t *schema;
	json_t *settings = json_object();

	UP_TRY(server_describe(server, &server_description, err));
	UP_TRY(describe_schema(arm, server, &schema, err));
	for (size_t s = 0; s < arm->setting_count; s++) {
		const char *setting = arm->settings[s];
		size_t length = strcspn(setting, "=");
		json_object_setn_new(settings, setting, length, json_string(setting + length + 1));
	}
	*description = json_pack("{s:s, s:o, s:o, s:s?, s:b, s:o}", "name", arm->name, "settings",
				 settings, "schema_sql", schema, "peer", arm->peer, "own_server",
				 (int)arm_has_server(arm), "server", server_description);
	return UP_OK;
}

static enum up_status describe_arms(const struct case_list *cases,
				    const struct server_list *servers, json_t **arms,
				    struct up_error *err)
{
	*arms = json_array();
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		json_t *description;
		UP_TRY(describe_arm(arm, &servers->items[arm->server], &description, err));
		json_array_append_new(*arms, description);
	}
	return UP_OK;
}

enum up_status manifest_fill(json_t *manifest, const struct invocation *invocation,
			     const struct manifest_experiment *experiment,
			     const struct server_list *servers, const struct case_list *cases,
			     uint64_t seed, struct up_error *err)
{
	const struct server *server = &servers->items[0];
	json_t *arms;
	json_t *server_description;
	json_t *relation;
	json_t *file = json_null();
	json_t *list = json_array();

	UP_TRY(server_describe(server, &server_description, err));
	UP_TRY(describe_relation(&relation, err));
	UP_TRY(describe_arms(cases, servers, &arms, err));
	if (experiment->text != NULL)
		UP_TRY(describe_file(experiment->name, experiment->text, server, &file, err));
	for (size_t c = 0; c < cases->count; c++)
		json_array_append_new(list, case_to_json(&cases->items[c]));

	json_object_set_new(manifest, "tool",
			    json_pack("{s:s, s:s, s:s}", "name", invocation->program->name,
				      "version", upbench_version(), "revision",
				      upbench_revision()));
	json_object_set_new(manifest, "command_line", describe_command_line(invocation));
	json_object_set_new(manifest, "experiment", json_string(experiment->name));
	json_object_set_new(manifest, "experiment_file", file);
	json_object_set_new(manifest, "description",
			    experiment->description != NULL ? json_string(experiment->description)
							    : json_null());
	json_object_set_new(manifest, "seed", json_integer((json_int_t)seed));
	json_object_set_new(manifest, "started", now());
	json_object_set_new(manifest, "ended", json_null());
	json_object_set_new(manifest, "outcome", json_null());
	json_object_set_new(manifest, "host", host_describe());
	json_object_set_new(manifest, "server", server_description);
	/* In turn, as the samples are taken: while one works, the others are idle. */
	json_object_set_new(manifest, "servers",
			    json_pack("{s:I, s:s}", "count", (json_int_t)servers->count, "used",
				      "one at a time"));
	json_object_set_new(manifest, "arms", arms);
	json_object_set_new(manifest, "relation", relation);
	json_object_set_new(manifest, "restore", describe_restore());
	json_object_set_new(manifest, "checkpoint", json_boolean(server->can_checkpoint));
	json_object_set_new(manifest, "strategies", describe_strategies());
	json_object_set_new(manifest, "cases", list);
	json_object_set_new(manifest, "probes", json_null());
	json_object_set_new(manifest, "plans", json_null());
	return UP_OK;
}

void manifest_end(json_t *manifest, const char *outcome)
{
	json_object_set_new(manifest, "ended", now());
	json_object_set_new(manifest, "outcome", json_string(outcome));
}
