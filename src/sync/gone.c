/* SPDX-License-Identifier: PostgreSQL */
#include "sync/gone.h"

#include "pg/gone_statement.h"
#include "pg/statement.h"
#include "pg/text.h"

#include <stdlib.h>

#define TABLE "pg_temp.upsync_fetched"
#define PIECE ((size_t)64 * 1024)

/* An engine that keeps the target elsewhere may refuse to join it with the bare name. */
#define KEYS "(SELECT * FROM " TABLE ")"

enum up_status up_gone_check(const struct up_gone *gone, const struct up_relation *relation,
			     struct up_error *err)
{
	if (gone->action != UP_GONE_MARK)
		return UP_OK;
	bool identifies =
		up_relation_has_scope(relation) && strcmp(gone->column, relation->scope.name) == 0;
	for (size_t c = 0; c < relation->key_count; c++)
		identifies |= strcmp(gone->column, relation->columns[c].name) == 0;
	if (identifies)
		return up_fail(
			err, UP_INVALID,
			"\"%s\" identifies the rows of \"%s\": it cannot mark those that are "
			"gone",
			gone->column, relation->table);
	return UP_OK;
}

/* The columns of the key alone. */
static struct up_relation key_of(const struct up_relation *relation)
{
	struct up_relation key = *relation;

	key.column_count = key.key_count;
	return key;
}

enum up_status up_gone_begin(const struct up_gone *gone, struct up_conn *conn,
			     const struct up_relation *relation, struct up_error *err)
{
	const struct up_relation key = key_of(relation);
	UP_BUFFER sql = {0};

	if (gone->action == UP_GONE_IGNORE)
		return UP_OK;
	/* Not ON COMMIT DROP: a strategy that commits by itself does so in between. */
	up_buffer_append_string(&sql, "DROP TABLE IF EXISTS " TABLE
				      "; CREATE TEMPORARY TABLE upsync_fetched (");
	up_sql_column_definitions(&sql, &key);
	up_buffer_append_char(&sql, ')');
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
}

enum up_status up_gone_add(const struct up_gone *gone, struct up_conn *conn,
			   const struct up_batch *batch, struct up_error *err)
{
	const struct up_relation key = key_of(batch->relation);
	const struct up_batch keys = {
		.relation = &key, .row_count = batch->row_count, .vectors = batch->vectors};
	UP_BUFFER data = {0};

	if (gone->action == UP_GONE_IGNORE || keys.row_count == 0)
		return UP_OK;
	UP_TRY(up_conn_copy_begin(conn, "COPY " TABLE " FROM STDIN", err));
	for (size_t row = 0; row < keys.row_count; row++) {
		up_text_append_copy_row(&data, &keys, row);
		if (data.length >= PIECE || row + 1 == keys.row_count) {
			UP_TRY(up_buffer_check(&data, err));
			UP_TRY(up_conn_copy_put(conn, &data, err));
			up_buffer_clear(&data);
		}
	}
	return up_conn_copy_end(conn, NULL, err);
}

static enum up_status refuse_nothing(struct up_conn *conn, const struct up_relation *relation,
				     struct up_error *err)
{
	UP_FREE char *fetched = NULL;

	UP_TRY(up_conn_query_value(conn, "SELECT EXISTS (SELECT FROM " TABLE ")", &fetched, err));
	if (fetched[0] == 't')
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "nothing was fetched: all rows of \"%s\" would be gone, so none is changed",
		       relation->table);
}

enum up_status up_gone_finish(const struct up_gone *gone, struct up_conn *conn,
			      const struct up_relation *relation, const char *scope, int64_t *rows,
			      struct up_error *err)
{
	const char *const values[] = {scope};
	const struct up_params params = {.count = up_relation_has_scope(relation) ? 1 : 0,
					 .values = values};
	const struct up_sql_gone what = {
		.relation = relation, .gone = gone, .from = KEYS, .scope = "$1"};
	UP_BUFFER sql = {0};
	UP_RESULT *result = NULL;
	int64_t found;

	if (gone->action == UP_GONE_IGNORE)
		return UP_OK;
	if (gone->action != UP_GONE_COUNT)
		UP_TRY(refuse_nothing(conn, relation, err));
	UP_TRY(up_sql_gone(&sql, &what, conn, err));
	UP_TRY(up_conn_exec_params(conn, sql.data, &params, &found, &result, err));
	if (gone->action == UP_GONE_COUNT)
		found = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	UP_TRY(up_conn_exec(conn, "DROP TABLE " TABLE, err));
	*rows = found;
	return UP_OK;
}
