/* SPDX-License-Identifier: PostgreSQL */
/* A table that is put back by undoing a sync. */
#include "measure/restore/undo.h"

#include "db/server.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

#define ROWS 20000
#define STEP 100 /* one of so many is in the sync */
#define CREATED 20

static void exec(struct up_conn *conn, const char *sql)
{
	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%.80s: %s", sql, err.message);
}

static char *value_of(struct up_conn *conn, const char *sql)
{
	char *value = NULL;

	cr_assert_eq(up_conn_query_value(conn, sql, &value, &err), UP_OK, "%.80s: %s", sql,
		     err.message);
	return value;
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = value_of(conn, sql);

	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

/* A database of its own: VACUUM removes nothing that a transaction of another test could see. */
static char *make_database(const char *name)
{
	UP_CONN *conn = NULL;
	UP_BUFFER sql = {0};
	UP_BUFFER conninfo = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	up_buffer_append_format(&sql, "CREATE DATABASE %s", name);
	exec(conn, sql.data);
	up_buffer_append_format(&conninfo, "%s dbname=%s", test_conninfo(), name);
	OK(up_buffer_check(&conninfo, &err));
	return strdup(conninfo.data);
}

/* ---- a table ----------------------------------------------------------- */

#define COLUMNS                                                                                    \
	"id bigint NOT NULL, part integer NOT NULL DEFAULT 0, \"in dexed\" integer NOT NULL, "     \
	"name text NOT NULL, doc text, twice integer GENERATED ALWAYS AS (\"in dexed\" * 2) "      \
	"STORED, PRIMARY KEY (id, part)"
/* Before 17 not of a partitioned table. */
#define IDENTITY ", number bigint GENERATED ALWAYS AS IDENTITY"

#define TABLE "\"s s\".thing"

struct layout {
	const char *name;
	const char *table; /* what makes it */
};

static const struct layout layouts[] = {
	{"plain", "CREATE TABLE " TABLE " (" COLUMNS IDENTITY ")"},
	{"with_room", "CREATE TABLE " TABLE " (" COLUMNS IDENTITY ") WITH (fillfactor = 90)"},
	{"partitioned",
	 "CREATE TABLE " TABLE " (" COLUMNS ") PARTITION BY RANGE (id); "
	 "CREATE TABLE \"s s\".low PARTITION OF " TABLE " FOR VALUES FROM (0) TO (12000); "
	 "CREATE TABLE \"s s\".high PARTITION OF " TABLE " FOR VALUES FROM (12000) TO (999999)"},
};

static void make_table(struct up_conn *conn, const struct layout *layout)
{
	exec(conn, "CREATE SCHEMA \"s s\"");
	exec(conn, layout->table);
	exec(conn, "ALTER TABLE " TABLE " ALTER doc SET STORAGE EXTERNAL");
	exec(conn,
	     "INSERT INTO " TABLE " (id, \"in dexed\", name, doc) SELECT n, n % 777, "
	     "repeat('x', 20 + (n * 7919) % 60), CASE WHEN n % 50 = 0 THEN repeat('y', 3000) END "
	     "FROM generate_series(1, 20000) AS n");
	exec(conn, "CREATE INDEX ON " TABLE " (\"in dexed\")");
	exec(conn, "CREATE TABLE \"s s\".keys AS SELECT id, 0 AS part, 1 AS name FROM "
		   "generate_series(100, 22000, 100) AS id");
	exec(conn, "CREATE TABLE \"s s\".pristine AS SELECT * FROM " TABLE);
	exec(conn, "VACUUM (ANALYZE) " TABLE);
	exec(conn, "ANALYZE \"s s\".keys");
}

static void prepare(struct up_conn *conn, bool can_checkpoint, struct undo *undo)
{
	struct text_list key = {0};
	const struct undo_request request = {.table = TABLE,
					     .keys = "\"s s\".keys",
					     .store = "\"s s\".store",
					     .key = &key,
					     .can_checkpoint = can_checkpoint};
	bool is_settled = false;

	OK(text_list_add(&key, "id", &err));
	OK(text_list_add(&key, "part", &err));
	OK(undo_prepare(conn, &request, undo, &err));
	OK(undo_settle(undo, conn, &is_settled, &err));
	cr_expect(is_settled);
	text_list_release(&key);
}

/* ---- its state --------------------------------------------------------- */

#define FILES                                                                                      \
	"(WITH RECURSIVE part(oid) AS (SELECT '" TABLE "'::regclass::oid UNION "                   \
	"SELECT inhrelid FROM pg_inherits JOIN part ON inhparent = part.oid), "                    \
	"heap(oid) AS (SELECT oid FROM part UNION SELECT reltoastrelid FROM pg_class "             \
	"JOIN part USING (oid) WHERE reltoastrelid <> 0) "                                         \
	"SELECT oid, true AS is_heap FROM heap UNION ALL "                                         \
	"SELECT indexrelid, false FROM pg_index JOIN heap ON indrelid = oid) AS file"

/* Each of them is one text. */
static const char *const states[] = {
	/* Sizes and what the planner and VACUUM know of pages. */
	"SELECT string_agg(format('%s %s %s %s', relname, pg_relation_size(c.oid), relpages, "
	"relallvisible), ', ' ORDER BY relname) FROM pg_class c JOIN " FILES " USING (oid)",
	/* Where all rows are. */
	"SELECT md5(string_agg(format('%s %s %s', tableoid, ctid, id), ',' ORDER BY id)) "
	"FROM " TABLE,
	/* What is in them. */
	"SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM " TABLE " AS t",
	/* Statistics, in full. */
	"SELECT md5(string_agg(s::text, ',' ORDER BY starelid, staattnum)) "
	"FROM pg_statistic s JOIN " FILES " ON oid = starelid",
	/* Free space and visibility, page by page. */
	"SELECT string_agg(format('%s: %s, %s', oid::regclass, "
	"(SELECT format('%s %s', sum(avail), md5(string_agg(avail::text, ',' ORDER BY blkno))) "
	"FROM pg_freespace(oid::regclass)), "
	"(SELECT md5(string_agg(all_visible::text, ',' ORDER BY blkno)) "
	"FROM pg_visibility_map(oid::regclass))), '; ' ORDER BY oid) "
	"FROM " FILES " JOIN pg_class USING (oid) WHERE is_heap AND relkind <> 'p'",
	/* What is dead.  (n_dead_tup is what sessions report, also after VACUUM.) */
	"SELECT string_agg(pgstattuple(oid)::text, '; ' ORDER BY oid) "
	"FROM " FILES " JOIN pg_class USING (oid) WHERE is_heap AND relkind <> 'p'",
};
enum {
	STATES = sizeof states / sizeof states[0]
};

/* Before 14 line pointers are never given back, so that a sync that puts rows into a page in another
 * order takes four bytes of it for good.  All comes to rest late, and free space, which is the last of
 * the states, last. */
static size_t count_warm_ups(struct up_conn *conn)
{
	return conn->server_version < 140000 ? 4 : 1;
}

static size_t count_states(struct up_conn *conn)
{
	return conn->server_version < 140000 ? STATES - 2 : STATES;
}

static void expect_states(struct up_conn *conn, char *const then[STATES], const char *after)
{
	for (size_t s = 0; s < count_states(conn); s++) {
		UP_FREE char *now = value_of(conn, states[s]);
		cr_expect_str_eq(now, then[s], "%s: %.60s: %s, not %s", after, states[s], now,
				 then[s]);
	}
}

/* ---- syncs ------------------------------------------------------------- */

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[] = {
		{(char *)"id", UP_TYPE_INT8, -1, false, NULL},
		{(char *)"part", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"in dexed", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"name", UP_TYPE_TEXT, -1, false, NULL},
	};

	OK(up_relation_init(relation, "s s", "thing", NULL, &err));
	for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 2, &err));
}

