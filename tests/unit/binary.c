/* SPDX-License-Identifier: PostgreSQL */
#include "pg/binary.h"

#include "pg/numeric.h"
#include "pg/text.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* In hexadecimal digits, as encode(…, 'hex') of the server prints bytes. */
static const char *hex_of(const struct up_buffer *bytes, struct up_buffer *hex)
{
	up_buffer_clear(hex);
	for (size_t i = 0; i < bytes->length; i++)
		up_buffer_append_format(hex, "%02x", (unsigned char)bytes->data[i]);
	return up_buffer_string(hex);
}

static void append(struct up_vector *vector, const char *text)
{
	if (text == NULL)
		up_vector_append_null(vector);
	else
		cr_assert_eq(up_text_parse(vector, text, strlen(text), &err), UP_OK, "%s",
			     err.message);
}

/* What the server's send functions give: SELECT encode(numeric_send('1'), 'hex'). */
static const struct {
	enum up_type type;
	const char *text;
	const char *hex;
} values[] = {
	{UP_TYPE_BOOL, "t", "01"},
	{UP_TYPE_BOOL, "f", "00"},
	{UP_TYPE_INT2, "258", "0102"},
	{UP_TYPE_INT2, "-32768", "8000"},
	{UP_TYPE_INT4, "16909060", "01020304"},
	{UP_TYPE_INT4, "-1", "ffffffff"},
	{UP_TYPE_INT8, "72623859790382856", "0102030405060708"},
	{UP_TYPE_INT8, "-9223372036854775808", "8000000000000000"},
	{UP_TYPE_FLOAT4, "1.5", "3fc00000"},
	{UP_TYPE_FLOAT4, "-Infinity", "ff800000"},
	{UP_TYPE_FLOAT8, "1.5", "3ff8000000000000"},
	{UP_TYPE_FLOAT8, "-0", "8000000000000000"},
	{UP_TYPE_FLOAT8, "NaN", "7ff8000000000000"},
	{UP_TYPE_DATE, "2000-01-01", "00000000"},
	{UP_TYPE_DATE, "1999-12-31", "ffffffff"},
	{UP_TYPE_DATE, "4714-11-24 BC", "ffda97a7"},
	{UP_TYPE_DATE, "infinity", "7fffffff"},
	{UP_TYPE_DATE, "-infinity", "80000000"},
	{UP_TYPE_TIMESTAMP, "2000-01-01 00:00:00.000001", "0000000000000001"},
	{UP_TYPE_TIMESTAMP, "1999-12-31 23:59:59.999999", "ffffffffffffffff"},
	{UP_TYPE_TIMESTAMPTZ, "1970-01-01 00:00:00+00", "fffca2fec4c82000"},
	{UP_TYPE_TIMESTAMPTZ, "infinity", "7fffffffffffffff"},
	{UP_TYPE_TIMESTAMPTZ, "-infinity", "8000000000000000"},
	{UP_TYPE_UUID, "00112233-4455-6677-8899-aabbccddeeff", "00112233445566778899aabbccddeeff"},
	{UP_TYPE_TEXT, "", ""},
	{UP_TYPE_TEXT, "a\"\\\n", "61225c0a"},
	{UP_TYPE_VARCHAR, "é", "c3a9"},
	{UP_TYPE_BYTEA, "\\x00ff5c", "00ff5c"},
	{UP_TYPE_BYTEA, "\\x", ""},
	{UP_TYPE_JSONB, "{\"a\": 1}", "017b2261223a20317d"},
	{UP_TYPE_NUMERIC, "0", "0000000000000000"},
	{UP_TYPE_NUMERIC, "0.000", "0000000000000003"},
	{UP_TYPE_NUMERIC, "-0", "0000000000000000"},
	{UP_TYPE_NUMERIC, "-0.00", "0000000000000002"},
	{UP_TYPE_NUMERIC, "1", "00010000000000000001"},
	{UP_TYPE_NUMERIC, "-1", "00010000400000000001"},
	{UP_TYPE_NUMERIC, "9999", "0001000000000000270f"},
	{UP_TYPE_NUMERIC, "10000", "00010001000000000001"},
	{UP_TYPE_NUMERIC, "10001", "000200010000000000010001"},
	{UP_TYPE_NUMERIC, "100000000", "00010002000000000001"},
	{UP_TYPE_NUMERIC, "00012", "0001000000000000000c"},
	{UP_TYPE_NUMERIC, "12345.678", "0003000100000003000109291a7c"},
	{UP_TYPE_NUMERIC, "1.50", "000200000000000200011388"},
	{UP_TYPE_NUMERIC, "5.", "00010000000000000005"},
	{UP_TYPE_NUMERIC, ".5", "0001ffff000000011388"},
	{UP_TYPE_NUMERIC, "0.1", "0001ffff0000000103e8"},
	{UP_TYPE_NUMERIC, "0.0001", "0001ffff000000040001"},
	{UP_TYPE_NUMERIC, "0.00001", "0001fffe0000000503e8"},
	{UP_TYPE_NUMERIC, "0.0000000012300", "0001fffd0000000d04ce"},
	{UP_TYPE_NUMERIC, "0.0000000012345678", "0002fffd0000001004d2162e"},
	{UP_TYPE_NUMERIC, "NaN", "00000000c0000000"},
	{UP_TYPE_NUMERIC, "Infinity", "00000000d0000020"},
	{UP_TYPE_NUMERIC, "-Infinity", "00000000f0000020"},
};

