/* SPDX-License-Identifier: PostgreSQL */
/* Connections: what goes wrong, what it is called, and what works afterwards. */
#include "pg/conn.h"

#include "db/server.h"

#include <criterion/criterion.h>
#include <pthread.h>

static struct up_error err;

/* Only ever spent by a failure. */
#define PATIENCE "SET statement_timeout = '60s'"

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static struct up_conn *open_conn(void)
{
	struct up_conn *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, PATIENCE, &err));
	/* Whoever wants to see the end of this session waits for its lock: see terminate(). */
	OK(up_conn_exec(conn, "SELECT pg_advisory_lock(pg_backend_pid())", &err));
	return conn;
}

/* Asserts that it failed so; NULL stands for any text. */
static void expect_failure(enum up_status got, enum up_status status, const char *sqlstate,
			   const char *message)
{
	cr_expect_eq(got, status, "%d: %s", (int)got, err.message);
	cr_expect_eq(err.status, status);
	cr_expect_str_eq(err.sqlstate, sqlstate, "%s", err.message);
	if (message != NULL)
		cr_expect_str_eq(err.message, message);
	cr_assert_gt(strlen(err.message), 0);
	cr_expect_neq(err.message[strlen(err.message) - 1], ' ', "\"%s\"", err.message);
	cr_expect_null(strpbrk(err.message, "\r\n"), "%s", err.message);
}

/* Asserts that the connection works and what a query returns. */
static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	cr_assert(up_conn_is_alive(conn));
	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s", sql);
}

static void put(struct up_conn *conn, const char *text)
{
	UP_BUFFER data = {0};

	up_buffer_append_string(&data, text);
	OK(up_conn_copy_put(conn, &data, &err));
}

Test(conn, names_what_the_server_refuses)
{
	static const struct {
		const char *sql, *sqlstate, *message;
	} refusals[] = {
		{"SELEC 1", "42601", "syntax error at or near \"SELEC\" (SQLSTATE 42601)"},
		{"SELECT 1/0", "22012", "division by zero (SQLSTATE 22012)"},
		{"SELECT * FROM nowhere", "42P01",
		 "relation \"nowhere\" does not exist (SQLSTATE 42P01)"},
		{"INSERT INTO pg_temp.one VALUES (1), (1)", "23505",
		 "duplicate key value violates unique constraint \"one_pkey\"; Key (n)=(1) already "
		 "exists. (SQLSTATE 23505)"},
		{"SELECT 1; SELECT two", "42703", "column \"two\" does not exist (SQLSTATE 42703)"},
		{"DO $$ BEGIN RAISE 'two\nlines'; END $$", "P0001", "two lines (SQLSTATE P0001)"},
	};
	UP_CONN *conn = open_conn();
	const struct up_params none = {0};
	int64_t rows = -1;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE one (n integer PRIMARY KEY)", &err));
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		expect_failure(up_conn_exec(conn, refusals[i].sql, &err), UP_STATEMENT,
			       refusals[i].sqlstate, refusals[i].message);
		expect_failure(up_conn_exec_rows(conn, refusals[i].sql, &rows, &err), UP_STATEMENT,
			       refusals[i].sqlstate, refusals[i].message);
		cr_expect_eq(rows, -1, "an output was touched");
		expect_value(conn, "SELECT 42", "42");
	}
	expect_failure(up_conn_exec_params(conn, "SELECT $1", &none, &rows, NULL, &err),
		       UP_STATEMENT, "08P01",
		       "bind message supplies 0 parameters, but prepared statement \"\" requires 1 "
		       "(SQLSTATE 08P01)");
	expect_failure(up_conn_exec_prepared(conn, "missing", &none, NULL, NULL, &err),
		       UP_STATEMENT, "26000",
		       "prepared statement \"missing\" does not exist (SQLSTATE 26000)");
	expect_failure(up_conn_prepare(conn, "p", "SELECT FROM WHERE", &err), UP_STATEMENT, "42601",
		       "syntax error at or near \"WHERE\" (SQLSTATE 42601)");
	expect_value(conn, "SELECT 42", "42");
}

