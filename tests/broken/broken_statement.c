/* SPDX-License-Identifier: PostgreSQL */
/* broken-statement: sends a statement that fails. */
#include "strategy/strategy.h"

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	(void)batch;
	(void)first;
	(void)count;
	return up_conn_exec(update->conn, "SELECT 1 / 0", err);
}

const struct up_strategy up_strategy_broken_statement = {
	.name = "broken-statement",
	.summary = "sends a statement that fails",
	.apply = apply,
};
