/* SPDX-License-Identifier: PostgreSQL */
/* broken-rows: leaves the last row out, without a word. */
#include "strategy/strategy.h"

extern const struct up_strategy up_strategy_unnest;

static enum up_status prepare(struct up_update *update, struct up_error *err)
{
	return up_strategy_unnest.prepare(update, err);
}

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	if (count < 2)
		return UP_OK;
	return up_strategy_unnest.apply(update, batch, first, count - 1, err);
}

static void release(struct up_update *update)
{
	up_strategy_unnest.release(update);
}

const struct up_strategy up_strategy_broken_rows = {
	.name = "broken-rows",
	.summary = "leaves the last row out",
	.prepare = prepare,
	.apply = apply,
	.release = release,
};
