/* SPDX-License-Identifier: PostgreSQL */
/* What a sample costs beside time: exactly what the server itself says of the statement, and
 * what somebody in between sees of the bytes. */
#include "measure/trial/resource_usage.h"

#include "asset/asset.h"
#include "db/server.h"
#include "measure/case/feasibility.h"
#include "measure/probe/perf_count.h"
#include "measure/probe/process.h"
#include "measure/probe/server_counters.h"
#include "measure/probe/wire.h"
#include "measure/relay/relay.h"
#include "measure/subject/program_subject.h"
#include "measure/trial/trial.h"

#include <criterion/criterion.h>
#include <jansson.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* ---- what the server counts -------------------------------------------- */

#define EXPLAIN "EXPLAIN (ANALYZE, BUFFERS, WAL, FORMAT JSON) "

static void exec(struct up_conn *conn, const char *sql)
{
	OK(up_conn_exec(conn, sql, &err));
}

static void make_thing(struct up_conn *conn, struct up_relation *relation, const char *fillfactor)
{
	UP_BUFFER sql = {0};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(relation, NULL, "thing", &scope, &err));
	up_buffer_append_format(
		&sql,
		"CREATE TABLE thing (n integer PRIMARY KEY, m integer, k integer, t text) "
		"WITH (fillfactor = %s); INSERT INTO thing SELECT n, n, n, 'x' FROM "
		"generate_series(1, 1000) AS n; CREATE INDEX ON thing (k)",
		fillfactor);
	exec(conn, sql.data);
	exec(conn, "VACUUM (ANALYZE) thing");
	exec(conn, "CHECKPOINT");
}

