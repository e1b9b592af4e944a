/* SPDX-License-Identifier: PostgreSQL */
/* The strategies that COPY their rows into a table: how their statement is planned, and what is there
 * of a table that is not the session's. */
#include "db/server.h"
#include "measure/case/contender.h"
#include "measure/script/recording.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void make_relation(struct up_relation *relation, const char *schema)
{
	static const struct up_column columns[] = {
		{(char *)"n", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"word", UP_TYPE_TEXT, -1, true, NULL},
		{(char *)"day", UP_TYPE_DATE, -1, true, NULL},
	};

	OK(up_relation_init(relation, schema, "thing", NULL, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 1, &err));
}

/* ---- plans ------------------------------------------------------------ */

/* plan() is the text of a plan with all that is in it, but for the alias of the bare name. */
static const char tables[] =
	"CREATE TEMPORARY TABLE thing (n integer PRIMARY KEY, word text, day date);"
	"INSERT INTO thing SELECT n, n, '2000-01-01' FROM generate_series(1, 5000) AS n;"
	"CREATE TEMPORARY TABLE upsync_incoming AS SELECT * FROM thing WHERE n % 3 = 0;"
	"CREATE TEMPORARY TABLE upbench_floor AS SELECT * FROM thing WHERE n % 3 = 0;"
	"ANALYZE thing; ANALYZE upsync_incoming; ANALYZE upbench_floor;"
	"CREATE FUNCTION pg_temp.plan(sql text, source text) RETURNS text LANGUAGE plpgsql AS $$"
	"DECLARE line text; plan text := '';"
	"BEGIN FOR line IN EXECUTE 'EXPLAIN (VERBOSE) ' || sql LOOP"
	"  plan := plan || regexp_replace(replace(line, source || ' u', source), '\\mu\\.',"
	"                                 source || '.', 'g') || E'\\n';"
	"END LOOP; RETURN plan; END $$";

static enum up_status keep_statement(void *context, const struct up_message *message,
				     struct up_error *unused)
{
	(void)unused;
	if (message->kind == UP_MESSAGE_PARAMS)
		up_buffer_append_string(context, message->sql);
	return UP_OK;
}

/* Of floor the statement alone: what it prepares asks the server. */
static void append_statement(struct up_buffer *sql, struct up_conn *conn, const char *name,
			     const struct up_relation *relation, bool skip_unchanged)
{
	const struct up_recorder recorder = {
		.record = keep_statement, .context = sql, .literal = RECORDING_LITERAL};
	const struct up_update_options options = {.skip_unchanged = skip_unchanged};
	struct contender contender;
	RECORDING recording = {0};

	cr_assert(contender_find(name, &contender));
	const struct up_strategy *strategy = contender.strategy;
	if (strcmp(name, "floor") == 0) {
		struct up_update update = {.strategy = strategy,
					   .conn = conn,
					   .relation = relation,
					   .options = options};
		conn->recorder = &recorder;
		OK(strategy->finish(&update, &err));
		conn->recorder = NULL;
		return;
	}
	const struct recording_request request = {
		.relation = relation, .strategy = strategy, .update = options};
	OK(recording_make(conn, &request, &recording, &err));
	for (size_t i = 0; i < recording.count; i++) {
		if (recording.items[i].kind == UP_MESSAGE_PARAMS)
			up_buffer_append_string(sql, recording.items[i].sql);
	}
}

static char *plan_of(struct up_conn *conn, const char *sql, const char *source)
{
	UP_BUFFER query = {0};
	char *plan = NULL;

	up_buffer_append_format(&query, "SELECT pg_temp.plan($sql$%s$sql$, '%s')", sql, source);
	OK(up_conn_query_value(conn, up_buffer_string(&query), &plan, &err));
	return plan;
}

/* The statement as it is and with the bare name in place of the query have one plan. */
static void expect_flattened(struct up_conn *conn, const char *name, const char *source,
			     const struct up_relation *relation, bool skip_unchanged)
{
	UP_BUFFER sql = {0};
	UP_BUFFER bare = {0};
	char query[80];

	append_statement(&sql, conn, name, relation, skip_unchanged);
	snprintf(query, sizeof query, "(SELECT * FROM pg_temp.%s)", source);
	const char *at = strstr(up_buffer_string(&sql), query);
	cr_assert_not_null(at, "%s: %s", name, sql.data);
	up_buffer_append_format(&bare, "%.*spg_temp.%s%s", (int)(at - sql.data), sql.data, source,
				at + strlen(query));
	UP_FREE char *plan = plan_of(conn, sql.data, source);
	UP_FREE char *plan_of_bare = plan_of(conn, up_buffer_string(&bare), source);
	cr_expect_str_eq(plan, plan_of_bare, "%s: %s\n%s", name, plan, plan_of_bare);
	cr_expect_not_null(strstr(plan, source), "%s", plan);
}

