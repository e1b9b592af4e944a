/* SPDX-License-Identifier: PostgreSQL */
/*
 * copy-staging: COPY (binary) into a table that the connection keeps; every
 * commit empties it.  Saves what creating and dropping a table costs, in time
 * and in dead rows of the catalogs; asks for a connection that stays the same.
 */
#include "strategy/incoming.h"

static enum up_status copy_staging_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {
		.binary = true, .table = INCOMING_OF_SESSION, .statement = up_sql_update_from};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_copy_staging = {
	.name = "copy-staging",
	.summary = "COPY (binary) into a staging table that the connection keeps and empties",
	.flags = INCOMING_FLAGS | UP_STRATEGY_BINARY,
	.requires = UP_REQUIRES_COPY | UP_REQUIRES_KEPT_TABLE,
	.tuning = up_incoming_tuning,
	.prepare = copy_staging_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
