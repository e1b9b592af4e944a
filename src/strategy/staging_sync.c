/* SPDX-License-Identifier: PostgreSQL */
/*
 * staging-sync: COPY (binary) of all rows into a temporary table, then a statement each for rows that
 * the target has, for those that it lacks, and for those that are gone: what merge-sync does, on any
 * server.
 */
#include "strategy/staged.h"

static enum up_status staging_sync_prepare(struct up_update *update, struct up_error *err)
{
	static const struct staged_kind kind = {.counting = STAGED_BY_TAG,
						.update = up_sql_update_from,
						.create = up_sql_insert_missing};

	return up_staged_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_staging_sync = {
	.name = "staging-sync",
	.summary = "COPY (binary) of all rows, then an UPDATE and an INSERT from that table",
	.flags = STAGED_FLAGS,
	.requires = INCOMING_REQUIRES,
	.tuning = up_incoming_tuning,
	.prepare = staging_sync_prepare,
	.apply = up_staged_apply,
	.pause = up_staged_pause,
	.finish = up_staged_finish,
	.release = up_staged_release,
};
