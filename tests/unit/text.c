/* SPDX-License-Identifier: PostgreSQL */
#include "pg/text.h"

#include <criterion/criterion.h>
#include <math.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define DAY INT64_C(86400000000)

static void append_bits(struct up_vector *vector, uint64_t bits)
{
	double value;
	memcpy(&value, &bits, sizeof value);
	up_vector_append_double(vector, value);
}

static void append_value(struct up_vector *vector, int64_t value)
{
	switch (vector->type) {
	case UP_TYPE_BOOL:
		up_vector_append_bool(vector, value != 0);
		break;
	case UP_TYPE_FLOAT8:
		append_bits(vector, (uint64_t)value);
		break;
	case UP_TYPE_INT4:
	case UP_TYPE_DATE:
		up_vector_append_int32(vector, (int32_t)value);
		break;
	default:
		up_vector_append_int64(vector, value);
	}
}

static bool same_value(const struct up_vector *a, const struct up_vector *b)
{
	return a->length == b->length && a->values.length == b->values.length &&
	       memcmp(a->values.data, b->values.data, a->values.length) == 0;
}

/* Texts as PostgreSQL 15 prints them with UP_TEXT_SESSION; values as a vector holds
 * them, doubles by their bits. */
static const struct {
	enum up_type type;
	int64_t value;
	const char *text;
} values[] = {
	{UP_TYPE_BOOL, 1, "t"},
	{UP_TYPE_BOOL, 0, "f"},
	{UP_TYPE_INT4, 0, "0"},
	{UP_TYPE_INT4, -1, "-1"},
	{UP_TYPE_INT4, INT32_MAX, "2147483647"},
	{UP_TYPE_INT4, INT32_MIN, "-2147483648"},
	{UP_TYPE_INT8, 10, "10"},
	{UP_TYPE_INT8, INT64_MAX, "9223372036854775807"},
	{UP_TYPE_INT8, INT64_MIN, "-9223372036854775808"},
	{UP_TYPE_FLOAT8, 0, "0"},
	{UP_TYPE_FLOAT8, INT64_MIN, "-0"},
	{UP_TYPE_FLOAT8, 0x3ff0000000000000, "1"},
	{UP_TYPE_FLOAT8, 0x3fe0000000000000, "0.5"},
	{UP_TYPE_FLOAT8, 0x3fb999999999999a, "0.1"},
	{UP_TYPE_FLOAT8, 0x3fd3333333333334, "0.30000000000000004"},
	{UP_TYPE_FLOAT8, 0x430c6bf526340000, "1e+15"},
	{UP_TYPE_FLOAT8, 0x7fefffffffffffff, "1.7976931348623157e+308"},
	{UP_TYPE_FLOAT8, 0x0010000000000000, "2.2250738585072014e-308"},
	{UP_TYPE_FLOAT8, 0x7ff0000000000000, "Infinity"},
	{UP_TYPE_FLOAT8, (int64_t)0xfff0000000000000, "-Infinity"},
	{UP_TYPE_FLOAT8, 0x7ff8000000000000, "NaN"},
	{UP_TYPE_DATE, 0, "1970-01-01"},
	{UP_TYPE_DATE, -1, "1969-12-31"},
	{UP_TYPE_DATE, 11016, "2000-02-29"},
	{UP_TYPE_DATE, 2932896, "9999-12-31"},
	{UP_TYPE_DATE, 2932897, "10000-01-01"},
	{UP_TYPE_DATE, -719162, "0001-01-01"},
	{UP_TYPE_DATE, -719163, "0001-12-31 BC"},
	{UP_TYPE_DATE, -719469, "0001-02-29 BC"},
	{UP_TYPE_DATE, -2440550, "4713-01-01 BC"},
	{UP_TYPE_DATE, -2440588, "4714-11-24 BC"},
	{UP_TYPE_DATE, 2145042905, "5874897-12-31"},
	{UP_TYPE_DATE, INT32_MAX, "infinity"},
	{UP_TYPE_DATE, INT32_MIN, "-infinity"},
	{UP_TYPE_TIMESTAMPTZ, 0, "1970-01-01 00:00:00+00"},
	{UP_TYPE_TIMESTAMPTZ, DAY - 1000000, "1970-01-01 23:59:59+00"},
	{UP_TYPE_TIMESTAMPTZ, -1, "1969-12-31 23:59:59.999999+00"},
	{UP_TYPE_TIMESTAMPTZ, 1, "1970-01-01 00:00:00.000001+00"},
	{UP_TYPE_TIMESTAMPTZ, 500000, "1970-01-01 00:00:00.5+00"},
	{UP_TYPE_TIMESTAMPTZ, 120000, "1970-01-01 00:00:00.12+00"},
	{UP_TYPE_TIMESTAMPTZ, 100, "1970-01-01 00:00:00.0001+00"},
	{UP_TYPE_TIMESTAMPTZ, -719162 * DAY, "0001-01-01 00:00:00+00"},
	{UP_TYPE_TIMESTAMPTZ, -719162 * DAY - 1, "0001-12-31 23:59:59.999999+00 BC"},
	{UP_TYPE_TIMESTAMPTZ, -2440588 * DAY, "4714-11-24 00:00:00+00 BC"},
	{UP_TYPE_TIMESTAMPTZ, 2932897 * DAY, "10000-01-01 00:00:00+00"},
	{UP_TYPE_TIMESTAMPTZ, INT64_MAX - 1, "294247-01-10 04:00:54.775806+00"},
	{UP_TYPE_TIMESTAMPTZ, INT64_MAX, "infinity"},
	{UP_TYPE_TIMESTAMPTZ, INT64_MIN, "-infinity"},
};

