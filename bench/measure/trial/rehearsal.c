/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/rehearsal.h"

#include "pg/statement.h"
#include "sync/create.h"

#define COLUMN_TABLE "upbench_rehearsal"

/* Rows of an edition, in a transaction that is rolled back. */
static enum up_status try_batch(struct up_conn *conn, const char *begin,
				const struct up_batch *batch, const char *scope,
				struct up_error *err)
{
	int64_t created;

	enum up_status status = up_conn_exec(conn, begin, err);
	if (status == UP_OK)
		status = up_create(conn, batch, scope, &created, err);
	/* Constraints that wait for the end of the transaction. */
	if (status == UP_OK)
		status = up_conn_exec(conn, "SET CONSTRAINTS ALL IMMEDIATE", err);
	up_conn_rollback(conn);
	return status;
}

/* Into a table of that column alone, which has its type and none of its constraints. */
static enum up_status try_column(const struct server *server, const struct up_batch *batch,
				 size_t column, struct up_error *err)
{
	const struct up_relation relation = {.table = (char *)(uintptr_t)COLUMN_TABLE,
					     .columns = &batch->relation->columns[column],
					     .column_count = 1};
	/* The same vector, seen as a batch of one column. */
	const struct up_batch values = {.relation = &relation,
					.row_count = batch->row_count,
					.vectors = &batch->vectors[column]};
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "BEGIN; CREATE TEMPORARY TABLE " COLUMN_TABLE " AS SELECT ");
	up_sql_identifier(&sql, relation.columns[0].name);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, batch->relation);
	UP_TRY(up_buffer_check(&sql, err));
	return try_batch(server->control, sql.data, &values, NULL, err);
}

/* Cuts off the row that the server quotes (in English, as a private cluster does). */
static void cut_row(struct up_error *err)
{
	char *row = strstr(err->message, "; Failing row");

	if (row != NULL && err->sqlstate[0] != '\0')
		snprintf(row, sizeof err->message - (size_t)(row - err->message), " (SQLSTATE %s)",
			 err->sqlstate);
}

/* The table refused the batch, as err says; a column that does so by itself is the better reason. */
static enum up_status refuse(const struct server *server, const struct up_batch *batch,
			     struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		struct up_error reason;
		enum up_status status = try_column(server, batch, c, &reason);
		if (status == UP_OK)
			continue;
		*err = reason;
		if (status != UP_STATEMENT)
			return status;
		err->status = UP_INVALID;
		return up_error_prefix(err, "column %s", batch->relation->columns[c].name);
	}
	cut_row(err);
	return err->status = UP_INVALID;
}

static enum up_status try_edition(const struct server *server, const struct rows *rows,
				  const char *scope, enum edition edition, struct up_batch *batch,
				  struct up_error *err)
{
	up_batch_clear(batch);
	for (size_t row = 0; row < rows->count && row < REHEARSAL_ROWS; row++)
		UP_TRY(rows->append(rows, row, edition, batch, err));
	enum up_status status = try_batch(server->control, "BEGIN", batch, scope, err);
	if (status != UP_STATEMENT)
		return status;
	(void)!refuse(server, batch, err);
	return up_error_prefix(err, "the table cannot hold the data");
}

enum up_status rehearsal_run(const struct server *server, const struct subject *subject,
			     const struct rows *rows, struct up_error *err)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	UP_TRY(up_relation_narrow(&subject->relation, subject->relation.column_count,
				  server->schema, &relation, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	UP_TRY(try_edition(server, rows, subject->scope, EDITION_OLD, &batch, err));
	return try_edition(server, rows, subject->scope, EDITION_NEW, &batch, err);
}
