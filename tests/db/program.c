/* SPDX-License-Identifier: PostgreSQL */
/* The program relation is compiled in; the table is in fixtures/schema/program.sql. */
#include "measure/workload/program.h"

#include "asset/asset.h"
#include "db/server.h"
#include "pg/conn.h"

#include <criterion/criterion.h>

static struct up_error err;

static void run(struct up_conn *conn, const char *sql)
{
	enum up_status status = up_conn_exec(conn, sql, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
}

/* Column, type oid, type modifier and nullability, a line each. */
static void describe(struct up_buffer *text, const struct up_column *column)
{
	up_buffer_append_format(text, "%s %u %d %s\n", column->name,
				up_type_info(column->type)->oid, (int)column->type_modifier,
				column->nullable ? "null" : "not null");
}

#define CATALOG                                                                                    \
	"SELECT coalesce(string_agg(format(E'%s %s %s %s\\n', attname, atttypid::oid, atttypmod, " \
	"CASE WHEN attnotnull THEN 'not null' ELSE 'null' END), '' ORDER BY attnum), '') "         \
	"FROM pg_attribute WHERE attrelid = 'ads_programregistry'::regclass AND attnum > 0 "       \
	"AND NOT attisdropped AND "

Test(program, is_the_table_of_the_schema)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BUFFER columns = {0};
	UP_BUFFER scope = {0};
	UP_FREE char *catalog = NULL;
	UP_FREE char *catalog_scope = NULL;
	UP_FREE char *unique = NULL;

	cr_assert_eq(up_conn_open(test_conninfo(), &conn, &err), UP_OK, "%s", err.message);
	run(conn, "BEGIN; CREATE SCHEMA test_program; SET search_path TO test_program");
	run(conn, asset_find("schema/program.sql")->data);
	cr_assert_eq(program_relation(&relation, &err), UP_OK);
	cr_expect_null(relation.schema);
	cr_expect_str_eq(relation.table, "ads_programregistry");

	for (size_t c = 0; c < relation.column_count; c++)
		describe(&columns, &relation.columns[c]);
	cr_assert_eq(up_conn_query_value(conn, CATALOG "attname NOT IN ('id', 'username')",
					 &catalog, &err),
		     UP_OK, "%s", err.message);
	cr_expect_str_eq(up_buffer_string(&columns), catalog);

	describe(&scope, &relation.scope);
	cr_assert_eq(
		up_conn_query_value(conn, CATALOG "attname = 'username'", &catalog_scope, &err),
		UP_OK, "%s", err.message);
	cr_expect_str_eq(up_buffer_string(&scope), catalog_scope);

	/* The key is unique within a scope. */
	cr_assert_eq(up_conn_query_value(
			     conn,
			     "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = "
			     "'ads_programregistry'::regclass AND contype = 'u'",
			     &unique, &err),
		     UP_OK, "%s", err.message);
	cr_expect_str_eq(unique, "UNIQUE (username, program_id)");
	up_conn_rollback(conn);
}
