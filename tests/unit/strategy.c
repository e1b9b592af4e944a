/* SPDX-License-Identifier: PostgreSQL */
/* What must hold of every strategy of the list, whichever there are. */
#include "strategy/strategy.h"

#include "measure/workload/program.h"
#include "record/factors.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

Test(strategy, is_well_formed)
{
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);

	cr_assert_gt(count, 0);
	for (size_t s = 0; s < count; s++) {
		const struct up_strategy *strategy = all[s];

		cr_assert_not_null(strategy->name, "number %zu", s);
		const char *name = strategy->name;
		cr_expect_gt(strlen(name), 0);
		cr_expect_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name),
			     "%s", name);
		cr_expect(name[0] >= 'a' && name[0] <= 'z', "%s", name);
		cr_expect_neq(name[strlen(name) - 1], '-', "%s", name);
		cr_assert_not_null(strategy->summary, "%s", name);
		cr_expect_gt(strlen(strategy->summary), 0, "%s", name);
		cr_expect_null(strchr(strategy->summary, '\n'), "%s", name);
		cr_expect_neq(strategy->summary[strlen(strategy->summary) - 1], '.', "%s", name);
		cr_expect_not_null(strategy->apply, "%s", name);
		cr_expect_lt(strategy->flags, (unsigned)UP_STRATEGY_SYNCS << 1, "%s", name);
		cr_expect_lt(strategy->requires, 1U << UP_REQUIREMENT_COUNT, "%s", name);
		/* One that needs all rows at once says how much of them it holds. */
		bool streams = (strategy->flags & UP_STRATEGY_STREAMS) != 0 ||
			       strategy->default_chunk != 0;
		cr_expect_eq(strategy->copies == 0, streams, "%s", name);
		const struct up_tuning *tuning = strategy->tuning;
		for (; tuning != NULL && tuning->name != NULL; tuning++) {
			cr_expect_not_null(tuning->value, "%s", name);
			cr_expect_not_null(tuning->reason, "%s", name);
		}
	}
}

Test(strategy, is_found_by_its_name_alone)
{
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);

	/* The first of a name is found: when two had the same, the second was not. */
	for (size_t s = 0; s < count; s++)
		cr_expect_eq(up_strategy_find(all[s]->name), all[s], "%s", all[s]->name);
	cr_expect_null(up_strategy_find(""));
	cr_expect_null(up_strategy_find("valuesx"));
	cr_expect_null(up_strategy_find("value"));
	cr_expect_null(up_strategy_find("VALUES"));
}

Test(strategy, splits_rows_only_when_it_says_so)
{
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);
	UP_RELATION relation = {0};

	cr_assert_eq(program_relation(&relation, &err), UP_OK);
	for (size_t s = 0; s < count; s++) {
		bool chunked = (all[s]->flags & UP_STRATEGY_CHUNKED) != 0;
		struct up_update update = {.relation = &relation, .scope = "u"};
		char message[200];

		cr_expect_eq(up_strategy_chunk(all[s], &update.options), all[s]->default_chunk);
		cr_expect_eq(up_strategy_check(all[s], &update, &err), UP_OK, "%s: %s",
			     all[s]->name, err.message);
		cr_expect(chunked || all[s]->default_chunk == 0, "%s", all[s]->name);

		update.options.chunk = 7;
		cr_expect_eq(up_strategy_chunk(all[s], &update.options), 7);
		err.message[0] = '\0';
		enum up_status status = up_strategy_check(all[s], &update, &err);
		cr_expect_eq(status, chunked ? UP_OK : UP_UNSUPPORTED, "%s: %s", all[s]->name,
			     err.message);
		snprintf(message, sizeof message, "%s does not split its rows into chunks",
			 all[s]->name);
		if (!chunked)
			cr_expect_str_eq(err.message, message);
	}
}

/* 20 columns: 3276 rows take 65,520 parameters and the scope one more. */
Test(strategy, values_names_the_largest_chunk)
{
	static const struct {
		size_t columns, chunk;
		const char *message; /* NULL: fine */
	} cases[] = {
		{20, 3276, NULL},
		{20, 3277,
		 "a chunk of 3277 rows needs 65541 parameters, of at most 65535: with 20 columns a "
		 "chunk has at most 3276 rows"},
		{2, 32767, NULL},
		{2, 32768,
		 "a chunk of 32768 rows needs 65537 parameters, of at most 65535: with 2 columns a "
		 "chunk has at most 32767 rows"},
	};
	const struct up_strategy *values = up_strategy_find("values");
	UP_RELATION relation = {0};

	cr_assert_not_null(values);
	cr_assert_eq(program_relation(&relation, &err), UP_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UP_RELATION narrow = {0};
		cr_assert_eq(up_relation_narrow(&relation, cases[i].columns, NULL, &narrow, &err),
			     UP_OK);
		const struct up_update update = {
			.relation = &narrow, .scope = "u", .options = {.chunk = cases[i].chunk}};
		cr_expect_eq(up_strategy_check(values, &update, &err),
			     cases[i].message == NULL ? UP_OK : UP_UNSUPPORTED, "case %zu", i);
		if (cases[i].message != NULL)
			cr_expect_str_eq(err.message, cases[i].message);
	}
}

/* Whoever needs something of a session says so, and only prepared statements can be had otherwise. */
Test(strategy, needs_a_session_or_not)
{
	static const struct {
		const char *name;
		bool with_prepared;
		bool without;
	} strategies[] = {
		{"row", true, true},           {"row-autocommit", false, false},
		{"row-prepared", true, false}, {"values", true, false},
		{"copy-temp", true, true},     {"copy-staging", false, false},
		{"copy-unlogged", true, true}, {"unnest", true, true},
	};

	for (size_t s = 0; s < sizeof strategies / sizeof *strategies; s++) {
		const struct up_strategy *strategy = up_strategy_find(strategies[s].name);
		cr_assert_not_null(strategy);
		cr_expect_eq(up_strategy_check_pooled(strategy, true, &err),
			     strategies[s].with_prepared ? UP_OK : UP_UNSUPPORTED, "%s",
			     strategies[s].name);
		cr_expect_eq(up_strategy_check_pooled(strategy, false, &err),
			     strategies[s].without ? UP_OK : UP_UNSUPPORTED, "%s",
			     strategies[s].name);
	}
	cr_assert_eq(up_strategy_check_pooled(up_strategy_find("copy-staging"), true, &err),
		     UP_UNSUPPORTED);
	cr_expect_str_eq(err.message,
			 "copy-staging needs a session: it keeps a temporary table from one "
			 "transaction to the next");
}

/* A creator never finishes: nothing calls its hook. */
Test(strategy, of_the_create_stage_are_found_by_their_names)
{
	size_t count;
	const struct up_strategy *const *creators = up_creators(&count);

	for (count = 0; creator_words[count] != NULL; count++)
		continue;
	const size_t words = count;
	up_creators(&count);
	cr_assert_eq(count, words);
	for (size_t c = 0; c < count; c++) {
		cr_expect_eq(up_creator_find(creators[c]->name), creators[c]);
		cr_expect_str_eq(creator_words[c], creators[c]->name);
		cr_expect_null(creators[c]->finish, "%s", creators[c]->name);
		cr_expect_not_null(creators[c]->apply, "%s", creators[c]->name);
	}
	cr_expect_str_eq(creators[0]->name, "insert-copy");
	cr_expect_null(up_creator_find("copy-temp"));
}
