/* SPDX-License-Identifier: PostgreSQL */
/*
 * json: UPDATE … FROM json_to_recordset($1): all rows as one JSON text, which the
 * server takes apart by the names of the columns.
 */
#include "pg/json.h"
#include "pg/statement.h"
#include "strategy/strategy.h"

#include <stdlib.h>

struct json {
	struct up_buffer sql;
	struct up_buffer text;
};

/* A jsonb column is taken out as text and cast: taken out as jsonb, a JSON null in
 * it would become an SQL null.  So is one of UP_TYPE_OTHER, which may be json, an array or a
 * composite type: their values would have to be JSON themselves. */
static void append_extracted_type(struct up_buffer *from, const struct up_column *column)
{
	if (column->type == UP_TYPE_JSONB)
		up_buffer_append_string(from, up_type_info(UP_TYPE_TEXT)->name);
	else
		up_sql_transfer_type(from, column);
}

/* (SELECT j."a", j."b"::jsonb, … FROM json_to_recordset($1::json) AS j ("a" type, …)) */
static void build_from(struct up_buffer *from, const struct up_relation *relation)
{
	up_buffer_append_char(from, '(');
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *column = &relation->columns[c];
		up_buffer_append_string(from, c > 0 ? ", j." : "SELECT j.");
		up_sql_identifier(from, column->name);
		up_buffer_append_string(from, "::");
		up_sql_type(from, column);
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *column = &relation->columns[c];
		up_buffer_append_string(from,
					c > 0 ? ", " : " FROM json_to_recordset($1::json) AS j (");
		up_sql_identifier(from, column->name);
		up_buffer_append_char(from, ' ');
		append_extracted_type(from, column);
	}
	up_buffer_append_string(from, "))");
}

static enum up_status json_prepare(struct up_update *update, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	UP_BUFFER from = {0};

	struct json *json = calloc(1, sizeof *json);
	if (json == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = json;

	build_from(&from, relation);
	UP_TRY(up_buffer_check(&from, err));

	const struct up_sql_update sql = {
		.relation = relation,
		.from = from.data,
		.scope = "$2",
		.skip_unchanged = update->options.skip_unchanged,
	};
	up_sql_update_from(&json->sql, &sql);
	return up_buffer_check(&json->sql, err);
}

static enum up_status json_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err)
{
	struct json *json = update->state;
	int64_t updated = 0;

	up_buffer_clear(&json->text);
	up_json_append_rows(&json->text, batch, first, count);
	UP_TRY(up_buffer_check(&json->text, err));
	const char *const values[] = {json->text.data, update->scope};
	const struct up_params params = {.count = up_relation_has_scope(update->relation) ? 2 : 1,
					 .values = values};
	UP_TRY(up_conn_exec_params(update->conn, json->sql.data, &params, &updated, NULL, err));
	update->rows_updated += updated;
	return UP_OK;
}

static void json_release(struct up_update *update)
{
	struct json *json = UP_TAKE(update->state);
	if (json == NULL)
		return;
	up_buffer_release(&json->sql);
	up_buffer_release(&json->text);
	free(json);
}

const struct up_strategy up_strategy_json = {
	.name = "json",
	.summary = "UPDATE … FROM json_to_recordset($1): all rows as one JSON text",
	.flags = UP_STRATEGY_CHUNKED | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS,
	.copies = 2,
	.prepare = json_prepare,
	.apply = json_apply,
	.release = json_release,
};
