/* SPDX-License-Identifier: PostgreSQL */
#include "measure/restore/undo.h"

#include "measure/restore/undo_store.h"

#include <stdlib.h>
#include <string.h>

/* In a large table each row is looked up by its key.  The planner, which counts every look-up as a page
 * from disk, would often rather read the whole table. */
#define BEGIN_BY_KEY                                                                               \
	"BEGIN; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; "               \
	"SET LOCAL jit = off"

#define SETTLE_ROUNDS 8
#define ATTEMPTS 3

/* TRUNCATE would cut pages off only where they are many, and take an exclusive lock.  Without
 * INDEX_CLEANUP a table with few dead rows keeps them in its indexes (from 14 on). */
#define VACUUM "VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) "

/* Of the table $1: quoted name; is it generated; the value of its sequence, as arguments of setval(). */
#define COLUMNS                                                                                    \
	"SELECT pg_catalog.quote_ident(attname), attgenerated <> '', "                             \
	"pg_catalog.pg_get_serial_sequence(attrelid::pg_catalog.regclass::text, attname) "         \
	"FROM pg_catalog.pg_attribute WHERE attrelid = $1::pg_catalog.regclass "                   \
	"AND attnum > 0 AND NOT attisdropped ORDER BY attnum"

void undo_release(struct undo *undo)
{
	text_list_release(&undo->statements);
	free(undo->look);
	free(undo->state);
	free(undo->remember);
	free(undo->disturb);
	*undo = (struct undo){0};
}

/* ---- making the statements -------------------------------------------- */

struct drafting {
	struct up_conn *conn;
	const struct undo_request *request;
	PGresult *columns;
	struct up_buffer stored; /* the list of columns that can be inserted */
	struct up_buffer table;  /* the table's name as a literal */
};

static void drafting_release(struct drafting *drafting)
{
	PQclear(drafting->columns);
	up_buffer_release(&drafting->stored);
	up_buffer_release(&drafting->table);
}

static enum up_status take(struct up_buffer *sql, char **target, struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	UP_TRY(text_set(target, sql->data, err));
	up_buffer_clear(sql);
	return UP_OK;
}

static enum up_status add(struct undo *undo, struct up_buffer *sql, struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	UP_TRY(text_list_add(&undo->statements, sql->data, err));
	up_buffer_clear(sql);
	return UP_OK;
}

static enum up_status read_columns(struct drafting *drafting, struct up_error *err)
{
	const char *table = drafting->request->table;
	const char *const values[] = {table};
	const struct up_params params = {.count = 1, .values = values};

	UP_TRY(up_conn_append_literal(drafting->conn, &drafting->table, table, strlen(table), err));

	UP_TRY(up_conn_exec_params(drafting->conn, COLUMNS, &params, NULL, &drafting->columns,
				   err));
	for (int c = 0; c < PQntuples(drafting->columns); c++) {
		if (PQgetvalue(drafting->columns, c, 1)[0] != 't')
			up_buffer_append_format(&drafting->stored, "%s%s",
						drafting->stored.length > 0 ? ", " : "",
						PQgetvalue(drafting->columns, c, 0));
	}
	return up_buffer_check(&drafting->stored, err);
}

static void append_delete(struct up_buffer *sql, const struct undo_request *request,
			  const char *whose)
{
	up_buffer_append_format(sql, "DELETE FROM %s AS t USING %s AS s WHERE ", request->table,
				whose);
	undo_store_append_match(sql, request, "t", "s");
}

static void append_insert(struct up_buffer *sql, const struct drafting *drafting, const char *which)
{
	up_buffer_append_format(sql,
				"INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s%s "
				"ORDER BY " UNDO_STORE_PLACE,
				drafting->request->table, drafting->stored.data,
				drafting->stored.data, drafting->request->store, which);
}

/* A sync that creates rows has drawn from the sequences. */
static enum up_status add_sequences(struct undo *undo, const struct drafting *drafting,
				    struct up_error *err)
{
	UP_BUFFER sql = {0};