Test(binary, is_what_postgres_sends)
{
	UP_BUFFER hex = {0};

	for (size_t i = 0; i < COUNT_OF(values); i++) {
		struct up_vector vector;
		UP_BUFFER bytes = {0};

		up_vector_init(&vector, values[i].type);
		append(&vector, values[i].text);
		cr_expect_eq(up_binary_append_value(&bytes, &vector, 0, &err), UP_OK, "%s",
			     err.message);
		cr_expect_str_eq(hex_of(&bytes, &hex), values[i].hex, "%s of %s: %s",
				 values[i].text, up_type_info(values[i].type)->name,
				 up_buffer_string(&hex));
		up_vector_release(&vector);
	}
}

/* To the server it is a text, in a row and in an array. */
Test(binary, sends_another_type_as_text)
{
	struct up_vector vector;
	UP_BUFFER bytes = {0};
	UP_BUFFER hex = {0};

	up_vector_init(&vector, UP_TYPE_OTHER);
	up_vector_append_bytes(&vector, "{1}", 3);
	cr_assert_eq(up_binary_append_value(&bytes, &vector, 0, &err), UP_OK);
	cr_expect_str_eq(hex_of(&bytes, &hex), "7b317d");
	up_buffer_clear(&bytes);
	cr_assert_eq(up_binary_append_array(&bytes, &vector, 0, 1, &err), UP_OK);
	cr_expect_str_eq(hex_of(&bytes, &hex), "00000001"
					       "00000000"
					       "00000019" /* the oid of text */
					       "00000001"
					       "00000001"
					       "00000003"
					       "7b317d");
	up_vector_release(&vector);
}

/* A batch can hold what is below the server's first day; it must not wrap around into a
 * day that the server would take. */
Test(binary, keeps_what_is_out_of_range_out_of_range)
{
	struct up_vector vector;
	UP_BUFFER bytes = {0};
	UP_BUFFER hex = {0};

	up_vector_init(&vector, UP_TYPE_DATE);
	up_vector_append_int32(&vector, INT32_MIN + 1);
	cr_assert_eq(up_binary_append_value(&bytes, &vector, 0, &err), UP_OK);
	up_vector_release(&vector);
	up_vector_init(&vector, UP_TYPE_TIMESTAMP);
	up_vector_append_int64(&vector, INT64_MIN + 1);
	cr_assert_eq(up_binary_append_value(&bytes, &vector, 0, &err), UP_OK);
	up_vector_release(&vector);
	cr_assert_str_eq(hex_of(&bytes, &hex), "800000018000000000000001");
}

static const struct {
	enum up_type type;
	const char *texts[5];
	size_t first;
	size_t count;
	const char *hex; /* of array_send() */
} arrays[] = {
	{UP_TYPE_INT4, {NULL}, 0, 0, "000000000000000000000017"},
	{UP_TYPE_INT4,
	 {"1", NULL},
	 0,
	 2,
	 "000000010000000100000017000000020000000100000004"
	 "00000001ffffffff"},
	{UP_TYPE_INT2,
	 {"7", "8", NULL},
	 0,
	 2,
	 "0000000100000000000000150000000200000001"
	 "0000000200070000000200"
	 "08"},
	{UP_TYPE_TEXT,
	 {"left out", "", "NULL", NULL},
	 1,
	 2,
	 "00000001000000000000001900000002000000010000000000000004"
	 "4e554c4c"},
	{UP_TYPE_NUMERIC,
	 {"1", "x left out"},
	 0,
	 1,
	 "0000000100000000000006a400000001000000010000000a00010000000000000001"},
	{UP_TYPE_JSONB,
	 {"[]"},
	 0,
	 1,
	 "000000010000000000000eda00000001000000010000000301"
	 "5b5d"},
	{UP_TYPE_BOOL,
	 {"t", "f", "t"},
	 1,
	 2,
	 "000000010000000000000010000000020000000100000001"
	 "000000000101"},
};

