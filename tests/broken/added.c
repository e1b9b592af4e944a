/* SPDX-License-Identifier: PostgreSQL */
/* added: is not broken.  Proves that a strategy takes one file and one line. */
#include "strategy/strategy.h"

extern const struct up_strategy up_strategy_unnest;

static enum up_status prepare(struct up_update *update, struct up_error *err)
{
	return up_strategy_unnest.prepare(update, err);
}

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	return up_strategy_unnest.apply(update, batch, first, count, err);
}

static void release(struct up_update *update)
{
	up_strategy_unnest.release(update);
}

const struct up_strategy up_strategy_added = {
	.name = "added",
	.summary = "one file and one line more",
	.flags = UP_STRATEGY_CHUNKED,
	.requires = UP_REQUIRES_UNIQUE_KEY | UP_REQUIRES_PIPELINE,
	.copies = 2,
	.prepare = prepare,
	.apply = apply,
	.release = release,
};
