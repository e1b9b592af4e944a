/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/undo.h"

#include "measure/clone/ddl.h"
#include "pg/statement.h"

#include <stdlib.h>
#include <string.h>

/* Columns of the store, beside those of the table. */
#define PLACE "upbench_place" /* the order in which rows are inserted */
#define HOME_TABLE "upbench_table"
#define HOME "upbench_home"
#define NEIGHBOR "upbench_neighbor"

/* How far a neighbor may be from a row, and how many a page gets. */
#define DISTANCE_MAX 2
#define NEIGHBORS 2

#define SETTLE_ROUNDS 8

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
	free(undo->displaced);
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
};

static void drafting_release(struct drafting *drafting)
{
	PQclear(drafting->columns);
	up_buffer_release(&drafting->stored);
}

/* Moves the text to *target. */
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
	const char *const values[] = {drafting->request->table};
	const struct up_params params = {.count = 1, .values = values};

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

/* a."k" = b."k" AND … */
static void append_match(struct up_buffer *sql, const struct undo_request *request, const char *a,
			 const char *b)
{
	for (size_t k = 0; k < request->key->count; k++) {
		up_buffer_append_string(sql, k > 0 ? " AND " : "");
		up_buffer_append_format(sql, "%s.", a);
		up_sql_identifier(sql, request->key->items[k]);
		up_buffer_append_format(sql, " = %s.", b);
		up_sql_identifier(sql, request->key->items[k]);
	}
}

static void append_delete(struct up_buffer *sql, const struct undo_request *request,
			  const char *whose)
{
	up_buffer_append_format(sql, "DELETE FROM %s AS t USING %s AS s WHERE ", request->table,
				whose);
	append_match(sql, request, "t", "s");
}

static void append_insert(struct up_buffer *sql, const struct drafting *drafting)
{
	up_buffer_append_format(sql,
				"INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s "
				"ORDER BY " PLACE,
				drafting->request->table, drafting->stored.data,
				drafting->stored.data, drafting->request->store);
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
				"FROM %s JOIN pg_catalog.pg_class AS c ON c.oid = " HOME_TABLE
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

static enum up_status make_statements(struct undo *undo, const struct drafting *drafting,
				      struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	UP_BUFFER sql = {0};

	append_delete(&sql, request, request->keys);
	UP_TRY(add(undo, &sql, err));
	append_delete(&sql, request, request->store);
	UP_TRY(add(undo, &sql, err));
	up_buffer_append_format(&sql, VACUUM "%s", request->table);
	UP_TRY(add(undo, &sql, err));
	UP_TRY(add_forgetting(undo, drafting, err));
	append_insert(&sql, drafting);
	UP_TRY(add(undo, &sql, err));
	UP_TRY(add_sequences(undo, drafting, err));
	up_buffer_append_format(&sql, VACUUM "%s", request->table);
	UP_TRY(add(undo, &sql, err));
	if (request->can_checkpoint)
		UP_TRY(text_list_add(&undo->statements, "CHECKPOINT", err));
	return UP_OK;
}

/* One new version of each row, with an entry in each index, while the old one is still there. */
static enum up_status make_disturbance(struct undo *undo, const struct drafting *drafting,
				       struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "BEGIN; ");
	append_delete(&sql, drafting->request, drafting->request->store);
	up_buffer_append_string(&sql, "; ");
	append_insert(&sql, drafting);
	up_buffer_append_string(&sql, "; COMMIT");
	return take(&sql, &undo->disturb, err);
}

