/* SPDX-License-Identifier: PostgreSQL */
/*
 * copy-temp-binary: copy-temp with COPY's binary format: the server reads
 * numbers and dates instead of parsing them, the client does not print them.
 */
#include "strategy/incoming.h"

static enum up_status copy_temp_binary_prepare(struct up_update *update, struct up_error *err)
{
	static const struct incoming_kind kind = {.binary = true, .statement = up_sql_update_from};

	return up_incoming_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_copy_temp_binary = {
	.name = "copy-temp-binary",
	.summary = "the same in COPY's binary format",
	.flags = INCOMING_FLAGS | UP_STRATEGY_BINARY,
	.requires = INCOMING_REQUIRES,
	.tuning = up_incoming_tuning,
	.prepare = copy_temp_binary_prepare,
	.apply = up_incoming_apply,
	.pause = up_incoming_pause,
	.finish = up_incoming_finish,
	.release = up_incoming_release,
};