static int64_t number_of(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static int64_t sum_of(const json_t *plan, const json_t *planning, const char *name)
{
	return number_of(plan, name) + number_of(planning, name);
}

/* Of filling the caches of a session, which reads catalogs, EXPLAIN says only a part. */
static void rehearse(struct up_conn *conn, const char *sql)
{
	exec(conn, "BEGIN");
	exec(conn, sql);
	exec(conn, "ROLLBACK");
}

/* Runs a statement on a session between begin and end; what EXPLAIN says of it is *said, to
 * be released. */
static void take(const struct up_pool *pool, struct up_conn *control,
		 const struct up_relation *relation, const char *sql,
		 struct server_counters *counters, json_t **said)
{
	UP_FREE char *text = NULL;

	OK(server_counters_flush(pool, &err));
	OK(server_counters_begin(counters, control, SERVER_COUNTERS_ALONE, relation, &err));
	OK(up_conn_query_value(pool->conns[0], sql, &text, &err));
	OK(server_counters_flush(pool, &err));
	OK(server_counters_end(counters, control, SERVER_COUNTERS_ALONE, relation, &err));
	*said = json_loads(text, 0, NULL);
	cr_assert_not_null(*said);
}

static void expect_as_explained(const struct server_counters *counters, const json_t *said)
{
	const json_t *statement = json_array_get(said, 0);
	const json_t *plan = json_object_get(statement, "Plan");
	const json_t *planning = json_object_get(statement, "Planning");
	const int64_t *items = counters->items;

	/* The commit is a record, too. */
	const int64_t records = number_of(plan, "WAL Records") + 1;
	cr_expect_eq(items[SERVER_COUNTER_WAL_RECORDS], records, "%d, not %d",
		     (int)items[SERVER_COUNTER_WAL_RECORDS], (int)records);
	cr_expect_eq(items[SERVER_COUNTER_WAL_FPI], number_of(plan, "WAL FPI"));
	cr_expect_geq(items[SERVER_COUNTER_WAL_POSITION], number_of(plan, "WAL Bytes"));
	const int64_t hit = sum_of(plan, planning, "Shared Hit Blocks");
	const int64_t read = sum_of(plan, planning, "Shared Read Blocks");
	/* Nothing is evicted here.  From 16 on, adding a page is no reading any more. */
	const int64_t added = sum_of(plan, planning, "Shared Written Blocks");
	cr_expect_eq(items[SERVER_COUNTER_BLOCKS_HIT], hit, "%d, not %d",
		     (int)items[SERVER_COUNTER_BLOCKS_HIT], (int)hit);
	cr_expect(items[SERVER_COUNTER_BLOCKS_READ] == read + added ||
			  (added > 0 && items[SERVER_COUNTER_BLOCKS_READ] == read),
		  "%d, not %d and %d", (int)items[SERVER_COUNTER_BLOCKS_READ], (int)read,
		  (int)added);
}

static void check_counts(const char *conninfo)
{
	/* Away from the ends, where planning looks into the table, and cleans up there. */
	static const char hot[] = EXPLAIN "UPDATE thing SET m = m + 1 WHERE n BETWEEN 101 AND 400";
	static const char cold[] = EXPLAIN "UPDATE thing SET k = k + 1 WHERE n BETWEEN 551 AND 850";
	UP_POOL pool = {0};
	UP_CONN *control = NULL;
	UP_RELATION relation = {0};
	struct server_counters counters;
	json_t *said;

	OK(up_pool_open(conninfo, 1, &pool, &err));
	OK(up_conn_open(conninfo, &control, &err));
	if (!server_counters_is_prompt(control))
		cr_skip_test("the server tells its statistics late");
	make_thing(control, &relation, "40");

	/* There is room on every page, and then an index has to follow. */
	take(&pool, control, &relation, hot, &counters, &said);
	json_decref(said);
	cr_expect_eq(counters.items[SERVER_COUNTER_HOT_UPDATES], 300);
	cr_expect_eq(counters.items[SERVER_COUNTER_DEAD_TUPLES], 300);
	cr_expect_eq(counters.items[SERVER_COUNTER_TEMP_BYTES], 0);
	cr_expect_eq(counters.items[SERVER_COUNTER_TABLE_BYTES], 0);
	cr_expect_eq(counters.items[SERVER_COUNTER_CATALOG_BYTES], 0);
	take(&pool, control, &relation, cold, &counters, &said);
	json_decref(said);
	cr_expect_eq(counters.items[SERVER_COUNTER_HOT_UPDATES], 0);
	cr_expect_eq(counters.items[SERVER_COUNTER_DEAD_TUPLES], 300);

	rehearse(pool.conns[0], hot);
	take(&pool, control, &relation, hot, &counters, &said);
	expect_as_explained(&counters, said);
	json_decref(said);
	rehearse(pool.conns[0], cold);
	take(&pool, control, &relation, cold, &counters, &said);
	expect_as_explained(&counters, said);
	json_decref(said);

	/* Nothing at all: neither the reading nor the flushing is in the figures. */
	exec(pool.conns[0], "SELECT '[]'");
	take(&pool, control, &relation, "SELECT '[]'", &counters, &said);
	json_decref(said);
	for (int i = 0; i < SERVER_COUNTER_COUNT; i++) {
		if (i != SERVER_COUNTER_NEWPAGE_UPDATES || control->server_version >= 160000)
			cr_expect_eq(counters.items[i], 0, "item %d: %d", i,
				     (int)counters.items[i]);
	}

	take(&pool, control, &relation,
	     EXPLAIN "UPDATE thing SET t = (SELECT string_agg(md5(i::text), '') FROM "
		     "generate_series(1, 400) AS i) WHERE n < 200",
	     &counters, &said);
	json_decref(said);
	cr_expect_gt(counters.items[SERVER_COUNTER_TOAST_BYTES], 199 * 4000);

	exec(pool.conns[0], "SET work_mem = '64kB'");
	take(&pool, control, &relation,
	     EXPLAIN "SELECT i FROM generate_series(1, 100000) AS i ORDER BY -i", &counters, &said);
	json_decref(said);
	cr_expect_gt(counters.items[SERVER_COUNTER_TEMP_BYTES], 100000 * 4);
}

#define PIECE 4096

/* Memory in pieces that are freed again, and that the heap keeps. */
static void take_and_free(size_t count)
{
	void **pieces = calloc(count, sizeof *pieces);

	for (size_t p = 0; p < count; p++) {
		pieces[p] = malloc(PIECE);
		if (pieces[p] != NULL)
			memset(pieces[p], 1, PIECE);
	}
	/* What is above keeps the heap from shrinking. */
	void *above = malloc(16);
	for (size_t p = 0; p < count; p++)
		free(pieces[p]);
	free(pieces);
	free(above);
}

/* The memory of a sample is its own, whatever others took before it. */
static void check_client_memory(const char *conninfo)
{
	UP_POOL pool = {0};
	UP_RELATION relation = {0};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(&relation, NULL, "thing", &scope, &err));
	OK(up_pool_open(conninfo, 1, &pool, &err));
	const struct server server = {.control = pool.conns[0]};
	for (size_t count = 1000; count <= 4000; count += 3000) {
		const struct resource_usage_subject subject = {
			.server = &server, .pool = &pool, .relation = &relation, .cold = true};
		RESOURCE_USAGE usage = {0};
		SAMPLE sample;
		sample_init(&sample);
		take_and_free(20000);
		OK(resource_usage_begin(&usage, &subject, &err));
		take_and_free(count);
		OK(resource_usage_end(&usage, &subject, &sample, &err));
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed, and more beside what was not */
		if (process_reset_peak(PROCESS_SELF)) {
			/* But for some pages at either end. */
			cr_expect_geq(sample.client_peak_bytes, (int64_t)(count - 100) * PIECE);
			cr_expect_leq(sample.client_peak_bytes, (int64_t)(count + 100) * PIECE);
		}
#endif
		sample_release(&sample);
	}
}