	for (int c = 0; c < PQntuples(drafting->columns); c++) {
		UP_FREE char *statement = NULL;
		if (PQgetisnull(drafting->columns, c, 2))
			continue;
		const char *sequence = PQgetvalue(drafting->columns, c, 2);
		up_buffer_append_string(&sql, "SELECT pg_catalog.format('SELECT "
					      "pg_catalog.setval(%L, %s, %L)', ");
		UP_TRY(up_conn_append_literal(drafting->conn, &sql, sequence, strlen(sequence),
					      err));
		up_buffer_append_format(&sql, ", last_value, is_called) FROM %s", sequence);
		UP_TRY(up_buffer_check(&sql, err));
		UP_TRY(up_conn_query_value(drafting->conn, sql.data, &statement, err));
		UP_TRY(text_list_add(&undo->statements, statement, err));
		up_buffer_clear(&sql);
	}
	return UP_OK;
}

/* A session goes on inserting on the page where its last INSERT ended (RelationGetTargetBlock()),
 * unless it has heard of a change of the table, which VACUUM does not always tell.  It hears of its own,
 * even of one that is not kept.  A partitioned table takes no such parameter, its partitions do. */
static enum up_status add_forgetting(struct undo *undo, const struct drafting *drafting,
				     struct up_error *err)
{
	UP_RESULT *tables = NULL;
	UP_BUFFER sql = {0};
	const struct up_params none = {0};

	up_buffer_append_format(&sql,
				"SELECT DISTINCT pg_catalog.format('%%I.%%I', nspname, relname) "
				"FROM %s JOIN pg_catalog.pg_class AS c ON c.oid = " UNDO_STORE_TABLE
				" JOIN pg_catalog.pg_namespace AS n ON n.oid = relnamespace "
				"ORDER BY 1",
				drafting->request->store);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(drafting->conn, sql.data, &none, NULL, &tables, err));
	up_buffer_clear(&sql);
	up_buffer_append_string(&sql, "BEGIN; ");
	for (int t = 0; t < PQntuples(tables); t++)
		up_buffer_append_format(&sql, "ALTER TABLE %s SET (fillfactor = 100); ",
					PQgetvalue(tables, t, 0));
	up_buffer_append_string(&sql, "ROLLBACK");
	return add(undo, &sql, err);
}

static bool is_empty(const char *statements)
{
	return statements == NULL || statements[0] == '\0';
}

static enum up_status add_insert(struct undo *undo, const struct drafting *drafting,
				 struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	const bool is_alone = is_empty(request->before) && is_empty(request->behind);
	UP_BUFFER sql = {0};

	if (!is_alone)
		up_buffer_append_format(&sql, "BEGIN; %s ",
					request->before != NULL ? request->before : "");
	append_insert(&sql, drafting, "");
	if (!is_alone)
		up_buffer_append_format(&sql, "; %s COMMIT",
					request->behind != NULL ? request->behind : "");
	return add(undo, &sql, err);
}

static enum up_status make_statements(struct undo *undo, const struct drafting *drafting,
				      struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, BEGIN_BY_KEY "; ");
	append_delete(&sql, request, request->keys);
	up_buffer_append_string(&sql, "; ");
	append_delete(&sql, request, request->store);
	up_buffer_append_string(&sql, "; COMMIT");
	UP_TRY(add(undo, &sql, err));
	up_buffer_append_format(&sql, VACUUM "%s", request->table);
	UP_TRY(add(undo, &sql, err));
	UP_TRY(add_forgetting(undo, drafting, err));
	UP_TRY(add_insert(undo, drafting, err));
	UP_TRY(add_sequences(undo, drafting, err));
	up_buffer_append_format(&sql, VACUUM "%s", request->table);
	UP_TRY(add(undo, &sql, err));
	if (request->can_checkpoint)
		UP_TRY(text_list_add(&undo->statements, "CHECKPOINT", err));
	return UP_OK;
}

