/* SPDX-License-Identifier: PostgreSQL */
/* broken-sleep: never comes back by itself. */
#include "strategy/strategy.h"

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	(void)batch;
	(void)first;
	(void)count;
	return up_conn_exec(update->conn, "SELECT pg_sleep(3600)", err);
}

const struct up_strategy up_strategy_broken_sleep = {
	.name = "broken-sleep",
	.summary = "sleeps for an hour",
	.apply = apply,
};
