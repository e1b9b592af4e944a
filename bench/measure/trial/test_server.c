/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/test_server.h"

#include "measure/process/interrupt.h"
#include "measure/server/role_limits.h"

enum up_status test_server_init(struct test_server *test_server, struct server *server,
				const struct subject *subject, struct up_error *err)
{
	*test_server = (struct test_server){.server = server, .subject = subject};
	return watchdog_start(server, &test_server->watchdog, err);
}

void test_server_release(struct test_server *test_server)
{
	watchdog_stop(test_server->watchdog);
	*test_server = (struct test_server){0};
}

enum up_status test_server_open_pool(const struct test_server *test_server, struct server_way way,
				     const struct trial_case *trial_case, struct up_pool *pool,
				     struct up_error *err)
{
	UP_TRY(server_open_pool(test_server->server, way, (size_t)trial_case->key.factors.workers,
				pool, err));
	for (size_t c = 0; c < pool->count; c++)
		UP_TRY(case_apply_settings(trial_case, pool->conns[c], err));
	return UP_OK;
}

static bool explain(const struct test_server *test_server, const struct trial_case *trial_case,
		    struct up_error *failure)
{
	UP_POOL pool = {0};

	return test_server_open_pool(test_server, server_direct(test_server->server), trial_case,
				     &pool, NULL) == UP_OK &&
	       role_limits_explain(pool.conns[0], failure);
}

/* The limit is in force for what looks for it, too. */
#define ATTEMPTS 5

void test_server_explain(const struct test_server *test_server, const struct trial_case *trial_case,
			 struct up_error *failure)
{
	for (int attempt = 0; role_limits_may_explain(failure) && attempt < ATTEMPTS; attempt++) {
		if (explain(test_server, trial_case, failure))
			break;
	}
}

static enum up_status restart(struct server *server, struct up_error *err)
{
	UP_TRY(cluster_restart_immediately(server->cluster, err));
	return server_reconnect(server, err);
}

enum up_status test_server_restart(struct test_server *test_server, struct up_error *err)
{
	struct server *server = test_server->server;

	if (server->cluster == NULL)
		return UP_OK;
	watchdog_arm(test_server->watchdog,
		     (struct watchdog_target){.conns = &server->control, .count = 1}, 0);
	/* A case may have taken the server down: then the start recovers, as it would have. */
	(void)!up_conn_exec(server->control, "CHECKPOINT", NULL);
	if (watchdog_disarm(test_server->watchdog) == WATCHDOG_INTERRUPTED)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	enum up_status status = restart(server, err);
	/* The wait for the server ends with a signal, which is the better reason. */
	if (interrupt_signal() != 0)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	return status;
}
