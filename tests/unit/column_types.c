/* SPDX-License-Identifier: PostgreSQL */
/* Each column type from text into a batch and back, and as the digest sees it. */
#include "measure/workload/digest.h"
#include "pg/text.h"

#include <criterion/criterion.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* As PostgreSQL prints values with UP_TEXT_SESSION; in a row of COPY and in an array. */
static const struct {
	enum up_type type;
	const char *text;
	const char *copy;    /* NULL: as text */
	const char *element; /* NULL: as text */
} values[] = {
	{UP_TYPE_INT2, "0", NULL, NULL},
	{UP_TYPE_INT2, "-32768", NULL, NULL},
	{UP_TYPE_INT2, "32767", NULL, NULL},
	{UP_TYPE_INT8, "1000000000", NULL, NULL},
	{UP_TYPE_INT8, "-99", NULL, NULL},
	{UP_TYPE_FLOAT4, "0", NULL, NULL},
	{UP_TYPE_FLOAT4, "-0", NULL, NULL},
	{UP_TYPE_FLOAT4, "0.1", NULL, NULL},
	{UP_TYPE_FLOAT4, "16777216", NULL, NULL},
	{UP_TYPE_FLOAT4, "3.40282347e+38", NULL, NULL},
	{UP_TYPE_FLOAT4, "1.17549435e-38", NULL, NULL},
	{UP_TYPE_FLOAT4, "NaN", NULL, NULL},
	{UP_TYPE_FLOAT4, "Infinity", NULL, NULL},
	{UP_TYPE_FLOAT4, "-Infinity", NULL, NULL},
	{UP_TYPE_FLOAT8, "0.001", NULL, NULL},
	{UP_TYPE_FLOAT8, "-12.5", NULL, NULL},
	{UP_TYPE_FLOAT8, "60", NULL, NULL},
	{UP_TYPE_FLOAT8, "9999999999.9999", NULL, NULL},
	{UP_TYPE_FLOAT8, "10000000000", NULL, NULL},
	{UP_TYPE_FLOAT8, "0.30000000000000004", NULL, NULL},
	{UP_TYPE_FLOAT8, "1.0000000000000002", NULL, NULL},
	{UP_TYPE_FLOAT8, "1e+15", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "1970-01-01 00:00:00", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "2024-02-29 23:59:59.5", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "0001-12-31 23:59:59.999999 BC", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "294247-01-10 04:00:54.775806", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "infinity", NULL, NULL},
	{UP_TYPE_TIMESTAMP, "-infinity", NULL, NULL},
	{UP_TYPE_UUID, "00000000-0000-0000-0000-000000000000", NULL, NULL},
	{UP_TYPE_UUID, "01234567-89ab-cdef-fedc-ba9876543210", NULL, NULL},
	{UP_TYPE_BYTEA, "\\x", "\\\\x", "\"\\\\x\""},
	{UP_TYPE_BYTEA, "\\x00ff5c0a", "\\\\x00ff5c0a", "\"\\\\x00ff5c0a\""},
	{UP_TYPE_JSONB, "{\"a\": \"\\n\"}", "{\"a\": \"\\\\n\"}", "\"{\\\"a\\\": \\\"\\\\n\\\"}\""},
	{UP_TYPE_TEXT, "seven\\c", "seven\\\\c", "\"seven\\\\c\""},
	{UP_TYPE_TEXT, "eight\t\"\\", "eight\\t\"\\\\", "\"eight\t\\\"\\\\\""},
	{UP_TYPE_TEXT, "\r234567\n9\"", "\\r234567\\n9\"", "\"\r234567\n9\\\"\""},
	{UP_TYPE_TEXT, "a\"cdefghi", NULL, "\"a\\\"cdefghi\""},
	{UP_TYPE_TEXT, "abcdefg\\i", "abcdefg\\\\i", "\"abcdefg\\\\i\""},
	{UP_TYPE_VARCHAR, "\x01\x0e\x0f\x7f", NULL, "\"\x01\x0e\x0f\x7f\""},
};

static void make_relation(struct up_relation *relation, enum up_type type)
{
	const struct up_column column = {(char *)"value", type, -1, true, NULL};

	cr_assert_eq(up_relation_init(relation, NULL, "thing", &column, &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &column, &err), UP_OK);
}

