/* SPDX-License-Identifier: PostgreSQL */
#include "measure/script/listing.h"

#include "measure/script/parameter_comment.h"
#include "pg/statement.h"

struct listing {
	struct up_buffer *script;
	const struct recording_request *request;
	const struct recording *recording;
	size_t unnamed; /* statements so far that were sent without a name */
};

static void append(struct listing *listing, const char *text)
{
	up_buffer_append_string(listing->script, text);
}

/* ---- the header ------------------------------------------------------- */

static void append_rows_per_statement(struct listing *listing)
{
	const size_t chunk = listing->recording->chunk;

	if (chunk == 0)
		return;
	up_buffer_append_format(listing->script, "-- A statement takes %zu row%s.\n", chunk,
				chunk == 1 ? "" : "s; the last one of a sync takes the rest");
}

static void append_header(struct listing *listing, const char *const *notes)
{
	const struct recording_request *request = listing->request;
	UP_BUFFER table = {0};

	up_sql_table(&table, request->relation);
	const bool syncs = (request->strategy->flags & UP_STRATEGY_SYNCS) != 0;
	up_buffer_append_format(listing->script, "-- %s: %s of many rows of ",
				request->strategy->name, syncs ? "INSERT and UPDATE" : "UPDATE");
	comment_append(listing->script, up_buffer_string(&table));
	append(listing, "\n");
	append_rows_per_statement(listing);
	if (request->update.skip_unchanged)
		append(listing, "-- Rows that have the right values already are left alone.\n");
	for (size_t n = 0; notes != NULL && notes[n] != NULL; n++) {
		append(listing, n == 0 ? "--\n-- It requires:\n--   " : "--   ");
		comment_append(listing->script, notes[n]);
		append(listing, "\n");
	}
}

/* ---- statements ------------------------------------------------------- */

/* How often it is sent. */
static const char *how_often(const struct listing *listing, const struct recorded *item)
{
	switch (item->phase) {
	case RECORDED_CONNECTION:
		return "Once per connection";
	case RECORDED_SETTINGS:
		return "At the beginning";
	case RECORDED_ROWS:
		if (item->kind == UP_MESSAGE_COPY)
			return "For all rows";
		if (item->times >= RECORDING_ROWS)
			return "For each row";
		return listing->recording->chunk > 0 ? "For each chunk of rows" : "For all rows";
	case RECORDED_END:
		break;
	case RECORDED_RELEASE:
		return "Before the connection is given up";
	}
	return "When all rows are sent";
}

static void append_sql(struct listing *listing, const char *sql)
{
	const size_t length = strlen(sql);

	up_buffer_append(listing->script, sql, length);
	append(listing, length > 0 && sql[length - 1] == ';' ? "\n" : ";\n");
}

/* PREPARE name (types) AS … */
static void append_prepare(struct listing *listing, const struct recorded *item, const char *name)
{
	append(listing, "PREPARE ");
	up_sql_identifier(listing->script, name);
	for (size_t p = 0; p < item->parameter_count; p++) {
		append(listing, p > 0 ? ", " : " (");
		append(listing, item->parameters[p].type);
	}
	append(listing, item->parameter_count > 0 ? ") AS\n" : " AS\n");
	append_sql(listing, item->sql);
}

static void append_parameters(struct listing *listing, const struct recorded *item)
{
	const struct up_relation *relation = listing->request->relation;

	parameter_comment_append(listing->script, relation, item);
	if (parameter_comment_has_rows(relation, item))
		up_buffer_append_format(listing->script,
					"-- This is for %d rows; any other number has a statement "
					"of its own.\n",
					RECORDING_ROWS);
}

static void append_prepared(struct listing *listing, const struct recorded *item)
{
	up_buffer_append_format(listing->script, "\n-- %s, prepared under this name:\n",
				how_often(listing, item));
	append_parameters(listing, item);
	append_prepare(listing, item, item->name);
}

static void append_parameterized(struct listing *listing, const struct recorded *item)
{
	char name[40];

	snprintf(name, sizeof name, "upbench_%zu", ++listing->unnamed);
	up_buffer_append_format(
		listing->script, "\n-- %s%s:\n", how_often(listing, item),
		item->parameter_count > 0 ? ", with parameters, unnamed (psql needs a name)" : "");
	if (item->parameter_count == 0) {
		append_sql(listing, item->sql);
		return;
	}
	append_parameters(listing, item);
	append_prepare(listing, item, name);
}

static void append_execute(struct listing *listing, const struct recorded *item)
{
	UP_BUFFER name = {0};

	up_sql_identifier(&name, item->name);
	up_buffer_append_format(listing->script, "\n-- %s: EXECUTE ", how_often(listing, item));
	comment_append(listing->script, up_buffer_string(&name));
	append(listing, "\n");
}

