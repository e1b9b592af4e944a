/* SPDX-License-Identifier: PostgreSQL */
#include "show/review/survey.h"

#include "text/quantity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct table_column fact_columns[] = {
	{.heading = "fact", .field = "fact"},
	{.heading = "value", .field = "value", .may_wrap = true},
};

static const struct table_column setting_columns[] = {
	{.heading = "setting", .field = "setting"},
	{.heading = "value", .field = "value", .may_wrap = true},
	{.heading = "source", .field = "source"},
};

static const struct table_column effect_columns[] = {
	{.heading = "action", .field = "action"},
	{.heading = "detail", .field = "detail", .may_wrap = true},
};

/* Nothing for a fact without a value; empties the buffer. */
static void take_fact(struct table *table, const char *name, struct up_buffer *value)
{
	if (value->length == 0)
		return;
	table_row(table, EMPHASIS_NONE);
	table_text(table, name);
	table_take(table, value);
}

static void append_item(struct up_buffer *text, const char *item)
{
	up_buffer_append_format(text, "%s%s", text->length > 0 ? ", " : "", item);
}

/* By a fact that is known. */
static void append_either(struct up_buffer *text, enum fact fact, const char *yes, const char *no)
{
	if (fact == FACT_YES && yes != NULL)
		append_item(text, yes);
	else if (fact == FACT_NO && no != NULL)
		append_item(text, no);
}

static void append_names(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++)
		append_item(text, names->items[n]);
}

static void append_connection(struct up_buffer *text, const struct survey_connection *connection)
{
	static const char *const poolings[] = {
		[POOLING_UNKNOWN] = NULL,
		[POOLING_NONE] = "no pooler",
		[POOLING_SESSION] = "a pooler in session mode",
		[POOLING_TRANSACTION] = "a pooler in transaction mode",
		[POOLING_STATEMENT] = "a pooler in statement mode",
	};

	append_either(text, connection->is_local, "same machine", NULL);
	append_either(text, connection->is_encrypted, connection->encryption, "not encrypted");
	if (poolings[connection->pooling] != NULL)
		append_item(text, poolings[connection->pooling]);
}

static void append_state(struct up_buffer *text, const struct survey_state *state)
{
	append_either(text, state->is_standby, "standby", "primary");
	append_either(text, state->is_read_only, "read-only by default", NULL);
}

static void append_rights(struct up_buffer *text, const struct survey_role *role)
{
	if (role->name == NULL)
		return;
	up_buffer_append_string(text, role->name);
	append_either(text, role->is_superuser, "superuser", "no superuser");
	append_either(text, role->may_create, "may create a schema", "may not create a schema");
	append_either(text, role->may_make_temporary, NULL, "no temporary tables");
	append_either(text, role->may_checkpoint, "CHECKPOINT", "no CHECKPOINT");
	append_either(text, role->may_load, "plans", "no plans");
	append_either(text, role->reads_settings, "all settings", "not all settings");
	append_either(text, role->reads_statistics, "all statistics", "own statistics");
	append_either(text, role->reads_files, "reads files of the server", NULL);
}

static void append_database(struct up_buffer *text, const struct survey *survey)
{
	const struct manifest_database *database = &survey->server.database;

	if (survey->database.name != NULL)
		append_item(text, survey->database.name);
	if (database->encoding != NULL)
		append_item(text, database->encoding);
	if (database->collation != NULL)
		up_buffer_append_format(text, ", collation %s", database->collation);
	if (survey->database.connections != UNMEASURED)
		up_buffer_append_format(text, ", %" PRId64 " connections",
					survey->database.connections);
}

static void append_schema(struct up_buffer *text, const struct survey_schema *schema)
{
	if (schema->name == NULL)
		return;
	up_buffer_append_string(text, schema->name);
	append_either(text, schema->exists, NULL, "missing");
	append_either(text, schema->is_in_use, "in use by another run", NULL);
	if (schema->objects == 0)
		append_item(text, "empty");
	else if (schema->objects != UNMEASURED)
		up_buffer_append_format(text, ", %" PRId64 " object%s", schema->objects,
					schema->objects == 1 ? "" : "s");
}

