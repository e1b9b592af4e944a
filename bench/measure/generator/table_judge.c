/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/table_judge.h"

#include "pg/statement.h"
#include "pg/text.h"

enum up_status table_judge_begin(struct table_judge *judge, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "BEGIN");
	if (!judge->in_place) {
		up_buffer_append_string(&sql, "; CREATE TEMPORARY TABLE upbench_proposals (LIKE ");
		up_sql_table(&sql, judge->relation);
		up_buffer_append_string(&sql, " INCLUDING ALL) ON COMMIT DROP");
	}
	UP_TRY(up_buffer_check(&sql, err));
	const enum up_status status = up_conn_exec(judge->conn, sql.data, err);
	if (status != UP_OK)
		up_conn_rollback(judge->conn);
	return status;
}

void table_judge_end(struct table_judge *judge)
{
	up_conn_rollback(judge->conn);
}

/* As COPY's text format wants it. */
static void append_scope(struct up_buffer *data, const char *scope)
{
	for (; *scope != '\0'; scope++) {
		if (*scope == '\\')
			up_buffer_append_string(data, "\\\\");
		else if (*scope == '\t')
			up_buffer_append_string(data, "\\t");
		else if (*scope == '\n')
			up_buffer_append_string(data, "\\n");
		else if (*scope == '\r')
			up_buffer_append_string(data, "\\r");
		else
			up_buffer_append_char(data, *scope);
	}
	up_buffer_append_char(data, '\t');
}

static enum up_status copy_rows(const struct table_judge *judge, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_BUFFER data = {0};
	int64_t copied = 0;

	up_buffer_append_string(&sql, "COPY ");
	if (judge->in_place)
		up_sql_table(&sql, judge->relation);
	else
		up_buffer_append_string(&sql, "pg_temp.upbench_proposals");
	up_buffer_append_string(&sql, " (");
	if (judge->scope != NULL) {
		up_sql_identifier(&sql, judge->relation->scope.name);
		up_buffer_append_string(&sql, ", ");
	}
	up_sql_columns(&sql, judge->relation);
	up_buffer_append_string(&sql, ") FROM STDIN");
	for (size_t row = first; row < first + count; row++) {
		if (judge->scope != NULL)
			append_scope(&data, judge->scope);
		up_text_append_copy_row(&data, batch, row);
	}
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_buffer_check(&data, err));
	UP_TRY(up_conn_copy_begin(judge->conn, sql.data, err));
	UP_TRY(up_conn_copy_put(judge->conn, &data, err));
	return up_conn_copy_end(judge->conn, &copied, err);
}

static bool is_verdict(const struct up_error *err)
{
	return err->status == UP_STATEMENT &&
	       (strncmp(err->sqlstate, "22", 2) == 0 || strncmp(err->sqlstate, "23", 2) == 0 ||
		strncmp(err->sqlstate, "P0", 2) == 0);
}

/* Copies rows, or, when that fails, each half of them. */
static enum up_status try_rows(struct table_judge *judge, const struct up_batch *batch,
			       size_t first, size_t count, bool *accepted, struct up_error *err)
{
	struct up_error failure = {0};

	UP_TRY(up_conn_exec(judge->conn, "SAVEPOINT proposal", err));
	if (copy_rows(judge, batch, first, count, &failure) == UP_OK) {
		memset(accepted + first, true, count * sizeof *accepted);
		return up_conn_exec(judge->conn, "RELEASE SAVEPOINT proposal", err);
	}
	if (!is_verdict(&failure)) {
		if (err != NULL)
			*err = failure;
		return failure.status;
	}
	UP_TRY(up_conn_exec(judge->conn,
			    "ROLLBACK TO SAVEPOINT proposal; RELEASE SAVEPOINT proposal", err));
	if (count == 1)
		return refusals_add(&judge->refusals, &failure, err);
	UP_TRY(try_rows(judge, batch, first, count / 2, accepted, err));
	return try_rows(judge, batch, first + count / 2, count - count / 2, accepted, err);
}

enum up_status table_judge(void *context, const struct up_batch *batch, bool *accepted,
			   struct up_error *err)
{
	return try_rows(context, batch, 0, batch->row_count, accepted, err);
}
