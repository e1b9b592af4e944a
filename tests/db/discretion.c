/* SPDX-License-Identifier: PostgreSQL */
/* Errors of a connection that keeps values out: a value that is planted in each is in none. */
#include "pg/discretion.h"

#include "db/server.h"
#include "db/traps.h"
#include "pg/conn.h"
#include "pg/pipeline.h"
#include "pg/pool.h"

#include <criterion/criterion.h>

static struct up_error err;

/* A value that no message may have, and one that reads as a number. */
#define VALUE "zq-secret"
#define NUMBER "98765432109"

#define WITHHELD "; the server's message is not shown, since it could show a row"

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static const char setup[] =
	"SET lc_messages = 'C';"
	"CREATE DOMAIN pg_temp.plain AS text CHECK (VALUE !~ 'secret');"
	"CREATE DOMAIN pg_temp.present AS text NOT NULL;"
	"CREATE TEMPORARY TABLE kind (name text PRIMARY KEY);"
	"CREATE TEMPORARY TABLE thing (n integer PRIMARY KEY, word text UNIQUE, "
	"  short varchar(3), day date, size text CONSTRAINT size_check CHECK (size !~ 'secret'), "
	"  must text NOT NULL DEFAULT '', kind text CONSTRAINT kind_fk REFERENCES kind, "
	"  alone text, plain pg_temp.plain, present pg_temp.present DEFAULT '', number integer, "
	"  always integer GENERATED ALWAYS AS IDENTITY, "
	"  CONSTRAINT alone_excl EXCLUDE USING btree (alone WITH =));"
	"INSERT INTO thing (n, word, alone) VALUES (1, '" VALUE "', '" VALUE "');"
	"CREATE TEMPORARY TABLE twice (word text); INSERT INTO twice VALUES ('" VALUE "'), ('" VALUE
	"');"
	"CREATE FUNCTION pg_temp.raise(state text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
	"  RAISE EXCEPTION USING ERRCODE = state, MESSAGE = '" VALUE "', DETAIL = '" VALUE
	"', HINT = '" VALUE "', CONSTRAINT = '" VALUE "', TABLE = '" VALUE "', COLUMN = '" VALUE
	"', DATATYPE = '" VALUE "'; END $$;"
	"CREATE FUNCTION pg_temp.run(sql text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
	"  EXECUTE sql; END $$;";

static struct up_conn *open_conn(void)
{
	struct up_conn *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, setup, &err));
	up_conn_keep_values_out(conn);
	return conn;
}

/* Asserts that it was refused for that, in words that hold no value. */
static void expect_refusal(enum up_status got, const char *sqlstate, const char *message,
			   const char *what)
{
	cr_expect_eq(got, UP_STATEMENT, "%s: %d", what, (int)got);
	cr_expect_eq(err.status, UP_STATEMENT);
	cr_expect_str_eq(err.sqlstate, sqlstate, "%s", what);
	cr_expect_null(strstr(err.message, "secret"), "%s: %s", what, err.message);
	cr_expect_null(strstr(err.message, NUMBER), "%s: %s", what, err.message);
	if (message != NULL)
		cr_expect_str_eq(err.message, message, "%s: %s", what, err.message);
}