Test(conn, fills_in_nothing_of_the_error_where_nobody_asks)
{
	UP_CONN *conn = open_conn();

	cr_expect_eq(up_conn_exec(conn, "SELEC 1", NULL), UP_STATEMENT);
	cr_expect_eq(up_conn_copy_begin(conn, "SELEC 1", NULL), UP_STATEMENT);
}

Test(conn, asks_for_one_value)
{
	static const struct {
		const char *sql, *message;
	} others[] = {
		{"SELECT 1, 2", "expected one value, got 1 rows of 2 columns: SELECT 1, 2"},
		{"SELECT 1 WHERE false",
		 "expected one value, got 0 rows of 1 columns: SELECT 1 WHERE false"},
		{"SET work_mem = '4MB'",
		 "expected one value, got 0 rows of 0 columns: SET work_mem = '4MB'"},
	};
	UP_CONN *conn = open_conn();
	char untouched[] = "untouched";
	char *value = untouched;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		expect_failure(up_conn_query_value(conn, others[i].sql, &value, &err), UP_STATEMENT,
			       "", others[i].message);
		cr_expect_eq(value, untouched);
	}
	expect_value(conn, "SELECT NULL", "");
	expect_value(conn, "SELECT 'é'", "é");
}

Test(conn, counts_rows)
{
	UP_CONN *conn = open_conn();
	UP_RESULT *result = NULL;
	const char *const values[] = {"2", NULL};
	const struct up_params params = {.count = 2, .values = values};
	const struct up_params none = {0};
	int64_t rows = -1;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	OK(up_conn_exec_rows(conn, "INSERT INTO t SELECT generate_series(1, 10)", &rows, &err));
	cr_expect_eq(rows, 10);
	OK(up_conn_exec_params(conn, "UPDATE t SET n = $2 WHERE n <= $1", &params, &rows, NULL,
			       &err));
	cr_expect_eq(rows, 2);
	OK(up_conn_prepare(conn, "count", "SELECT n FROM t WHERE n IS NULL", &err));
	OK(up_conn_exec_prepared(conn, "count", &none, &rows, &result, &err));
	cr_expect_eq(rows, 2);
	cr_expect_eq(PQntuples(result), 2);
	OK(up_conn_exec_rows(conn, "SET work_mem = '4MB'", &rows, &err));
	cr_expect_eq(rows, 0);
}

static struct up_conn_counters taken(struct up_conn *conn, struct up_conn_counters *before)
{
	struct up_conn_counters now = conn->counters;
	struct up_conn_counters difference = {
		.statements = now.statements - before->statements,
		.round_trips = now.round_trips - before->round_trips,
		.wait_ns = now.wait_ns - before->wait_ns,
	};
	*before = now;
	return difference;
}

static enum up_status ignore(void *context, const char *row, size_t length, struct up_error *error)
{
	(void)row;
	(void)length;
	(void)error;
	++*(int *)context;
	return UP_OK;
}

#define EXPECT_COUNTERS(wanted_statements, wanted_round_trips)                                     \
	do {                                                                                       \
		struct up_conn_counters got_ = taken(conn, &before);                               \
		cr_expect_eq(got_.statements, wanted_statements);                                  \
		cr_expect_eq(got_.round_trips, wanted_round_trips);                                \
		cr_expect_gt(got_.wait_ns, 0);                                                     \
	} while (0)

