/* SPDX-License-Identifier: PostgreSQL */
/*
 * row: one parameterized UPDATE per row, all in the sync's transaction.
 *
 * What an application does that loops over its rows and lets the driver bind
 * values: every row costs a round trip, and parsing and planning anew.
 */
#include "strategy/rowwise.h"

const struct up_strategy up_strategy_row = {
	.name = "row",
	.summary = "one parameterized UPDATE per row, one transaction",
	.flags = UP_STRATEGY_STREAMS | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS,
	.prepare = up_rowwise_prepare,
	.apply = up_rowwise_apply,
	.release = up_rowwise_release,
};
