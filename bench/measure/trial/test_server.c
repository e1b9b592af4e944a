/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/test_server.h"

#include "measure/process/interrupt.h"

enum up_status arena_init(struct arena *arena, struct server *server, struct up_error *err)
{
	*arena = (struct arena){.server = server};
	return watchdog_start(server, &arena->watchdog, err);
}

void arena_release(struct arena *arena)
{
	watchdog_stop(arena->watchdog);
	*arena = (struct arena){0};
}

static enum up_status restart(struct server *server, struct up_error *err)
{
	UP_TRY(cluster_restart_immediately(server->cluster, err));
	return server_reconnect(server, err);
}

enum up_status arena_restart(struct arena *arena, struct up_error *err)
{
	struct server *server = arena->server;

	if (server->cluster == NULL)
		return UP_OK;
	watchdog_arm(arena->watchdog,
		     (struct watchdog_target){.conns = &server->control, .count = 1}, 0);
	/* A case may have taken the server down: then the start recovers, as it would have. */
	(void)!up_conn_exec(server->control, "CHECKPOINT", NULL);
	if (watchdog_disarm(arena->watchdog) == WATCHDOG_INTERRUPTED)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	enum up_status status = restart(server, err);
	/* The wait for the server ends with a signal, which is the better reason. */
	if (interrupt_signal() != 0)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	return status;
}
