/* SPDX-License-Identifier: PostgreSQL */
/* A relay in front of a server: libpq through it, canceling included. */
#include "measure/relay/relay.h"

#include "db/server.h"
#include "pg/conn.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>

static struct up_error err;

#define OK(call) cr_assert_eq(call, UP_OK, "%s", err.message)

static struct relay *start(int64_t rtt_ns)
{
	const struct relay_options options = {.conninfo = test_conninfo(), .rtt_ns = rtt_ns};
	struct relay *relay = NULL;

	OK(relay_start(&options, &relay, &err));
	return relay;
}

Test(relay, leads_to_the_same_server_as_the_same_user)
{
	static const char query[] = "SELECT concat_ws(' ', current_user, current_database(), "
				    "pg_postmaster_start_time(), "
				    "current_setting('data_directory'))";
	RELAY *relay = start(1000000);
	UP_CONN *direct = NULL;
	UP_CONN *relayed = NULL;
	UP_FREE char *expected = NULL;
	UP_FREE char *got = NULL;

	OK(up_conn_open(test_conninfo(), &direct, &err));
	OK(up_conn_open(relay_conninfo(relay), &relayed, &err));
	OK(up_conn_query_value(direct, query, &expected, &err));
	OK(up_conn_query_value(relayed, query, &got, &err));
	cr_expect_str_eq(got, expected);
	cr_expect_str_neq(PQhost(relayed->pg), PQhost(direct->pg));
	cr_expect_eq(relay_counters_read(relay).connections, 1);
}

/* Each statement is one round trip on the wire, as the connection counts it. */
Test(relay, sees_the_round_trips_that_the_connection_counts)
{
	RELAY *relay = start(1000000);
	UP_CONN *conn = NULL;

	OK(up_conn_open(relay_conninfo(relay), &conn, &err));
	OK(up_conn_exec(conn, "SELECT 1", &err));
	const struct relay_counters before = relay_counters_read(relay);
	const int64_t counted = conn->counters.round_trips;
	for (int i = 0; i < 7; i++)
		OK(up_conn_exec(conn, "SELECT 1", &err));
	cr_expect_eq(relay_counters_read(relay).round_trips - before.round_trips, 7);
	cr_expect_eq(conn->counters.round_trips - counted, 7);
	/* A message Query: type, length, text with its NUL. */
	cr_expect_eq(relay_counters_read(relay).bytes_to_server - before.bytes_to_server,
		     7 * (1 + 4 + (int64_t)sizeof "SELECT 1"));
}

static void *cancel_until_it_ends(void *context)
{
	const struct up_conn *conn = context;
	UP_CONN *control = NULL;
	char query[128];
	struct up_error failure;

	snprintf(query, sizeof query,
		 "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = %d",
		 conn->backend_pid);
	if (up_conn_open(test_conninfo(), &control, &failure) != UP_OK)
		return NULL;
	for (bool sleeps = false; !sleeps;) {
		UP_FREE char *value = NULL;
		if (up_conn_query_value(control, query, &value, &failure) != UP_OK)
			return NULL;
		sleeps = strcmp(value, "t") == 0;
	}
	return up_conn_cancel(conn, &failure) == UP_OK ? context : NULL;
}

Test(relay, carries_requests_to_cancel)
{
	RELAY *relay = start(1000000);
	UP_CONN *conn = NULL;
	pthread_t thread;
	void *delivered;

	OK(up_conn_open(relay_conninfo(relay), &conn, &err));
	cr_assert_eq(pthread_create(&thread, NULL, cancel_until_it_ends, conn), 0);
	cr_expect_eq(up_conn_exec(conn, "SELECT pg_sleep(60)", &err), UP_STATEMENT);
	cr_expect_str_eq(err.sqlstate, "57014");
	pthread_join(thread, &delivered);
	cr_expect_eq(delivered, conn);
	cr_expect_eq(relay_counters_read(relay).connections, 2);
}

Test(relay, says_when_the_server_cannot_be_reached)
{
	const struct relay_options options = {.conninfo = "host=/nonexistent", .rtt_ns = 1000};
	struct relay *relay = NULL;

	cr_expect_eq(relay_start(&options, &relay, &err), UP_CONNECTION);
	cr_expect_null(relay);
}