static enum up_status make_queries(struct undo *undo, const struct drafting *drafting,
				   struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	UP_BUFFER sql = {0};

	up_buffer_append_format(
		&sql, "SELECT pg_catalog.count(*) FROM %s AS s LEFT JOIN %s AS t ON ",
		request->store, request->table);
	append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql, " WHERE (t.tableoid, t.ctid) IS DISTINCT FROM (s." HOME_TABLE
				      ", s." HOME ")");
	UP_TRY(take(&sql, &undo->displaced, err));

	up_buffer_append_format(&sql,
				"UPDATE %s AS s SET " HOME_TABLE " = t.tableoid, " HOME
				" = t.ctid FROM %s AS t WHERE ",
				request->store, request->table);
	append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql, " AND (t.tableoid, t.ctid) IS DISTINCT FROM (s." HOME_TABLE
				      ", s." HOME ")");
	UP_TRY(take(&sql, &undo->remember, err));

	up_buffer_append_string(
		&sql, "WITH RECURSIVE part(oid) AS (SELECT pg_catalog.to_regclass(");
	UP_TRY(up_conn_append_literal(drafting->conn, &sql, request->table, strlen(request->table),
				      err));
	up_buffer_append_string(
		&sql,
		")::pg_catalog.oid UNION SELECT inhrelid FROM pg_catalog.pg_inherits "
		"JOIN part ON inhparent = part.oid), "
		"heap(oid) AS (SELECT oid FROM part UNION SELECT reltoastrelid "
		"FROM pg_catalog.pg_class JOIN part USING (oid) WHERE reltoastrelid <> 0), "
		"file(oid) AS (SELECT oid FROM heap UNION SELECT indexrelid "
		"FROM pg_catalog.pg_index JOIN heap ON indrelid = heap.oid) "
		"SELECT (SELECT pg_catalog.string_agg(pg_catalog.format('%s %s %s %s', oid, "
		"pg_catalog.pg_relation_size(oid), relpages, relallvisible), ', ' ORDER BY oid) "
		"FROM pg_catalog.pg_class JOIN file USING (oid)) || '; ' || "
		"(SELECT pg_catalog.md5(pg_catalog.string_agg(pg_catalog.format('%s %s', "
		"t.tableoid, t.ctid), ', ' ORDER BY " PLACE ")) ");
	up_buffer_append_format(&sql, "FROM %s AS s JOIN %s AS t ON ", request->store,
				request->table);
	append_match(&sql, request, "t", "s");
	up_buffer_append_string(&sql, ")");
	return take(&sql, &undo->state, err);
}

/* ---- the store -------------------------------------------------------- */

/* Without reading what is in TOAST. */
static void append_size(struct up_buffer *sql, const PGresult *columns)
{
	for (int c = 0; c < PQntuples(columns); c++) {
		if (PQgetvalue(columns, c, 1)[0] != 't')
			up_buffer_append_format(
				sql, "coalesce(pg_catalog.pg_column_size(t.%s), 0) + ",
				PQgetvalue(columns, c, 0));
	}
	up_buffer_append_string(sql, "0");
}

#define BLOCK "(" HOME "::text::pg_catalog.point)[0]"

/* The places next to those of the rows. */
#define BESIDE                                                                                     \
	"beside AS MATERIALIZED (SELECT DISTINCT " HOME_TABLE ", pg_catalog.format('(%%s,%%s)', "    \
	"upbench_at[0], upbench_at[1] + step)::pg_catalog.tid AS " HOME " FROM (SELECT " HOME_TABLE  \
	", " HOME "::text::pg_catalog.point AS upbench_at FROM own) AS own, "                       \
	"pg_catalog.generate_series(-%d, %d) AS step "                                             \
	"WHERE step <> 0 AND upbench_at[1] + step > 0)"

/* The rows of the sync, and of those that lie next to them some of each page.  The array makes sure
 * that only these places are read; rows of other partitions in the same places are dropped by the
 * join. */
