/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/target.h"

#include "pg/statement.h"
#include "pg/text.h"
#include "sync/create.h"

void target_append_definition(struct up_buffer *sql, const struct up_relation *relation,
			      const char *const *definitions)
{
	if (up_relation_has_scope(relation)) {
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_char(sql, ' ');
		up_sql_type(sql, &relation->scope);
		up_buffer_append_string(sql, " NOT NULL, ");
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		if (definitions == NULL || definitions[c] == NULL) {
			up_sql_column_definition(sql, &relation->columns[c]);
			continue;
		}
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_format(sql, " %s", definitions[c]);
	}
	up_buffer_append_string(sql, ", UNIQUE (");
	up_sql_key_columns(sql, relation);
	up_buffer_append_char(sql, ')');
}

enum up_status target_make(struct up_conn *conn, const struct up_relation *relation,
			   const char *const *definitions, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "DROP TABLE IF EXISTS ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, "; CREATE TABLE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " (");
	target_append_definition(&sql, relation, definitions);
	up_buffer_append_char(&sql, ')');
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
}

enum up_status target_fill(struct up_conn *conn, const struct up_batch *rows, struct up_error *err)
{
	int64_t created;

	UP_TRY(up_create(conn, rows, TARGET_SCOPE, &created, err));
	if (!up_relation_has_scope(rows->relation) || rows->relation->scope_outside_key)
		return UP_OK;
	return up_create(conn, rows, TARGET_OTHER_SCOPE, &created, err);
}

struct reading {
	struct up_batch row;
	struct up_buffer scratch;
	struct digest digest;
};

static void reading_release(struct reading *reading)
{
	up_batch_release(&reading->row);
	up_buffer_release(&reading->scratch);
}

static enum up_status receive(void *context, const char *line, size_t length, struct up_error *err)
{
	struct reading *reading = context;

	up_batch_clear(&reading->row);
	UP_TRY(up_text_parse_copy_row(&reading->row, line, length, err));
	digest_add_row(&reading->digest, &reading->scratch, &reading->row, 0);
	return UP_OK;
}

enum up_status target_copy_out(struct up_conn *conn, const struct up_relation *relation,
			       const char *scope, up_copy_receiver *receive_row, void *context,
			       struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "COPY (SELECT ");
	up_sql_columns(&sql, relation);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, relation);
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(&sql, " WHERE ");
		up_sql_identifier(&sql, relation->scope.name);
		up_buffer_append_string(&sql, " = ");
		UP_TRY(up_conn_append_literal(conn, &sql, scope, strlen(scope), err));
	}
	up_buffer_append_string(&sql, ") TO STDOUT");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_copy_out(conn, sql.data, receive_row, context, err);
}

enum up_status target_read(struct up_conn *conn, const struct up_relation *relation,
			   const char *scope, struct digest *digest, struct up_error *err)
{
	UP_CLEANUP(reading_release) struct reading reading = {0};

	UP_TRY(up_batch_init(&reading.row, relation, err));
	UP_TRY(target_copy_out(conn, relation, scope, receive, &reading, err));
	*digest = reading.digest;
	return UP_OK;
}

struct digest target_digest(const struct up_batch *batch)
{
	UP_BUFFER scratch = {0};
	struct digest digest = {0};

	for (size_t row = 0; row < batch->row_count; row++)
		digest_add_row(&digest, &scratch, batch, row);
	return digest;
}
