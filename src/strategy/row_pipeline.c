/* SPDX-License-Identifier: PostgreSQL */
/*
 * row-pipeline: one prepared UPDATE per row, sent without waiting for the answers
 * (libpq's pipeline mode): the rows share one round trip, or a few.
 */
#include "pg/pipeline.h"
#include "strategy/rowwise.h"

static enum up_status row_pipeline_apply(struct up_update *update, const struct up_batch *batch,
					 size_t first, size_t count, struct up_error *err)
{
	struct up_pipeline pipeline;

	UP_TRY(up_pipeline_begin(&pipeline, update->conn, err));
	enum up_status status = UP_OK;
	for (size_t row = first; row < first + count && status == UP_OK; row++) {
		struct up_params params;
		status = up_rowwise_bind_prepared(update, batch, row, &params, err);
		if (status == UP_OK)
			status = up_pipeline_send_prepared(&pipeline, ROWWISE_STATEMENT, &params,
							   err);
	}
	if (status != UP_OK) {
		up_pipeline_abandon(&pipeline);
		return status;
	}
	UP_TRY(up_pipeline_end(&pipeline, err));
	update->rows_updated += pipeline.rows;
	return UP_OK;
}

const struct up_strategy up_strategy_row_pipeline = {
	.name = "row-pipeline",
	.summary = "one prepared UPDATE per row in libpq's pipeline mode, one transaction",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS,
	.requires = UP_REQUIRES_PREPARED | UP_REQUIRES_BINARY | UP_REQUIRES_PIPELINE,
	.prepare = up_rowwise_prepare_statement,
	.apply = row_pipeline_apply,
	.release = up_rowwise_release,
};
