/* SPDX-License-Identifier: PostgreSQL */
/*
 * unnest: UPDATE … FROM (SELECT unnest($1::text[]), unnest($2::date[]), …), its
 * arrays as text.
 */
#include "strategy/arrays.h"

static enum up_status unnest_prepare(struct up_update *update, struct up_error *err)
{
	static const struct arrays_kind kind = {.statement = up_sql_update_from};

	return up_arrays_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_unnest = {
	.name = "unnest",
	.summary = "UPDATE … FROM (SELECT unnest($1::…[]), …): one text array per column",
	.flags = ARRAYS_FLAGS,
	.requires = UP_REQUIRES_NO_ARRAYS,
	.copies = ARRAYS_COPIES,
	.tuning = up_arrays_tuning,
	.prepare = unnest_prepare,
	.apply = up_arrays_apply,
	.release = up_arrays_release,
};