/* Who may not know is told why, once, and the sample has what can be known without. */
static void check_refusal(const char *conninfo)
{
	UP_POOL pool = {0};
	UP_CONN *superuser = NULL;
	UP_RELATION relation = {0};
	SAMPLE sample;
	RESOURCE_USAGE usage = {0};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_conn_open(conninfo, &superuser, &err));
	if (!server_counters_is_prompt(superuser))
		return;
	exec(superuser, "REVOKE EXECUTE ON FUNCTION pg_stat_force_next_flush() FROM public; "
			"CREATE ROLE nobody");
	OK(up_relation_init(&relation, NULL, "thing", &scope, &err));
	OK(up_pool_open(conninfo, 1, &pool, &err));
	exec(pool.conns[0], "SET SESSION AUTHORIZATION nobody");
	const struct server server = {.control = pool.conns[0]};
	const struct resource_usage_subject subject = {
		.server = &server, .pool = &pool, .relation = &relation};
	sample_init(&sample);
	OK(resource_usage_begin(&usage, &subject, &err));
	OK(resource_usage_end(&usage, &subject, &sample, &err));
	cr_expect_eq(usage.refusal.status, UP_STATEMENT);
	cr_expect_not_null(strstr(usage.refusal.message, "pg_stat_force_next_flush"), "%s",
			   usage.refusal.message);
	cr_expect_eq(sample.dead_tuples, UNMEASURED);
	cr_expect_geq(sample.client_cpu_ns, 0);
	cr_expect_geq(sample.probe_ns, 0);
	/* Instructions are known exactly where this machine counts them. */
	const int64_t counted = perf_count_end(perf_count_begin(PERF_INSTRUCTIONS, 0));
	cr_expect_eq(sample.client_instructions == UNMEASURED, counted == PERF_COUNT_UNKNOWN);
	cr_expect_eq(sample.server_instructions, UNMEASURED);
	sample_release(&sample);
}

/* A cluster of its own: others would be in the figures, and so would the records of running
 * transactions that the server writes for replicas, now and then. */
Test(resource_usage, is_what_the_server_says_of_the_statement)
{
	static const char *const settings[] = {"wal_level=minimal", "max_wal_senders=0",
					       "fsync=off"};
	const struct cluster_options options = {.settings = settings, .setting_count = 3};
	CLUSTER *cluster = NULL;

	OK(cluster_start(&options, &cluster, &err));
	check_counts(cluster_conninfo(cluster));
	check_client_memory(cluster_conninfo(cluster));
	check_refusal(cluster_conninfo(cluster));
}