static const struct {
	const char *sql, *sqlstate, *message;
} refusals[] = {
	/* Data types quote what they cannot read. */
	{"UPDATE thing SET number = '" VALUE "'", "22P02",
	 "invalid_text_representation" WITHHELD " (SQLSTATE 22P02)"},
	{"UPDATE thing SET number = '" NUMBER "'", "22003",
	 "numeric_value_out_of_range" WITHHELD " (SQLSTATE 22003)"},
	{"UPDATE thing SET short = '" VALUE "'", "22001",
	 "value too long for type character varying(3) (SQLSTATE 22001)"},
	{"SELECT '" VALUE "'::bit varying(2)", NULL, NULL},
	{"UPDATE thing SET day = '" VALUE "'", "22007",
	 "invalid_datetime_format" WITHHELD " (SQLSTATE 22007)"},
	{"SELECT '" VALUE "'::regclass", "42P01", "undefined_table" WITHHELD " (SQLSTATE 42P01)"},
	{"SELECT '" VALUE "'::regtype", NULL, NULL},
	{"SELECT '" VALUE "'::regproc", NULL, NULL},
	{"SELECT '{" VALUE "'::text[]", "22P02", NULL},
	{"SELECT '{\"" VALUE "\": '::jsonb", "22P02", NULL},
	{"SELECT to_tsquery('" VALUE " & & ')", NULL, NULL},
	/* Constraints: the message names them, and the detail has the row. */
	{"INSERT INTO thing (n, word) VALUES (2, '" VALUE "')", "23505",
	 "duplicate key value violates unique constraint \"thing_word_key\" (SQLSTATE 23505)"},
	{"UPDATE thing SET size = '" VALUE "'", "23514",
	 "new row for relation \"thing\" violates check constraint \"size_check\" (SQLSTATE "
	 "23514)"},
	{"UPDATE thing SET must = NULL", "23502",
	 "null value in column \"must\" of relation \"thing\" violates not-null constraint "
	 "(SQLSTATE "
	 "23502)"},
	{"UPDATE thing SET kind = '" VALUE "'", "23503",
	 "insert or update on table \"thing\" violates foreign key constraint \"kind_fk\" "
	 "(SQLSTATE "
	 "23503)"},
	{"INSERT INTO thing (n, alone) VALUES (2, '" VALUE "')", "23P01",
	 "conflicting key value violates exclusion constraint \"alone_excl\" (SQLSTATE 23P01)"},
	{"UPDATE thing SET plain = '" VALUE "'", "23514",
	 "value for domain plain violates check constraint \"plain_check\" (SQLSTATE "
	 "23514)"},
	{"UPDATE thing SET present = NULL", "23502", NULL},
	/* Statements. */
	{"SELECT 1 '" VALUE "'", "42601",
	 "syntax_error at character 10 of the text" WITHHELD " (SQLSTATE 42601)"},
	/* Definitions. */
	{"CREATE INDEX ON thing (nothing)", "42703",
	 "column \"nothing\" does not exist (SQLSTATE 42703)"},
	{"CREATE INDEX thing_pkey ON thing (n) WHERE word <> '" VALUE "'", "42P07",
	 "relation \"thing_pkey\" already exists (SQLSTATE 42P07)"},
	{"ALTER TABLE thing SET (fillfactor = 5)", "22023",
	 "value 5 out of bounds for option \"fillfactor\" (SQLSTATE 22023)"},
	{"CREATE UNIQUE INDEX twice_word ON twice (word)", "23505",
	 "could not create unique index \"twice_word\" (SQLSTATE 23505)"},
	{"ALTER TABLE thing ALTER kind SET NOT NULL", "23502",
	 "column \"kind\" of relation \"thing\" contains null values (SQLSTATE 23502)"},
	{"ALTER TABLE thing ADD CONSTRAINT wordless CHECK (word <> '" VALUE "')", "23514",
	 "check constraint \"wordless\" of relation \"thing\" is violated by some row (SQLSTATE "
	 "23514)"},
	{"UPDATE thing SET nothing = '" VALUE "'", "42703",
	 "column \"nothing\" of relation \"thing\" does not exist (SQLSTATE 42703)"},
	{"UPDATE nowhere SET word = '" VALUE "'", "42P01",
	 "relation \"nowhere\" does not exist (SQLSTATE 42P01)"},
	{"UPDATE thing SET always = 1 WHERE word = '" VALUE "'", "428C9",
	 "column \"always\" can only be updated to DEFAULT (SQLSTATE 428C9)"},
	{"INSERT INTO thing (n) VALUES (7), (7) ON CONFLICT (n) DO UPDATE SET word = '" VALUE "'",
	 "21000", "ON CONFLICT DO UPDATE command cannot affect row a second time (SQLSTATE 21000)"},
	/* Functions of the user's raise what they like, under any SQLSTATE. */
	{"SELECT pg_temp.raise('P0001')", "P0001", "raise_exception" WITHHELD " (SQLSTATE P0001)"},
	{"SELECT pg_temp.raise('23505')", "23505", "unique_violation" WITHHELD " (SQLSTATE 23505)"},
	{"SELECT pg_temp.raise('40001')", "40001",
	 "serialization_failure" WITHHELD " (SQLSTATE 40001)"},
	{"SELECT pg_temp.raise('ZQ999')", "ZQ999", "an error" WITHHELD " (SQLSTATE ZQ999)"},
	{"SELECT pg_temp.run('UPDATE thing SET \"" VALUE "\" = 1')", "42703",
	 "undefined_column" WITHHELD " (SQLSTATE 42703)"},
	{"SELECT pg_temp.run('INSERT INTO thing (n, word) VALUES (2, ''" VALUE "'')')", "23505",
	 "unique_violation of constraint \"thing_word_key\", table \"thing\"" WITHHELD
	 " (SQLSTATE 23505)"},
};

