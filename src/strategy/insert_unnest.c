/* SPDX-License-Identifier: PostgreSQL */
/*
 * insert-unnest: INSERT from unnested binary arrays.
 */
#include "strategy/arrays.h"

static enum up_status insert_unnest_prepare(struct up_update *update, struct up_error *err)
{
	static const struct arrays_kind kind = {.binary = true, .statement = up_sql_insert};

	return up_arrays_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_insert_unnest = {
	.name = "insert-unnest",
	.summary = "INSERT from unnested binary arrays",
	.flags = UP_STRATEGY_CHUNKED | UP_STRATEGY_BINARY,
	.requires = UP_REQUIRES_NO_ARRAYS,
	.copies = ARRAYS_COPIES,
	.prepare = insert_unnest_prepare,
	.apply = up_arrays_apply,
	.release = up_arrays_release,
};
