/* SPDX-License-Identifier: PostgreSQL */
/* Connections that wait for each other, or for somebody else, and what the watchdog does then. */
#include "measure/trial/lock_wait.h"

#include "base/clock.h"
#include "db/server.h"
#include "measure/trial/watchdog.h"
#include "pg/pool.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* A table of its own for each test, with one row that the first connection has locked. */
static void lock_row(struct up_conn *holder, const char *table)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "CREATE TABLE %s (n integer); INSERT INTO %s VALUES (0)",
				table, table);
	OK(up_buffer_check(&sql, &err));
	OK(up_conn_exec(holder, sql.data, &err));
	up_buffer_clear(&sql);
	up_buffer_append_format(
		&sql, "BEGIN; SET LOCAL application_name TO 'holder'; UPDATE %s SET n = 1", table);
	OK(up_buffer_check(&sql, &err));
	OK(up_conn_exec(holder, sql.data, &err));
}

static void drop(struct up_conn *conn, const char *table)
{
	UP_BUFFER sql = {0};

	up_conn_rollback(conn);
	up_buffer_append_format(&sql, "DROP TABLE %s", table);
	OK(up_conn_exec(conn, sql.data, &err));
}

/* Waits for the row until the watchdog ends that; how long it took. */
static int64_t wait_for_row(struct up_conn *conn, const char *table)
{
	UP_BUFFER sql = {0};
	const int64_t start = up_clock_ns();

	up_buffer_append_format(&sql, "UPDATE %s SET n = 2", table);
	cr_assert_eq(up_conn_exec(conn, sql.data, &err), UP_STATEMENT);
	return up_clock_ns() - start;
}

static struct watchdog *start(struct server *server)
{
	struct watchdog *watchdog = NULL;

	*server = (struct server){.conninfo = (char *)(uintptr_t)test_conninfo()};
	OK(watchdog_start(server, &watchdog, &err));
	return watchdog;
}

Test(lock_wait, a_worker_that_waits_for_another_is_ended_and_named)
{
	static const char table[] = "lock_wait_workers";
	struct server server;
	struct watchdog *watchdog = start(&server);
	UP_POOL pool = {0};

	OK(up_pool_open(test_conninfo(), 3, &pool, &err));
	lock_row(pool.conns[2], table);
	watchdog_arm(watchdog,
		     (struct watchdog_target){
			     .conns = pool.conns, .count = pool.count, .are_workers = true},
		     INT64_C(60000000000));
	const int64_t ns = wait_for_row(pool.conns[1], table);
	cr_expect_eq(watchdog_finish(watchdog, UP_OK, &err), UP_STATEMENT);
	/* Within a second, but for a machine that has other work, too. */
	cr_expect_lt(ns, INT64_C(3000000000));
	cr_expect_str_eq(err.message,
			 "worker 2 waits for worker 3 of the same sync, which keeps its locks "
			 "until all are done: the table (a trigger, a foreign key, an index) makes "
			 "them lock the same row of lock_wait_workers; --workers 1 avoids it");
	watchdog_stop(watchdog);
	drop(pool.conns[2], table);
}

Test(lock_wait, a_wait_for_another_session_is_ended_by_the_limit_alone)
{
	static const char table[] = "lock_wait_stranger";
	struct server server;
	struct watchdog *watchdog = start(&server);
	UP_POOL pool = {0};
	UP_CONN *stranger = NULL;
	UP_BUFFER expected = {0};

	OK(up_pool_open(test_conninfo(), 2, &pool, &err));
	OK(up_conn_open(test_conninfo(), &stranger, &err));
	lock_row(stranger, table);
	watchdog_arm(watchdog,
		     (struct watchdog_target){
			     .conns = pool.conns, .count = pool.count, .are_workers = true},
		     INT64_C(1500000000));
	const int64_t ns = wait_for_row(pool.conns[0], table);
	cr_expect_eq(watchdog_finish(watchdog, UP_OK, &err), UP_TIMEOUT);
	cr_expect_geq(ns, INT64_C(1500000000));
	up_buffer_append_format(&expected,
				"stopped after its limit of 1.5 s, waiting for a lock of another "
				"session: process %d, holder, idle "
				"in transaction",
				stranger->backend_pid);
	cr_expect_str_eq(err.message, up_buffer_string(&expected));
	watchdog_stop(watchdog);
	drop(stranger, table);
}

Test(lock_wait, without_a_wait_there_is_nothing_to_say)
{
	UP_POOL pool = {0};
	UP_CONN *own = NULL;
	UP_BUFFER text = {0};
	struct lock_wait wait = {.waiter = 1};

	OK(up_pool_open(test_conninfo(), 2, &pool, &err));
	OK(up_conn_open(test_conninfo(), &own, &err));
	OK(lock_wait_find(own, pool.conns, pool.count, &wait, &err));
	cr_expect_eq(wait.waiter, 0);
	lock_wait_append_timeout(&text, &wait);
	cr_expect_eq(text.length, 0);
}