static void make_rows(struct up_batch *batch)
{
	static const char text[] = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
				   "zzzzzzzzzzzzzzzzzzzzzzzzzzzz";

	for (int32_t n = STEP; n <= ROWS + CREATED * STEP; n += STEP) {
		up_vector_append_int64(&batch->vectors[0], n);
		up_vector_append_int32(&batch->vectors[1], 0);
		up_vector_append_int32(&batch->vectors[2], n % 555);
		up_vector_append_bytes(&batch->vectors[3], text, (size_t)(n / STEP) % 80);
		OK(up_batch_end_row(batch, &err));
	}
}

struct kind {
	const char *strategy;
	size_t chunk;
};

static const struct kind kinds[] = {
	{"row", 0},          {"values", 0},        {"unnest", 0},         {"copy-temp", 0},
	{"case-when", 0},    {"upsert-unnest", 0}, {"unnest", 7},         {"values", 50},
	{"row-prepared", 0}, {"upsert-copy", 0},   {"row-autocommit", 0}, {"copy-staging", 0},
};
enum {
	KINDS = sizeof kinds / sizeof kinds[0]
};

static struct up_sync *open_sync(const struct up_pool *pool, const struct up_relation *relation,
				 struct up_source *source, const struct kind *kind)
{
	struct up_sync *sync = NULL;
	const struct up_sync_options options = {
		.pool = pool,
		.relation = relation,
		.source = source,
		.strategy = up_strategy_find(kind->strategy),
		.update = {.chunk = kind->chunk},
	};