Test(text, is_what_postgres_prints)
{
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		struct up_vector vector;
		UP_BUFFER text = {0};

		up_vector_init(&vector, values[i].type);
		append_value(&vector, values[i].value);
		up_text_append(&text, &vector, 0);
		cr_expect_str_eq(up_buffer_string(&text), values[i].text);
		up_vector_release(&vector);
	}
}

Test(text, means_what_it_says)
{
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		struct up_vector vector, expected;

		up_vector_init(&vector, values[i].type);
		up_vector_init(&expected, values[i].type);
		append_value(&expected, values[i].value);
		enum up_status status =
			up_text_parse(&vector, values[i].text, strlen(values[i].text), &err);
		cr_expect_eq(status, UP_OK, "%s", err.message);
		cr_expect(same_value(&vector, &expected), "%s", values[i].text);
		up_vector_release(&vector);
		up_vector_release(&expected);
	}
}

/* Doubles whose text may differ from the server's, as long as its bits come back. */
static const uint64_t doubles[] = {
	1,
	0x000fffffffffffff,
	0x0010000000000001,
	0xffefffffffffffff,
	0x4340000000000000,
	0x4340000000000001,
	0x3ff0000000000001,
	0x400921fb54442d18,
	0x44b52d02c7e14af6, /* 1e23, the halfway case */
};

Test(text, brings_every_double_back)
{
	struct up_vector expected, got;

	up_vector_init(&expected, UP_TYPE_FLOAT8);
	up_vector_init(&got, UP_TYPE_FLOAT8);
	for (size_t i = 0; i < COUNT_OF(doubles); i++)
		append_bits(&expected, doubles[i]);
	for (size_t i = 0; i < COUNT_OF(doubles); i++) {
		UP_BUFFER text = {0};
		up_text_append(&text, &expected, i);
		cr_expect_eq(up_text_parse(&got, text.data, text.length, &err), UP_OK, "%s",
			     err.message);
	}
	cr_expect(same_value(&expected, &got));
	up_vector_release(&expected);
	up_vector_release(&got);
}

#define LITERAL(text) text, sizeof text - 1

