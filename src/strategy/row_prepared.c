/* SPDX-License-Identifier: PostgreSQL */
/*
 * row-prepared: one UPDATE per row, prepared once per connection.  Parsing is gone,
 * and from the sixth execution on planning as well, since the generic plan of
 * an update by key is as good as any.
 */
#include "strategy/rowwise.h"

static enum up_status row_prepared_apply(struct up_update *update, const struct up_batch *batch,
					 size_t first, size_t count, struct up_error *err)
{
	for (size_t row = first; row < first + count; row++) {
		struct up_params params;
		int64_t updated = 0;

		UP_TRY(up_rowwise_bind_prepared(update, batch, row, &params, err));
		UP_TRY(up_conn_exec_prepared(update->conn, ROWWISE_STATEMENT, &params, &updated,
					     NULL, err));
		update->rows_updated += updated;
	}
	return UP_OK;
}

const struct up_strategy up_strategy_row_prepared = {
	.name = "row-prepared",
	.summary = "one UPDATE per row, prepared once, one transaction",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS,
	.requires = UP_REQUIRES_PREPARED | UP_REQUIRES_BINARY,
	.prepare = up_rowwise_prepare_statement,
	.apply = row_prepared_apply,
	.release = up_rowwise_release,
};
