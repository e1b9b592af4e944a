/* SPDX-License-Identifier: PostgreSQL */
#include "model/batch.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a value.  These are heard only when they do not hold. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)
#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

enum {
	KEY,
	FLAG,
	COUNT,
	RATIO,
	AMOUNT,
	COLUMNS
};

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[COLUMNS] = {
		[KEY] = {(char *)"key", UP_TYPE_VARCHAR, 68, false, NULL},
		[FLAG] = {(char *)"flag", UP_TYPE_BOOL, -1, true, NULL},
		[COUNT] = {(char *)"count", UP_TYPE_INT4, -1, true, NULL},
		[RATIO] = {(char *)"ratio", UP_TYPE_FLOAT8, -1, true, NULL},
		[AMOUNT] = {(char *)"amount", UP_TYPE_NUMERIC, -1, true, NULL},
	};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(relation, NULL, "thing", &scope, &err));
	for (size_t c = 0; c < COLUMNS; c++)
		OK(up_relation_add(relation, &columns[c], &err));
}

/* Row n has values that tell it apart, and a null in every third of each column. */
static void append_row(struct up_batch *batch, size_t n)
{
	char text[32];
	int length = snprintf(text, sizeof text, "row %zu", n);

	up_vector_append_bytes(&batch->vectors[KEY], text, (size_t)length);
	if (n % 3 == 0)
		up_vector_append_null(&batch->vectors[FLAG]);
	else
		up_vector_append_bool(&batch->vectors[FLAG], n % 2 == 0);
	if (n % 3 == 1)
		up_vector_append_null(&batch->vectors[COUNT]);
	else
		up_vector_append_int32(&batch->vectors[COUNT], (int32_t)n - 50);
	if (n % 3 == 2)
		up_vector_append_null(&batch->vectors[RATIO]);
	else
		up_vector_append_double(&batch->vectors[RATIO], (double)n / 4);
	if (n % 3 == 0)
		up_vector_append_null(&batch->vectors[AMOUNT]);
	else
		up_vector_append_bytes(&batch->vectors[AMOUNT], "", 0);
	OK(up_batch_end_row(batch, &err));
}

static void check_row(const struct up_batch *batch, size_t row, size_t n)
{
	char text[32];
	size_t length;
	int expected = snprintf(text, sizeof text, "row %zu", n);
	const char *bytes = up_vector_bytes(&batch->vectors[KEY], row, &length);

	CHECK(length == (size_t)expected, "row %zu", n);
	CHECK(memcmp(bytes, text, length) == 0, "row %zu", n);
	CHECK(!up_vector_is_null(&batch->vectors[KEY], row), "row %zu", n);
	for (size_t c = FLAG; c < COLUMNS; c++)
		CHECK(up_vector_is_null(&batch->vectors[c], row) ==
			      (n % 3 == (c == AMOUNT ? 0 : c - FLAG)),
		      "row %zu, column %zu", n, c);
	if (n % 3 != 0)
		CHECK(up_vector_bool(&batch->vectors[FLAG], row) == (n % 2 == 0), "row %zu", n);
	if (n % 3 != 1)
		CHECK(up_vector_int32(&batch->vectors[COUNT], row) == (int32_t)n - 50, "row %zu",
		      n);
	if (n % 3 != 2)
		CHECK(up_vector_double(&batch->vectors[RATIO], row) == (double)n / 4, "row %zu", n);
	up_vector_bytes(&batch->vectors[AMOUNT], row, &length);
	CHECK(length == 0, "row %zu", n);
}

Test(batch, gives_back_what_was_appended)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t n = 0; n < 1000; n++)
		append_row(&batch, n);
	cr_assert_eq(batch.row_count, 1000);
	for (size_t n = 0; n < 1000; n++)
		check_row(&batch, n, n);
	cr_assert_gt(up_batch_memory(&batch), 1000 * (6 + 4 + 8));
}

