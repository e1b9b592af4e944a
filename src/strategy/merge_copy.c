/* SPDX-License-Identifier: PostgreSQL */
/*
 * merge-copy: COPY (binary) into a temporary table, then MERGE from it.
 */
#include "strategy/incoming.h"

static enum up_status merge_copy_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {.binary = true, .statement = up_sql_merge};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_merge_copy = {
	.name = "merge-copy",
	.summary =
		"COPY (binary) into a temporary table, then MERGE from it; PostgreSQL 15 or later",
	.flags = INCOMING_FLAGS | UP_STRATEGY_BINARY,
	.requires = INCOMING_REQUIRES,
	.min_server_version = 150000,
	.tuning = up_incoming_tuning,
	.prepare = merge_copy_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
