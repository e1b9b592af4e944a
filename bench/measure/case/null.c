/* SPDX-License-Identifier: PostgreSQL */
/* null: does nothing.  Its time is what the pipeline and the program add to every other. */
#include "measure/case/contender.h"

static enum up_status null_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err)
{
	(void)update;
	(void)batch;
	(void)first;
	(void)count;
	(void)err;
	return UP_OK;
}

const struct up_strategy contender_null = {
	.name = "null",
	.summary = "does nothing: measures the overhead of upbench; never ranked, never verified",
	.flags = UP_STRATEGY_CHUNKED | UP_STRATEGY_STREAMS | UP_STRATEGY_SKIPS |
		 UP_STRATEGY_PARALLEL,
	.apply = null_apply,
};
