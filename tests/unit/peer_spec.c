/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/spec.h"

#include <criterion/criterion.h>

static struct up_error err;

static const struct up_column columns[] = {
	{.name = (char *)(uintptr_t) "a", .type = UP_TYPE_INT4, .type_modifier = -1},
	{.name = (char *)(uintptr_t) "b", .type = UP_TYPE_TEXT, .type_modifier = -1},
	{.name = (char *)(uintptr_t) "c", .type = UP_TYPE_TEXT, .type_modifier = -1},
	{.name = (char *)(uintptr_t) "d",
	 .type = UP_TYPE_OTHER,
	 .type_modifier = -1,
	 .type_name = (char *)(uintptr_t) "integer[]"},
};

/* The peer's verdict on a table of the first count columns. */
static enum up_status check(size_t count, size_t key_count, bool scoped)
{
	struct peer_spec spec;
	UP_RELATION relation = {0};
	const struct up_column scope = {
		.name = (char *)(uintptr_t) "s", .type = UP_TYPE_TEXT, .type_modifier = -1};

	cr_assert_eq(up_relation_init(&relation, NULL, "t", scoped ? &scope : NULL, &err), UP_OK);
	for (size_t c = 0; c < count; c++)
		cr_assert_eq(up_relation_add(&relation, &columns[c], &err), UP_OK);
	cr_assert_eq(up_relation_set_key(&relation, key_count, &err), UP_OK);
	cr_assert_eq(peer_spec_init(&spec, "pgbench-prepared", &err), UP_OK, "%s", err.message);
	const struct up_update update = {.relation = &relation, .scope = scoped ? "x" : NULL};
	enum up_status status = up_strategy_check(&spec.as_strategy, &update, &err);
	peer_spec_release(&spec);
	return status;
}

Test(peer_spec, takes_tables_that_the_protocol_can_state)
{
	cr_expect_eq(check(3, 1, true), UP_OK);
	cr_expect_eq(check(3, 2, true), UP_UNSUPPORTED);
	cr_expect_str_eq(err.message, "peers update a table by one key column and a scope: \"t\" "
				      "has a key of several columns");
	cr_expect_eq(check(3, 1, false), UP_UNSUPPORTED);
	cr_expect_str_eq(err.message,
			 "peers update a table by one key column and a scope: \"t\" has no scope");
	cr_expect_eq(check(4, 1, true), UP_UNSUPPORTED);
	cr_expect_str_eq(err.message, "peers have no values of type integer[]: column \"d\"");
}
