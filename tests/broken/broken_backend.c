/* SPDX-License-Identifier: PostgreSQL */
/* broken-backend: ends its own backend, as an administrator might. */
#include "strategy/strategy.h"

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	(void)batch;
	(void)first;
	(void)count;
	return up_conn_exec(update->conn, "SELECT pg_terminate_backend(pg_backend_pid())", err);
}

const struct up_strategy up_strategy_broken_backend = {
	.name = "broken-backend",
	.summary = "terminates its own backend",
	.apply = apply,
};