Test(conn, counts_statements_and_round_trips)
{
	UP_CONN *conn = open_conn();
	const struct up_params none = {0};
	struct up_conn_counters before = conn->counters;
	UP_FREE char *value = NULL;
	int received = 0;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	EXPECT_COUNTERS(1, 1);
	OK(up_conn_exec_params(conn, "SELECT 1", &none, NULL, NULL, &err));
	EXPECT_COUNTERS(1, 1);
	OK(up_conn_prepare(conn, "p", "SELECT 1", &err));
	EXPECT_COUNTERS(1, 1);
	OK(up_conn_exec_prepared(conn, "p", &none, NULL, NULL, &err));
	EXPECT_COUNTERS(1, 1);
	OK(up_conn_query_value(conn, "SELECT 1", &value, &err));
	EXPECT_COUNTERS(1, 1);
	cr_expect_eq(up_conn_exec(conn, "SELEC", &err), UP_STATEMENT);
	EXPECT_COUNTERS(1, 1);

	/* COPY waits when it begins and when it ends; in between it only sends. */
	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
	EXPECT_COUNTERS(1, 1);
	put(conn, "1\n2");
	put(conn, "\n3\n");
	EXPECT_COUNTERS(0, 0);
	OK(up_conn_copy_end(conn, NULL, &err));
	EXPECT_COUNTERS(0, 1);
	OK(up_conn_copy_out(conn, "COPY t TO STDOUT", ignore, &received, &err));
	EXPECT_COUNTERS(1, 1);
	cr_expect_eq(received, 3);
}

Test(conn, copies_pieces_that_end_anywhere)
{
	static const char text[] = "1\ta\n2\tb\\tc\n3\t\\N\n";
	UP_CONN *conn = open_conn();
	int64_t rows = -1;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer, s text)", &err));
	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
	for (const char *c = text; *c != '\0'; c++)
		put(conn, (char[]){*c, '\0'});
	put(conn, "");
	OK(up_conn_copy_end(conn, &rows, &err));
	cr_expect_eq(rows, 3);
	expect_value(conn, "SELECT string_agg(coalesce(s, '-'), ',' ORDER BY n) FROM t",
		     "a,b\tc,-");
}

Test(conn, is_usable_after_a_failed_copy)
{
	UP_CONN *conn = open_conn();
	int64_t rows = -1;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	expect_failure(up_conn_copy_begin(conn, "COPY nowhere FROM STDIN", &err), UP_STATEMENT,
		       "42P01", "relation \"nowhere\" does not exist (SQLSTATE 42P01)");
	expect_value(conn, "SELECT count(*) FROM t", "0");

	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
	put(conn, "1\ntwo\n");
	expect_failure(up_conn_copy_end(conn, &rows, &err), UP_STATEMENT, "22P02",
		       "invalid input syntax for type integer: \"two\" (SQLSTATE 22P02)");
	cr_expect_eq(rows, -1);
	expect_value(conn, "SELECT count(*) FROM t", "0");

	expect_failure(up_conn_copy_out(conn, "COPY nowhere TO STDOUT", ignore, NULL, &err),
		       UP_STATEMENT, "42P01", NULL);
	expect_value(conn, "SELECT 42", "42");
}

/* Fails at the third row. */
static enum up_status refuse(void *context, const char *row, size_t length, struct up_error *error)
{
	int *count = context;

	(void)row;
	(void)length;
	return ++*count == 3 ? up_fail(error, UP_MISMATCH, "enough") : UP_OK;
}

Test(conn, stops_receiving_when_a_row_is_refused)
{
	UP_CONN *conn = open_conn();
	int count = 0;

	expect_failure(up_conn_copy_out(conn, "COPY (SELECT generate_series(1, 100000)) TO STDOUT",
					refuse, &count, &err),
		       UP_MISMATCH, "", "enough");
	cr_expect_eq(count, 3);
	expect_value(conn, "SELECT 42", "42");
}

Test(conn, reports_a_copy_that_fails_on_its_way_out)
{
	UP_CONN *conn = open_conn();
	int received = 0;

	expect_failure(
		up_conn_copy_out(conn,
				 "COPY (SELECT 1 / (n - 4) FROM generate_series(1, 9) n) TO STDOUT",
				 ignore, &received, &err),
		UP_STATEMENT, "22012", "division by zero (SQLSTATE 22012)");
	cr_expect_eq(received, 3);
	expect_value(conn, "SELECT 42", "42");
}