	cr_assert_not_null(options.strategy, "%s", kind->strategy);
	OK(up_sync_open(&options, &sync, &err));
	return sync;
}

static void run_sync(struct up_sync *sync, const char *name)
{
	struct up_sync_result result;

	cr_assert_eq(up_sync_run(sync, &result, &err), UP_OK, "%s: %s", name, err.message);
	cr_expect_eq(result.rows_created, CREATED);
	cr_expect_eq(result.rows_updated, ROWS / STEP);
}

/* Each strategy twice, behind each other in different orders, on connections that stay open. */
static void check_states(struct up_conn *control, const char *conninfo, struct undo *undo)
{
	struct up_pool pools[KINDS] = {0};
	UP_RELATION relation = {0};
	UP_BATCH rows = {0};
	struct up_source *source = NULL;
	struct up_sync *syncs[KINDS];
	UP_FREE char *seen = NULL;
	char *first[STATES];
	int64_t displaced;
	bool is_settled = false;

	make_relation(&relation);
	OK(up_batch_init(&rows, &relation, &err));
	make_rows(&rows);
	OK(up_memory_open(&rows, &source, &err));
	for (size_t k = 0; k < KINDS; k++) {
		OK(up_pool_open(conninfo, 1, &pools[k], &err));
		syncs[k] = open_sync(&pools[k], &relation, source, &kinds[k]);
	}
	/* Their rows have other lengths than those that undo_settle() knows of, and some are new. */
	for (size_t s = 0; s < KINDS * count_warm_ups(control); s++) {
		run_sync(syncs[s % KINDS], kinds[s % KINDS].strategy);
		OK(undo_run(undo, control, &displaced, &err));
	}
	OK(undo_settle(undo, control, &is_settled, &err));
	cr_expect(is_settled);
	OK(undo_state(undo, control, &seen, &err));
	for (size_t s = 0; s < STATES; s++)
		first[s] = value_of(control, states[s]);
	for (size_t s = 0; s < 2 * (size_t)KINDS; s++) {
		const size_t k = s * 5 % KINDS;
		UP_FREE char *now = NULL;
		run_sync(syncs[k], kinds[k].strategy);
		OK(undo_run(undo, control, &displaced, &err));
		cr_expect_eq(displaced, 0, "%s: %d", kinds[k].strategy, (int)displaced);
		OK(undo_state(undo, control, &now, &err));
		cr_expect_str_eq(now, seen, "%s: %s, not %s", kinds[k].strategy, now, seen);
		expect_states(control, first, kinds[k].strategy);
	}
	for (size_t s = 0; s < STATES; s++)
		free(first[s]);
	for (size_t k = 0; k < KINDS; k++) {
		up_sync_close(syncs[k]);
		up_pool_release(&pools[k]);
	}
	up_source_close(source);
}

static void check_layout(const struct layout *layout)
{
	UP_BUFFER name = {0};
	UP_CONN *control = NULL;
	UNDO undo = {0};

	up_buffer_append_format(&name, "undo_%s", layout->name);
	UP_FREE char *conninfo = make_database(name.data);
	OK(up_conn_open(conninfo, &control, &err));
	exec(control, "CREATE EXTENSION pg_freespacemap; CREATE EXTENSION pg_visibility; "
		      "CREATE EXTENSION pgstattuple");
	make_table(control, layout);
	prepare(control, true, &undo);
	check_states(control, conninfo, &undo);
	expect_value(control,
		     "SELECT count(*) FROM (TABLE " TABLE " EXCEPT TABLE \"s s\".pristine) AS x",
		     "0");
	expect_value(control, "SELECT count(*) FROM " TABLE, "20000");
	expect_value(control,
		     "SELECT sum((pgstattuple(oid)).dead_tuple_count) FROM " FILES
		     " JOIN pg_class USING (oid) WHERE is_heap AND relkind <> 'p'",
		     "0");
}

Test(undo, state_is_the_same_after_each_strategy)
{
	check_layout(&layouts[0]);
}

Test(undo, state_is_the_same_where_pages_have_room)
{
	check_layout(&layouts[1]);
}

Test(undo, state_is_the_same_over_partitions)
{
	check_layout(&layouts[2]);
}

/* ---- what stands in the way -------------------------------------------- */

static char *open_undo(const char *name, struct up_conn **control, struct undo *undo)
{
	char *conninfo = make_database(name);

	OK(up_conn_open(conninfo, control, &err));
	make_table(*control, &layouts[0]);
	prepare(*control, true, undo);
	return conninfo;
}

#define UPDATE "UPDATE " TABLE " SET name = name || 'x' WHERE id % 100 = 0"

