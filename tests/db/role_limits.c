/* SPDX-License-Identifier: PostgreSQL */
/* The limit that ended a statement, by name and owner.  That it is the role's or the database's is in
 * tests/cli/session-state.t. */
#include "measure/server/role_limits.h"

#include "db/server.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Opens a connection with limits, of which before may change some. */
static void open_limited(const char *before, struct up_conn **conn)
{
	UP_BUFFER conninfo = {0};

	up_buffer_append_format(&conninfo,
				"%s options='-c statement_timeout=31s -c lock_timeout=32s'",
				test_conninfo());
	cr_assert_eq(up_buffer_check(&conninfo, &err), UP_OK);
	cr_assert_eq(up_conn_open(conninfo.data, conn, &err), UP_OK, "%s", err.message);
	cr_assert_eq(up_conn_exec(*conn, before, &err), UP_OK, "%s", err.message);
}

static void expect(const char *before, const char *sqlstate, const char *message)
{
	struct up_error failure = {.status = UP_STATEMENT, .message = "x"};
	UP_CONN *conn = NULL;
	UP_FREE char *limit = NULL;

	snprintf(failure.sqlstate, sizeof failure.sqlstate, "%s", sqlstate);
	open_limited(before, &conn);
	cr_expect(role_limits_explain(conn, &failure));
	cr_expect_str_eq(failure.message, message);
	cr_expect_str_eq(failure.sqlstate, sqlstate);
	if (strcmp(message, "x") == 0)
		return;
	/* What looks for the owner takes longer than a short limit allows. */
	cr_assert_eq(up_conn_query_value(conn, "SHOW statement_timeout", &limit, &err), UP_OK);
	cr_expect_str_eq(limit, "0");
}

Test(role_limits, are_named_while_they_do_not_hold)
{
	expect("", "57014", "x; statement_timeout of the connection string is 31s");
	expect("SET statement_timeout = '29s'", "57014", "x; statement_timeout of the case is 29s");
	expect("", "55P03", "x; lock_timeout of the connection string is 32s");
	expect("SET lock_timeout = '28s'", "55P03", "x; lock_timeout of the case is 28s");
	expect("SET lock_timeout = 0", "55P03", "x");
}
