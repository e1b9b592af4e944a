/* SPDX-License-Identifier: PostgreSQL */
/*
 * copy-temp: COPY (text) into a temporary table, then UPDATE … FROM it.
 *
 * The table is made in each sync, as an application behind a connection pool
 * must, and goes with the transaction.
 */
#include "strategy/incoming.h"

static enum up_status copy_temp_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {.statement = up_sql_update_from};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_copy_temp = {
	.name = "copy-temp",
	.summary = "COPY (text) into a temporary table, then UPDATE … FROM it",
	.flags = INCOMING_FLAGS,
	.requires = INCOMING_REQUIRES,
	.tuning = up_incoming_tuning,
	.prepare = copy_temp_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
