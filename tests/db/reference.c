/* SPDX-License-Identifier: PostgreSQL */
/* The table that the rows of a sync refer to is written in the order of its keys. */
#include "sync/reference.h"

#include "db/server.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

enum {
	ROWS = 500,
	BUSINESSES = 97,
};

static struct up_column column_of(const char *name, enum up_type type)
{
	return (struct up_column){
		.name = (char *)(uintptr_t)name, .type = type, .type_modifier = -1};
}

static void make_relation(struct up_relation *relation)
{
	const struct up_column scope = column_of("s", UP_TYPE_TEXT);
	const struct up_column key = column_of("k", UP_TYPE_INT4);
	const struct up_column business = column_of("b", UP_TYPE_TEXT);

	OK(up_relation_init(relation, "pg_temp", "refers", &scope, &err));
	OK(up_relation_add(relation, &key, &err));
	OK(up_relation_add(relation, &business, &err));
}

static void make_rows(struct up_batch *batch)
{
	char text[32];

	for (int32_t row = 0; row < ROWS; row++) {
		const int length = snprintf(text, sizeof text, "B-%d", row * 31 % BUSINESSES);
		up_vector_append_int32(&batch->vectors[0], row);
		up_vector_append_bytes(&batch->vectors[1], text, (size_t)length);
		OK(up_batch_end_row(batch, &err));
	}
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

/* The trigger numbers rows as they are written: those that are there and those that are not. */
static void run_sync(size_t batch_rows)
{
	static const struct up_reference reference = {
		.column = 1, .table = "business", .scope = "s", .key = "k", .count = "n"};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	struct up_sync_result result;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(
		conn,
		"CREATE TEMPORARY TABLE refers (s text, k integer, b text, UNIQUE (s, k));"
		"CREATE TEMPORARY TABLE business (s text, k text, n integer, written bigint, "
		"UNIQUE (s, k)); CREATE TEMPORARY SEQUENCE writes;"
		"CREATE FUNCTION pg_temp.number() RETURNS trigger LANGUAGE plpgsql AS "
		"'BEGIN NEW.written := nextval(''writes''); RETURN NEW; END';"
		"INSERT INTO business SELECT 'me', 'B-' || n, 0, 0 FROM generate_series(90, 10, "
		"-7) n;"
		"CREATE TRIGGER number BEFORE INSERT ON business FOR EACH ROW "
		"EXECUTE FUNCTION pg_temp.number()",
		&err));
	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_rows(&batch);
	OK(up_memory_open(&batch, &source, &err));
	const struct up_pool pool = {.conns = &conn, .count = 1};
	const struct up_sync_options options = {.pool = &pool,
						.relation = &relation,
						.scope = "me",
						.source = source,
						.strategy = up_strategy_find("values"),
						.batch_rows = batch_rows,
						.reference = &reference};
	OK(up_sync_open(&options, &sync, &err));
	OK(up_sync_run(sync, &result, &err));
	cr_expect_eq(result.references, BUSINESSES);
	expect_value(conn, "SELECT sum(n) FROM business", "500");
	expect_value(
		conn,
		"SELECT count(*) FROM (SELECT written, lag(written) OVER (ORDER BY k) AS before "
		"FROM business WHERE written > 0) w WHERE written < before",
		"0");
	up_sync_close(UP_TAKE(sync));
}

Test(reference, is_written_in_the_order_of_keys)
{
	run_sync(0);
}

Test(reference, is_written_in_the_order_of_keys_of_a_stream)
{
	run_sync(64);
}
