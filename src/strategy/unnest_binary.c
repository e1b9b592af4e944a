/* SPDX-License-Identifier: PostgreSQL */
/*
 * unnest-binary: unnest with binary arrays and a prepared statement.
 *
 * With the server's default plan_cache_mode the sixth execution on a connection
 * may change to a generic plan, which takes every array for ten elements; the
 * effect is part of the measurement.  See up_arrays_tuning.
 */
#include "strategy/arrays.h"

static enum up_status unnest_binary_prepare(struct up_update *update, struct up_error *err)
{
	static const struct arrays_kind kind = {
		.binary = true, .prepared = true, .statement = up_sql_update_from};

	return up_arrays_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_unnest_binary = {
	.name = "unnest-binary",
	.summary = "the same with binary arrays, prepared",
	.flags = ARRAYS_FLAGS | UP_STRATEGY_BINARY,
	.requires = UP_REQUIRES_NO_ARRAYS | UP_REQUIRES_PREPARED,
	.copies = ARRAYS_COPIES,
	.tuning = up_arrays_tuning,
	.prepare = unnest_binary_prepare,
	.apply = up_arrays_apply,
	.release = up_arrays_release,
};
