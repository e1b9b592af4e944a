/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/arms.h"

static const struct table_column columns[] = {
	{.heading = "arm", .field = "arm"},
	{.heading = "settings", .field = "settings", .may_wrap = true},
	{.heading = "schema", .field = "schema"},
	{.heading = "table", .field = "table"},
	{.heading = "program", .field = "program", .may_wrap = true},
	{.heading = "server", .field = "server"},
	{.heading = "pooler", .field = "pooler"},
};

static void append_settings(struct up_buffer *text, const struct named_text_list *settings)
{
	for (size_t s = 0; s < settings->count; s++)
		up_buffer_append_format(text, "%s%s=%s", s > 0 ? ", " : "", settings->items[s].name,
					settings->items[s].value);
}

/* Has the arm anything besides its name? */
static bool is_special(const struct manifest_arm *arm)
{
	return arm->settings.count > 0 || arm->schema.name != NULL || arm->peer != NULL ||
	       arm->has_own_server == FACT_YES || arm->pooler != NULL;
}

/* On the server that the run names, or that its first arm started. */
static const char *version_of(const struct manifest *manifest, const struct manifest_arm *arm)
{
	const struct manifest_server *server =
		arm->has_own_server == FACT_YES ? &arm->server : &manifest->server;

	return server->version != NULL ? server->version : "-";
}

static void append_arm(struct table *table, const struct manifest *manifest,
		       const struct manifest_arm *arm)
{
	const char *of_run = manifest->relation.table != NULL ? manifest->relation.table : "-";
	UP_BUFFER text = {0};

	table_row(table, EMPHASIS_NONE);
	table_text(table, arm->name);
	append_settings(&text, &arm->settings);
	table_text(table, text.length > 0 ? up_buffer_string(&text) : "-");
	table_text(table, arm->schema.name != NULL ? arm->schema.name : "-");
	/* Of a shape, with made-up rows. */
	table_text(table, arm->relation.table != NULL ? arm->relation.table : of_run);
	up_buffer_clear(&text);
	if (arm->peer != NULL)
		up_buffer_append_format(&text, "%s%s%s", arm->peer,
					arm->peer_version != NULL ? ": " : "",
					arm->peer_version != NULL ? arm->peer_version : "");
	table_text(table, text.length > 0 ? up_buffer_string(&text) : "-");
	table_text(table, version_of(manifest, arm));
	table_text(table, arm->pooler != NULL ? arm->pooler : "-");
}

void arms_append(struct document *document, const struct manifest *manifest)
{
	bool any = false;

	for (size_t a = 0; a < manifest->arms.count; a++)
		any |= is_special(&manifest->arms.items[a]);
	if (!any)
		return;
	document_append(document, BLOCK_HEADING, "Arms");
	struct table *table =
		document_table(document, "arms", NULL, columns, sizeof columns / sizeof columns[0]);
	for (size_t a = 0; a < manifest->arms.count; a++)
		append_arm(table, manifest, &manifest->arms.items[a]);
}
