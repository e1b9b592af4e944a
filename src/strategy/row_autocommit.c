/* SPDX-License-Identifier: PostgreSQL */
/*
 * row-autocommit: one parameterized UPDATE per row, each its own transaction.
 *
 * What a loop over save() of an ORM does by default: besides a round trip,
 * every row waits for its own commit to reach the disk.
 */
#include "strategy/rowwise.h"

const struct up_strategy up_strategy_row_autocommit = {
	.name = "row-autocommit",
	.summary = "one UPDATE per row, each its own transaction: as an ORM that saves each object",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS |
		 UP_STRATEGY_AUTOCOMMIT,
	.prepare = up_rowwise_prepare,
	.apply = up_rowwise_apply,
	.release = up_rowwise_release,
};
