/* SPDX-License-Identifier: PostgreSQL */
/* What a sync refuses before it uses a connection. */
#include "sync/sync.h"

#include <criterion/criterion.h>

static struct up_error err;

static enum up_status open_sync(bool scoped, const char *value,
				const struct up_reference *reference)
{
	const struct up_column scope = {
		.name = (char *)(uintptr_t) "owner", .type = UP_TYPE_TEXT, .type_modifier = -1};
	const struct up_pool nobody = {0};
	UP_RELATION relation = {0};
	UP_SYNC *sync = NULL;

	cr_assert_eq(up_relation_init(&relation, NULL, "t", scoped ? &scope : NULL, &err), UP_OK);
	const struct up_sync_options options = {
		.pool = &nobody,
		.relation = &relation,
		.scope = value,
		.strategy = up_strategy_find("row"),
		.reference = reference,
	};
	return up_sync_open(&options, &sync, &err);
}

Test(sync, wants_a_value_of_a_scope_that_there_is)
{
	static const struct up_reference reference = {0};

	cr_expect_eq(open_sync(true, NULL, NULL), UP_INVALID);
	cr_expect_str_eq(err.message, "a sync of \"t\" needs a value of its column owner");
	cr_expect_eq(open_sync(false, NULL, &reference), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "\"t\" has no scope, and the table that its rows refer to needs one");
}
