/* SPDX-License-Identifier: PostgreSQL */
/* Sessions: what they state, and that the server they reach is reached again. */
#include "pg/conninfo.h"
#include "pg/pool.h"
#include "pg/transaction.h"

#include "db/server.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* What a role, a database or the environment may have set. */
static const char odd_options[] =
	" options='-c datestyle=German -c intervalstyle=sql_standard -c timezone=Asia/Kathmandu "
	"-c extra_float_digits=-15 -c bytea_output=escape -c xmloption=document "
	"-c array_nulls=off -c standard_conforming_strings=off -c row_security=off "
	"-c quote_all_identifiers=on -c default_transaction_isolation=serializable "
	"-c default_transaction_read_only=on -c default_transaction_deferrable=on "
	"-c statement_timeout=31s -c lock_timeout=32s -c idle_in_transaction_session_timeout=33s "
	"-c search_path=public'";

static void open_odd(enum up_session_use use, const char *schema, struct up_conn **conn)
{
	UP_BUFFER conninfo = {0};

	up_buffer_append_format(&conninfo, "%s%s", test_conninfo(), odd_options);
	OK(up_buffer_check(&conninfo, &err));
	const struct up_session session = {
		.conninfo = conninfo.data, .name = "a name", .schema = schema, .use = use};
	OK(up_session_open(&session, conn, &err));
}

static void expect_setting(struct up_conn *conn, const char *name, const char *expected)
{
	UP_FREE char *value = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "SELECT current_setting('%s', true)", name);
	OK(up_buffer_check(&sql, &err));
	OK(up_conn_query_value(conn, sql.data, &value, &err));
	cr_expect_str_eq(value, expected, "%s is %s, not %s", name, value, expected);
}

static void expect_stated(void *conn, const char *name, const char *value)
{
	expect_setting(conn, name, value);
}

Test(session, states_its_settings)
{
	for (int use = UP_SESSION_SYNC; use <= UP_SESSION_CONTROL; use++) {
		UP_CONN *conn = NULL;

		open_odd((enum up_session_use)use, NULL, &conn);
		up_session_settings((enum up_session_use)use, conn->server_version, expect_stated,
				    conn);
		expect_setting(conn, "datestyle", "ISO, MDY");
		expect_setting(conn, "array_nulls", "on");
		expect_setting(conn, "default_transaction_read_only", "off");
		expect_setting(conn, "default_transaction_isolation", "read committed");
		expect_setting(conn, "client_encoding", "UTF8");
		expect_setting(conn, "application_name", "a name");
		expect_setting(conn, "search_path", "public");
	}
}

Test(session, of_a_sync_has_the_limits_of_the_role)
{
	UP_CONN *sync = NULL;
	UP_CONN *control = NULL;

	open_odd(UP_SESSION_SYNC, NULL, &sync);
	expect_setting(sync, "statement_timeout", "31s");
	expect_setting(sync, "lock_timeout", "32s");
	expect_setting(sync, "idle_in_transaction_session_timeout", "33s");
	open_odd(UP_SESSION_CONTROL, NULL, &control);
	expect_setting(control, "statement_timeout", "0");
	expect_setting(control, "lock_timeout", "0");
	expect_setting(control, "idle_in_transaction_session_timeout", "0");
}

/* Settings that not all versions have; at the first one the server would refuse all. */
Test(session, turns_off_the_timeouts_of_the_version)
{
	static const struct {
		const char *name;
		int since;
	} timeouts[] = {{"idle_session_timeout", 140000}, {"transaction_timeout", 170000}};
	UP_BUFFER conninfo = {0};
	UP_CONN *plain = NULL;
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &plain, &err));
	up_buffer_append_format(&conninfo, "%s options='", test_conninfo());
	for (size_t t = 0; t < sizeof timeouts / sizeof *timeouts; t++) {
		if (plain->server_version >= timeouts[t].since)
			up_buffer_append_format(&conninfo, "-c %s=1h ", timeouts[t].name);
	}
	up_buffer_append_char(&conninfo, '\'');
	OK(up_buffer_check(&conninfo, &err));
	const struct up_session session = {.conninfo = conninfo.data, .use = UP_SESSION_CONTROL};
	OK(up_session_open(&session, &conn, &err));
	for (size_t t = 0; t < sizeof timeouts / sizeof *timeouts; t++)
		expect_setting(conn, timeouts[t].name,
			       plain->server_version >= timeouts[t].since ? "0" : "");
}