/* Each function takes statements of its kind, and says so of others. */
Test(conn, refuses_statements_of_another_kind)
{
	static const struct {
		const char *sql;
		bool to_begin, to_copy_out, to_exec;
	} others[] = {
		{"SELECT 1", true, true, false},
		{"SET work_mem = '4MB'", true, true, false},
		{"", true, true, false},
		{"COPY t FROM STDIN", false, true, true},
		{"COPY (SELECT generate_series(1, 100000)) TO STDOUT", true, false, true},
	};
	UP_CONN *conn = open_conn();
	int received = 0;

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const char *sql = others[i].sql;
		if (others[i].to_begin)
			expect_failure(up_conn_copy_begin(conn, sql, &err), UP_STATEMENT, "", NULL);
		expect_value(conn, "SELECT 42", "42");
		if (others[i].to_copy_out)
			expect_failure(up_conn_copy_out(conn, sql, ignore, &received, &err),
				       UP_STATEMENT, "", NULL);
		expect_value(conn, "SELECT 42", "42");
		if (others[i].to_exec)
			expect_failure(up_conn_exec(conn, sql, &err), UP_STATEMENT, "", NULL);
		up_conn_rollback(conn);
		expect_value(conn, "SELECT 42", "42");
	}
	cr_expect_eq(received, 0);
	cr_expect_eq(up_conn_copy_begin(conn, "SELECT 1", &err), UP_STATEMENT);
	cr_expect_str_eq(err.message, "a statement of another kind was expected: PGRES_TUPLES_OK");
}

/* What is under way when it is rolled back; all of it in a transaction. */
static void leave_nothing(struct up_conn *conn)
{
	(void)conn;
}

static void leave_failure(struct up_conn *conn)
{
	cr_expect_eq(up_conn_exec(conn, "SELEC", &err), UP_STATEMENT);
}

static void leave_copy_begun(struct up_conn *conn)
{
	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
}

static void leave_copy_half_done(struct up_conn *conn)
{
	leave_copy_begun(conn);
	put(conn, "1\n2\n3");
}

static void leave_copy_failing(struct up_conn *conn)
{
	leave_copy_begun(conn);
	put(conn, "one\n");
}

static void leave_copy_to_read(struct up_conn *conn)
{
	PQclear(PQexec(conn->pg, "COPY (SELECT generate_series(1, 100000)) TO STDOUT"));
}

static void leave_query_to_read(struct up_conn *conn)
{
	cr_assert(PQsendQuery(conn->pg, "SELECT generate_series(1, 100000)"));
}

Test(conn, rolls_back_whatever_is_under_way)
{
	static void (*const states[])(struct up_conn *) = {
		leave_nothing,      leave_failure,      leave_copy_begun,    leave_copy_half_done,
		leave_copy_failing, leave_copy_to_read, leave_query_to_read,
	};
	UP_CONN *conn = open_conn();

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
		cr_expect_not(up_conn_in_transaction(conn));
		OK(up_conn_exec(conn, "BEGIN; INSERT INTO t VALUES (42)", &err));
		cr_expect(up_conn_in_transaction(conn));
		states[s](conn);
		cr_expect(up_conn_in_transaction(conn), "state %zu", s);
		up_conn_rollback(conn);
		cr_expect_not(up_conn_in_transaction(conn), "state %zu", s);
		expect_value(conn, "SELECT count(*) FROM t", "0");
	}
	/* Without a transaction there is nothing to do, and nothing is done. */
	up_conn_rollback(conn);
	OK(up_conn_exec(conn, "INSERT INTO t VALUES (42)", &err));
	up_conn_rollback(conn);
	expect_value(conn, "SELECT count(*) FROM t", "1");
}

/* ---- from another thread ---------------------------------------------- */

struct intruder {
	struct up_conn *victim;
	int pid;
	void (*act)(struct intruder *intruder, struct up_conn *own);
};

static void cancel(struct intruder *intruder, struct up_conn *own)
{
	struct up_error error;

	(void)own;
	cr_expect_eq(up_conn_cancel(intruder->victim, &error), UP_OK);
}