/* VACUUM may not remove what an older transaction can see. */
Test(undo, reports_rows_that_came_elsewhere_and_finds_back)
{
	UP_CONN *control = NULL;
	UP_CONN *other = NULL;
	UNDO undo = {0};
	UP_FREE char *conninfo = open_undo("undo_elsewhere", &control, &undo);
	int64_t displaced;

	OK(up_conn_open(conninfo, &other, &err));
	exec(other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
	exec(control, UPDATE);
	OK(undo_run(&undo, control, &displaced, &err));
	cr_expect_gt(displaced, 0);
	exec(other, "ROLLBACK");
	OK(undo_run(&undo, control, &displaced, &err));
	cr_expect_eq(displaced, 0, "%d", (int)displaced);
}

Test(undo, continues_where_it_was_interrupted)
{
	UP_CONN *control = NULL;
	UNDO undo = {0};
	free(open_undo("undo_interrupted", &control, &undo));
	UP_FREE char *before = value_of(control, states[1]);
	struct text_list statements = {0};
	int64_t displaced;

	OK(undo_append_statements(&undo, &statements, &err));
	for (size_t count = 0; count <= statements.count; count++) {
		exec(control, UPDATE);
		for (size_t s = 0; s < count; s++)
			exec(control, statements.items[s]);
		OK(undo_run(&undo, control, &displaced, &err));
		cr_expect_eq(displaced, 0, "after %d: %d", (int)count, (int)displaced);
	}
	UP_FREE char *after = value_of(control, states[1]);
	cr_expect_str_eq(after, before);
	text_list_release(&statements);
}

static bool settles_to_the_same_size(const char *database)
{
	static const char size[] = "SELECT pg_relation_size('" TABLE "')";
	UP_CONN *control = NULL;
	UNDO undo = {0};
	free(open_undo(database, &control, &undo));
	UP_FREE char *before = value_of(control, size);
	bool is_settled = false;

	exec(control, UPDATE);
	OK(undo_settle(&undo, control, &is_settled, &err));
	cr_expect(is_settled);
	UP_FREE char *after = value_of(control, size);
	return strcmp(before, after) == 0;
}

/* A sync that is still there adds nothing to what one takes.  VACUUM keeps rows for a backend that is
 * just starting, for it has no database yet: where another test connects at the wrong moment, the
 * table grows for a reason of its own. */
Test(undo, settles_to_the_room_of_one_sync)
{
	cr_expect(settles_to_the_same_size("undo_room") ||
		  settles_to_the_same_size("undo_room_2") ||
		  settles_to_the_same_size("undo_room_3"));
}

/* The server names the row in its messages. */
Test(undo, tells_no_value_when_it_fails)
{
	UP_CONN *control = NULL;
	UNDO undo = {0};
	free(open_undo("undo_fails", &control, &undo));
	int64_t displaced = -1;

	exec(control, "ALTER TABLE " TABLE " ADD CHECK (name !~ '^x{20}') NOT VALID");
	cr_expect_eq(undo_run(&undo, control, &displaced, &err), UP_STATEMENT);
	cr_expect_str_eq(err.sqlstate, "23514");
	cr_expect_null(strstr(err.message, "xxx"), "%s", err.message);
	cr_expect_eq(displaced, -1);
}

/* Rows that a sync creates draw from sequences, and the next one draws the same numbers again. */
Test(undo, puts_sequences_back)
{
	UP_CONN *control = NULL;
	UNDO undo = {0};
	free(open_undo("undo_sequences", &control, &undo));
	int64_t displaced;

	for (int sync = 0; sync < 2; sync++) {
		exec(control,
		     "INSERT INTO " TABLE " (id, \"in dexed\", name) VALUES (20100, 1, '')");
		expect_value(control, "SELECT number FROM " TABLE " WHERE id = 20100", "20001");
		OK(undo_run(&undo, control, &displaced, &err));
	}
	expect_value(control,
		     "SELECT count(*) FROM (TABLE " TABLE " EXCEPT TABLE \"s s\".pristine) AS x",
		     "0");
}

/* An owner of the table needs no other right. */
Test(undo, takes_an_owner_alone)
{
	UP_CONN *control = NULL;
	UNDO undo = {0};
	UP_FREE char *conninfo = make_database("undo_owner");
	int64_t displaced;

	OK(up_conn_open(conninfo, &control, &err));
	exec(control, "CREATE ROLE undo_owner; GRANT CREATE ON DATABASE undo_owner TO undo_owner; "
		      "SET ROLE undo_owner");
	make_table(control, &layouts[0]);
	prepare(control, false, &undo);
	exec(control, UPDATE);
	OK(undo_run(&undo, control, &displaced, &err));
	cr_expect_eq(displaced, 0, "%d", (int)displaced);
	exec(control, "RESET ROLE");
}
