/* SPDX-License-Identifier: PostgreSQL */
#include "db/clones.h"

#include <criterion/criterion.h>

static struct up_error err;

char *clones_value(struct up_conn *conn, const char *sql)
{
	char *value = NULL;

	cr_assert_eq(up_conn_query_value(conn, sql, &value, &err), UP_OK, "%.60s: %s", sql,
		     err.message);
	return value;
}

void clones_expect(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = clones_value(conn, sql);

	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

void clones_append_left_out(struct up_buffer *text, const struct shape *shape)
{
	for (size_t o = 0; o < shape->left_out.count; o++)
		up_buffer_append_format(text, "%s: %s;\n", shape->left_out.items[o].what,
					shape->left_out.items[o].why);
}

void clones_make(struct up_conn *conn, const struct shape *source,
		 const struct clone_request *request, struct shape *blueprint)
{
	cr_assert_eq(clone_plan(conn, source, request, blueprint, &err), UP_OK, "%s", err.message);
	cr_assert_eq(clone_make(conn, blueprint, request, NULL, &err), UP_OK, "%s", err.message);
	cr_expect_not(up_conn_in_transaction(conn));
}

void clones_make_full(struct up_conn *conn, const char *table, struct clone_request request,
		      struct shape *blueprint)
{
	SHAPE source = {0};

	traps_read(conn, table, &source);
	const struct fill_request fill = {.source = {source.table.schema, source.table.name}};
	request.blueprint.schema = COPY;
	request.fill = &fill;
	clones_make(conn, &source, &request, blueprint);
}

void clones_expect_refusal(struct up_conn *conn, const struct shape *source,
			   const struct clone_request *request, const char *expected)
{
	SHAPE blueprint = {0};
	enum up_status status = clone_plan(conn, source, request, &blueprint, &err);

	if (status == UP_OK)
		status = clone_make(conn, &blueprint, request, NULL, &err);
	cr_expect_neq(status, UP_OK);
	cr_expect_eq(strncmp(err.message, expected, strlen(expected)), 0, "%s", err.message);
	cr_expect_not(up_conn_in_transaction(conn));
}
