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

/* The type of column $3 of table $2 in schema $1, if a value of type $4 is not assigned to it; a domain
 * counts as what it is made of. */
#define UNASSIGNABLE                                                                               \
	"WITH RECURSIVE base(oid) AS (SELECT atttypid FROM pg_catalog.pg_attribute WHERE "         \
	"attrelid = pg_catalog.format('%I.%I', $1::text, $2::text)::pg_catalog.regclass "          \
	"AND attname = $3 AND NOT attisdropped UNION ALL SELECT typbasetype FROM base "            \
	"JOIN pg_catalog.pg_type AS t ON t.oid = base.oid WHERE typtype = 'd') "                   \
	"SELECT pg_catalog.format_type(t.oid, NULL) FROM base "                                    \
	"JOIN pg_catalog.pg_type AS t ON t.oid = base.oid WHERE typtype <> 'd' "                   \
	"AND t.oid <> $4::oid AND typcategory <> 'S' AND NOT EXISTS (SELECT FROM "                 \
	"pg_catalog.pg_cast WHERE castsource = $4::oid AND casttarget = t.oid "                    \
	"AND castcontext IN ('a', 'i'))"

enum up_status rehearsal_check_types(const struct server *server, const struct subject *subject,
				     struct up_error *err)
{
	const struct up_relation *relation = &subject->relation;

	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *column = &relation->columns[c];
		const struct up_type_info *info = up_type_info(column->type);
		UP_RESULT *result = NULL;
		char oid[16];
		snprintf(oid, sizeof oid, "%u", (unsigned)info->oid);
		const char *const values[] = {server->schema, relation->table, column->name, oid};
		const struct up_params params = {.count = 4, .values = values};
		UP_TRY(up_conn_exec_params(server->control, UNASSIGNABLE, &params, NULL, &result,
					   err));
		if (PQntuples(result) > 0)
			return up_fail(err, UP_INVALID,
				       "column %s is of type %s, to which %s is not assigned: "
				       "measure a table of your own with --table",
				       column->name, PQgetvalue(result, 0, 0), info->name);
	}
	return UP_OK;
}

/* ---- foreign tables ---------------------------------------------------- */

static enum up_status is_foreign(const struct server *server, const struct up_relation *relation,
				 bool *found, struct up_error *err)
{
	const char *const values[] = {server->schema, relation->table};
	const struct up_params params = {.count = 2, .values = values};
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(
		server->control,
		"SELECT FROM pg_catalog.pg_class WHERE relkind = 'f' AND oid = "
		"pg_catalog.format('%I.%I', $1::text, $2::text)::pg_catalog.regclass",
		&params, NULL, &result, err));
	*found = PQntuples(result) > 0;
	return UP_OK;
}

/* postgres_fdw writes a float that is a constant for the other server as (-0)::double precision, which is 0
 * there: of strategies that are right, those have it wrong of which the planner makes constants. */
static enum up_status try_sign(struct up_conn *conn, const struct up_batch *batch,
			       const struct up_column *column, const char *scope,
			       struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_FREE char *kept = NULL;
	int64_t created;

	up_buffer_append_string(&sql, "UPDATE ");
	up_sql_table(&sql, batch->relation);
	up_buffer_append_string(&sql, " SET ");
	up_sql_identifier(&sql, column->name);
	up_buffer_append_string(&sql, " = '-0' RETURNING ");
	up_sql_identifier(&sql, column->name);
	UP_TRY(up_buffer_check(&sql, err));
	enum up_status status = up_conn_exec(conn, "BEGIN", err);
	if (status == UP_OK)
		status = up_create(conn, batch, scope, &created, err);
	if (status == UP_OK)
		status = up_conn_query_value(conn, sql.data, &kept, err);
	up_conn_rollback(conn);
	if (status != UP_OK || strcmp(kept, "-0") == 0)
		return status;
	return up_fail(
		err, UP_INVALID,
		"the foreign table cannot hold the data: column %s loses the sign of -0 where "
		"a statement has it as a constant",
		column->name);
}

static enum up_status try_signs(const struct server *server, const struct rows *rows,
				const char *scope, struct up_batch *batch, struct up_error *err)
{
	const struct up_relation *relation = batch->relation;
	bool found = false;

	UP_TRY(is_foreign(server, relation, &found, err));
	up_batch_clear(batch);
	if (found && rows->count > 0)
		UP_TRY(rows->append(rows, 0, EDITION_NEW, batch, err));
	for (size_t c = relation->key_count;
	     found && batch->row_count > 0 && c < relation->column_count; c++) {
		if (relation->columns[c].type == UP_TYPE_FLOAT8)
			UP_TRY(try_sign(server->control, batch, &relation->columns[c], scope, err));
	}
	return UP_OK;
}

enum up_status rehearsal_run(const struct server *server, const struct subject *subject,
			     const struct rows *rows, bool is_hostile, struct up_error *err)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	UP_TRY(up_relation_narrow(&subject->relation, subject->relation.column_count,
				  server->schema, &relation, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	UP_TRY(try_edition(server, rows, subject->scope, EDITION_OLD, &batch, err));
	UP_TRY(try_edition(server, rows, subject->scope, EDITION_NEW, &batch, err));
	return is_hostile ? try_signs(server, rows, subject->scope, &batch, err) : UP_OK;
}
