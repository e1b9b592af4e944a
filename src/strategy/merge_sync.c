/* SPDX-License-Identifier: PostgreSQL */
/*
 * merge-sync: COPY (binary) of all rows into a temporary table, then one MERGE that updates the rows
 * that the target has and inserts the others.  From server 17 on the same MERGE treats rows that are
 * gone, and returns what it did; before, a statement of its own does, and how many rows were created
 * follows from the statistics of the transaction.
 */
#include "strategy/staged.h"

#define RETURNING_VERSION 170000

static enum up_status merge_sync_prepare(struct up_update *update, struct up_error *err)
{
	static const struct staged_kind returning = {.counting = STAGED_BY_ROW,
						     .update = up_sql_merge_all};
	static const struct staged_kind silent = {.counting = STAGED_BY_STATISTICS,
						  .update = up_sql_merge_all};

	return up_staged_prepare(
		update, update->conn->server_version >= RETURNING_VERSION ? &returning : &silent,
		err);
}

const struct up_strategy up_strategy_merge_sync = {
	.name = "merge-sync",
	.summary = "COPY (binary) of all rows, then one MERGE that creates, too; PostgreSQL 15 or "
		   "later",
	.flags = STAGED_FLAGS,
	.requires = INCOMING_REQUIRES,
	.min_server_version = 150000,
	.tuning = up_incoming_tuning,
	.prepare = merge_sync_prepare,
	.apply = up_staged_apply,
	.pause = up_staged_pause,
	.finish = up_staged_finish,
	.release = up_staged_release,
};