/* text, COPY row and array of one value, and the row read back: all as they should be */
static void check_value(size_t i)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BATCH again = {0};
	UP_BUFFER out = {0};
	UP_BUFFER expected = {0};

	make_relation(&relation, values[i].type);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_batch_init(&again, &relation, &err), UP_OK);
	cr_assert_eq(up_text_parse(&batch.vectors[0], values[i].text, strlen(values[i].text), &err),
		     UP_OK, "%s", err.message);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);

	up_text_append(&out, &batch.vectors[0], 0);
	cr_expect_str_eq(up_buffer_string(&out), values[i].text);

	up_buffer_clear(&out);
	up_buffer_append_format(&expected, "{%s}",
				values[i].element != NULL ? values[i].element : values[i].text);
	up_text_append_array(&out, &batch.vectors[0], 0, 1);
	cr_expect_str_eq(out.data, expected.data);

	up_buffer_clear(&out);
	up_buffer_clear(&expected);
	up_buffer_append_format(&expected, "%s\n",
				values[i].copy != NULL ? values[i].copy : values[i].text);
	up_text_append_copy_row(&out, &batch, 0);
	cr_expect_str_eq(out.data, expected.data);

	cr_assert_eq(up_text_parse_copy_row(&again, out.data, out.length, &err), UP_OK, "%s",
		     err.message);
	up_buffer_clear(&out);
	up_text_append(&out, &again.vectors[0], 0);
	cr_expect_str_eq(up_buffer_string(&out), values[i].text);
}

Test(column_types, come_back_from_text)
{
	for (size_t i = 0; i < COUNT_OF(values); i++)
		check_value(i);
}

static const struct {
	enum up_type type;
	const char *text;
} wrong[] = {
	{UP_TYPE_INT2, "32768"},
	{UP_TYPE_INT2, "-32769"},
	{UP_TYPE_INT2, ""},
	{UP_TYPE_FLOAT4, "1e39"},
	{UP_TYPE_FLOAT4, "1e-50"},
	{UP_TYPE_FLOAT4, "0x1"},
	{UP_TYPE_TIMESTAMP, "2000-01-01"},
	{UP_TYPE_TIMESTAMP, "2000-01-01 00:00:00+00"},
	{UP_TYPE_TIMESTAMPTZ, "2000-01-01 00:00:00"},
	/* PostgreSQL has these, 64 bits of microseconds since 1970 do not: model/type.h. */
	{UP_TYPE_TIMESTAMP, "294247-01-10 04:00:54.775807"},
	{UP_TYPE_TIMESTAMP, "294276-12-31 23:59:59.999999"},
	{UP_TYPE_TIMESTAMPTZ, "294247-01-10 04:00:54.775807+00"},
	{UP_TYPE_TIMESTAMPTZ, "294276-12-31 23:59:59.999999+00"},
	{UP_TYPE_UUID, ""},
	{UP_TYPE_UUID, "01234567-89ab-cdef-fedc-ba987654321"},
	{UP_TYPE_UUID, "01234567-89ab-cdef-fedc-ba98765432100"},
	{UP_TYPE_UUID, "0123456789abcdeffedcba9876543210"},
	{UP_TYPE_UUID, "g1234567-89ab-cdef-fedc-ba9876543210"},
	{UP_TYPE_BYTEA, ""},
	{UP_TYPE_BYTEA, "x"},
	{UP_TYPE_BYTEA, "\\x0"},
	{UP_TYPE_BYTEA, "\\x0g"},
	{UP_TYPE_BYTEA, "\\000"},
};

Test(column_types, refuse_what_they_cannot_hold)
{
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct up_vector vector;

		up_vector_init(&vector, wrong[i].type);
		cr_expect_eq(up_text_parse(&vector, wrong[i].text, strlen(wrong[i].text), &err),
			     UP_INVALID, "%s", wrong[i].text);
		cr_expect_eq(vector.length, 0, "%s", wrong[i].text);
		up_vector_release(&vector);
	}
}

static struct digest digest_of(uint32_t bits)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER scratch = {0};
	struct digest digest = {0};
	float value;

	memcpy(&value, &bits, sizeof value);
	make_relation(&relation, UP_TYPE_FLOAT4);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	up_vector_append_float(&batch.vectors[0], value);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	digest_add_row(&digest, &scratch, &batch, 0);
	return digest;
}

Test(column_types, one_nan_is_as_good_as_another)
{
	struct digest nan = digest_of(0x7fc00000);
	struct digest other = digest_of(0xffc00001);
	struct digest infinity = digest_of(0x7f800000);

	cr_expect(digest_equal(&nan, &other));
	cr_expect_not(digest_equal(&nan, &infinity));
}

Test(column_types, fixed_bytes_keep_their_order)
{
	static const char uuid[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BATCH copy = {0};

	make_relation(&relation, UP_TYPE_UUID);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_batch_init(&copy, &relation, &err), UP_OK);
	up_vector_append_null(&batch.vectors[0]);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	up_vector_append_fixed(&batch.vectors[0], uuid);
	cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	cr_assert_eq(up_batch_copy_row(&copy, &batch, 1, &err), UP_OK);
	cr_expect_eq(batch.vectors[0].values.length, 32);
	cr_expect_eq(memcmp(batch.vectors[0].values.data + 16, uuid, sizeof uuid), 0);
	cr_expect_eq(memcmp(copy.vectors[0].values.data, uuid, sizeof uuid), 0);
}