Test(discretion, keeps_values_out_of_errors)
{
	UP_CONN *conn = open_conn();
	const struct up_params none = {0};
	struct up_pipeline pipeline;

	for (size_t r = 0; r < sizeof refusals / sizeof *refusals; r++) {
		const char *sql = refusals[r].sql;
		enum up_status status = up_conn_exec(conn, sql, &err);
		const char *sqlstate =
			refusals[r].sqlstate != NULL ? refusals[r].sqlstate : err.sqlstate;

		expect_refusal(status, sqlstate, refusals[r].message, sql);
		expect_refusal(up_conn_exec_params(conn, sql, &none, NULL, NULL, &err), sqlstate,
			       refusals[r].message, sql);
		expect_refusal(up_conn_copy_begin(conn, sql, &err), sqlstate, refusals[r].message,
			       sql);
		if (up_conn_prepare(conn, "", sql, &err) != UP_OK)
			continue;
		OK(up_pipeline_begin(&pipeline, conn, &err));
		OK(up_pipeline_send_prepared(&pipeline, "", &none, &err));
		expect_refusal(up_pipeline_end(&pipeline, &err), sqlstate, refusals[r].message,
			       sql);
	}
}

/* Who lacks a right must hear which: there is no value in it. */
Test(discretion, tells_which_right_is_missing)
{
	UP_CONN *conn = traps_open_empty("discretion_rights");

	traps_run(conn, "SET lc_messages = 'C'; SET ROLE pg_monitor");
	up_conn_keep_values_out(conn);
	expect_refusal(up_conn_exec(conn, "LOAD 'auto_explain'", &err), "42501",
		       "access to library \"auto_explain\" is not allowed (SQLSTATE 42501)",
		       "LOAD");
	traps_run(conn, "RESET ROLE; REVOKE TEMPORARY ON DATABASE discretion_rights FROM PUBLIC; "
			"SET ROLE pg_monitor");
	expect_refusal(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (a text)", &err), "42501",
		       "permission denied to create temporary tables in database "
		       "\"discretion_rights\" (SQLSTATE 42501)",
		       "CREATE TEMPORARY TABLE");
}

/* Where the server logs parameters, they are in the context, which is no message. */
Test(discretion, keeps_parameters_out_of_errors)
{
	static const char *const values[] = {VALUE};
	UP_CONN *conn = open_conn();
	const struct up_params params = {.count = 1, .values = values};

	OK(up_conn_exec(conn, "SET log_parameter_max_length_on_error = -1", &err));
	expect_refusal(
		up_conn_exec_params(conn, "UPDATE thing SET size = $1", &params, NULL, NULL, &err),
		"23514", NULL, "parameter");
	cr_expect_not_null(strstr(err.message, "size_check"), "%s", err.message);
	expect_refusal(up_conn_exec_params(conn, "UPDATE thing SET number = $1", &params, NULL,
					   NULL, &err),
		       "22P02", NULL, "parameter");
}

