/* SPDX-License-Identifier: PostgreSQL */
/*
 * upsert-copy of the create stage: COPY (binary) into a temporary table that the connection keeps, then
 * INSERT … ON CONFLICT DO UPDATE from it.  Nothing calls a hook finish there, so each run of rows is
 * brought to the target at once.
 *
 * The table is not that of the update stage, which may copy in the same transaction.
 */
#include "strategy/incoming.h"

static enum up_status create_upsert_copy_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {.binary = true,
						  .table = INCOMING_OF_SESSION,
						  .statement = up_sql_upsert,
						  .name = "upsync_created"};

	return up_incoming_prepare(update, &kind, err);
}

static enum up_status create_upsert_copy_apply(struct up_update *update,
					       const struct up_batch *batch, size_t first,
					       size_t count, struct up_error *err)
{
	if (count == 0)
		return UP_OK;
	UP_TRY(up_incoming_apply(update, batch, first, count, err));
	UP_TRY(up_incoming_finish(update, err));
	/* The next run may be of the same transaction, and then has to empty the table. */
	update->continued = true;
	return UP_OK;
}

const struct up_strategy up_strategy_create_upsert_copy = {
	.name = "upsert-copy",
	.summary = "COPY (binary) into a temporary table, then INSERT … ON CONFLICT DO UPDATE",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_BINARY | UP_STRATEGY_WHOLE_ROWS,
	.requires = INCOMING_REQUIRES | UP_REQUIRES_UNIQUE_KEY | UP_REQUIRES_KEPT_TABLE,
	.prepare = create_upsert_copy_prepare,
	.apply = create_upsert_copy_apply,
	.release = up_incoming_release,
};