/* A partitioned table is counted as the sum of its partitions. */
Test(resource_usage, of_a_partitioned_table_is_that_of_all_partitions)
{
	static const char table[] =
		"CREATE SCHEMA test_partitions; SET search_path TO test_partitions; "
		"CREATE TABLE thing (owner text, n integer PRIMARY KEY, m integer, t text) "
		"PARTITION BY HASH (n); "
		"CREATE TABLE even PARTITION OF thing FOR VALUES WITH (MODULUS 2, REMAINDER 0); "
		"CREATE TABLE odd PARTITION OF thing FOR VALUES WITH (MODULUS 2, REMAINDER 1) "
		"PARTITION BY HASH (n); "
		"CREATE TABLE odd_1 PARTITION OF odd FOR VALUES WITH (MODULUS 1, REMAINDER 0) "
		"WITH (fillfactor = 10); "
		"INSERT INTO thing SELECT '', n, n, 'x' FROM generate_series(1, 1000) AS n";
	UP_POOL pool = {0};
	UP_RELATION relation = {0};
	UP_FREE char *odd = NULL;
	struct server_counters counters;
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_pool_open(test_conninfo(), 1, &pool, &err));
	if (!server_counters_is_prompt(pool.conns[0]))
		cr_skip_test("the server tells its statistics late");
	exec(pool.conns[0], table);
	exec(pool.conns[0], "VACUUM (ANALYZE) thing");
	OK(up_relation_init(&relation, NULL, "thing", &scope, &err));
	OK(up_conn_query_value(pool.conns[0], "SELECT count(*) FROM odd", &odd, &err));
	OK(server_counters_begin(&counters, pool.conns[0], SERVER_COUNTERS_SHARED, &relation,
				 &err));
	exec(pool.conns[0],
	     "UPDATE thing SET m = -m, t = (SELECT string_agg(md5(i::text), '') FROM "
	     "generate_series(1, 400) AS i)");
	OK(server_counters_flush(&pool, &err));
	OK(server_counters_end(&counters, pool.conns[0], SERVER_COUNTERS_SHARED, &relation, &err));
	cr_expect_eq(counters.items[SERVER_COUNTER_DEAD_TUPLES], 1000);
	if (pool.conns[0]->server_version >= 160000)
		cr_expect_eq(counters.items[SERVER_COUNTER_NEWPAGE_UPDATES],
			     1000 - counters.items[SERVER_COUNTER_HOT_UPDATES]);
	else
		cr_expect_eq(counters.items[SERVER_COUNTER_NEWPAGE_UPDATES],
			     SERVER_COUNTER_UNKNOWN);
	/* One of the partitions alone has room on every page. */
	cr_expect_geq(counters.items[SERVER_COUNTER_HOT_UPDATES], strtol(odd, NULL, 10));
	cr_expect_lt(counters.items[SERVER_COUNTER_HOT_UPDATES], 1000);
	cr_expect_gt(counters.items[SERVER_COUNTER_TABLE_BYTES], 0);
	cr_expect_gt(counters.items[SERVER_COUNTER_INDEX_BYTES], 0);
	cr_expect_gt(counters.items[SERVER_COUNTER_TOAST_BYTES], 1000 * 4000);
	exec(pool.conns[0], "DROP SCHEMA test_partitions CASCADE");
}