static void append_members(struct up_buffer *sql, const struct drafting *drafting, const char *key)
{
	const struct undo_request *request = drafting->request;

	up_buffer_append_format(sql,
				"WITH own AS MATERIALIZED (SELECT t.tableoid AS " HOME_TABLE
				", t.ctid AS " HOME "%s FROM %s AS t JOIN %s AS s ON ",
				key, request->table, request->keys);
	append_match(sql, request, "t", "s");
	up_buffer_append_format(sql, "), " BESIDE ", candidate AS (SELECT ", DISTANCE_MAX,
				DISTANCE_MAX);
	append_size(sql, drafting->columns);
	up_buffer_append_format(sql,
				" AS upbench_size, " HOME_TABLE ", " HOME "%s FROM %s AS t "
				"JOIN beside ON t.tableoid = " HOME_TABLE " AND t.ctid = " HOME
				" WHERE t.ctid = ANY (ARRAY(SELECT " HOME " FROM beside)) "
				"AND NOT EXISTS (SELECT FROM %s AS s WHERE ",
				key, request->table, request->keys);
	append_match(sql, request, "t", "s");
	up_buffer_append_format(sql,
				")), ranked AS (SELECT pg_catalog.row_number() OVER (PARTITION BY "
				HOME_TABLE ", " BLOCK " ORDER BY upbench_size DESC, " HOME
				") AS upbench_rank, t.* FROM candidate AS t), "
				"member AS (SELECT false AS " NEIGHBOR ", " HOME_TABLE ", " HOME
				"%s FROM own AS t UNION ALL SELECT true, " HOME_TABLE ", " HOME
				"%s FROM ranked AS t WHERE upbench_rank <= %d) ",
				key, key, NEIGHBORS);
}

static enum up_status make_store(const struct drafting *drafting, struct up_error *err)
{
	const struct undo_request *request = drafting->request;
	UP_BUFFER key = {0};
	UP_BUFFER sql = {0};

	for (size_t k = 0; k < request->key->count; k++) {
		up_buffer_append_string(&key, ", t.");
		up_sql_identifier(&key, request->key->items[k]);
	}
	UP_TRY(up_buffer_check(&key, err));
	up_buffer_append_format(&sql, "CREATE TABLE %s AS ", request->store);
	append_members(&sql, drafting, key.data);
	up_buffer_append_format(&sql,
				"SELECT pg_catalog.row_number() OVER (ORDER BY " HOME_TABLE
				", " BLOCK ", " NEIGHBOR ", " HOME ") AS " PLACE ", " HOME_TABLE
				", " HOME ", t.* FROM member AS s JOIN %s AS t ON ",
				request->table);
	append_match(&sql, request, "t", "s");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec(drafting->conn, sql.data, err));
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql, "VACUUM (ANALYZE) %s", request->store);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(drafting->conn, sql.data, err);
}

enum up_status undo_prepare(struct up_conn *conn, const struct undo_request *request,
			    struct undo *undo, struct up_error *err)
{
	UP_CLEANUP(drafting_release) struct drafting drafting = {.conn = conn, .request = request};
	UNDO new = {0};

	UP_TRY(read_columns(&drafting, err));
	UP_TRY(make_store(&drafting, err));
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

enum up_status undo_state(const struct undo *undo, struct up_conn *conn, char **state,
			  struct up_error *err)
{
	return up_conn_query_value(conn, undo->state, state, err);
}

static enum up_status run(struct up_conn *conn, const char *sql, struct up_error *err)
{
	if (up_conn_exec(conn, sql, err) == UP_OK)
		return UP_OK;
	up_conn_rollback(conn);
	return ddl_fail("put back", "the rows of the sync", err);
}

enum up_status undo_run(const struct undo *undo, struct up_conn *conn, int64_t *displaced,
			struct up_error *err)
{
	UP_FREE char *value = NULL;

	for (size_t s = 0; s < undo->statements.count; s++)
		UP_TRY(run(conn, undo->statements.items[s], err));
	UP_TRY(up_conn_query_value(conn, undo->displaced, &value, err));
	*displaced = strtoll(value, NULL, 10);
	return UP_OK;
}

enum up_status undo_settle(const struct undo *undo, struct up_conn *conn, bool *is_settled,
			   struct up_error *err)
{
	UP_FREE char *before = NULL;
	bool is_same = false;

	for (int round = 0; round < SETTLE_ROUNDS && !is_same; round++) {
		UP_FREE char *after = NULL;
		int64_t displaced;
		UP_TRY(run(conn, undo->disturb, err));
		UP_TRY(undo_run(undo, conn, &displaced, err));
		if (displaced > 0)
			UP_TRY(up_conn_exec(conn, undo->remember, err));
		UP_TRY(undo_state(undo, conn, &after, err));
		is_same = before != NULL && strcmp(before, after) == 0;
		free(before);
		before = UP_TAKE(after);
	}
	*is_settled = is_same;
	return UP_OK;
}
