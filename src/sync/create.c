/* SPDX-License-Identifier: PostgreSQL */
#include "sync/create.h"

#include "pg/statement.h"
#include "pg/text.h"

#define PIECE ((size_t)64 * 1024)

/* The scope column as the first field of every line, escaped once. */
static enum up_status append_scope(struct up_buffer *field, const char *scope, struct up_error *err)
{
	struct up_column column = {.name = (char *)(uintptr_t) "scope", .type = UP_TYPE_TEXT};
	const struct up_relation relation = {.columns = &column, .column_count = 1};
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, &relation, err));
	up_vector_append_bytes(&batch.vectors[0], scope, strlen(scope));
	UP_TRY(up_batch_end_row(&batch, err));
	up_text_append_copy_row(field, &batch, 0);
	UP_TRY(up_buffer_check(field, err));
	field->data[field->length - 1] = '\t'; /* instead of the newline */
	return UP_OK;
}

enum up_status up_create(struct up_conn *conn, const struct up_batch *batch, const char *scope,
			 int64_t *created, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_BUFFER first = {0};
	UP_BUFFER data = {0};

	if (batch->row_count == 0)
		return UP_OK;
	up_buffer_append_string(&sql, "COPY ");
	up_sql_table(&sql, batch->relation);
	up_buffer_append_string(&sql, " (");
	if (up_relation_has_scope(batch->relation)) {
		UP_TRY(append_scope(&first, scope, err));
		up_sql_identifier(&sql, batch->relation->scope.name);
		up_buffer_append_string(&sql, ", ");
	}
	up_sql_columns(&sql, batch->relation);
	up_buffer_append_string(&sql, ") FROM STDIN");
	UP_TRY(up_buffer_check(&sql, err));

	UP_TRY(up_conn_copy_begin(conn, sql.data, err));
	for (size_t row = 0; row < batch->row_count; row++) {
		up_buffer_append(&data, first.data, first.length);
		up_text_append_copy_row(&data, batch, row);
		if (data.length >= PIECE || row + 1 == batch->row_count) {
			UP_TRY(up_buffer_check(&data, err));
			UP_TRY(up_conn_copy_put(conn, &data, err));
			up_buffer_clear(&data);
		}
	}
	return up_conn_copy_end(conn, created, err);
}