static void append_settings(struct listing *listing, const struct recorded *item)
{
	const struct up_tuning *tuning = listing->request->strategy->tuning;

	append(listing, "\n-- For this transaction alone:\n");
	for (; tuning != NULL && tuning->name != NULL; tuning++)
		up_buffer_append_format(listing->script, "--   %s: %s\n", tuning->name,
					tuning->reason);
	append_sql(listing, item->sql);
}

static void append_text(struct listing *listing, const struct recorded *item)
{
	if (item->phase == RECORDED_SETTINGS) {
		append_settings(listing, item);
		return;
	}
	up_buffer_append_format(listing->script, "\n-- %s:\n", how_often(listing, item));
	if (strstr(item->sql, RECORDING_LITERAL) != NULL)
		append(listing, "-- " RECORDING_LITERAL " stands for a quoted literal, or a null");
	if (strstr(item->sql, RECORDING_LITERAL) != NULL && item->phase == RECORDED_CONNECTION)
		append(listing, ": the scope of the rows.\n");
	else if (strstr(item->sql, RECORDING_LITERAL) != NULL)
		up_buffer_append_format(listing->script, "; %d rows are shown.\n", RECORDING_ROWS);
	append_sql(listing, item->sql);
}

/* ---- COPY ------------------------------------------------------------- */

static void append_columns(struct listing *listing, const char *separator)
{
	const struct up_relation *relation = listing->request->relation;
	UP_BUFFER name = {0};

	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_clear(&name);
		up_sql_identifier(&name, relation->columns[c].name);
		append(listing, c > 0 ? separator : "");
		comment_append(listing->script, up_buffer_string(&name));
	}
	append(listing, "\n");
}

static void append_copy_statement(struct listing *listing, const struct recorded *item,
				  const char *sql)
{
	up_buffer_append_format(listing->script, "\n-- %s, each with these columns:\n--   ",
				how_often(listing, item));
	append_columns(listing, ", ");
	if (item->is_binary) {
		append(listing, "-- psql takes no binary rows from a script: this is for your "
				"client library alone.\n-- ");
		comment_append(listing->script, sql);
		append(listing, ";\n");
		return;
	}
	append(listing, "-- A line per row, columns separated by tabs, \\N for a null; \\\\, \\t, "
			"\\n and \\r in values.\n");
	append_sql(listing, sql);
	append(listing, "\\.\n");
}

/* The COPY is the last of its message. */
static const char *find_copy(const char *sql)
{
	static const char begin[] = "; COPY ";
	const char *copy = NULL;

	for (const char *next = sql; (next = strstr(next, begin)) != NULL; next++)
		copy = next;
	return copy;
}

static void append_copy(struct listing *listing, const struct recorded *item)
{
	const char *copy = find_copy(item->sql);

	if (copy == NULL) {
		append_copy_statement(listing, item, item->sql);
		return;
	}
	append(listing, "\n-- In one message with the COPY behind it:\n");
	up_buffer_append(listing->script, item->sql, (size_t)(copy - item->sql));
	append(listing, ";\n");
	append_copy_statement(listing, item, copy + strlen("; "));
}

/* ---- the whole -------------------------------------------------------- */

static void append_item(struct listing *listing, const struct recorded *item)
{
	switch (item->kind) {
	case UP_MESSAGE_TEXT:
		append_text(listing, item);
		break;
	case UP_MESSAGE_PARAMS:
		append_parameterized(listing, item);
		break;
	case UP_MESSAGE_PREPARE:
		append_prepared(listing, item);
		break;
	case UP_MESSAGE_EXECUTE:
		append_execute(listing, item);
		break;
	case UP_MESSAGE_COPY:
		append_copy(listing, item);
		break;
	case UP_MESSAGE_PIPELINE_BEGIN:
		append(listing,
		       "\n-- Pipeline mode: from here on send without waiting for answers.\n");
		break;
	case UP_MESSAGE_PIPELINE_SYNC:
		append(listing, "\n-- Synchronization point: wait for all answers.\n");
		break;
	case UP_MESSAGE_COPY_DATA:
	case UP_MESSAGE_COPY_END:
		break;
	}
}

void listing_append(struct up_buffer *script, const struct recording_request *request,
		    const struct recording *recording, const char *const *notes)
{
	const bool has_transaction = !(request->strategy->flags & UP_STRATEGY_AUTOCOMMIT);
	struct listing listing = {script, request, recording, 0};
	size_t i = 0;

	append_header(&listing, notes);
	for (; i < recording->count && recording->items[i].phase == RECORDED_CONNECTION; i++)
		append_item(&listing, &recording->items[i]);
	append(&listing, has_transaction
				 ? "\nBEGIN;\n"
				 : "\n-- No BEGIN: each statement is a transaction of its own.\n");
	for (; i < recording->count && recording->items[i].phase != RECORDED_RELEASE; i++)
		append_item(&listing, &recording->items[i]);
	if (has_transaction)
		append(&listing, "\nCOMMIT;\n");
	for (; i < recording->count; i++)
		append_item(&listing, &recording->items[i]);
}