/* One new version of each row of the sync, with an entry in each index, while the old one is still there. */
static enum up_status make_disturbance(struct undo *undo, const struct drafting *drafting,
				       struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, BEGIN_BY_KEY "; ");
	append_delete(&sql, drafting->request, drafting->request->keys);
	up_buffer_append_string(&sql, "; ");
	append_insert(&sql, drafting, " WHERE NOT " UNDO_STORE_NEIGHBOR);
	up_buffer_append_string(&sql, "; COMMIT");
	return take(&sql, &undo->disturb, err);
}

/* The table with partitions, TOAST (heap), and their indexes (file). */
static void append_files(struct up_buffer *sql, const struct drafting *drafting)
{
	up_buffer_append_format(sql,
				"WITH RECURSIVE part(oid) AS (SELECT %s::pg_catalog.regclass::"
				"pg_catalog.oid UNION SELECT inhrelid FROM pg_catalog.pg_inherits "
				"JOIN part ON inhparent = part.oid), "
				"heap(oid) AS (SELECT oid FROM part UNION SELECT reltoastrelid "
				"FROM pg_catalog.pg_class JOIN part USING (oid) "
				"WHERE reltoastrelid <> 0), "
				"file(oid) AS (SELECT oid FROM heap UNION SELECT indexrelid "
				"FROM pg_catalog.pg_index JOIN heap ON indrelid = heap.oid) ",
				up_buffer_string(&drafting->table));
}

static enum up_status make_queries(struct undo *undo, const struct drafting *drafting,
				   struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	UP_BUFFER sql = {0};

	append_files(&sql, drafting);
	up_buffer_append_format(
		&sql,
		"SELECT pg_catalog.count(*) || ' ' || (SELECT pg_catalog.sum(relpages - "
		"relallvisible) FROM pg_catalog.pg_class JOIN heap USING (oid) WHERE relkind <> "
		"'p') "
		"FROM %s AS s LEFT JOIN %s AS t ON ",
		request->store, request->table);
	undo_store_append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql,
				" WHERE (t.tableoid, t.ctid) IS DISTINCT FROM (s." UNDO_STORE_TABLE
				", s." UNDO_STORE_HOME ")");
	UP_TRY(take(&sql, &undo->look, err));

	up_buffer_append_format(&sql,
				BEGIN_BY_KEY "; UPDATE %s AS s SET " UNDO_STORE_TABLE
					     " = t.tableoid, " UNDO_STORE_HOME
					     " = t.ctid FROM %s AS t WHERE ",
				request->store, request->table);
	undo_store_append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql,
				" AND (t.tableoid, t.ctid) IS DISTINCT FROM (s." UNDO_STORE_TABLE
				", s." UNDO_STORE_HOME ")");
	up_buffer_append_string(&sql, "; COMMIT");
	UP_TRY(take(&sql, &undo->remember, err));

	append_files(&sql, drafting);
	up_buffer_append_string(
		&sql, "SELECT (SELECT pg_catalog.string_agg(pg_catalog.format('%s %s %s %s', oid, "
		      "pg_catalog.pg_relation_size(oid), relpages, relallvisible), ', ' ORDER BY "
		      "oid) FROM pg_catalog.pg_class JOIN file USING (oid)) || '; ' || "
		      "(SELECT pg_catalog.md5(pg_catalog.string_agg(pg_catalog.format('%s %s', "
		      "t.tableoid, t.ctid), ', ' ORDER BY " UNDO_STORE_PLACE ")) ");
	up_buffer_append_format(&sql, "FROM %s AS s JOIN %s AS t ON ", request->store,
				request->table);
	undo_store_append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql, ")");
	return take(&sql, &undo->state, err);
}

enum up_status undo_prepare(struct up_conn *conn, const struct undo_request *request,
			    struct undo *undo, struct up_error *err)
{
	UP_CLEANUP(drafting_release) struct drafting drafting = {.conn = conn, .request = request};
	UNDO new = {0};