Test(incoming, query_costs_nothing)
{
	static const struct {
		const char *strategy, *source;
	} statements[] = {
		{"copy-temp", "upsync_incoming"},   {"copy-staging", "upsync_incoming"},
		{"upsert-copy", "upsync_incoming"}, {"merge-copy", "upsync_incoming"},
		{"floor", "upbench_floor"},
	};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, tables, &err));
	make_relation(&relation, "pg_temp");
	for (size_t s = 0; s < sizeof statements / sizeof *statements; s++) {
		if (strcmp(statements[s].strategy, "merge-copy") == 0 &&
		    conn->server_version < 150000)
			continue;
		expect_flattened(conn, statements[s].strategy, statements[s].source, &relation,
				 false);
		expect_flattened(conn, statements[s].strategy, statements[s].source, &relation,
				 true);
	}
}

/* ---- a table that is not the session's -------------------------------- */

/* staged() has the rows of each of them. */
static const char permanent[] =
	"DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s; SET search_path = %1$s;"
	"CREATE TABLE thing (n integer PRIMARY KEY, word text, day date);"
	"INSERT INTO thing SELECT n FROM generate_series(1, 6) AS n;"
	"CREATE FUNCTION pg_temp.staged() RETURNS text LANGUAGE plpgsql AS $$"
	"DECLARE name text; rows integer; result text := '';"
	"BEGIN FOR name IN SELECT oid::regclass FROM pg_class WHERE relpersistence = 'u' AND "
	"  relkind = 'r' AND relnamespace = quote_ident(current_schema())::regnamespace LOOP"
	"  EXECUTE 'SELECT count(*) FROM ' || name INTO rows; result := result || rows || ' ';"
	"END LOOP; RETURN result; END $$";

static struct up_conn *open_permanent(const char *schema)
{
	struct up_conn *conn = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, permanent, schema);
	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
	return conn;
}

static void make_batch(const struct up_relation *relation, struct up_batch *batch)
{
	OK(up_batch_init(batch, relation, &err));
	for (int32_t n = 1; n <= 6; n++) {
		up_vector_append_int32(&batch->vectors[0], n);
		up_vector_append_bytes(&batch->vectors[1], "word", 4);
		up_vector_append_null(&batch->vectors[2]);
		OK(up_batch_end_row(batch, &err));
	}
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

/* One per connection, with the rows of the last sync alone, and none afterwards, also where a session of
 * the same process id had left one. */
Test(incoming, permanent_table_ends_with_its_use)
{
	UP_POOL pool = {0};
	UP_CONN *conn = open_permanent("\"in coming\"");
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER leftover = {0};
	struct up_sync *sync = NULL;
	struct up_sync_result result;

	OK(up_pool_open(test_conninfo(), 2, &pool, &err));
	make_relation(&relation, "in coming");
	make_batch(&relation, &batch);
	OK(up_memory_open(&batch, &source, &err));
	up_buffer_append_format(&leftover,
				"CREATE UNLOGGED TABLE \"in coming\".upsync_incoming_%d (n text)",
				pool.conns[0]->backend_pid);
	OK(up_conn_exec(conn, up_buffer_string(&leftover), &err));

	const struct up_sync_options options = {.pool = &pool,
						.relation = &relation,
						.source = source,
						.strategy = up_strategy_find("copy-unlogged")};
	OK(up_sync_open(&options, &sync, &err));
	expect_value(conn, "SELECT pg_temp.staged()", "0 0 ");
	for (int run = 0; run < 2; run++) {
		OK(up_sync_run(sync, &result, &err));
		cr_expect_eq(result.rows_updated, 6);
		expect_value(conn, "SELECT pg_temp.staged()", "3 3 ");
	}
	up_sync_close(sync);
	expect_value(conn, "SELECT pg_temp.staged()", "");
	expect_value(conn, "SELECT count(*) FROM thing WHERE word = 'word'", "6");
	OK(up_conn_exec(conn, "DROP SCHEMA \"in coming\" CASCADE", &err));
}

/* The transaction that failed is over by then. */
Test(incoming, permanent_table_ends_after_a_failure)
{
	UP_CONN *conn = open_permanent("\"after failure\"");
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	struct up_sync *sync = NULL;
	struct up_sync_result result;

	OK(up_conn_exec(conn, "ALTER TABLE thing ADD CHECK (word <> 'word')", &err));
	make_relation(&relation, "after failure");
	make_batch(&relation, &batch);
	OK(up_memory_open(&batch, &source, &err));
	const struct up_pool pool = {.conns = &conn, .count = 1};
	const struct up_sync_options options = {.pool = &pool,
						.relation = &relation,
						.source = source,
						.strategy = up_strategy_find("copy-unlogged")};
	OK(up_sync_open(&options, &sync, &err));
	cr_expect_eq(up_sync_run(sync, &result, &err), UP_STATEMENT);
	cr_expect_str_eq(err.sqlstate, "23514", "%s", err.message);
	up_sync_close(sync);
	expect_value(conn, "SELECT pg_temp.staged()", "");
	OK(up_conn_exec(conn, "DROP SCHEMA \"after failure\" CASCADE", &err));
}