/* It says 0 of them, which would be a lie. */
static void expect_unknown(struct up_conn *conn, const char *table)
{
	static const enum server_counter of_table[] = {
		SERVER_COUNTER_HOT_UPDATES,     SERVER_COUNTER_DEAD_TUPLES,
		SERVER_COUNTER_NEWPAGE_UPDATES, SERVER_COUNTER_TABLE_BYTES,
		SERVER_COUNTER_INDEX_BYTES,     SERVER_COUNTER_TOAST_BYTES};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};
	struct server_counters counters;
	UP_RELATION relation = {0};

	OK(up_relation_init(&relation, "test_shells", table, &scope, &err));
	OK(server_counters_begin(&counters, conn, false, &relation, &err));
	OK(server_counters_end(&counters, conn, false, &relation, &err));
	for (size_t c = 0; c < sizeof of_table / sizeof of_table[0]; c++)
		cr_expect_eq(counters.items[of_table[c]], SERVER_COUNTER_UNKNOWN, "%s: item %d",
			     table, (int)of_table[c]);
}

/* Foreign tables, one of them a partition, and what Citus makes of a table that it distributes. */
Test(resource_usage, of_a_table_whose_rows_are_elsewhere_is_unknown)
{
	static const char tables[] =
		"CREATE SCHEMA test_shells; SET search_path TO test_shells; "
		"CREATE FOREIGN DATA WRAPPER test_shells; "
		"CREATE SERVER test_shells FOREIGN DATA WRAPPER test_shells; "
		"CREATE FOREIGN TABLE away (n integer) SERVER test_shells; "
		"CREATE TABLE parts (n integer) PARTITION BY LIST (n); "
		"CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1); "
		"CREATE FOREIGN TABLE part_2 PARTITION OF parts FOR VALUES IN (2) SERVER "
		"test_shells; "
		"CREATE TABLE distributed (n integer); "
		"CREATE FUNCTION citus_truncate_trigger() RETURNS trigger LANGUAGE plpgsql "
		"AS 'BEGIN RETURN NULL; END'; "
		"CREATE TRIGGER t AFTER TRUNCATE ON distributed "
		"EXECUTE FUNCTION citus_truncate_trigger()";
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	exec(conn, tables);
	expect_unknown(conn, "away");
	expect_unknown(conn, "parts");
	expect_unknown(conn, "distributed");
	exec(conn, "SET client_min_messages = warning; DROP SCHEMA test_shells CASCADE; "
		   "DROP FOREIGN DATA WRAPPER test_shells CASCADE");
}

/* On a server that others use, too, only what is the table's own is told. */
Test(resource_usage, of_a_shared_server_is_only_that_of_the_table)
{
	UP_POOL pool = {0};
	UP_RELATION relation = {0};
	struct server_counters counters;

	OK(up_pool_open(test_conninfo(), 1, &pool, &err));
	if (!server_counters_is_prompt(pool.conns[0]))
		cr_skip_test("the server tells its statistics late");
	exec(pool.conns[0], "CREATE SCHEMA test_cost; SET search_path TO test_cost");
	make_thing(pool.conns[0], &relation, "100");
	OK(server_counters_begin(&counters, pool.conns[0], SERVER_COUNTERS_SHARED, &relation,
				 &err));
	exec(pool.conns[0], "UPDATE thing SET m = m + 1");
	OK(server_counters_flush(&pool, &err));
	OK(server_counters_end(&counters, pool.conns[0], SERVER_COUNTERS_SHARED, &relation, &err));
	cr_expect_eq(counters.items[SERVER_COUNTER_DEAD_TUPLES], 1000);
	cr_expect_gt(counters.items[SERVER_COUNTER_TABLE_BYTES], 0);
	cr_expect_gt(counters.items[SERVER_COUNTER_INDEX_BYTES], 0);
	static const enum server_counter others[] = {
		SERVER_COUNTER_WAL_POSITION, SERVER_COUNTER_WAL_RECORDS, SERVER_COUNTER_WAL_FPI,
		SERVER_COUNTER_BLOCKS_HIT,   SERVER_COUNTER_BLOCKS_READ, SERVER_COUNTER_TEMP_BYTES,
		SERVER_COUNTER_CATALOG_BYTES};
	for (size_t o = 0; o < sizeof others / sizeof others[0]; o++)
		cr_expect_eq(counters.items[others[o]], SERVER_COUNTER_UNKNOWN, "item %d",
			     (int)others[o]);
	exec(pool.conns[0], "DROP SCHEMA test_cost CASCADE");
}

