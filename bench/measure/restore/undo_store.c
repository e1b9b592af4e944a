/* SPDX-License-Identifier: PostgreSQL */
#include "measure/restore/undo_store.h"

#include "pg/statement.h"

#define PLACE UNDO_STORE_PLACE
#define HOME_TABLE UNDO_STORE_TABLE
#define HOME UNDO_STORE_HOME
#define NEIGHBOR UNDO_STORE_NEIGHBOR

/* How far a neighbor may be from a row, and how many a page gets. */
#define DISTANCE_MAX 2
#define NEIGHBORS 2

void undo_store_append_match(struct up_buffer *sql, const struct undo_request *request,
			     const char *a, const char *b)
{
	for (size_t k = 0; k < request->key->count; k++) {
		up_buffer_append_string(sql, k > 0 ? " AND " : "");
		up_buffer_append_format(sql, "%s.", a);
		up_sql_identifier(sql, request->key->items[k]);
		up_buffer_append_format(sql, " = %s.", b);
		up_sql_identifier(sql, request->key->items[k]);
	}
}

#define BLOCK "(" HOME "::text::pg_catalog.point)[0]"

/* The places next to those of the rows, without these.  EXCEPT takes them out in one pass; the keys in
 * a condition on the rows that are found, of which the planner expects one, it would compare each with
 * each. */
#define BESIDE                                                                                     \
	"beside AS MATERIALIZED (SELECT " HOME_TABLE ", pg_catalog.format('(%%s,%%s)', "           \
	"upbench_at[0], upbench_at[1] + step)::pg_catalog.tid AS " HOME                            \
	" FROM (SELECT " HOME_TABLE ", " HOME                                                      \
	"::text::pg_catalog.point AS upbench_at FROM own) AS own, "                                \
	"pg_catalog.generate_series(-%d, %d) AS step "                                             \
	"WHERE step <> 0 AND upbench_at[1] + step > 0 "                                            \
	"EXCEPT SELECT " HOME_TABLE ", " HOME " FROM own)"

/* The rows of the sync, and of those that lie next to them some of each page.  The array makes sure
 * that only these places are read; rows of other partitions in the same places are dropped by the
 * join. */
static void append_members(struct up_buffer *sql, const struct undo_request *request,
			   const char *key)
{
	up_buffer_append_format(sql,
				"WITH own AS MATERIALIZED (SELECT t.tableoid AS " HOME_TABLE
				", t.ctid AS " HOME "%s FROM %s AS t JOIN %s AS s ON ",
				key, request->table, request->keys);
	undo_store_append_match(sql, request, "t", "s");
	up_buffer_append_format(sql,
				"), " BESIDE ", candidate AS (SELECT " HOME_TABLE ", " HOME
				"%s FROM %s AS t JOIN beside ON t.tableoid = " HOME_TABLE
				" AND t.ctid = " HOME " WHERE t.ctid = ANY (ARRAY(SELECT " HOME
				" FROM beside))",
				DISTANCE_MAX, DISTANCE_MAX, key, request->table);
	up_buffer_append_format(
		sql,
		"), ranked AS (SELECT pg_catalog.row_number() OVER (PARTITION BY " HOME_TABLE
		", " BLOCK " ORDER BY " HOME ") AS upbench_rank, t.* FROM candidate AS t), "
		"member AS (SELECT false AS " NEIGHBOR ", " HOME_TABLE ", " HOME
		"%s FROM own AS t UNION ALL SELECT true, " HOME_TABLE ", " HOME
		"%s FROM ranked AS t WHERE upbench_rank <= %d) ",
		key, key, NEIGHBORS);
}

static enum up_status execute(struct up_conn *conn, struct up_buffer *sql, struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	UP_TRY(up_conn_exec(conn, sql->data, err));
	up_buffer_clear(sql);
	return UP_OK;
}

enum up_status undo_store_make(struct up_conn *conn, const struct undo_request *request,
			       struct up_error *err)
{
	UP_BUFFER key = {0};
	UP_BUFFER sql = {0};

	for (size_t k = 0; k < request->key->count; k++) {
		up_buffer_append_string(&key, ", t.");
		up_sql_identifier(&key, request->key->items[k]);
	}
	UP_TRY(up_buffer_check(&key, err));
	up_buffer_append_format(&sql, "CREATE TABLE %s AS ", request->store);
	append_members(&sql, request, key.data);
	up_buffer_append_format(&sql,
				"SELECT pg_catalog.row_number() OVER (ORDER BY " HOME_TABLE
				", " BLOCK ", " NEIGHBOR ", " HOME ") AS " PLACE ", " HOME_TABLE
				", " HOME ", " NEIGHBOR ", t.* FROM member AS s JOIN %s AS t ON ",
				request->table);
	undo_store_append_match(&sql, request, "t", "s");
	UP_TRY(execute(conn, &sql, err));
	up_buffer_append_format(&sql, "VACUUM (ANALYZE) %s", request->store);
	return execute(conn, &sql, err);
}