static void terminate(struct up_conn *own, int pid)
{
	char sql[80];

	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d)", pid);
	expect_value(own, sql, "t");
	/* Before version 14 that cannot wait until the backend has ended. */
	snprintf(sql, sizeof sql, "SELECT pg_advisory_lock(%d)", pid);
	OK(up_conn_exec(own, sql, &err));
}

/* The backend itself hears nothing of it. */
static void abort_it(struct intruder *intruder, struct up_conn *own)
{
	up_conn_abort(intruder->victim);
	terminate(own, intruder->pid);
}

static void kill_it(struct intruder *intruder, struct up_conn *own)
{
	terminate(own, intruder->pid);
}

static void *intrude(void *context)
{
	struct intruder *intruder = context;
	UP_CONN *own = open_conn();
	char sql[120];
	bool sleeps = false;

	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM pg_stat_activity WHERE pid = %d AND wait_event = 'PgSleep'",
		 intruder->pid);
	while (!sleeps) {
		UP_FREE char *count = NULL;
		OK(up_conn_query_value(own, sql, &count, &err));
		sleeps = strcmp(count, "1") == 0;
	}
	intruder->act(intruder, own);
	return NULL;
}

/* Sleeps on the server until the other thread has done that to it. */
static enum up_status sleep_until(struct up_conn *conn,
				  void (*act)(struct intruder *, struct up_conn *))
{
	struct intruder intruder = {conn, conn->backend_pid, act};
	struct up_error *own = calloc(1, sizeof *own); /* err is the other thread's */
	pthread_t thread;

	cr_assert_eq(pthread_create(&thread, NULL, intrude, &intruder), 0);
	enum up_status status = up_conn_exec(conn, "SELECT pg_sleep(600)", own);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	err = *own;
	free(own);
	return status;
}

Test(conn, is_canceled_from_another_thread)
{
	UP_CONN *conn = open_conn();

	expect_failure(sleep_until(conn, cancel), UP_STATEMENT, "57014",
		       "canceling statement due to user request (SQLSTATE 57014)");
	expect_value(conn, "SELECT 42", "42");
}

static void expect_lost(struct up_conn *conn, enum up_status status)
{
	const struct up_params none = {0};
	UP_FREE char *value = NULL;
	int received = 0;
	UP_BUFFER data = {0};

	expect_failure(status, UP_CONNECTION, "", NULL);
	cr_expect_not(up_conn_is_alive(conn));
	cr_expect_not(up_conn_in_transaction(conn));

	/* From now on everything fails alike, and nothing hangs. */
	up_conn_rollback(conn);
	up_buffer_append_string(&data, "1\n");
	expect_failure(up_conn_exec(conn, "SELECT 1", &err), UP_CONNECTION, "", NULL);
	expect_failure(up_conn_exec_params(conn, "SELECT 1", &none, NULL, NULL, &err),
		       UP_CONNECTION, "", NULL);
	expect_failure(up_conn_query_value(conn, "SELECT 1", &value, &err), UP_CONNECTION, "",
		       NULL);
	expect_failure(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err), UP_CONNECTION, "",
		       NULL);
	expect_failure(up_conn_copy_put(conn, &data, &err), UP_CONNECTION, "", NULL);
	expect_failure(up_conn_copy_end(conn, NULL, &err), UP_CONNECTION, "", NULL);
	expect_failure(up_conn_copy_out(conn, "COPY t TO STDOUT", ignore, &received, &err),
		       UP_CONNECTION, "", NULL);
}

Test(conn, is_lost_while_it_waits)
{
	UP_CONN *conn = open_conn();
	expect_lost(conn, sleep_until(conn, kill_it));
}

Test(conn, is_aborted_from_another_thread)
{
	UP_CONN *conn = open_conn();
	expect_lost(conn, sleep_until(conn, abort_it));
}

Test(conn, is_lost_between_statements)
{
	UP_CONN *conn = open_conn();
	UP_CONN *other = open_conn();

	terminate(other, conn->backend_pid);
	expect_lost(conn, up_conn_exec(conn, "SELECT 1", &err));
}