/* ---- what it counts of backends ----------------------------------------- */

struct syncs {
	struct server *server;
	struct cluster *cluster; /* that has nothing else to do */
	struct subject *subject;
	struct dataset dataset;
	struct up_relation relation;
	struct up_source *source;
	struct up_pool pool;
	struct up_sync *sync;
};

static void open_syncs(struct syncs *syncs, const char *strategy)
{
	static const struct population_request request = {.seed = 1, .rows = 1914, .changed = 1};
	struct server *server = syncs->server;
	struct contender contender;

	OK(program_subject_open(asset_find("schema/program.sql")->data, &syncs->subject, &err));
	OK(dataset_load(&syncs->dataset, syncs->subject, &request, 1, server, &err));
	OK(up_relation_narrow(&syncs->subject->relation, 20, server->schema, &syncs->relation,
			      &err));
	OK(rows_open_source(syncs->dataset.population->rows, &syncs->relation, EDITION_NEW,
			    &syncs->source, &err));
	OK(up_pool_open(server->conninfo, 1, &syncs->pool, &err));
	cr_assert(contender_find(strategy, &contender));
	const struct up_sync_options options = {
		.pool = &syncs->pool,
		.relation = &syncs->relation,
		.scope = syncs->subject->scope,
		.source = syncs->source,
		.strategy = contender.strategy,
		.reference = syncs->subject->reference,
	};
	OK(up_sync_open(&options, &syncs->sync, &err));
}

static void close_syncs(struct syncs *syncs)
{
	up_sync_close(syncs->sync);
	up_pool_release(&syncs->pool);
	up_source_close(syncs->source);
	up_relation_release(&syncs->relation);
	dataset_release(&syncs->dataset);
	subject_close(syncs->subject);
}

/* Takes one sample, of a sync or of nothing, as of a server that is ours alone and as of one that is
 * not. */
static void take_both(struct syncs *syncs, bool is_of_sync, struct sample *of_server,
		      struct sample *of_backends)
{
	const struct server alone = {.control = syncs->server->control, .cluster = syncs->cluster};
	const struct resource_usage_subject outer = {
		.server = &alone, .pool = &syncs->pool, .relation = &syncs->relation};
	const struct resource_usage_subject inner = {
		.server = syncs->server, .pool = &syncs->pool, .relation = &syncs->relation};
	RESOURCE_USAGE outer_usage = {0};
	RESOURCE_USAGE inner_usage = {0};
	struct up_sync_result result;

	sample_init(of_server);
	sample_init(of_backends);
	OK(dataset_restore(&syncs->dataset, syncs->server, &err));
	OK(resource_usage_begin(&outer_usage, &outer, &err));
	OK(resource_usage_begin(&inner_usage, &inner, &err));
	if (is_of_sync)
		OK(up_sync_run(syncs->sync, &result, &err));
	OK(resource_usage_end(&inner_usage, &inner, of_backends, &err));
	OK(resource_usage_end(&outer_usage, &outer, of_server, &err));
	cr_assert(outer_usage.known && inner_usage.known);
}

/* Its bytes have no padding. */
static void expect_alike(const struct sample *of_server, const struct sample *of_backends,
			 int64_t hit_by_counting)
{
	const int64_t hit = of_server->buffers_hit - hit_by_counting;
	const double ratio = (double)of_backends->wal_bytes / (double)of_server->wal_bytes;

	cr_expect(ratio > 0.99 && ratio < 1.01, "%d of %d bytes of WAL",
		  (int)of_backends->wal_bytes, (int)of_server->wal_bytes);
	cr_expect_eq(of_backends->wal_records, of_server->wal_records);
	cr_expect_eq(of_backends->wal_fpi, of_server->wal_fpi);
	cr_expect_gt(of_backends->wal_fpi, 0);
	cr_expect_eq(of_backends->buffers_hit, hit, "%d, not %d", (int)of_backends->buffers_hit,
		     (int)hit);
	cr_expect_eq(of_backends->buffers_read, of_server->buffers_read);
	cr_expect_eq(of_backends->temp_bytes, UNMEASURED);
}

