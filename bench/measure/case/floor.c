/* SPDX-License-Identifier: PostgreSQL */
/*
 * floor: UPDATE … FROM a table that is already on the server.  No row is encoded, sent or parsed
 * while it is timed.  What remains is the time that one backend needs to change the rows: the lower
 * bound for every strategy that uses one.
 *
 * The rows are put there when the connection is prepared, from the source that is the context of
 * the update, without those that the table does not have: a sync creates them.
 */
#include "measure/case/contender.h"

#include "model/source.h"
#include "pg/statement.h"
#include "pg/text.h"

#define INCOMING "pg_temp.upbench_floor_incoming"
#define TABLE "pg_temp.upbench_floor"
#define ROWS_AT_ONCE 4096

static enum up_status send_rows(struct up_update *update, struct up_error *err)
{
	struct up_source *rows = update->context;
	UP_BATCH batch = {0};
	UP_BUFFER data = {0};
	size_t count;

	UP_TRY(rows->rewind(rows, err));
	UP_TRY(up_batch_init(&batch, rows->relation, err));
	do {
		up_batch_clear(&batch);
		up_buffer_clear(&data);
		UP_TRY(rows->read(rows, &batch, ROWS_AT_ONCE, &count, err));
		for (size_t row = 0; row < count; row++)
			up_text_append_copy_row(&data, &batch, row);
		UP_TRY(up_buffer_check(&data, err));
		UP_TRY(up_conn_copy_put(update->conn, &data, err));
	} while (count > 0);
	return UP_OK;
}

/* Keeps, in the order in which they came, the rows that the table has, and of those
 * with one key the last. */
static enum up_status keep_known_rows(struct up_update *update, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	UP_BUFFER sql = {0};
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = up_relation_has_scope(relation) ? 1 : 0,
					 .values = values};

	up_buffer_append_string(&sql, "INSERT INTO " TABLE " SELECT u.* FROM " INCOMING
				      " AS u WHERE EXISTS (SELECT FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " AS t WHERE ");
	up_sql_match(&sql, relation, "$1");
	up_buffer_append_string(&sql, ") AND NOT EXISTS (SELECT FROM " INCOMING
				      " AS later WHERE later.ctid > u.ctid AND ");
	up_sql_same_key(&sql, relation, "later", "u");
	up_buffer_append_string(&sql, ") ORDER BY u.ctid");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(update->conn, sql.data, &params, NULL, NULL, err);
}

static enum up_status floor_prepare(struct up_update *update, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "CREATE TABLE " TABLE " (");
	up_sql_column_definitions(&sql, update->relation);
	up_buffer_append_string(&sql, "); CREATE TABLE " INCOMING " (LIKE " TABLE ")");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec(update->conn, sql.data, err));

	UP_TRY(up_conn_copy_begin(update->conn, "COPY " INCOMING " FROM STDIN", err));
	UP_TRY(send_rows(update, err));
	UP_TRY(up_conn_copy_end(update->conn, NULL, err));
	UP_TRY(keep_known_rows(update, err));
	return up_conn_exec(update->conn, "DROP TABLE " INCOMING "; ANALYZE " TABLE, err);
}

static enum up_status floor_apply(struct up_update *update, const struct up_batch *batch,
				  size_t first, size_t count, struct up_error *err)
{
	(void)update;
	(void)batch;
	(void)first;
	(void)count;
	(void)err;
	return UP_OK;
}

static enum up_status floor_finish(struct up_update *update, struct up_error *err)
{
	UP_BUFFER sql = {0};
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = up_relation_has_scope(update->relation) ? 1 : 0,
					 .values = values};
	int64_t updated = 0;

	const struct up_sql_update statement = {
		.relation = update->relation,
		.from = "(SELECT * FROM " TABLE ")",
		.scope = "$1",
		.skip_unchanged = update->options.skip_unchanged,
	};
	up_sql_update_from(&sql, &statement);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(update->conn, sql.data, &params, &updated, NULL, err));
	update->rows_updated += updated;
	return UP_OK;
}

const struct up_strategy contender_floor = {
	.name = "floor",
	.summary = "UPDATE … FROM a table already on the server: no transport, the bound for one "
		   "backend",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_SKIPS,
	.requires = UP_REQUIRES_KEPT_TABLE,
	.prepare = floor_prepare,
	.apply = floor_apply,
	.finish = floor_finish,
};
