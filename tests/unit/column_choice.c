/* SPDX-License-Identifier: PostgreSQL */
/* Columns that are named: their order, their values, and what refers to them; and those that are counted. */
#include "cli/experiment/column_choice.h"

#include "measure/subject/program_subject.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "unit/shape_of.h"

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static enum up_status take(struct subject *subject, const char *names, bool is_first)
{
	const struct column_list columns = {.names = (char *)(uintptr_t)names};

	return column_choice_take(subject, &columns, is_first, &err);
}

Test(column_choice, comes_first_in_the_order_of_the_table)
{
	static const char *const first[] = {"program_id", "status", "budget", "yelp_business_id",
					    "program_name"};
	SUBJECT *subject = NULL;

	OK(program_subject_open("", &subject, &err));
	OK(take(subject, "budget,STATUS", true));
	for (size_t c = 0; c < sizeof first / sizeof first[0]; c++) {
		cr_expect_str_eq(subject->relation.columns[c].name, first[c]);
		cr_expect_str_eq(subject->image.columns[1 + c].name, first[c]);
	}
	cr_expect_eq(subject->relation.column_count, PROGRAM_COLUMN_COUNT);
	cr_expect_eq(subject->named_columns.count, 2);
	cr_expect_str_eq(subject->named_columns.items[0], "status");
}

Test(column_choice, keeps_the_reference_where_its_column_is_named)
{
	SUBJECT *with = NULL;
	SUBJECT *without = NULL;

	OK(program_subject_open("", &with, &err));
	OK(program_subject_open("", &without, &err));
	OK(take(with, "currency,yelp_business_id", true));
	OK(take(without, "currency", true));
	cr_assert_not_null(with->reference);
	cr_expect_str_eq(with->relation.columns[with->reference->column].name, "yelp_business_id");
	cr_expect_null(without->reference);
}

Test(column_choice, is_the_same_in_all_groups_or_in_none)
{
	const struct column_list numbers = {0};
	SUBJECT *named = NULL;
	SUBJECT *counted = NULL;

	OK(program_subject_open("", &named, &err));
	OK(program_subject_open("", &counted, &err));
	OK(take(named, "status,budget", true));
	OK(take(named, "budget,status", false));
	cr_expect_eq(take(named, "status", false), UP_INVALID);
	cr_expect_eq(column_choice_take(named, &numbers, false, &err), UP_INVALID);
	OK(column_choice_take(counted, &numbers, true, &err));
	cr_expect_eq(take(counted, "status", false), UP_INVALID);
}

Test(column_choice, leaves_values_as_they_are)
{
	const struct synthetic data = {SYNTHETIC_SEED, 200, 1, 0, false, false};
	SUBJECT *subject = NULL;
	UP_RELATION narrow = {0};
	UP_RELATION whole = {0};
	UP_BATCH few = {0};
	UP_BATCH all = {0};
	size_t differs = 0;

	OK(program_subject_open("", &subject, &err));
	OK(take(subject, "features,currency", true));
	OK(up_relation_narrow(&subject->relation, 3, NULL, &narrow, &err));
	OK(program_relation(&whole, &err));
	OK(up_batch_init(&few, &narrow, &err));
	OK(up_batch_init(&all, &whole, &err));
	for (size_t row = 0; row < data.rows; row++) {
		OK(synthetic_row(&data, row, EDITION_NEW, &few, &err));
		OK(synthetic_row(&data, row, EDITION_NEW, &all, &err));
		static const size_t places[] = {PROGRAM_ID, PROGRAM_CURRENCY, PROGRAM_FEATURES};
		for (size_t c = 0; c < 3; c++) {
			size_t length;
			size_t other;
			const char *a = up_vector_bytes(&few.vectors[c], row, &length);
			const char *b = up_vector_bytes(&all.vectors[places[c]], row, &other);
			differs += length != other || memcmp(a, b, length) != 0;
		}
	}
	cr_expect_eq(differs, 0, "%zu values", differs);
}

/* The message of a number of columns, or "" for one that is possible. */
static const char *number_of(const struct subject *subject, int64_t number)
{
	const struct number_list counts = {.items = &number, .count = 1};

	return column_choice_check(subject, &counts, &err) == UP_OK ? "" : err.message;
}

Test(column_choice, counts_columns_that_are_tied_together_or_not_at_all)
{
	SHAPE shape = {0};
	struct subject subject = {.shape = &shape};

	add_column(&shape, "id", true);
	add_typed(&shape, "a", "integer", false)->moves_with = 1;
	add_typed(&shape, "b", "integer", false)->moves_with = 1;
	add_typed(&shape, "free", "text", false);
	add_typed(&shape, "c", "integer", false)->moves_with = 2;
	add_typed(&shape, "d", "integer", false)->moves_with = 3;
	add_typed(&shape, "e", "integer", false)->moves_with = 2;
	add_typed(&shape, "f", "integer", false)->moves_with = 3;
	relation_of_shape(&shape, &subject.relation);
	OK(up_relation_set_key(&subject.relation, 1, &err));
	cr_expect_str_eq(number_of(&subject, 1), "\"1\" is not between 2 and 8");
	cr_expect_str_eq(number_of(&subject, 2),
			 "2 ends between \"a\" and \"b\": a constraint ties them, so that both "
			 "take their values from the same row (3 is possible)");
	cr_expect_str_eq(number_of(&subject, 3), "");
	cr_expect_str_eq(number_of(&subject, 4), "");
	for (int64_t number = 5; number < 8; number++)
		cr_expect(strstr(number_of(&subject, number), "(8 is possible)") != NULL, "%s",
			  number_of(&subject, number));
	cr_expect_str_eq(number_of(&subject, 8), "");
	up_relation_release(&subject.relation);
}
