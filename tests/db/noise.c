/* SPDX-License-Identifier: PostgreSQL */
/* What the server tells of itself between two readings.  Tests beside this one use the same
 * server, so that only what this one does is certain to show. */
#include "measure/probe/noise.h"

#include "db/server.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

Test(noise, sees_a_checkpoint)
{
	UP_CONN *conn = NULL;
	struct noise noise;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	noise_begin(&noise, conn, "pg_catalog");
	cr_expect_str_neq(noise.checkpoint, "");
	OK(up_conn_exec(conn, "CHECKPOINT", &err));
	noise_end(&noise, conn, "pg_catalog");
	cr_expect_eq(noise.checkpoints, 1);
	cr_expect_eq(noise.autovacuums, conn->server_version >= 150000 ? 0 : NOISE_UNKNOWN);
	cr_expect_geq(noise.runnable, 0);
	cr_expect_geq(noise.steal_ns, 0);
}

/* A figure that cannot be had is no reason to fail. */
Test(noise, does_without_what_it_is_not_told)
{
	UP_CONN *conn = NULL;
	struct noise noise;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	noise_begin(&noise, conn, "no such schema");
	cr_expect_eq(noise.autovacuums, NOISE_UNKNOWN);
	up_conn_abort(conn);
	noise_end(&noise, conn, "no such schema");
	cr_expect_eq(noise.checkpoints, NOISE_UNKNOWN);
	cr_expect_eq(noise.autovacuums, NOISE_UNKNOWN);
}