static void check_backends(struct server *server, struct cluster *cluster)
{
	struct syncs syncs = {.server = server, .cluster = cluster};
	struct sample of_server;
	struct sample of_backends;

	open_syncs(&syncs, "unnest");
	/* The first syncs read catalogs.  What the counters of the backends read is in those of the
	 * server. */
	take_both(&syncs, true, &of_server, &of_backends);
	take_both(&syncs, true, &of_server, &of_backends);
	take_both(&syncs, false, &of_server, &of_backends);
	cr_expect_eq(of_backends.wal_bytes, 0);
	cr_expect_eq(of_backends.wal_records, 0);
	cr_expect_eq(of_backends.buffers_hit, 0, "%d", (int)of_backends.buffers_hit);
	const int64_t hit_by_counting = of_server.buffers_hit;

	take_both(&syncs, true, &of_server, &of_backends);
	expect_alike(&of_server, &of_backends, hit_by_counting);
	/* At once, so that what a session has not reported would be in it. */
	take_both(&syncs, false, &of_server, &of_backends);
	cr_expect_eq(of_backends.wal_bytes, 0);
	close_syncs(&syncs);
}

Test(resource_usage, of_backends_is_that_of_a_server_that_has_no_others)
{
	static const char *const settings[] = {"wal_level=minimal", "max_wal_senders=0",
					       "fsync=off"};
	const struct cluster_options options = {.settings = settings, .setting_count = 3};
	CLUSTER *cluster = NULL;
	SERVER server = {0};

	OK(cluster_start(&options, &cluster, &err));
	const struct server_options server_options = {
		.dbname = cluster_conninfo(cluster),
		.schema_sql = asset_find("schema/program.sql")->data,
	};
	OK(server_open(&server_options, &server, &err));
	if (!backend_counters_are_kept(server.control))
		cr_skip_test("the server does not count backends");
	check_backends(&server, cluster);
}

/* ---- what goes over the wire ------------------------------------------- */

/* Few enough that what a pipeline sends is one write, and the server's answer another. */
#define ROWS 15
#define RTT_NS 5000000

/* Both of a second sample, the first of which connects and prepares. */
static void check_wire(struct trial *trial, const struct relay *relay)
{
	SAMPLE sample;
	const struct up_strategy *strategy = trial->trial_case->strategy;
	bool cold;

	sample_init(&sample);
	OK(trial_sample(trial, &sample, NULL, &cold, &err));
	cr_assert_eq(sample.status, SAMPLE_OK, "%s: %s", strategy->name, sample.error);
	sample_release(&sample);

	const struct up_conn_counters before = up_pool_counters(&trial->pool);
	const struct wire_counters bytes_before = wire_read(&trial->wire);
	const struct relay_counters relayed_before = relay_counters_read(relay);
	OK(trial_sample(trial, &sample, NULL, &cold, &err));
	cr_expect(!cold);
	cr_assert_eq(sample.status, SAMPLE_OK, "%s: %s", strategy->name, sample.error);
	const struct up_conn_counters after = up_pool_counters(&trial->pool);
	const struct wire_counters bytes = wire_read(&trial->wire);

	const struct relay_counters relayed = relay_counters_read(relay);

	cr_expect_eq(bytes.bytes_sent - bytes_before.bytes_sent,
		     relayed.bytes_to_server - relayed_before.bytes_to_server, "%s",
		     strategy->name);
	cr_expect_eq(bytes.bytes_received - bytes_before.bytes_received,
		     relayed.bytes_to_client - relayed_before.bytes_to_client, "%s",
		     strategy->name);
	cr_expect_eq(after.round_trips - before.round_trips,
		     relayed.round_trips - relayed_before.round_trips, "%s", strategy->name);
	cr_expect_gt(sample.bytes_sent, 0);
	cr_expect_lt(sample.bytes_sent, bytes.bytes_sent - bytes_before.bytes_sent,
		     "the rest of a sync");
	cr_expect_gt(sample.bytes_received, 0);
	cr_expect_gt(sample.statements, 0);
	/* With a transaction a row, rows that died may be pruned meanwhile. */
	if (!(strategy->flags & UP_STRATEGY_AUTOCOMMIT) &&
	    server_counters_is_prompt(trial->pool.conns[0]))
		cr_expect_eq(sample.dead_tuples, ROWS, "%s", strategy->name);
	sample_release(&sample);
}

