/* SPDX-License-Identifier: PostgreSQL */
/*
 * insert-copy: COPY into the table itself.
 */
#include "pg/statement.h"
#include "pg/text.h"
#include "strategy/strategy.h"

#define PIECE ((size_t)64 * 1024)

/* The scope column as the first field of every line, escaped once. */
static enum up_status append_scope(struct up_buffer *field, const char *scope, struct up_error *err)
{
	struct up_column column = {.name = (char *)(uintptr_t) "scope", .type = UP_TYPE_TEXT};
	const struct up_relation one = {.columns = &column, .column_count = 1};
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, &one, err));
	up_vector_append_bytes(&batch.vectors[0], scope, strlen(scope));
	UP_TRY(up_batch_end_row(&batch, err));
	up_text_append_copy_row(field, &batch, 0);
	UP_TRY(up_buffer_check(field, err));
	field->data[field->length - 1] = '\t'; /* instead of the newline */
	return UP_OK;
}

static enum up_status insert_copy_apply(struct up_update *update, const struct up_batch *batch,
					size_t first, size_t count, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_conn *conn = update->conn;
	const size_t end = first + count;
	int64_t inserted = 0;
	UP_BUFFER sql = {0};
	UP_BUFFER scope = {0};
	UP_BUFFER data = {0};

	if (count == 0)
		return UP_OK;
	up_buffer_append_string(&sql, "COPY ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " (");
	if (up_relation_has_scope(relation)) {
		UP_TRY(append_scope(&scope, update->scope, err));
		up_sql_identifier(&sql, relation->scope.name);
		up_buffer_append_string(&sql, ", ");
	}
	up_sql_columns(&sql, relation);
	up_buffer_append_string(&sql, ") FROM STDIN");
	UP_TRY(up_buffer_check(&sql, err));

	UP_TRY(up_conn_copy_begin(conn, sql.data, err));
	for (size_t row = first; row < end; row++) {
		up_buffer_append(&data, scope.data, scope.length);
		up_text_append_copy_row(&data, batch, row);
		if (data.length >= PIECE || row + 1 == end) {
			UP_TRY(up_buffer_check(&data, err));
			UP_TRY(up_conn_copy_put(conn, &data, err));
			up_buffer_clear(&data);
		}
	}
	UP_TRY(up_conn_copy_end(conn, &inserted, err));
	update->rows_updated += inserted;
	return UP_OK;
}

const struct up_strategy up_strategy_insert_copy = {
	.name = "insert-copy",
	.summary = "COPY (text) into the table",
	.requires = UP_REQUIRES_COPY,
	.flags = UP_STRATEGY_STREAMS,
	.apply = insert_copy_apply,
};