static const struct {
	enum up_type type;
	const char *text;
	size_t length;
} garbage[] = {
	{UP_TYPE_BOOL, LITERAL("")},
	{UP_TYPE_BOOL, LITERAL("true")},
	{UP_TYPE_BOOL, LITERAL("T")},
	{UP_TYPE_BOOL, LITERAL("1")},
	{UP_TYPE_BOOL, LITERAL("t\0")},
	{UP_TYPE_INT4, LITERAL("")},
	{UP_TYPE_INT4, LITERAL("-")},
	{UP_TYPE_INT4, LITERAL(" 1")},
	{UP_TYPE_INT4, LITERAL("1 ")},
	{UP_TYPE_INT4, LITERAL("1.0")},
	{UP_TYPE_INT4, LITERAL("0x10")},
	{UP_TYPE_INT4, LITERAL("1\0002")},
	{UP_TYPE_INT4, LITERAL("2147483648")},
	{UP_TYPE_INT4, LITERAL("-2147483649")},
	{UP_TYPE_INT8, LITERAL("9223372036854775808")},
	{UP_TYPE_INT8, LITERAL("-9223372036854775809")},
	{UP_TYPE_INT8, LITERAL("one")},
	{UP_TYPE_FLOAT8, LITERAL("")},
	{UP_TYPE_FLOAT8, LITERAL("1,5")},
	{UP_TYPE_FLOAT8, LITERAL(" 1")},
	{UP_TYPE_FLOAT8, LITERAL("0x10")},
	{UP_TYPE_FLOAT8, LITERAL("nan(1)")},
	{UP_TYPE_FLOAT8, LITERAL("infinit")},
	{UP_TYPE_FLOAT8, LITERAL("1e999")},
	{UP_TYPE_FLOAT8, LITERAL("-1e999")},
	{UP_TYPE_FLOAT8, LITERAL("1e-999")},
	{UP_TYPE_FLOAT8, LITERAL("1e")},
	{UP_TYPE_DATE, LITERAL("")},
	{UP_TYPE_DATE, LITERAL("2023-02-29")},
	{UP_TYPE_DATE, LITERAL("1900-02-29")},
	{UP_TYPE_DATE, LITERAL("2023-04-31")},
	{UP_TYPE_DATE, LITERAL("2023-13-01")},
	{UP_TYPE_DATE, LITERAL("2023-00-01")},
	{UP_TYPE_DATE, LITERAL("2023-01-00")},
	{UP_TYPE_DATE, LITERAL("2023-1-1")},
	{UP_TYPE_DATE, LITERAL("0000-01-01")},
	{UP_TYPE_DATE, LITERAL("0000-01-01 BC")},
	{UP_TYPE_DATE, LITERAL("2023-01-01 AD")},
	{UP_TYPE_DATE, LITERAL("2023-01-01BC")},
	{UP_TYPE_DATE, LITERAL("2023-01-01 00:00:00")},
	{UP_TYPE_DATE, LITERAL("01.02.2023")},
	{UP_TYPE_DATE, LITERAL("4714-11-23 BC")},
	{UP_TYPE_DATE, LITERAL("5874898-01-01")},
	{UP_TYPE_DATE, LITERAL("9999999-12-31")},
	{UP_TYPE_DATE, LITERAL("Infinity")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:00+01")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:00+00:30")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01T00:00:00+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 24:00:00+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:60:00+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:60+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:00.+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-01-01 00:00:00.1234567+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("2023-02-30 00:00:00+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("4714-11-23 23:59:59+00 BC")},
	/* The last microseconds that PostgreSQL has are beyond what a vector holds, and
	 * the next one would be its infinity. */
	{UP_TYPE_TIMESTAMPTZ, LITERAL("294247-01-10 04:00:54.775807+00")},
	{UP_TYPE_TIMESTAMPTZ, LITERAL("294276-12-31 23:59:59.999999+00")},
	{UP_TYPE_NUMERIC, LITERAL("")},
	{UP_TYPE_NUMERIC, LITERAL("-")},
	{UP_TYPE_NUMERIC, LITERAL(".")},
	{UP_TYPE_NUMERIC, LITERAL("1.2.3")},
	{UP_TYPE_NUMERIC, LITERAL("1-2")},
	{UP_TYPE_NUMERIC, LITERAL("1e5")},
	{UP_TYPE_NUMERIC, LITERAL(" 1")},
	{UP_TYPE_NUMERIC, LITERAL("1\0")},
	{UP_TYPE_NUMERIC, LITERAL("nan")},
	{UP_TYPE_NUMERIC, LITERAL("$1.00")},
	{UP_TYPE_TEXT, LITERAL("a\0b")},
	{UP_TYPE_VARCHAR, LITERAL("\0")},
};

Test(text, is_refused_when_it_means_nothing)
{
	for (size_t i = 0; i < COUNT_OF(garbage); i++) {
		struct up_vector vector;
		char message[200];

		up_vector_init(&vector, garbage[i].type);
		snprintf(message, sizeof message, "not a value of type %s",
			 up_type_info(garbage[i].type)->name);
		enum up_status status =
			up_text_parse(&vector, garbage[i].text, garbage[i].length, &err);
		cr_expect_eq(status, UP_INVALID, "\"%s\": %s", garbage[i].text, message);
		if (status == UP_INVALID)
			cr_expect_str_eq(err.message, message);
		cr_expect_eq(vector.length, 0, "%s", message);
		up_vector_release(&vector);
	}
}

/* Longer than any value of a type that is not text; the message stays short. */
Test(text, is_refused_when_it_is_too_long)
{
	for (enum up_type type = 0; type < UP_TYPE_NUMERIC; type++) {
		struct up_vector vector;
		char text[1000];

		memset(text, '0', sizeof text);
		up_vector_init(&vector, type);
		cr_expect_eq(up_text_parse(&vector, text, sizeof text, &err), UP_INVALID);
		cr_expect_lt(strlen(err.message), 150);
		up_vector_release(&vector);
	}
}

Test(text, keeps_numerics_and_texts_as_they_are)
{
	static const struct {
		enum up_type type;
		const char *text;
	} kept[] = {
		{UP_TYPE_NUMERIC, "0.00"},
		{UP_TYPE_NUMERIC, "-0.0001"},
		{UP_TYPE_NUMERIC, "NaN"},
		{UP_TYPE_NUMERIC, "Infinity"},
		{UP_TYPE_NUMERIC, "-Infinity"},
		{UP_TYPE_NUMERIC, "123456789012345678901234567890123456789012345678901234567890"
				  "123456789012345678901234567890.5"},
		{UP_TYPE_TEXT, ""},
		{UP_TYPE_TEXT, "NULL \\N \"{}\" \t\r\n 🍕"},
		{UP_TYPE_VARCHAR, " "},
	};

	for (size_t i = 0; i < COUNT_OF(kept); i++) {
		struct up_vector vector;
		UP_BUFFER text = {0};

		up_vector_init(&vector, kept[i].type);
		cr_assert_eq(up_text_parse(&vector, kept[i].text, strlen(kept[i].text), &err),
			     UP_OK, "%s", err.message);
		up_text_append(&text, &vector, 0);
		cr_expect_str_eq(up_buffer_string(&text), kept[i].text);
		up_vector_release(&vector);
	}
}

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[] = {
		{(char *)"key", UP_TYPE_TEXT, -1, false, NULL},
		{(char *)"count", UP_TYPE_INT4, -1, true, NULL},
		{(char *)"note", UP_TYPE_VARCHAR, -1, true, NULL},
	};
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};

	cr_assert_eq(up_relation_init(relation, NULL, "t", &scope, &err), UP_OK);
	for (size_t c = 0; c < COUNT_OF(columns); c++)
		cr_assert_eq(up_relation_add(relation, &columns[c], &err), UP_OK);
}

