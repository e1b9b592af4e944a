/* SPDX-License-Identifier: PostgreSQL */
/*
 * upsert-unnest: INSERT … ON CONFLICT DO UPDATE from unnested binary arrays.
 */
#include "strategy/arrays.h"

static enum up_status upsert_unnest_prepare(struct up_update *update, struct up_error *err)
{
	static const struct arrays_kind kind = {.binary = true, .statement = up_sql_upsert};

	return up_arrays_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_upsert_unnest = {
	.name = "upsert-unnest",
	.summary = "INSERT … ON CONFLICT DO UPDATE from unnested binary arrays",
	.flags = ARRAYS_FLAGS | UP_STRATEGY_BINARY | UP_STRATEGY_WHOLE_ROWS,
	.requires = UP_REQUIRES_NO_ARRAYS | UP_REQUIRES_UNIQUE_KEY,
	.copies = ARRAYS_COPIES,
	.tuning = up_arrays_tuning,
	.prepare = upsert_unnest_prepare,
	.apply = up_arrays_apply,
	.release = up_arrays_release,
};