Test(session, puts_its_schema_before_the_path)
{
	UP_CONN *conn = NULL;

	open_odd(UP_SESSION_SYNC, "A \"schema\"'", &conn);
	expect_setting(conn, "search_path", "\"A \"\"schema\"\"'\", public");
	OK(up_conn_exec(conn, "SET search_path TO ''", &err));
	OK(up_session_put_first(conn, "one", &err));
	expect_setting(conn, "search_path", "\"one\", \"\"");
}

/* Nulls in an array are nulls, whatever the server's default. */
Test(session, of_a_pool_reads_nulls_in_arrays)
{
	UP_BUFFER conninfo = {0};
	UP_POOL pool = {0};
	UP_FREE char *count = NULL;

	up_buffer_append_format(&conninfo, "%s%s", test_conninfo(), odd_options);
	OK(up_buffer_check(&conninfo, &err));
	OK(up_pool_open(conninfo.data, 1, &pool, &err));
	OK(up_conn_query_value(pool.conns[0],
			       "SELECT count(*) - count(n) FROM unnest('{NULL,a}'::text[]) AS n",
			       &count, &err));
	cr_expect_str_eq(count, "1");
}

Test(session, reaches_the_same_host_again)
{
	UP_BUFFER several = {0};
	UP_BUFFER reached = {0};
	UP_CONN *conn = NULL;
	UP_CONN *again = NULL;

	/* The last of equal keywords counts, and a host that fails is passed over. */
	OK(up_conn_open(test_conninfo(), &again, &err));
	up_buffer_append_format(&several, "%s host='/no/such/directory,%s' port='%s,%s'",
				test_conninfo(), PQhost(again->pg), PQport(again->pg),
				PQport(again->pg));
	OK(up_buffer_check(&several, &err));
	OK(up_conn_open_named(several.data, "first", &conn, &err));
	OK(up_conninfo_append_reached(&reached, conn, &err));
	cr_expect_null(strstr(reached.data, "/no/such"), "%s", reached.data);
	up_conn_close(UP_TAKE(again));
	OK(up_conn_open_named(reached.data, "second", &again, &err));
	cr_expect_str_eq(PQhost(again->pg), PQhost(conn->pg));
	cr_expect_str_eq(PQport(again->pg), PQport(conn->pg));
	/* The name was not the user's. */
	expect_setting(again, "application_name", "second");
}

Test(session, keeps_the_name_that_the_user_gave)
{
	UP_BUFFER conninfo = {0};
	UP_BUFFER reached = {0};
	UP_CONN *conn = NULL;
	UP_CONN *again = NULL;

	up_buffer_append_format(&conninfo, "%s application_name='it\\'s mine'", test_conninfo());
	OK(up_buffer_check(&conninfo, &err));
	OK(up_conn_open_named(conninfo.data, "first", &conn, &err));
	expect_setting(conn, "application_name", "it's mine");
	OK(up_conninfo_append_reached(&reached, conn, &err));
	OK(up_conn_open_named(reached.data, "second", &again, &err));
	expect_setting(again, "application_name", "it's mine");
}

/* A pooled one sets in each transaction what others state once, and nothing for longer. */
Test(session, of_a_pooler_sets_for_the_transaction_alone)
{
	UP_BUFFER conninfo = {0};
	UP_CONN *conn = NULL;

	up_buffer_append_format(&conninfo, "%s%s", test_conninfo(), odd_options);
	OK(up_buffer_check(&conninfo, &err));
	const struct up_session session = {
		.conninfo = conninfo.data, .schema = "one", .is_pooled = true};
	OK(up_session_open(&session, &conn, &err));
	OK(up_session_set(conn, "work_mem", "5MB", &err));
	OK(up_session_set(conn, "Default_Transaction_Isolation", "repeatable read", &err));
	for (int turn = 0; turn < 2; turn++) {
		expect_setting(conn, "intervalstyle", "sql_standard");
		expect_setting(conn, "work_mem", "4MB");
		expect_setting(conn, "search_path", "public");
		cr_expect_eq(conn->backend_pid, 0);
		OK(up_transaction_begin(conn, "SET LOCAL jit = off;", &err));
		expect_setting(conn, "intervalstyle", "postgres");
		expect_setting(conn, "work_mem", "5MB");
		expect_setting(conn, "jit", "off");
		expect_setting(conn, "search_path", "\"one\", public");
		expect_setting(conn, "transaction_isolation", "repeatable read");
		expect_setting(conn, "transaction_read_only", "off");
		cr_expect_eq(conn->backend_pid, PQbackendPID(conn->pg));
		if (turn == 0)
			OK(up_transaction_commit(conn, &err));
		else
			up_conn_rollback(conn);
	}
	cr_expect_eq(conn->backend_pid, 0);
	expect_setting(conn, "intervalstyle", "sql_standard");
	cr_expect_eq(conn->id, PQbackendPID(conn->pg));
}
