/* SPDX-License-Identifier: PostgreSQL */
/* Who is to blame for wrong columns: the table only if no case says otherwise, and row agrees. */
#include "measure/trial/wrong_columns.h"

#include <criterion/criterion.h>
#include <string.h>

#define MOST 4

struct one {
	const char *strategy; /* NULL: a peer; the end where wrong is NULL, too */
	int table;
	bool was_right;
	const char *wrong; /* letters, each a column */
	const char *by_table;
	bool is_excused;
};

static struct up_error err;

static void fill(struct text_list *list, const char *letters)
{
	for (; *letters != '\0'; letters++) {
		const char name[] = {*letters, '\0'};
		cr_assert_eq(text_list_add(list, name, &err), UP_OK);
	}
}

static void check(const struct one *rows)
{
	static const char tables[2];
	struct text_list wrong[MOST] = {0};
	struct text_list by_table[MOST] = {0};
	struct text_list expected[MOST] = {0};
	struct wrong_columns cases[MOST];
	size_t count = 0;

	for (; rows[count].wrong != NULL; count++) {
		const struct one *row = &rows[count];
		fill(&wrong[count], row->wrong);
		fill(&expected[count], row->by_table);
		cases[count] = (struct wrong_columns){
			.table = &tables[row->table],
			.strategy = row->strategy,
			.was_right = row->was_right,
			.wrong = &wrong[count],
			.by_table = &by_table[count],
		};
	}
	cr_assert_eq(wrong_columns_judge(cases, count, &err), UP_OK);
	for (size_t c = 0; c < count; c++) {
		cr_expect_eq(by_table[c].count, expected[c].count, "case %zu: %zu columns", c,
			     by_table[c].count);
		for (size_t i = 0; i < by_table[c].count && i < expected[c].count; i++)
			cr_expect_str_eq(by_table[c].items[i], expected[c].items[i]);
		cr_expect_eq(wrong_columns_are_by_table(&cases[c]), rows[c].is_excused, "case %zu",
			     c);
		text_list_release(&wrong[c]);
		text_list_release(&by_table[c]);
		text_list_release(&expected[c]);
	}
}

#define CHECK(...) check((const struct one[]){__VA_ARGS__, {0}})

Test(wrong_columns, that_all_have_are_the_tables)
{
	CHECK({"row", 0, false, "s", "s", true}, {"unnest", 0, false, "s", "s", true});
	CHECK({"unnest", 0, false, "st", "st", true}, {"row-prepared", 0, false, "st", "st", true},
	      {NULL, 0, false, "st", "st", true});
	CHECK({"row", 0, false, "s", "s", true});
}

Test(wrong_columns, that_some_have_are_theirs)
{
	CHECK({"row", 0, true, "", "", false}, {"unnest", 0, false, "s", "", false});
	CHECK({"row", 0, false, "s", "s", true}, {"unnest", 0, false, "ps", "s", false},
	      {"json", 0, false, "s", "s", true});
	CHECK({"row", 0, false, "s", "", false}, {"unnest", 0, false, "p", "", false});
}

Test(wrong_columns, need_a_strategy_that_goes_row_by_row)
{
	CHECK({"unnest", 0, false, "s", "", false}, {"json", 0, false, "s", "", false});
	CHECK({"rows", 0, false, "s", "", false}, {NULL, 0, false, "s", "", false});
}

Test(wrong_columns, of_one_arm_are_not_those_of_another)
{
	CHECK({"row", 0, true, "", "", false}, {"row", 1, false, "s", "s", true},
	      {"unnest", 0, false, "s", "", false}, {"unnest", 1, false, "s", "s", true});
}

/* A case of which more is wrong, or that failed, says nothing of columns; one that was right once
 * does. */
Test(wrong_columns, count_where_they_are_known)
{
	CHECK({"row", 0, false, "s", "s", true}, {"unnest", 0, false, "", "", false});
	CHECK({"row", 0, false, "s", "", false}, {"unnest", 0, true, "s", "", false});
	CHECK({"row", 0, true, "s", "", false});
}