static void append_storage(struct up_buffer *text, const struct manifest_server *server)
{
	if (server->data_checksums != NULL)
		up_buffer_append_format(text, "data checksums %s", server->data_checksums);
	if (server->block_size != UNMEASURED)
		up_buffer_append_format(text, "%spages of %s", text->length > 0 ? ", " : "",
					quantity_bytes((double)server->block_size).text);
}

static void append_jit(struct up_buffer *text, const struct survey *survey)
{
	const struct manifest_setting *jit = survey_setting(survey, "jit");

	if (jit != NULL && jit->value != NULL)
		append_item(text, jit->value);
	append_either(text, survey->server.has_jit, "with a compiler", "no compiler");
}

static void append_replication(struct up_buffer *text, const struct survey_replication *of)
{
	if (of->standbys == UNMEASURED)
		return;
	up_buffer_append_format(text, "%" PRId64 " standby%s", of->standbys,
				of->standbys == 1 ? "" : "s");
	if (of->required > 0 && of->ready != UNMEASURED)
		up_buffer_append_format(text, ", %" PRId64 " of %" PRId64 " that commits wait for",
					of->ready, of->required);
	else if (of->required > 0)
		up_buffer_append_format(text, ", commits wait for %" PRId64, of->required);
	for (size_t s = 0; s < of->slots.count; s++) {
		const struct survey_slot *slot = &of->slots.items[s];
		up_buffer_append_format(text, ", slot %s%s", slot->name,
					slot->is_active == FACT_NO ? " (not in use)" : "");
	}
}

static void append_space(struct up_buffer *text, const struct survey_space *space)
{
	if (space->table_bytes == UNMEASURED)
		return;
	up_buffer_append_format(text, "%s free", quantity_bytes((double)space->table_bytes).text);
	if (space->filesystem != NULL)
		up_buffer_append_format(text, " (%s)", space->filesystem);
	if (space->wal_bytes != UNMEASURED && space->is_shared == FACT_NO)
		up_buffer_append_format(text, ", %s for WAL",
					quantity_bytes((double)space->wal_bytes).text);
}

static void append_facts(struct document *document, const struct survey *survey)
{
	const struct manifest_server *server = &survey->server;
	struct table *table = document_table(document, "server", NULL, fact_columns,
					     sizeof fact_columns / sizeof fact_columns[0]);
	UP_BUFFER text = {0};

	engine_append(&text, &server->engine);
	take_fact(table, "engine", &text);
	up_buffer_append_string(&text, server->version != NULL ? server->version : "");
	take_fact(table, "version", &text);
	append_state(&text, &survey->state);
	take_fact(table, "state", &text);
	append_connection(&text, &survey->connection);
	take_fact(table, "connection", &text);
	append_rights(&text, &survey->role);
	take_fact(table, "role", &text);
	append_database(&text, survey);
	take_fact(table, "database", &text);
	append_schema(&text, &survey->schema);
	take_fact(table, "schema", &text);
	append_names(&text, &server->database.extensions);
	take_fact(table, "extensions", &text);
	append_storage(&text, server);
	take_fact(table, "storage", &text);
	append_space(&text, &survey->space);
	take_fact(table, "disk", &text);
	append_jit(&text, survey);
	take_fact(table, "JIT", &text);
	append_replication(&text, &survey->replication);
	take_fact(table, "replication", &text);
	append_names(&text, &survey->database.publications);
	take_fact(table, "publications of all tables", &text);
	append_names(&text, &survey->database.event_triggers);
	take_fact(table, "event triggers", &text);
}

/* Those that somebody set, and those that matter most. */
static bool is_shown(const struct manifest_setting *setting)
{
	static const char *const always[] = {"fsync",          "full_page_writes",   "max_wal_size",
					     "shared_buffers", "synchronous_commit", "wal_level"};

	for (size_t a = 0; a < sizeof always / sizeof always[0]; a++) {
		if (setting->name != NULL && strcmp(setting->name, always[a]) == 0)
			return true;
	}
	return setting->source != NULL && strcmp(setting->source, "default") != 0 &&
	       strcmp(setting->source, "override") != 0 && strcmp(setting->source, "client") != 0;
}