Test(binary, arrays_are_what_postgres_sends)
{
	UP_BUFFER hex = {0};

	for (size_t i = 0; i < COUNT_OF(arrays); i++) {
		struct up_vector vector;
		UP_BUFFER bytes = {0};

		up_vector_init(&vector, arrays[i].type);
		for (size_t row = 0; row < arrays[i].first + arrays[i].count; row++)
			append(&vector, arrays[i].texts[row]);
		cr_expect_eq(up_binary_append_array(&bytes, &vector, arrays[i].first,
						    arrays[i].count, &err),
			     UP_OK, "%s", err.message);
		cr_expect_str_eq(hex_of(&bytes, &hex), arrays[i].hex);
		up_vector_release(&vector);
	}
}

/* The flag for nulls, wherever the run begins and wherever the null is. */
Test(binary, array_knows_its_nulls)
{
	enum {
		ROWS = 40
	};

	for (size_t null = 0; null < ROWS; null++) {
		struct up_vector vector;

		up_vector_init(&vector, UP_TYPE_BOOL);
		for (size_t row = 0; row < ROWS; row++)
			append(&vector, row == null ? NULL : "t");
		for (size_t first = 0; first < ROWS; first++) {
			for (size_t count = 1; first + count <= ROWS; count += 3) {
				UP_BUFFER bytes = {0};
				cr_assert_eq(
					up_binary_append_array(&bytes, &vector, first, count, &err),
					UP_OK);
				if (bytes.data[7] != (null >= first && null < first + count))
					cr_assert_fail("null %zu, first %zu, count %zu", null,
						       first, count);
			}
		}
		up_vector_release(&vector);
	}
}

static void make_relation(struct up_relation *relation)
{
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};
	const struct up_column columns[] = {{(char *)"key", UP_TYPE_INT4, -1, false, NULL},
					    {(char *)"name", UP_TYPE_TEXT, -1, true, NULL},
					    {(char *)"cost", UP_TYPE_NUMERIC, -1, true, NULL}};

	cr_assert_eq(up_relation_init(relation, NULL, "thing", &scope, &err), UP_OK);
	for (size_t c = 0; c < COUNT_OF(columns); c++)
		cr_assert_eq(up_relation_add(relation, &columns[c], &err), UP_OK);
}

static void append_row(struct up_batch *batch, int32_t key, const char *name, const char *cost)
{
	up_vector_append_int32(&batch->vectors[0], key);
	append(&batch->vectors[1], name);
	/* Not parsed: it may be no number. */
	if (cost == NULL)
		up_vector_append_null(&batch->vectors[2]);
	else
		up_vector_append_bytes(&batch->vectors[2], cost, strlen(cost));
	cr_assert_eq(up_batch_end_row(batch, &err), UP_OK);
}

Test(binary, copy_is_as_documented)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER bytes = {0};
	UP_BUFFER hex = {0};

	make_relation(&relation);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	append_row(&batch, 1, "left out", "0");
	append_row(&batch, 2, NULL, "10");
	append_row(&batch, 3, "abc", NULL);
	up_binary_append_copy_header(&bytes);
	cr_assert_eq(up_binary_append_copy_rows(&bytes, &batch, 1, 1, &err), UP_OK);
	cr_assert_eq(up_binary_append_copy_rows(&bytes, &batch, 2, 1, &err), UP_OK);
	cr_assert_eq(up_binary_append_copy_rows(&bytes, &batch, 3, 0, &err), UP_OK);
	up_binary_append_copy_trailer(&bytes);
	cr_assert_str_eq(hex_of(&bytes, &hex), "5047434f50590aff0d0a00"
					       "0000000000000000"
					       "00030000000400000002ffffffff"
					       "0000000a0001000000000000000a"
					       "00030000000400000003"
					       "00000003616263ffffffff"
					       "ffff");
}