Test(conn, is_lost_during_a_transaction)
{
	UP_CONN *conn = open_conn();
	UP_CONN *other = open_conn();

	OK(up_conn_exec(conn, "BEGIN", &err));
	terminate(other, conn->backend_pid);
	up_conn_rollback(conn);
	cr_expect_not(up_conn_is_alive(conn), "what fails in a rollback shows here");
	expect_lost(conn, up_conn_exec(conn, "SELECT 1", &err));
}

Test(conn, is_lost_during_a_copy)
{
	UP_CONN *conn = open_conn();
	UP_CONN *other = open_conn();

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
	terminate(other, conn->backend_pid);
	expect_lost(conn, up_conn_copy_end(conn, NULL, &err));
}

Test(conn, is_rolled_back_after_it_was_lost_during_a_copy)
{
	UP_CONN *conn = open_conn();
	UP_CONN *other = open_conn();

	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE t (n integer)", &err));
	OK(up_conn_copy_begin(conn, "COPY t FROM STDIN", &err));
	terminate(other, conn->backend_pid);
	up_conn_rollback(conn);
	cr_expect_not(up_conn_is_alive(conn));
}

/* ---- opening ---------------------------------------------------------- */

Test(conn, that_cannot_be_opened_keeps_the_password_to_itself)
{
	static const char *const conninfos[] = {
		"host=/nonexistent password=s3cret dbname=x",
		"host=/nonexistent password='s3cret",
		"host=/nonexistent password=x s3cret",
		"postgresql://user:s3cret/x@%2Fnonexistent/x",
		"postgresql://user:s3cret@%2Fnonexistent/x",
		"postgresql://user:s3cret%zz@%2Fnonexistent/x",
		"postgresql://user:s3cret@%2Fnonexistent/x?y",
		"postgresql://user:x/s3cret@%2Fnonexistent/x",
		"postgresql://%2Fnonexistent/x?password=s3cret%zz",
	};

	for (size_t i = 0; i < sizeof conninfos / sizeof *conninfos; i++) {
		struct up_conn *conn = NULL;

		expect_failure(up_conn_open(conninfos[i], &conn, &err), UP_CONNECTION, "", NULL);
		cr_expect_null(conn);
		cr_expect_null(strstr(err.message, "s3cret"), "%s", err.message);
	}
	up_conn_close(NULL);
}

Test(conn, that_cannot_be_opened_says_why)
{
	static const struct {
		const char *conninfo, *part;
	} reasons[] = {
		{"host=/nonexistent", "/nonexistent"},
		{"host=/nonexistent nonsense=1", "nonsense"},
		{"host=/nonexistent dbname", "dbname"},
	};
	struct up_conn *conn = NULL;
	char conninfo[500];

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		expect_failure(up_conn_open(reasons[i].conninfo, &conn, &err), UP_CONNECTION, "",
			       NULL);
		cr_expect_not_null(strstr(err.message, reasons[i].part), "%s", err.message);
	}
	snprintf(conninfo, sizeof conninfo, "%s dbname=nowhere", test_conninfo());
	expect_failure(up_conn_open(conninfo, &conn, &err), UP_CONNECTION, "", NULL);
	cr_expect_not_null(strstr(err.message, "database \"nowhere\" does not exist"), "%s",
			   err.message);
}

Test(conn, speaks_utf8)
{
	UP_CONN *conn = NULL;
	UP_BUFFER sql = {0};
	char conninfo[500];

	snprintf(conninfo, sizeof conninfo, "%s client_encoding=LATIN1", test_conninfo());
	OK(up_conn_open(conninfo, &conn, &err));
	expect_value(conn, "SHOW client_encoding", "UTF8");

	up_buffer_append_string(&sql, "SELECT ");
	OK(up_conn_append_literal(conn, &sql, "it's é\\", strlen("it's é\\"), &err));
	expect_value(conn, sql.data, "it's é\\");
	expect_failure(up_conn_append_literal(conn, &sql, "\xc3", 1, &err), UP_INVALID, "", NULL);
}