	UP_TRY(read_columns(&drafting, err));
	UP_TRY(undo_store_make(conn, request, err));
	UP_TRY(make_statements(&new, &drafting, err));
	UP_TRY(make_disturbance(&new, &drafting, err));
	UP_TRY(make_queries(&new, &drafting, err));
	*undo = new;
	new = (struct undo){0};
	return UP_OK;
}

enum up_status undo_append_statements(const struct undo *undo, struct text_list *statements,
				      struct up_error *err)
{
	for (size_t s = 0; s < undo->statements.count; s++)
		UP_TRY(text_list_add(statements, undo->statements.items[s], err));
	return UP_OK;
}

/* ---- running them ------------------------------------------------------ */

struct sight {
	int64_t displaced;
	int64_t invisible;
};

/* What the server says of a value (22), a violated constraint (23) or from within a function (P0)
 * may have values of a row. */
static enum up_status fail(struct up_error *err)
{
	static const char *const classes[] = {"22", "23", "P0"};
	const struct up_error failure = *err;

	for (size_t c = 0; c < sizeof classes / sizeof classes[0]; c++) {
		if (strncmp(failure.sqlstate, classes[c], 2) != 0)
			continue;
		up_fail(err, failure.status,
			"the table does not take its own rows again (SQLSTATE %s)",
			failure.sqlstate);
		memcpy(err->sqlstate, failure.sqlstate, sizeof err->sqlstate);
	}
	return up_error_prefix(err, "cannot put the rows of the sync back");
}

static enum up_status run(struct up_conn *conn, const char *sql, struct up_error *err)
{
	if (up_conn_exec(conn, sql, err) == UP_OK)
		return UP_OK;
	up_conn_rollback(conn);
	return fail(err);
}

static enum up_status query(struct up_conn *conn, const char *sql, char **value,
			    struct up_error *err)
{
	UP_TRY(run(conn, BEGIN_BY_KEY, err));
	enum up_status status = up_conn_query_value(conn, sql, value, err);
	up_conn_rollback(conn);
	return status;
}

enum up_status undo_state(const struct undo *undo, struct up_conn *conn, char **state,
			  struct up_error *err)
{
	return query(conn, undo->state, state, err);
}

static enum up_status run_once(const struct undo *undo, struct up_conn *conn, struct sight *sight,
			       struct up_error *err)
{
	UP_FREE char *value = NULL;
	char *end;

	for (size_t s = 0; s < undo->statements.count; s++)
		UP_TRY(run(conn, undo->statements.items[s], err));
	UP_TRY(query(conn, undo->look, &value, err));
	sight->displaced = strtoll(value, &end, 10);
	sight->invisible = strtoll(end, NULL, 10);
	return UP_OK;
}

/* A session that has just begun to connect keeps VACUUM from its work for a moment, whichever
 * database it is on its way to. */
enum up_status undo_run(const struct undo *undo, struct up_conn *conn, int64_t *displaced,
			struct up_error *err)
{
	struct sight sight = {.displaced = 1};

	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		UP_TRY(run_once(undo, conn, &sight, err));
		if (sight.displaced == 0 && sight.invisible <= undo->invisible)
			break;
	}
	*displaced = sight.displaced;
	return UP_OK;
}

enum up_status undo_settle(struct undo *undo, struct up_conn *conn, bool *is_settled,
			   struct up_error *err)
{
	UP_FREE char *before = NULL;
	bool is_same = false;

	for (int round = 0; round < SETTLE_ROUNDS && !is_same; round++) {
		UP_FREE char *after = NULL;
		struct sight sight;
		/* Not on top of a sync: the table would keep the room of both. */
		if (round > 0)
			UP_TRY(run(conn, undo->disturb, err));
		UP_TRY(run_once(undo, conn, &sight, err));
		if (sight.displaced > 0)
			UP_TRY(run(conn, undo->remember, err));
		undo->invisible = sight.invisible;
		UP_TRY(undo_state(undo, conn, &after, err));
		is_same = before != NULL && strcmp(before, after) == 0;
		free(before);
		before = UP_TAKE(after);
	}
	*is_settled = is_same;
	return UP_OK;
}
