/* SPDX-License-Identifier: PostgreSQL */
#include "model/relation.h"
#include "sync/repeats.h"
#include "sync/valid.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static struct up_error err;

static void make_relation(struct up_relation *relation, enum up_type key)
{
	struct up_column scope = {.name = (char *)(uintptr_t) "scope", .type = UP_TYPE_TEXT};
	struct up_column columns[] = {
		{.name = (char *)(uintptr_t) "key", .type = key, .type_modifier = -1},
		{.name = (char *)(uintptr_t) "value", .type = UP_TYPE_INT4, .type_modifier = -1}};

	cr_assert_eq(up_relation_init(relation, NULL, "t", &scope, &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[0], &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[1], &err), UP_OK);
}

/* A row with a text as key; its value is the row's number. */
static void add_row(struct up_batch *batch, const char *key)
{
	if (key == NULL)
		up_vector_append_null(&batch->vectors[0]);
	else
		up_vector_append_bytes(&batch->vectors[0], key, strlen(key));
	up_vector_append_int32(&batch->vectors[1], (int32_t)batch->row_count);
	if (up_batch_end_row(batch, &err) != UP_OK)
		cr_assert_fail("%s", err.message);
}

static size_t drop(struct up_duplicates *duplicates, struct up_batch *batch)
{
	size_t dropped = SIZE_MAX;
	cr_assert_eq(up_duplicates_drop(duplicates, batch, 0, &dropped, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(duplicates->hashes.length, batch->row_count * sizeof(uint64_t));
	return dropped;
}

Test(duplicates, the_last_row_with_a_key_wins)
{
	static const char *const keys[] = {"a", "b", "a", "", "c", "b", "a", ""};
	static const int32_t kept[] = {4, 5, 6, 7};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_DUPLICATES duplicates = {0};

	make_relation(&relation, UP_TYPE_TEXT);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
		add_row(&batch, keys[k]);
	cr_assert_eq(drop(&duplicates, &batch), 4);
	cr_assert_eq(batch.row_count, 4);
	for (size_t row = 0; row < 4; row++)
		cr_expect_eq(up_vector_int32(&batch.vectors[1], row), kept[row]);
	cr_expect_eq(drop(&duplicates, &batch), 0, "nothing is left to drop");
}

Test(duplicates, nothing_is_dropped_from_distinct_keys)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_DUPLICATES duplicates = {0};
	char key[16];

	make_relation(&relation, UP_TYPE_TEXT);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_expect_eq(drop(&duplicates, &batch), 0);
	for (int n = 0; n < 50000; n++) {
		snprintf(key, sizeof key, "%d", n);
		add_row(&batch, key);
	}
	cr_expect_eq(drop(&duplicates, &batch), 0);
	cr_expect_eq(batch.row_count, 50000);
}

Test(duplicates, a_null_key_is_refused_with_the_number_of_its_row)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_DUPLICATES duplicates = {0};
	size_t dropped;

	make_relation(&relation, UP_TYPE_TEXT);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	add_row(&batch, "a");
	add_row(&batch, NULL);
	cr_expect_eq(up_duplicates_drop(&duplicates, &batch, 100, &dropped, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "row 102 has no key: a key cannot be null");
}

Test(duplicates, floats_and_numerics_are_equal_when_the_server_says_so)
{
	static const double floats[] = {0.0, -0.0, NAN, -NAN, 1.5};
	static const char *const numerics[] = {"1", "1.00", "10", "0.5", "0.50", "100", "NaN"};
	UP_RELATION relation = {0};
	UP_RELATION other = {0};
	UP_BATCH batch = {0};
	UP_BATCH texts = {0};
	UP_DUPLICATES duplicates = {0};

	make_relation(&relation, UP_TYPE_FLOAT8);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (size_t k = 0; k < sizeof floats / sizeof floats[0]; k++) {
		up_vector_append_double(&batch.vectors[0], floats[k]);
		up_vector_append_int32(&batch.vectors[1], 0);
		cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	}
	cr_expect_eq(drop(&duplicates, &batch), 2);

	make_relation(&other, UP_TYPE_NUMERIC);
	cr_assert_eq(up_batch_init(&texts, &other, &err), UP_OK);
	for (size_t k = 0; k < sizeof numerics / sizeof numerics[0]; k++)
		add_row(&texts, numerics[k]);
	cr_expect_eq(drop(&duplicates, &texts), 2);
}

/* Side by side, the parts of the first two are the same bytes. */
Test(duplicates, the_parts_of_a_key_are_told_apart)
{
	static const char *const keys[][2] = {{"a", "bc"}, {"ab", "c"}, {"", "abc"}, {"abc", ""},
					      {"a", "bc"}, {"b", "a"},  {"a", "b"},  {"ab", "c"}};
	static const int32_t kept[] = {2, 3, 4, 5, 6, 7};
	const struct up_column columns[] = {
		{.name = (char *)(uintptr_t) "first", .type = UP_TYPE_TEXT},
		{.name = (char *)(uintptr_t) "second",
		 .type = UP_TYPE_OTHER,
		 .type_name = (char *)(uintptr_t) "bpchar"},
		{.name = (char *)(uintptr_t) "value", .type = UP_TYPE_INT4}};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_DUPLICATES duplicates = {0};
	size_t dropped;

	cr_assert_eq(up_relation_init(&relation, NULL, "t", NULL, &err), UP_OK);
	for (size_t c = 0; c < 3; c++)
		cr_assert_eq(up_relation_add(&relation, &columns[c], &err), UP_OK);
	cr_assert_eq(up_relation_set_key(&relation, 2, &err), UP_OK);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
		for (size_t c = 0; c < 2; c++)
			up_vector_append_bytes(&batch.vectors[c], keys[k][c], strlen(keys[k][c]));
		up_vector_append_int32(&batch.vectors[2], (int32_t)k);
		cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	}
	cr_assert_eq(drop(&duplicates, &batch), 2);
	cr_assert_eq(batch.row_count, 6);
	for (size_t row = 0; row < 6; row++)
		cr_expect_eq(up_vector_int32(&batch.vectors[2], row), kept[row]);

	up_vector_append_bytes(&batch.vectors[0], "a", 1);
	up_vector_append_null(&batch.vectors[1]);
	up_vector_append_int32(&batch.vectors[2], 0);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	cr_expect_eq(up_duplicates_drop(&duplicates, &batch, 10, &dropped, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "row 17 has no second: a key cannot be null");
}

/* Batches of three rows; key n % 10 repeats what is three or four batches back. */
Test(repeats, marks_every_row_whose_key_comes_again)
{
	enum {
		BATCHES = 6,
		ROWS = 3
	};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_DUPLICATES duplicates = {0};
	UP_REPEATS repeats = {0};
	char superseded[BATCHES * ROWS] = {0};
	size_t total = 0;
	char key[16];

	make_relation(&relation, UP_TYPE_TEXT);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (int pass = 1; pass <= 2; pass++) {
		for (size_t row = 0; row < (size_t)BATCHES * ROWS; row += ROWS) {
			size_t found;
			up_batch_clear(&batch);
			for (size_t n = row; n < row + ROWS; n++) {
				snprintf(key, sizeof key, "%zu", n % 10);
				add_row(&batch, key);
			}
			cr_assert_eq(drop(&duplicates, &batch), 0);
			if (pass == 1) {
				cr_assert_eq(up_repeats_note(&repeats, &duplicates, &err), UP_OK);
				continue;
			}
			cr_assert_eq(up_repeats_mark(&repeats, &duplicates, &batch, row, superseded,
						     2, &found, &err),
				     UP_OK);
			total += found;
		}
		if (pass == 1) {
			up_repeats_sort(&repeats);
			cr_assert_eq(repeats.count, 8);
		}
	}
	cr_expect_eq(total, 8);
	for (size_t n = 0; n < (size_t)BATCHES * ROWS; n++)
		cr_expect_eq(superseded[n], n < 8 ? 2 : 0, "row %zu", n);
}

Test(repeats, sorts_many_hashes_that_do_not_repeat)
{
	UP_REPEATS repeats = {0};
	UP_DUPLICATES duplicates = {0};

	for (uint64_t n = 0; n < 100000; n++) {
		uint64_t hash = n * 0x9e3779b97f4a7c15u;
		up_buffer_append(&duplicates.hashes, &hash, sizeof hash);
	}
	cr_assert_eq(up_repeats_note(&repeats, &duplicates, &err), UP_OK);
	up_repeats_sort(&repeats);
	cr_expect_eq(repeats.count, 0);
	up_repeats_release(&repeats);
	cr_assert_eq(up_repeats_note(&repeats, &duplicates, &err), UP_OK);
	cr_assert_eq(up_repeats_note(&repeats, &duplicates, &err), UP_OK);
	up_repeats_sort(&repeats);
	cr_expect_eq(repeats.count, 100000);
}

Test(valid, a_nul_byte_in_a_text_is_refused_with_row_and_column)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation, UP_TYPE_TEXT);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	add_row(&batch, "a");
	cr_expect_eq(up_valid_check(&batch, 0, &err), UP_OK);
	up_vector_append_bytes(&batch.vectors[0], "a\0b", 3);
	up_vector_append_int32(&batch.vectors[1], 0);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	add_row(&batch, "c");
	cr_expect_eq(up_valid_check(&batch, 5, &err), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "row 7 has a NUL byte in key: PostgreSQL has no text with one");
}

Test(valid, bytea_may_have_one)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation, UP_TYPE_BYTEA);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	up_vector_append_bytes(&batch.vectors[0], "a\0b", 3);
	up_vector_append_int32(&batch.vectors[1], 0);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	cr_expect_eq(up_valid_check(&batch, 0, &err), UP_OK);
}
