/* SPDX-License-Identifier: PostgreSQL */
/*
 * copy-unlogged: COPY (binary) into a permanent table without WAL, one per connection, which each
 * sync empties first.  Writes fewer rows of the catalogs than a temporary table per sync, and needs
 * neither the privilege TEMPORARY nor a session that stays the same: a pooler may give each
 * transaction another one.  The rows stay until the next sync.
 *
 * Beside a table that Citus distributes by its scope or a column of its key the staging table is
 * distributed like it, and joined on that column: all nodes work on their own shards, and each row goes
 * to one of them.
 */
#include "strategy/incoming.h"

static enum up_status copy_unlogged_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {
		.binary = true, .table = INCOMING_UNLOGGED, .statement = up_sql_update_from};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_copy_unlogged = {
	.name = "copy-unlogged",
	.summary = "COPY (binary) into a permanent UNLOGGED table per connection, emptied by each "
		   "sync",
	.flags = INCOMING_FLAGS | UP_STRATEGY_BINARY,
	.requires = UP_REQUIRES_COPY | UP_REQUIRES_UNLOGGED_TABLE,
	.tuning = up_incoming_tuning,
	.prepare = copy_unlogged_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
