/* SPDX-License-Identifier: PostgreSQL */
/* broken-server: as superuser, kills its own backend with a signal that no process survives.
 * The postmaster cannot know what that one did to the shared memory: it ends all
 * backends and goes through recovery. */
#include "strategy/strategy.h"

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	(void)batch;
	(void)first;
	(void)count;
	return up_conn_exec(update->conn, "COPY (SELECT 1) TO PROGRAM 'kill -KILL $PPID'", err);
}

const struct up_strategy up_strategy_broken_server = {
	.name = "broken-server",
	.summary = "makes the server go through crash recovery",
	.apply = apply,
};