Test(batch, layout_is_arrows)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	size_t offsets[3];

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	append_row(&batch, 7);
	append_row(&batch, 10);
	cr_assert_eq(batch.vectors[KEY].validity.length, 1);
	cr_assert_eq(batch.vectors[KEY].validity.data[0], 3);
	cr_assert_eq(batch.vectors[COUNT].validity.data[0], 0);
	cr_assert_eq(batch.vectors[COUNT].values.length, 2 * sizeof(int32_t));
	cr_assert_eq(batch.vectors[FLAG].values.data[0], 2);
	cr_assert_eq(batch.vectors[KEY].offsets.length, sizeof offsets);
	memcpy(offsets, batch.vectors[KEY].offsets.data, sizeof offsets);
	cr_assert_eq(offsets[0], 0);
	cr_assert_eq(offsets[1], 5);
	cr_assert_eq(offsets[2], 11);
}

Test(batch, is_used_again_after_clear)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t n = 0; n < 500; n++)
		append_row(&batch, n);
	size_t memory = up_batch_memory(&batch);
	up_batch_clear(&batch);
	cr_assert_eq(batch.row_count, 0);
	for (size_t n = 0; n < 500; n++)
		append_row(&batch, 499 - n);
	for (size_t n = 0; n < 500; n++)
		check_row(&batch, n, 499 - n);
	cr_assert_eq(up_batch_memory(&batch), memory);
}

Test(batch, copies_rows)
{
	UP_RELATION relation = {0};
	UP_BATCH from = {0};
	UP_BATCH to = {0};

	make_relation(&relation);
	OK(up_batch_init(&from, &relation, &err));
	OK(up_batch_init(&to, &relation, &err));
	for (size_t n = 0; n < 100; n++)
		append_row(&from, n);
	for (size_t n = 0; n < 100; n++)
		OK(up_batch_copy_row(&to, &from, 99 - n, &err));
	for (size_t n = 0; n < 100; n++)
		check_row(&to, n, 99 - n);
}

Test(batch, refuses_a_row_with_a_missing_value)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	append_row(&batch, 0);
	up_vector_append_bytes(&batch.vectors[KEY], "k", 1);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_INVALID);
	cr_assert_not_null(strstr(err.message, "\"flag\""), "%s", err.message);
	cr_assert_eq(batch.row_count, 1);
}

Test(batch, refuses_a_row_with_two_values)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t c = 0; c < COLUMNS; c++)
		up_vector_append_null(&batch.vectors[c]);
	up_vector_append_int32(&batch.vectors[COUNT], 1);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_INVALID);
	cr_assert_not_null(strstr(err.message, "\"count\""), "%s", err.message);
}

Test(batch, reports_lack_of_memory)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t c = 0; c < COLUMNS; c++)
		up_vector_append_null(&batch.vectors[c]);
	/* More than there can be: marks the buffer. */
	cr_assert_not(up_buffer_reserve(&batch.vectors[KEY].bytes, SIZE_MAX));
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_NO_MEMORY);
}

Test(relation, narrows_to_its_first_columns)
{
	UP_RELATION relation = {0};
	UP_RELATION narrow = {0};

	make_relation(&relation);
	OK(up_relation_narrow(&relation, 3, "demo", &narrow, &err));
	cr_assert_eq(narrow.column_count, 3);
	cr_assert_str_eq(narrow.schema, "demo");
	cr_assert_str_eq(narrow.table, "thing");
	cr_assert_str_eq(narrow.scope.name, "owner");
	cr_assert_str_eq(narrow.columns[2].name, "count");
	cr_assert_neq(narrow.columns[2].name, relation.columns[2].name);
}

Test(relation, refuses_to_narrow_out_of_range)
{
	UP_RELATION relation = {0};
	UP_RELATION narrow = {0};

	make_relation(&relation);
	cr_assert_eq(up_relation_narrow(&relation, 1, NULL, &narrow, &err), UP_INVALID);
	cr_assert_eq(up_relation_narrow(&relation, COLUMNS + 1, NULL, &narrow, &err), UP_INVALID);
	cr_assert_null(narrow.columns);
}

Test(type, is_found_by_its_oid)
{
	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		enum up_type type;
		cr_assert(up_type_from_oid(up_type_info((enum up_type)t)->oid, &type));
		cr_assert_eq(type, (enum up_type)t);
	}
	enum up_type untouched = UP_TYPE_TEXT;
	cr_assert_not(up_type_from_oid(0, &untouched));
	cr_assert_eq(untouched, UP_TYPE_TEXT);
}