static void copy(struct up_conn *conn, const char *columns, const char *lines)
{
	UP_BUFFER sql = {0};
	UP_BUFFER data = {0};

	up_buffer_append_format(&sql, "COPY thing (%s) FROM STDIN", columns);
	up_buffer_append_string(&data, lines);
	OK(up_conn_copy_begin(conn, sql.data, &err));
	OK(up_conn_copy_put(conn, &data, &err));
}

/* The context of a COPY has the line. */
Test(discretion, keeps_values_out_of_errors_of_a_copy)
{
	static const struct {
		const char *columns, *lines, *sqlstate, *message;
	} copies[] = {
		{"n, word", "2\t" VALUE "\n", "23505",
		 "unique_violation of constraint \"thing_word_key\", table \"thing\"" WITHHELD
		 " (SQLSTATE 23505)"},
		{"n, must", "2\t\\N\n", "23502",
		 "not_null_violation of table \"thing\", column \"must\"" WITHHELD
		 " (SQLSTATE 23502)"},
		{"n, number", "2\t" VALUE "\n", "22P02",
		 "invalid_text_representation" WITHHELD " (SQLSTATE 22P02)"},
		{"n, number", "2\t1\t" VALUE "\n", "22P04",
		 "bad_copy_file_format" WITHHELD " (SQLSTATE 22P04)"},
	};
	UP_CONN *conn = open_conn();
	int64_t rows;

	for (size_t c = 0; c < sizeof copies / sizeof *copies; c++) {
		copy(conn, copies[c].columns, copies[c].lines);
		expect_refusal(up_conn_copy_end(conn, &rows, &err), copies[c].sqlstate,
			       copies[c].message, copies[c].lines);
	}
}

/* libpq's text for a connection that is lost begins with what the server said last. */
Test(discretion, keeps_values_out_of_the_loss_of_a_connection)
{
	UP_CONN *conn = open_conn();

	cr_expect_eq(
		up_conn_exec(conn,
			     "DO $$ BEGIN RAISE WARNING '" VALUE "'; "
			     "PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(60), '" VALUE
			     "'; END $$",
			     &err),
		UP_CONNECTION);
	cr_expect_null(strstr(err.message, "secret"), "%s", err.message);
	cr_expect_not_null(strstr(err.message, "57P01"), "%s", err.message);
}

Test(discretion, keeps_a_query_out_of_the_error_about_its_result)
{
	UP_CONN *conn = open_conn();
	UP_FREE char *value = NULL;

	cr_expect_eq(up_conn_query_value(conn, "SELECT '" VALUE "', 2", &value, &err),
		     UP_STATEMENT);
	cr_expect_str_eq(err.message, "expected one value, got 1 rows of 2 columns");
}

Test(discretion, is_of_all_connections_of_a_pool)
{
	UP_POOL pool = {0};

	OK(up_pool_open(test_conninfo(), 2, &pool, &err));
	up_pool_keep_values_out(&pool);
	for (size_t c = 0; c < pool.count; c++)
		expect_refusal(up_conn_exec(pool.conns[c], "SELECT '" VALUE "'::integer", &err),
			       "22P02", NULL, "pool");
}

Test(discretion, is_only_of_a_connection_that_was_asked)
{
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, setup, &err));
	cr_expect_eq(up_conn_exec(conn, "UPDATE thing SET number = '" VALUE "'", &err),
		     UP_STATEMENT);
	cr_expect_not_null(strstr(err.message, VALUE), "%s", err.message);
}