/* Those of pg_settings.unit. */
static const struct {
	const char *name;
	double bytes; /* or */
	double ns;
} units[] = {
	{"B", 1, 0},
	{"kB", 1024, 0},
	{"8kB", 8 * 1024, 0},
	{"MB", 1024 * 1024, 0},
	{"GB", 1024 * 1024 * 1024, 0},
	{"ms", 0, 1e6},
	{"s", 0, 1e9},
	{"min", 0, 60e9},
};

/* As people read it; 0 and -1 have a meaning of their own, such as that there is no limit. */
static void append_value(struct up_buffer *text, const struct manifest_setting *setting)
{
	const double value = setting->value != NULL ? strtod(setting->value, NULL) : 0;

	for (size_t u = 0; u < sizeof units / sizeof units[0] && value > 0; u++) {
		if (setting->unit == NULL || strcmp(setting->unit, units[u].name) != 0)
			continue;
		up_buffer_append_string(
			text, units[u].ns > 0 ? quantity_duration(value * units[u].ns).text
					      : quantity_bytes(value * units[u].bytes).text);
		return;
	}
	up_buffer_append_string(text, setting->value != NULL ? setting->value : "");
	if (setting->unit != NULL && value > 0)
		up_buffer_append_format(text, " × %s", setting->unit);
}

static void append_settings(struct document *document, const struct survey *survey)
{
	struct table *table = document_table(document, "settings", NULL, setting_columns,
					     sizeof setting_columns / sizeof setting_columns[0]);
	UP_BUFFER value = {0};

	for (size_t s = 0; s < survey->settings.count; s++) {
		const struct manifest_setting *setting = &survey->settings.items[s];
		if (!is_shown(setting))
			continue;
		append_value(&value, setting);
		table_row(table, EMPHASIS_NONE);
		table_text(table, setting->name);
		table_take(table, &value);
		table_text(table, setting->source != NULL ? setting->source : "");
	}
}

static void append_effects(struct document *document, const struct survey *survey)
{
	if (survey->effects.count == 0)
		return;
	document_append(document, BLOCK_HEADING, "What a run does there");
	struct table *table = document_table(document, "effects", NULL, effect_columns,
					     sizeof effect_columns / sizeof effect_columns[0]);
	for (size_t e = 0; e < survey->effects.count; e++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, survey->effects.items[e].what);
		table_text(table, survey->effects.items[e].detail);
	}
}

static void append_findings(struct document *document, const struct survey *survey)
{
	static const struct {
		enum severity severity;
		const char *heading;
		enum emphasis emphasis;
	} groups[] = {
		{SEVERITY_REFUSED, "What rules a run out", EMPHASIS_FAILED},
		{SEVERITY_WARNING, "Warnings", EMPHASIS_WARNING},
		{SEVERITY_NOTE, "Notes", EMPHASIS_NONE},
	};
	UP_BUFFER text = {0};

	for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
		if (finding_list_first(&survey->findings, groups[g].severity) == NULL)
			continue;
		document_append(document, BLOCK_HEADING, groups[g].heading);
		for (size_t f = 0; f < survey->findings.count; f++) {
			const struct finding *finding = &survey->findings.items[f];
			if (finding->severity != (int)groups[g].severity)
				continue;
			finding_append(&text, finding);
			document->failed |= text.failed;
			document_item(document, 0, groups[g].emphasis, up_buffer_string(&text),
				      NULL);
			up_buffer_clear(&text);
		}
	}
	if (finding_list_first(&survey->findings, SEVERITY_REFUSED) == NULL)
		document_append(document, BLOCK_PARAGRAPH, "Nothing rules a run out.");
}

void survey_review_append(struct document *document, const struct survey *survey)
{
	append_facts(document, survey);
	append_settings(document, survey);
	append_effects(document, survey);
	append_findings(document, survey);
}