static void append_text(struct up_vector *vector, const char *text)
{
	if (text == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, text, strlen(text));
}

static const struct {
	const char *key, *note; /* NULL: null */
	const char *line;
} rows[] = {
	{"a", "b", "a\t7\tb\n"},
	{"", "", "\t7\t\n"},
	{"a", NULL, "a\t7\t\\N\n"},
	{"\\N", "N", "\\\\N\t7\tN\n"},
	{"\\.", "\\", "\\\\.\t7\t\\\\\n"},
	{"tab\there", "line\nfeed", "tab\\there\t7\tline\\nfeed\n"},
	{"carriage\rreturn", "\\t\\n", "carriage\\rreturn\t7\t\\\\t\\\\n\n"},
	{"\t\t\n\n", "\\\\", "\\t\\t\\n\\n\t7\t\\\\\\\\\n"},
	{"Crème 北京 🍕", "'\"{},;", "Crème 北京 🍕\t7\t'\"{},;\n"},
	{"control \x01\b\f\v\x7f", " ", "control \x01\b\f\v\x7f\t7\t \n"},
};

Test(text, escapes_rows_of_copy)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BATCH read = {0};

	make_relation(&relation);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_batch_init(&read, &relation, &err), UP_OK);
	for (size_t r = 0; r < COUNT_OF(rows); r++) {
		UP_BUFFER line = {0};
		UP_BUFFER again = {0};

		append_text(&batch.vectors[0], rows[r].key);
		up_vector_append_int32(&batch.vectors[1], 7);
		append_text(&batch.vectors[2], rows[r].note);
		cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
		up_text_append_copy_row(&line, &batch, r);
		cr_expect_str_eq(up_buffer_string(&line), rows[r].line);

		/* Half of them without the newline. */
		enum up_status status =
			up_text_parse_copy_row(&read, line.data, line.length - r % 2, &err);
		cr_assert_eq(status, UP_OK, "%s", err.message);
		up_text_append_copy_row(&again, &read, r);
		cr_expect_str_eq(up_buffer_string(&again), rows[r].line);
		cr_expect_eq(up_vector_is_null(&read.vectors[2], r), rows[r].note == NULL);
	}
}

