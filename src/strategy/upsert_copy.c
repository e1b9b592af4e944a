/* SPDX-License-Identifier: PostgreSQL */
/*
 * upsert-copy: COPY (binary) into a temporary table, then INSERT … ON CONFLICT
 * DO UPDATE from it: every row is first tried as a new one.
 */
#include "strategy/incoming.h"

static enum up_status upsert_copy_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {.binary = true, .statement = up_sql_upsert};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_upsert_copy = {
	.name = "upsert-copy",
	.summary = "COPY (binary) into a temporary table, then INSERT … ON CONFLICT DO UPDATE",
	.flags = INCOMING_FLAGS | UP_STRATEGY_BINARY | UP_STRATEGY_WHOLE_ROWS,
	.requires = INCOMING_REQUIRES | UP_REQUIRES_UNIQUE_KEY,
	.tuning = up_incoming_tuning,
	.prepare = upsert_copy_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
