/* SPDX-License-Identifier: PostgreSQL */
#include "db/traps.h"

#include "db/server.h"

#include <criterion/criterion.h>
#include <stdio.h>

void traps_run(struct up_conn *conn, const char *sql)
{
	struct up_error err;

	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%.40s: %s", sql, err.message);
}

struct up_conn *traps_open_empty(const char *name)
{
	UP_CONN *control = NULL;
	UP_BUFFER text = {0};
	struct up_conn *conn = NULL;
	struct up_error err;

	cr_assert_eq(up_conn_open(test_conninfo(), &control, &err), UP_OK, "%s", err.message);
	up_buffer_append_format(&text, "CREATE DATABASE %s", name);
	traps_run(control, text.data);
	up_buffer_clear(&text);
	up_buffer_append_format(&text, "%s dbname=%s", test_conninfo(), name);
	cr_assert_eq(up_conn_open(text.data, &conn, &err), UP_OK, "%s", err.message);
	return conn;
}

struct up_conn *traps_open(const char *name)
{
	struct up_conn *conn = traps_open_empty(name);
	UP_BUFFER text = {0};
	char line[4096];

	FILE *file = fopen(TEST_FIXTURES "/tables/traps.sql", "re");
	cr_assert_not_null(file);
	while (fgets(line, sizeof line, file) != NULL)
		up_buffer_append_string(&text, line);
	fclose(file);
	traps_run(conn, text.data);
	return conn;
}

enum up_status traps_try_read(struct up_conn *conn, const char *table, struct shape *shape,
			      struct up_error *err)
{
	TABLE_NAME name = {0};

	cr_assert_eq(table_name_parse(table, &name, err), UP_OK, "%s", err->message);
	const struct table_request request = {
		.name = &name, .statistics = TABLE_STATISTICS_SHAPE, .tool = "test"};
	return table_shape_read(conn, &request, shape, err);
}

void traps_read(struct up_conn *conn, const char *table, struct shape *shape)
{
	struct up_error err;

	cr_assert_eq(traps_try_read(conn, table, shape, &err), UP_OK, "%s: %s", table, err.message);
	cr_expect_not(up_conn_in_transaction(conn));
}
