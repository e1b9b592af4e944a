/* SPDX-License-Identifier: PostgreSQL */
/* Literals as libpq and the server write them: the outline of each is one "?". */
#include "text/outline.h"

#include "db/server.h"
#include "pg/conn.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)
#define VALUES 2000

static void expect_outline(const char *literal)
{
	UP_BUFFER sql = {0};
	UP_BUFFER outline = {0};

	up_buffer_append_format(&sql, "a = %s AND b", literal + strspn(literal, " "));
	outline_append_sql(&outline, up_buffer_string(&sql));
	cr_expect_str_eq(up_buffer_string(&outline), "a = ? AND b", "%s", literal);
}

/* Of the bytes that a literal is hardest to read with. */
static void make_value(uint64_t *state, char *value, size_t size)
{
	static const char bytes[] = "'\\\\''\"$-/*E\n x";

	for (size_t b = 0; b + 1 < size; b++) {
		*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
		value[b] = bytes[(*state >> 33) % (sizeof bytes - 1)];
	}
	value[size - 1] = '\0';
}

Test(outline, of_what_libpq_and_the_server_quote_is_one_mark)
{
	static const char *const settings[] = {"SET standard_conforming_strings = on",
					       "SET standard_conforming_strings = off; "
					       "SET escape_string_warning = off"};
	UP_CONN *conn = NULL;
	uint64_t state = 1;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	for (size_t v = 0; v < VALUES; v++) {
		UP_BUFFER literal = {0};
		UP_RESULT *result = NULL;
		char value[12];
		const char *const values[] = {value};
		const struct up_params params = {.count = 1, .values = values};

		if (v % (VALUES / 2) == 0)
			OK(up_conn_exec(conn, settings[v / (VALUES / 2)], &err));
		make_value(&state, value, 1 + v % sizeof value);
		OK(up_conn_append_literal(conn, &literal, value, strlen(value), &err));
		expect_outline(up_buffer_string(&literal));
		OK(up_conn_exec_params(conn, "SELECT quote_literal($1)", &params, NULL, &result,
				       &err));
		expect_outline(PQgetvalue(result, 0, 0));
	}
}

/* As the server writes an expression back: constants of many types, and nothing of them left. */
Test(outline, of_expressions_of_the_server_has_no_constant)
{
	UP_CONN *conn = NULL;
	UP_FREE char *check = NULL;
	UP_BUFFER outline = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(
		conn,
		"CREATE TEMPORARY TABLE t (i integer, l bigint, n numeric, f float8, t text, "
		"v varchar(9), y bytea, b boolean, x bit varying, d date, a integer[], j jsonb, "
		"CHECK (i <> -4711 AND l <> 4711 AND n <> 47.11 AND n <> -4711 AND f <> 4711e7 "
		"AND t <> E'\\\\4711''' AND v <> '4711' AND y <> '\\x4711' AND x <> B'1011' "
		"AND d <> '4711-01-01' AND a <> '{4711,NULL}' AND j <> '{\"4711\": \"it''s\"}' AND "
		"b IS DISTINCT FROM NULL AND i = ANY (ARRAY[4711, 1]) AND t LIKE '%4711%' AND "
		"d + interval '4711 days' > now()))",
		&err));
	OK(up_conn_query_value(
		conn,
		"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = "
		"'pg_temp.t'::regclass AND contype = 'c'",
		&check, &err));
	cr_assert_not_null(strstr(check, "4711"));
	outline_append_sql(&outline, check);
	const char *text = up_buffer_string(&outline);
	cr_expect_eq(strcspn(text, "0123456789'"), strlen(text), "%s", text);
	cr_expect_not_null(strstr(text, "now()"), "%s", text);
}
