/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/digest.h"

#include <criterion/criterion.h>
#include <math.h>

static struct up_error err;

enum {
	KEY,
	FLAG,
	COUNT,
	RATIO,
	NOTE,
	COLUMNS
};

struct row {
	const char *key;
	int flag; /* -1: null */
	int64_t count;
	uint64_t ratio; /* bits of the double */
	const char *note;
};

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[COLUMNS] = {
		[KEY] = {(char *)"key", UP_TYPE_VARCHAR, 68, false, NULL},
		[FLAG] = {(char *)"flag", UP_TYPE_BOOL, -1, true, NULL},
		[COUNT] = {(char *)"count", UP_TYPE_INT8, -1, true, NULL},
		[RATIO] = {(char *)"ratio", UP_TYPE_FLOAT8, -1, true, NULL},
		[NOTE] = {(char *)"note", UP_TYPE_TEXT, -1, true, NULL},
	};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	cr_assert_eq(up_relation_init(relation, NULL, "thing", &scope, &err), UP_OK);
	for (size_t c = 0; c < COLUMNS; c++)
		cr_assert_eq(up_relation_add(relation, &columns[c], &err), UP_OK);
}

static void append_text(struct up_vector *vector, const char *text)
{
	if (text == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, text, strlen(text));
}

static void append_row(struct up_batch *batch, const struct row *row)
{
	double ratio;

	memcpy(&ratio, &row->ratio, sizeof ratio);
	append_text(&batch->vectors[KEY], row->key);
	if (row->flag < 0)
		up_vector_append_null(&batch->vectors[FLAG]);
	else
		up_vector_append_bool(&batch->vectors[FLAG], row->flag != 0);
	up_vector_append_int64(&batch->vectors[COUNT], row->count);
	up_vector_append_double(&batch->vectors[RATIO], ratio);
	append_text(&batch->vectors[NOTE], row->note);
	cr_assert_eq(up_batch_end_row(batch, &err), UP_OK);
}

static struct digest digest_of(const struct row *rows, size_t count)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER scratch = {0};
	struct digest digest = {0};

	make_relation(&relation);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (size_t r = 0; r < count; r++)
		append_row(&batch, &rows[r]);
	for (size_t r = 0; r < count; r++)
		digest_add_row(&digest, &scratch, &batch, r);
	return digest;
}

/* The first two differ only in how their bytes are shared out. */
static const struct row different[] = {
	{"ab", 1, 1, 0, "c"},
	{"a", 1, 1, 0, "bc"},
	{"a", 0, 1, 0, "bc"},
	{"a", -1, 1, 0, "bc"},
	{"a", -1, 2, 0, "bc"},
	{"a", -1, 2, 1, "bc"},
	{"a", -1, 2, UINT64_C(1) << 63, "bc"}, /* -0.0: another value, if an equal one */
	{"a", -1, 2, 0, ""},
	{"a", -1, 2, 0, NULL},
	{"", -1, 2, 0, NULL},
	{"", -1, 2, 0x7ff8000000000000, NULL}, /* NaN */
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

Test(digest, differs_when_a_value_does)
{
	for (size_t a = 0; a < COUNT_OF(different); a++) {
		for (size_t b = 0; b < COUNT_OF(different); b++) {
			struct digest one = digest_of(&different[a], 1);
			struct digest other = digest_of(&different[b], 1);
			cr_expect_eq(digest_equal(&one, &other), a == b, "rows %zu and %zu", a, b);
		}
	}
}

Test(digest, does_not_depend_on_the_order_of_rows)
{
	struct row turned[COUNT_OF(different)];

	for (size_t r = 0; r < COUNT_OF(different); r++)
		turned[r] = different[(r + 4) % COUNT_OF(different)];
	struct digest one = digest_of(different, COUNT_OF(different));
	struct digest other = digest_of(turned, COUNT_OF(different));
	cr_expect(digest_equal(&one, &other));
	cr_expect_eq(one.rows, COUNT_OF(different));
}

/* Rows do not cancel each other out, as they would with exclusive or. */
Test(digest, counts_equal_rows)
{
	const struct row rows[] = {different[0], different[0], different[0]};

	for (size_t a = 0; a <= 3; a++) {
		for (size_t b = 0; b <= 3; b++) {
			struct digest one = digest_of(rows, a);
			struct digest other = digest_of(rows, b);
			cr_expect_eq(digest_equal(&one, &other), a == b);
			cr_expect_eq(one.sum == other.sum, a == b);
		}
	}
}

Test(digest, knows_only_one_nan)
{
	const struct row quiet = {"a", 1, 1, 0x7ff8000000000000, NULL};
	const struct row other_payload = {"a", 1, 1, 0xfff800000000abcd, NULL};
	struct digest one = digest_of(&quiet, 1);
	struct digest other = digest_of(&other_payload, 1);

	cr_expect(digest_equal(&one, &other));
}

Test(digest, of_values_is_that_of_the_row)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER scratch = {0};
	struct digest by_row = {0}, by_value = {0};

	make_relation(&relation);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	append_row(&batch, &different[8]);
	digest_add_row(&by_row, &scratch, &batch, 0);
	digest_begin_row(&scratch);
	for (size_t c = 0; c < COLUMNS; c++)
		digest_add_value(&scratch, &batch.vectors[c], 0);
	digest_end_row(&by_value, &scratch);
	cr_expect(digest_equal(&by_row, &by_value));
}

Test(digest, is_printed_as_32_digits)
{
	char text[DIGEST_TEXT_SIZE];
	struct digest digest = {0};

	digest_format(&digest, text);
	cr_expect_str_eq(text, "00000000000000000000000000000000");
	digest.sum = (unsigned __int128)0x0123456789abcdef << 64 | 0xfedcba9876543210;
	digest_format(&digest, text);
	cr_expect_str_eq(text, "0123456789abcdeffedcba9876543210");
}

/* An SHA-256 of the 56 bytes, as sha256sum prints it; the order of bytes is that of the machine. */
Test(digest, with_a_key_tells_equal_from_different_and_no_more)
{
	char text[DIGEST_TEXT_SIZE], again[DIGEST_TEXT_SIZE], other[DIGEST_TEXT_SIZE];
	struct digest_key key = {{0}}, drawn, drawn_again;
	const struct digest digest = {.sum = 1, .rows = 2};
	const struct digest more = {.sum = 1, .rows = 3};
	const struct digest altered = {.sum = 2, .rows = 2};

	digest_format_keyed(&digest, &key, text);
	cr_expect_str_eq(text, "fdbe683079c8b53addbff09354b559ab", "%s", text);
	digest_format_keyed(&digest, NULL, text);
	cr_expect_str_eq(text, "00000000000000000000000000000001");

	cr_assert_eq(digest_key_draw(&drawn, &err), UP_OK);
	cr_assert_eq(digest_key_draw(&drawn_again, &err), UP_OK);
	digest_format_keyed(&digest, &drawn, text);
	cr_expect_eq(strspn(text, "0123456789abcdef"), 32);
	digest_format_keyed(&digest, &drawn, again);
	cr_expect_str_eq(text, again);
	digest_format_keyed(&more, &drawn, other);
	cr_expect_str_neq(text, other);
	digest_format_keyed(&altered, &drawn, other);
	cr_expect_str_neq(text, other);
	digest_format_keyed(&digest, &drawn_again, other);
	cr_expect_str_neq(text, other);
}
