/* SPDX-License-Identifier: PostgreSQL */
/* The text of the statements that strategies prepare, with a key of two columns, other types and no
 * scope: as the server has it. */
#include "db/server.h"
#include "strategy/strategy.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void make_relation(struct up_relation *relation, bool scoped)
{
	static const struct up_column columns[] = {
		{(char *)"a", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"b", UP_TYPE_OTHER, -1, false, (char *)"bpchar"},
		{(char *)"c", UP_TYPE_VARCHAR, 24, true, NULL},
		{(char *)"d", UP_TYPE_OTHER, -1, true, (char *)"integer[]"},
	};
	static const struct up_column scope = {(char *)"s", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(relation, "pg_temp", "t", scoped ? &scope : NULL, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 2, &err));
}

static void expect_statement(struct up_conn *conn, const char *name, bool scoped,
			     const char *expected)
{
	UP_RELATION relation = {0};
	UP_FREE char *statement = NULL;

	make_relation(&relation, scoped);
	struct up_update update = {
		.strategy = up_strategy_find(name),
		.conn = conn,
		.relation = &relation,
		.scope = scoped ? "me" : NULL,
	};
	if (strcmp(name, "values") == 0)
		update.options.chunk = 2;
	cr_assert_not_null(update.strategy);
	OK(update.strategy->prepare(&update, &err));
	update.strategy->release(&update);
	OK(up_conn_query_value(conn, "SELECT statement FROM pg_prepared_statements", &statement,
			       &err));
	cr_expect_str_eq(statement, expected, "%s: %s", name, statement);
	OK(up_conn_exec(conn, "DEALLOCATE ALL", &err));
}

#define SET " SET \"c\" = u.\"c\", \"d\" = u.\"d\" FROM "
#define AS " AS u (\"a\", \"b\", \"c\", \"d\") WHERE "
#define MATCH "t.\"a\" = u.\"a\" AND t.\"b\"::bpchar = u.\"b\""

Test(prepared, statements_take_keys_scope_and_types)
{
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(
		conn,
		"CREATE TEMPORARY TABLE t (s text, a integer, b character(3), c varchar(20), "
		"d integer[])",
		&err));
	expect_statement(
		conn, "row-prepared", false,
		"UPDATE \"pg_temp\".\"t\" AS t SET \"c\" = $3, \"d\" = "
		"$4::text::integer[] WHERE t.\"a\" = $1 AND t.\"b\"::bpchar = $2::text::bpchar");
	expect_statement(
		conn, "row-prepared", true,
		"UPDATE \"pg_temp\".\"t\" AS t SET \"c\" = $3, \"d\" = "
		"$4::text::integer[] WHERE t.\"s\" = $5 AND t.\"a\" = $1 AND t.\"b\"::bpchar = "
		"$2::text::bpchar");
	expect_statement(conn, "values", false,
			 "UPDATE \"pg_temp\".\"t\" AS t" SET
			 "(VALUES ($1::integer, $2::text::bpchar, $3::character varying, "
			 "$4::text::integer[]), ($5, $6, $7, $8))" AS MATCH);
	expect_statement(conn, "values", true,
			 "UPDATE \"pg_temp\".\"t\" AS t" SET
			 "(VALUES ($1::integer, $2::text::bpchar, $3::character varying, "
			 "$4::text::integer[]), ($5, $6, $7, $8))" AS "t.\"s\" = $9 AND " MATCH);
	expect_statement(
		conn, "unnest-binary", false,
		"UPDATE \"pg_temp\".\"t\" AS t" SET
		"(SELECT unnest($1::integer[]), unnest($2::text[])::bpchar, "
		"unnest($3::character varying[]), unnest($4::text[])::integer[])" AS MATCH);
	expect_statement(conn, "unnest-binary", true,
			 "UPDATE \"pg_temp\".\"t\" AS t" SET
			 "(SELECT unnest($1::integer[]), unnest($2::text[])::bpchar, "
			 "unnest($3::character varying[]), unnest($4::text[])::integer[])" AS
			 "t.\"s\" = $5 AND " MATCH);
}
