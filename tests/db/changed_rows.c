/* SPDX-License-Identifier: PostgreSQL */
/* The rows of a table that were written since a moment. */
#include "measure/oracle/changed_rows.h"

#include "db/server.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void exec(struct up_conn *conn, const char *sql)
{
	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%.80s: %s", sql, err.message);
}

struct changes {
	struct up_buffer rows;
	struct changed_rows_counts counts;
};

static enum up_status note_row(void *context, const char *row, size_t length,
			       struct up_error *error)
{
	struct changes *changes = context;

	up_buffer_append(&changes->rows, row, length - 1);
	up_buffer_append_char(&changes->rows, ' ');
	return up_buffer_check(&changes->rows, error);
}

static void expect_changes(struct up_conn *conn, const struct changed_rows_moment *moment,
			   const char *table, const char *rows, int64_t changed, int64_t unchanged)
{
	const struct changed_rows_request request = {table, "id, n"};
	struct changes changes = {0};

	OK(changed_rows_read(conn, moment, &request, note_row, &changes, &changes.counts, &err));
	cr_expect_str_eq(up_buffer_string(&changes.rows), rows, "%s: %s", table,
			 up_buffer_string(&changes.rows));
	cr_expect_eq(changes.counts.changed, changed, "%d", (int)changes.counts.changed);
	cr_expect_eq(changes.counts.unchanged, unchanged, "%d", (int)changes.counts.unchanged);
	up_buffer_release(&changes.rows);
}

static void check_changes(struct up_conn *conn, const char *name)
{
	struct changed_rows_moment moment;
	UP_BUFFER sql = {0};

	OK(changed_rows_mark(conn, &moment, &err));
	expect_changes(conn, &moment, name, "", 0, 1000);
	/* Rolled back, locked, and frozen: none of these changes a row. */
	up_buffer_append_format(
		&sql,
		"BEGIN; UPDATE %s SET n = -1 WHERE id < 50; ROLLBACK; "
		"BEGIN; SELECT FROM %s WHERE id BETWEEN 100 AND 200 FOR UPDATE; COMMIT",
		name, name);
	exec(conn, sql.data);
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql, "VACUUM (FREEZE) %s", name);
	exec(conn, sql.data);
	expect_changes(conn, &moment, name, "", 0, 1000);
	/* One with the value that it had, one by a savepoint, one to another partition. */
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql,
				"BEGIN; UPDATE %s SET n = n WHERE id = 7; SAVEPOINT s; "
				"UPDATE %s SET n = 0 WHERE id = 8; RELEASE s; "
				"DELETE FROM %s WHERE id BETWEEN 10 AND 12; "
				"UPDATE %s SET id = 1001 WHERE id = 9; COMMIT",
				name, name, name, name);
	exec(conn, sql.data);
	expect_changes(conn, &moment, name, "7\t7 8\t0 1001\t9 ", 3, 994);
}

Test(changed_rows, are_those_that_were_written_since)
{
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	exec(conn,
	     "CREATE SCHEMA changed_rows; "
	     "CREATE TABLE changed_rows.plain (id integer, n integer); "
	     "CREATE TABLE changed_rows.parts (id integer, n integer) PARTITION BY RANGE (id); "
	     "CREATE TABLE changed_rows.low PARTITION OF changed_rows.parts "
	     "FOR VALUES FROM (0) TO (500); "
	     "CREATE TABLE changed_rows.high PARTITION OF changed_rows.parts "
	     "FOR VALUES FROM (500) TO (5000); "
	     "INSERT INTO changed_rows.plain SELECT n, n FROM generate_series(1, 1000) AS n; "
	     "INSERT INTO changed_rows.parts TABLE changed_rows.plain");
	check_changes(conn, "changed_rows.plain");
	check_changes(conn, "changed_rows.parts");
}