/* Escapes that COPY reads besides those that it writes. */
Test(text, unescapes_what_copy_writes)
{
	static const char line[] = "\\b\\f\\n\\r\\t\\v\\\\\t\\N\t\\\\N\\x\\";
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	size_t length;

	make_relation(&relation);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_text_parse_copy_row(&batch, line, sizeof line - 1, &err), UP_OK);
	const char *key = up_vector_bytes(&batch.vectors[0], 0, &length);
	cr_assert_eq(length, 7);
	cr_expect_eq(memcmp(key, "\b\f\n\r\t\v\\", 7), 0);
	cr_expect(up_vector_is_null(&batch.vectors[1], 0));
	const char *note = up_vector_bytes(&batch.vectors[2], 0, &length);
	cr_assert_eq(length, 4);
	cr_expect_eq(memcmp(note, "\\Nx\\", 4), 0);
}

Test(text, refuses_lines_that_are_no_row)
{
	static const struct {
		const char *line, *message;
	} lines[] = {
		{"", "a row does not have 3 columns"},
		{"\n", "a row does not have 3 columns"},
		{"a\t1", "a row does not have 3 columns"},
		{"a\t1\tb\t\n", "a row does not have 3 columns"},
		{"a\tx\tb\n", "column \"count\": not a value of type integer"},
		{"a\t\tb\n", "column \"count\": not a value of type integer"},
		{"a\t\\n\tb\n", "column \"count\": not a value of type integer"},
	};

	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};

		make_relation(&relation);
		cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
		cr_expect_eq(
			up_text_parse_copy_row(&batch, lines[i].line, strlen(lines[i].line), &err),
			UP_INVALID);
		cr_expect_str_eq(err.message, lines[i].message);
		cr_expect_eq(batch.row_count, 0);
	}
}

Test(text, escapes_arrays)
{
	static const struct {
		const char *items[3];
		size_t count;
		const char *array;
	} texts[] = {
		{{NULL}, 0, "{}"},
		{{NULL}, 1, "{NULL}"},
		{{""}, 1, "{\"\"}"},
		{{"NULL", NULL, "null"}, 3, "{\"NULL\",NULL,\"null\"}"},
		{{"a \"b\"", "c\\d", "{e,f}"}, 3, "{\"a \\\"b\\\"\",\"c\\\\d\",\"{e,f}\"}"},
		{{" ", "\t\n\r", "🍕'"}, 3, "{\" \",\"\t\n\r\",\"🍕'\"}"},
		{{"\\", "\"", ","}, 3, "{\"\\\\\",\"\\\"\",\",\"}"},
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		for (int type = UP_TYPE_TEXT; type <= UP_TYPE_VARCHAR; type++) {
			struct up_vector vector;
			UP_BUFFER array = {0};

			up_vector_init(&vector, (enum up_type)type);
			append_text(&vector, "before");
			for (size_t n = 0; n < texts[i].count; n++)
				append_text(&vector, texts[i].items[n]);
			append_text(&vector, "after");
			up_text_append_array(&array, &vector, 1, texts[i].count);
			cr_expect_str_eq(up_buffer_string(&array), texts[i].array);
			up_vector_release(&vector);
		}
	}
}

/* Values of the other types need no quotes, not even those with a blank in them. */
Test(text, writes_arrays_of_every_type)
{
	static const struct {
		enum up_type type;
		int64_t items[2];
		const char *array;
	} arrays[] = {
		{UP_TYPE_BOOL, {1, 0}, "{t,NULL,f}"},
		{UP_TYPE_INT4, {1, INT32_MIN}, "{1,NULL,-2147483648}"},
		{UP_TYPE_INT8, {0, INT64_MAX}, "{0,NULL,9223372036854775807}"},
		{UP_TYPE_FLOAT8, {0x3fe0000000000000, 0x7ff8000000000000}, "{0.5,NULL,NaN}"},
		{UP_TYPE_DATE, {-719163, INT32_MAX}, "{0001-12-31 BC,NULL,infinity}"},
		{UP_TYPE_TIMESTAMPTZ, {0, INT64_MIN}, "{1970-01-01 00:00:00+00,NULL,-infinity}"},
	};

	for (size_t i = 0; i < COUNT_OF(arrays); i++) {
		struct up_vector vector;
		UP_BUFFER array = {0};

		up_vector_init(&vector, arrays[i].type);
		append_value(&vector, arrays[i].items[0]);
		up_vector_append_null(&vector);
		append_value(&vector, arrays[i].items[1]);
		up_text_append_array(&array, &vector, 0, 3);
		cr_expect_str_eq(up_buffer_string(&array), arrays[i].array);
		up_vector_release(&vector);
	}
}
