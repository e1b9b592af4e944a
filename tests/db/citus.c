/* SPDX-License-Identifier: PostgreSQL */
/* Strategies with a staging table beside a table that Citus distributes, on the cluster that UPBENCH_TEST_CITUS names. */
#include "base/cleanup.h"
#include "pg/pool.h"
#include "source/memory.h"
#include "strategy/strategy.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define ROWS 50

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* %1$s: the schema; %2$s: the distribution column. */
static const char tables[] =
	"DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s; SET search_path = %1$s;"
	"CREATE TABLE thing (scope varchar(20), id uuid, word text, PRIMARY KEY (scope, id));"
	"SELECT create_distributed_table('thing', '%2$s', colocate_with => 'none',"
	"  shard_count => 4);"
	"INSERT INTO thing SELECT scope, lpad(n::text, 32, '0')::uuid, 'old'"
	"  FROM generate_series(1, 50) AS n, unnest(ARRAY['it''s', 'other']) AS scope";

static void make_relation(struct up_relation *relation, const char *schema)
{
	const struct up_column scope = {(char *)"scope", UP_TYPE_VARCHAR, 24, false, NULL};
	const struct up_column id = {(char *)"id", UP_TYPE_OTHER, -1, false, (char *)"uuid"};
	const struct up_column word = {(char *)"word", UP_TYPE_TEXT, -1, true, NULL};

	OK(up_relation_init(relation, schema, "thing", &scope, &err));
	OK(up_relation_add(relation, &id, &err));
	OK(up_relation_add(relation, &word, &err));
	OK(up_relation_set_key(relation, 1, &err));
}

static void make_batch(const struct up_relation *relation, struct up_batch *batch)
{
	char id[33];

	OK(up_batch_init(batch, relation, &err));
	for (int n = 1; n <= ROWS; n++) {
		snprintf(id, sizeof id, "%032d", n);
		up_vector_append_bytes(&batch->vectors[0], id, 32);
		up_vector_append_bytes(&batch->vectors[1], "new", 3);
		OK(up_batch_end_row(batch, &err));
	}
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

/* Tables in shards of the schema that is the search path, and groups of them whose shards are together. */
#define TABLES                                                                                     \
	"SELECT count(*) || ' in ' || count(DISTINCT colocationid) FROM pg_dist_partition "        \
	"JOIN pg_class ON oid = logicalrelid WHERE relnamespace = current_schema()::regnamespace"

static void expect_words(struct up_conn *conn, const char *expected)
{
	expect_value(conn,
		     "SELECT string_agg(scope || count, ', ' ORDER BY scope, count) FROM "
		     "(SELECT scope || ' ' || word || ' ', count(*) FROM thing "
		     "GROUP BY 1) AS t (scope, count)",
		     expected);
}

static void expect_distributed(const char *schema, const char *column)
{
	const char *const conninfo = getenv("UPBENCH_TEST_CITUS");
	UP_POOL pool = {0};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER sql = {0};
	struct up_sync *sync = NULL;
	struct up_sync_result result;

	OK(up_conn_open(conninfo, &conn, &err));
	up_buffer_append_format(&sql, tables, schema, column);
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
	OK(up_pool_open(conninfo, 1, &pool, &err));
	make_relation(&relation, schema);
	make_batch(&relation, &batch);
	OK(up_memory_open(&batch, &source, &err));
	const struct up_sync_options options = {.pool = &pool,
						.relation = &relation,
						.scope = "it's",
						.source = source,
						.strategy = up_strategy_find("copy-unlogged")};
	OK(up_sync_open(&options, &sync, &err));
	expect_value(conn, TABLES, "2 in 1");
	for (int run = 0; run < 2; run++) {
		OK(up_sync_run(sync, &result, &err));
		cr_expect_eq(result.rows_updated, ROWS);
	}
	up_sync_close(sync);
	expect_value(conn, TABLES, "1 in 1");
	expect_words(conn, "it's new 50, other old 50");
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql, "DROP SCHEMA %s CASCADE", schema);
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
}

Test(citus, staging_table_is_colocated)
{
	if (getenv("UPBENCH_TEST_CITUS") == NULL)
		cr_skip("UPBENCH_TEST_CITUS names no cluster");
	expect_distributed("upbench_test_scope", "scope");
	expect_distributed("upbench_test_key", "id");
}

/* Ten rows of the sync are new, and as many are gone; other scopes stay. */
static void expect_synced(const char *strategy, const char *schema, const char *column,
			  enum up_gone_action action, const char *expected)
{
	const char *const conninfo = getenv("UPBENCH_TEST_CITUS");
	UP_POOL pool = {0};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER sql = {0};
	struct up_sync *sync = NULL;
	struct up_sync_result result;

	OK(up_conn_open(conninfo, &conn, &err));
	up_buffer_append_format(&sql, tables, schema, column);
	up_buffer_append_string(
		&sql,
		"; DELETE FROM thing WHERE id <= lpad('10', 32, '0')::uuid;"
		"INSERT INTO thing SELECT scope, lpad(n::text, 32, '0')::uuid, 'old'"
		"  FROM generate_series(51, 60) AS n, unnest(ARRAY['it''s', 'other']) AS scope");
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
	OK(up_pool_open(conninfo, 1, &pool, &err));
	make_relation(&relation, schema);
	make_batch(&relation, &batch);
	OK(up_memory_open(&batch, &source, &err));
	const struct up_sync_options options = {
		.pool = &pool,
		.relation = &relation,
		.scope = "it's",
		.source = source,
		.strategy = up_strategy_find(strategy),
		.gone = {.action = action, .column = "word", .value = "gone"}};
	OK(up_sync_open(&options, &sync, &err));
	expect_value(conn, TABLES, "2 in 1");
	OK(up_sync_run(sync, &result, &err));
	cr_expect_eq(result.rows_updated, ROWS - 10, "%s: %d", strategy, (int)result.rows_updated);
	cr_expect_eq(result.rows_created, 10, "%s: %d", strategy, (int)result.rows_created);
	cr_expect_eq(result.rows_gone, 10, "%s: %d", strategy, (int)result.rows_gone);
	up_sync_close(sync);
	expect_words(conn, expected);
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql, "DROP SCHEMA %s CASCADE", schema);
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
}

Test(citus, whole_pipeline_follows_the_shards)
{
	static const char *const strategies[] = {"staging-sync", "merge-sync"};
	static const char *const columns[] = {"scope", "id"};

	if (getenv("UPBENCH_TEST_CITUS") == NULL)
		cr_skip("UPBENCH_TEST_CITUS names no cluster");
	for (int n = 0; n < 4; n++) {
		const char *strategy = strategies[n / 2];
		const char *column = columns[n % 2];
		expect_synced(strategy, "upbench_test_sync", column, UP_GONE_COUNT,
			      "it's new 50, it's old 10, other old 50");
		expect_synced(strategy, "upbench_test_sync", column, UP_GONE_MARK,
			      "it's gone 10, it's new 50, other old 50");
		expect_synced(strategy, "upbench_test_sync", column, UP_GONE_DELETE,
			      "it's new 50, other old 50");
	}
}
