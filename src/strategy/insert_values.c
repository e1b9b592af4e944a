/* SPDX-License-Identifier: PostgreSQL */
/*
 * insert-values: INSERT of (VALUES ($1, $2, …), (…)), as mappers of objects send it.
 */
#include "strategy/values.h"

static enum up_status insert_values_prepare(struct up_update *update, struct up_error *err)
{
	static const struct values_kind kind = {.prepared = "upsync_insert_values",
						.statement = up_sql_insert};

	return up_values_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_insert_values = {
	.name = "insert-values",
	.summary = "INSERT of VALUES, parameterized, a chunk of rows per statement",
	.flags = UP_STRATEGY_CHUNKED,
	.requires = UP_REQUIRES_PREPARED,
	.default_chunk = VALUES_CHUNK,
	.check = up_values_check,
	.prepare = insert_values_prepare,
	.apply = up_values_apply,
	.release = up_values_release,
};
