/* SPDX-License-Identifier: PostgreSQL */
/*
 * merge-unnest: MERGE from unnested binary arrays.
 */
#include "strategy/arrays.h"

static enum up_status merge_unnest_prepare(struct up_update *update, struct up_error *err)
{
	static const struct arrays_kind kind = {.binary = true, .statement = up_sql_merge};

	return up_arrays_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_merge_unnest = {
	.name = "merge-unnest",
	.summary = "MERGE from unnested binary arrays; PostgreSQL 15 or later",
	.flags = ARRAYS_FLAGS | UP_STRATEGY_BINARY,
	.requires = UP_REQUIRES_NO_ARRAYS,
	.min_server_version = 150000,
	.copies = ARRAYS_COPIES,
	.tuning = up_arrays_tuning,
	.prepare = merge_unnest_prepare,
	.apply = up_arrays_apply,
	.release = up_arrays_release,
};