static void check_strategy(const struct test_server *test_server, const struct contender *contender,
			   struct dataset *dataset, const struct oracle *oracle,
			   const struct relay *relay)
{
	const struct up_strategy *strategy = contender->strategy;
	CASE_LIST cases = {0};
	struct trial trial = {0};
	const struct sampling sampling = {.samples = 2, .min_samples = 2};
	const struct factors factors = {.rows = ROWS, .columns = 20, .changed = 1, .workers = 1};

	OK(case_list_add(&cases, contender, &factors, &sampling, &err));
	if (feasibility_check(oracle->subject, &cases.items[0], INT64_MAX, &err) ==
		    UP_UNSUPPORTED ||
	    test_server->server->control->server_version < strategy->min_server_version)
		return;
	OK(trial_init(&trial, test_server, server_direct(test_server->server), &cases.items[0],
		      dataset, oracle, &(struct row_source){0}, &err));
	check_wire(&trial, relay);
	trial_release(&trial);
}

Test(resource_usage, bytes_and_round_trips_are_those_that_the_relay_counts)
{
	SERVER server = {0};
	struct test_server test_server;
	RELAY *relay = NULL;
	const struct relay_options line = {.conninfo = test_conninfo(), .rtt_ns = RTT_NS};
	struct dataset dataset = {0};
	struct oracle oracle = {0};
	SUBJECT *subject = NULL;
	const struct population_request request = {.seed = 1, .rows = ROWS, .changed = 1};
	const struct server_options options = {
		.dbname = test_conninfo(),
		.schema_sql = asset_find("schema/program.sql")->data,
	};

	OK(relay_start(&line, &relay, &err));
	OK(server_open(&options, &server, &err));
	free(server.conninfo);
	server.conninfo = strdup(relay_conninfo(relay));
	cr_assert_not_null(server.conninfo);
	OK(program_subject_open(options.schema_sql, &subject, &err));
	OK(test_server_init(&test_server, &server, subject, &err));
	OK(dataset_load(&dataset, subject, &request, 1, &server, &err));
	OK(oracle_init(&oracle, subject, dataset.population, 20, NULL, &(struct text_list){0},
		       false, &server, &err));
	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		if (contender.role != ROLE_IDLE)
			check_strategy(&test_server, &contender, &dataset, &oracle, relay);
	}
	oracle_release(&oracle);
	dataset_release(&dataset);
	test_server_release(&test_server);
}

/* What was forgotten is not counted, and what is not watched is told from nothing. */
Test(resource_usage, bytes_of_what_is_not_watched_are_not_known)
{
	UP_POOL pool = {0};
	struct wire wire = {0};

	OK(up_pool_open(test_conninfo(), 2, &pool, &err));
	cr_expect_not(wire_is_counting(wire_read(&wire), 1));
	OK(wire_watch(&wire, &pool, &err));
	cr_expect_not(wire_is_counting(wire_read(&wire), 1));
	exec(pool.conns[0], "SELECT 1");
	cr_expect(wire_is_counting(wire_read(&wire), 1));
	cr_expect_eq(wire_read(&wire).bytes_sent, 1 + 4 + 9, "a Query");
	exec(pool.conns[1], "SELECT 1");
	cr_expect_eq(wire_read(&wire).bytes_sent, 2 * (1 + 4 + 9), "of both connections");
	wire_forget(&wire);
	exec(pool.conns[0], "SELECT 1");
	cr_expect_eq(wire_read(&wire).bytes_sent, 0);
}