static const char *const no_numbers[] = {
	"",    "-",    ".",   "-.",        "abc", "1e5",  "1.2.3", " 1",  "1 ",     "+1",    "--1",
	"1-2", "0x10", "nan", "Infinity ", "1,5", "NaN0", "12a4",  "1.a", "0.000a", "0000a", "-NaN",
};

Test(binary, refuses_what_is_no_number)
{
	for (size_t i = 0; i < COUNT_OF(no_numbers); i++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};
		UP_BUFFER bytes = {0};

		make_relation(&relation);
		cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
		append_row(&batch, 1, "first", "1.5");
		append_row(&batch, 2, "second", no_numbers[i]);
		up_buffer_append_string(&bytes, "before");
		cr_expect_eq(up_binary_append_value(&bytes, &batch.vectors[2], 1, &err), UP_INVALID,
			     "\"%s\"", no_numbers[i]);
		cr_expect_eq(up_binary_append_array(&bytes, &batch.vectors[2], 0, 2, &err),
			     UP_INVALID, "\"%s\"", no_numbers[i]);
		cr_expect_str_eq(err.message, "row 2: not a value of type numeric");
		cr_expect_eq(up_binary_append_copy_rows(&bytes, &batch, 0, 2, &err), UP_INVALID,
			     "\"%s\"", no_numbers[i]);
		cr_expect_not_null(strstr(err.message, "column \"cost\""), "%s", err.message);
		cr_expect_str_eq(up_buffer_string(&bytes), "before");
		cr_expect_eq(bytes.length, 6);
	}
}

/* digits before the point, and decimals */
static bool encodes(size_t whole, size_t scale)
{
	UP_BUFFER text = {0};
	UP_BUFFER out = {0};

	for (size_t i = 0; i < whole; i++)
		up_buffer_append_char(&text, '7');
	up_buffer_append_char(&text, '.');
	for (size_t i = 0; i < scale; i++)
		up_buffer_append_char(&text, '7');
	cr_assert(up_buffer_reserve(&out, UP_NUMERIC_SIZE(text.length)));
	const char *end = up_numeric_encode(out.data, text.data, text.length);
	cr_assert(end == NULL || (size_t)(end - out.data) <= UP_NUMERIC_SIZE(text.length));
	return end != NULL;
}

Test(binary, numerics_end_where_the_servers_do)
{
	cr_expect(encodes(131072, 16383));
	cr_expect_not(encodes(131073, 0));
	cr_expect_not(encodes(1, 16384));
	/* The bound of the size, over all lengths of the first and the last group. */
	for (size_t whole = 0; whole < 12; whole++) {
		for (size_t scale = whole == 0; scale < 12; scale++)
			cr_expect(encodes(whole, scale));
	}
}

/* A vector that claims more than there is memory for: refused before anything is read. */
Test(binary, refuses_what_the_server_cannot_hold)
{
	size_t offsets[] = {0, UP_BINARY_MAX_SIZE + 1};
	char nothing[1] = {'\x01'};
	struct up_vector vector = {
		.type = UP_TYPE_TEXT,
		.length = 1,
		.validity = {.data = nothing, .length = 1},
		.offsets = {.data = (char *)offsets, .length = sizeof offsets},
	};
	struct up_column column = {.name = (char *)"large", .type = UP_TYPE_TEXT};
	const struct up_relation relation = {.columns = &column, .column_count = 1};
	const struct up_batch batch = {.relation = &relation, .row_count = 1, .vectors = &vector};
	UP_BUFFER bytes = {0};

	cr_expect_eq(up_binary_append_value(&bytes, &vector, 0, &err), UP_UNSUPPORTED);
	cr_expect_eq(up_binary_append_array(&bytes, &vector, 0, 1, &err), UP_UNSUPPORTED);
	cr_expect_eq(up_binary_append_copy_rows(&bytes, &batch, 0, 1, &err), UP_UNSUPPORTED);
	cr_expect_not_null(strstr(err.message, "column \"large\""), "%s", err.message);
	vector.type = UP_TYPE_BOOL;
	cr_expect_eq(up_binary_append_array(&bytes, &vector, 0, UP_BINARY_MAX_ELEMENTS + 1, &err),
		     UP_UNSUPPORTED);
	cr_expect_not_null(strstr(err.message, "134217728 elements"), "%s", err.message);
	vector.type = UP_TYPE_INT8;
	cr_expect_eq(up_binary_append_array(&bytes, &vector, 0, UP_BINARY_MAX_SIZE / 12, &err),
		     UP_UNSUPPORTED);
	cr_expect_eq(bytes.length, 0);
}
