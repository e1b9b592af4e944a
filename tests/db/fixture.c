/* SPDX-License-Identifier: PostgreSQL */
#include "db/fixture.h"

#include "base/random.h"
#include "source/program.h"
#include "source/synthetic.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#define MUST(expr)                                                                                 \
	do {                                                                                       \
		struct up_error error_ = {0};                                                      \
		struct up_error *err = &error_;                                                    \
		enum up_status status_ = (expr);                                                   \
		cr_assert_eq(status_, UP_OK, "%s", error_.message);                                \
	} while (0)

/* ---- programs --------------------------------------------------------- */

static void make_programs(struct fixture *fixture, const struct up_synthetic *data, size_t columns)
{
	UP_RELATION program = {0};

	MUST(up_program_relation(&program, err));
	MUST(up_relation_narrow(&program, columns, NULL, &fixture->relation, err));
	MUST(up_batch_init(&fixture->before, &fixture->relation, err));
	MUST(up_batch_init(&fixture->after, &fixture->relation, err));
	for (size_t row = 0; row < data->rows; row++) {
		if (up_synthetic_in_old(data, row))
			MUST(up_synthetic_row(data, row, UP_EDITION_OLD, &fixture->before, err));
		MUST(up_synthetic_row(data, row, UP_EDITION_NEW, &fixture->after, err));
	}
}

void fixture_make_hostile_programs(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 7, .rows = 300, .changed = 1}, 20);
}

void fixture_make_one_program(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 7, .rows = 1, .changed = 1}, 20);
}

void fixture_make_two_columns(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 8, .rows = 50, .changed = 1}, 2);
}

void fixture_make_nothing_changed(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 9, .rows = 50, .changed = 0}, 20);
}

void fixture_make_some_new(struct fixture *fixture)
{
	make_programs(fixture,
		      &(struct up_synthetic){.seed = 10, .rows = 97, .changed = 0.5, .added = 0.3},
		      20);
}

void fixture_make_all_new(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 11, .rows = 20, .added = 1}, 20);
}

void fixture_make_no_rows(struct fixture *fixture)
{
	make_programs(fixture, &(struct up_synthetic){.seed = 12, .rows = 0}, 20);
}

/* ---- tables of other shapes ------------------------------------------- */

static void begin(struct fixture *fixture, const char *table, const char *scope)
{
	struct up_column column = {
		.name = (char *)(uintptr_t)scope, .type = UP_TYPE_TEXT, .type_modifier = -1};
	MUST(up_relation_init(&fixture->relation, NULL, table, &column, err));
}

static void add_column(struct fixture *fixture, const char *name, enum up_type type)
{
	struct up_column column = {.name = (char *)(uintptr_t)name,
				   .type = type,
				   .type_modifier = -1,
				   .nullable = true};
	MUST(up_relation_add(&fixture->relation, &column, err));
}

static void begin_rows(struct fixture *fixture)
{
	MUST(up_batch_init(&fixture->before, &fixture->relation, err));
	MUST(up_batch_init(&fixture->after, &fixture->relation, err));
}

static void append_text(struct up_batch *batch, size_t column, const char *text)
{
	if (text == NULL)
		up_vector_append_null(&batch->vectors[column]);
	else
		up_vector_append_bytes(&batch->vectors[column], text, strlen(text));
}

static void end_row(struct up_batch *batch)
{
	MUST(up_batch_end_row(batch, err));
}

void fixture_make_hostile_names(struct fixture *fixture)
{
	static const char *const names[] = {
		"select", "FROM", "a\"b",     "with space", "\\back\\slash", "$1",    "ÄÖ日本",
		"u",      "t",    "per%cent", "';--",       "UPDATE",        "a.b.c", "x\ty"};
	char value[32];

	begin(fixture, "order \"by\" 'group'; --", "user");
	for (size_t c = 0; c < sizeof names / sizeof names[0]; c++)
		add_column(fixture, names[c], UP_TYPE_TEXT);
	begin_rows(fixture);
	for (size_t row = 0; row < 9; row++) {
		for (size_t c = 0; c < fixture->relation.column_count; c++) {
			snprintf(value, sizeof value, c == 0 ? "k%zu" : "before %zu", row);
			append_text(&fixture->before, c, value);
			snprintf(value, sizeof value, c == 0 ? "k%zu" : "after %zu", row);
			append_text(&fixture->after, c, value);
		}
		end_row(&fixture->before);
		end_row(&fixture->after);
	}
}

void fixture_make_hostile_texts(struct fixture *fixture)
{
	static const char *const texts[] = {
		"",          NULL,           "\\N",       "NULL",   "null",
		"\\.",       "\\",           "\\\\",      "\"",     "'",
		"''",        "\t",           "\n",        "\r",     "\r\n",
		"{}",        "{a,b}",        "{\"a\":1}", ",",      " ",
		" a ",       "$1",           "%s",        "E'\\n'", "a\"b\\c",
		"--",        "/* */",        ";",         "日本語", "\xF0\x9F\x98\x80",
		"e\xCC\x81", "\xE2\x80\xAE", "\x01",      "\x7F",   "\xEF\xBB\xBF",
		"\b\f\v",
	};
	size_t count = sizeof texts / sizeof texts[0];

	begin(fixture, "texts", "scope");
	add_column(fixture, "key", UP_TYPE_TEXT);
	add_column(fixture, "value", UP_TYPE_TEXT);
	add_column(fixture, "other", UP_TYPE_VARCHAR);
	begin_rows(fixture);
	for (size_t row = 0; row < count; row++) {
		/* The texts are keys, too, but for the one that is null. */
		const char *key = texts[row] != NULL ? texts[row] : "key";
		append_text(&fixture->before, 0, key);
		append_text(&fixture->before, 1, texts[count - 1 - row]);
		append_text(&fixture->before, 2, "before");
		end_row(&fixture->before);
		append_text(&fixture->after, 0, key);
		append_text(&fixture->after, 1, texts[row]);
		append_text(&fixture->after, 2, texts[(row + 1) % count]);
		end_row(&fixture->after);
	}
}

static void append_extreme(struct up_vector *vector, size_t row)
{
	static const int16_t int2[] = {0, 1, -1, INT16_MAX, INT16_MIN};
	static const int32_t int4[] = {0, 1, -1, INT32_MAX, INT32_MIN};
	static const int64_t int8[] = {0, 1, -1, INT64_MAX, INT64_MIN};
	static const double float8[] = {
		0.0, -0.0, INFINITY,           -INFINITY, NAN, 5e-324, 1.7976931348623157e308,
		0.1, 1e15, 123456789.123456789};
	static const float float4[] = {0.0F,   -0.0F,    INFINITY,       -INFINITY, NAN,
				       1e-45F, 1.1e-38F, 3.40282347e38F, 0.1F,      16777217.0F};
	/* Days of 4714-11-24 BC, 0001-01-01, 1970-01-01, 9999-12-31, 5874897-12-31. */
	static const int32_t dates[] = {-2440588,   -719162,   0,        2932896,
					2145031948, INT32_MAX, INT32_MIN};
	static const int64_t times[] = {0,
					-1,
					1,
					INT64_MAX,
					INT64_MIN,
					INT64_C(-210866803200000000),
					INT64_C(253402300799999999),
					INT64_C(1700000000123456)};
	static const char *const numerics[] = {"0",
					       "-0.001",
					       "NaN",
					       "12345678901234567890.0987654321",
					       "0.000000000000000000000000000001",
					       "-1"};
	static const char uuids[][16] = {
		{0},
		{'\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff',
		 '\xff', '\xff', '\xff', '\xff', '\xff', '\xff'},
		{'\x01', '\x23', '\x45', '\x67', '\x89', '\xab', '\xcd', '\xef', '\\', '"', '\'',
		 ',', '\t', '\n', '\x80', '\x7f'},
	};
	static const struct {
		const char *bytes;
		size_t length;
	} byteas[] = {{"", 0},       {"\0", 1},     {"\\", 1},  {"\\x00", 4}, {"\xff\xfe\0\x80", 4},
		      {"\t\n\r", 3}, {"\"',{}", 5}, {"text", 4}};
	/* As the server prints them: see model/type.h. */
	static const char *const jsonbs[] = {
		"{}",
		"[]",
		"null",
		"\"\"",
		"-0.10",
		"{\"a\": 1, \"b\": [true, false, null], \"aa\": {\"\": \"x\"}}",
		"\"quote \\\" backslash \\\\ newline \\n tab \\t 日本語\"",
		"[12345678901234567890.0987654321, \"{a,b}\", \"'\"]",
	};

	if (row % 11 == 10) {
		up_vector_append_null(vector);
		return;
	}
#define PICK(list) list[row % (sizeof list / sizeof list[0])]
	switch (vector->type) {
	case UP_TYPE_BOOL:
		up_vector_append_bool(vector, row % 2 == 0);
		break;
	case UP_TYPE_INT2:
		up_vector_append_int16(vector, PICK(int2));
		break;
	case UP_TYPE_INT4:
		up_vector_append_int32(vector, PICK(int4));
		break;
	case UP_TYPE_INT8:
		up_vector_append_int64(vector, PICK(int8));
		break;
	case UP_TYPE_FLOAT4:
		up_vector_append_float(vector, PICK(float4));
		break;
	case UP_TYPE_FLOAT8:
		up_vector_append_double(vector, PICK(float8));
		break;
	case UP_TYPE_DATE:
		up_vector_append_int32(vector, PICK(dates));
		break;
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		up_vector_append_int64(vector, PICK(times));
		break;
	case UP_TYPE_UUID:
		up_vector_append_fixed(vector, PICK(uuids));
		break;
	case UP_TYPE_NUMERIC:
		up_vector_append_bytes(vector, PICK(numerics), strlen(PICK(numerics)));
		break;
	case UP_TYPE_BYTEA:
		up_vector_append_bytes(vector, PICK(byteas).bytes, PICK(byteas).length);
		break;
	case UP_TYPE_JSONB:
		up_vector_append_bytes(vector, PICK(jsonbs), strlen(PICK(jsonbs)));
		break;
	default:
		up_vector_append_bytes(vector, "text", 4);
	}
#undef PICK
}

/* A bigint key, and every type that there is with its extremes. */
void fixture_make_extremes(struct fixture *fixture)
{
	begin(fixture, "extremes", "scope");
	add_column(fixture, "key", UP_TYPE_INT8);
	for (int type = 0; type < UP_TYPE_COUNT; type++)
		add_column(fixture, up_type_info((enum up_type)type)->short_name,
			   (enum up_type)type);
	begin_rows(fixture);
	for (size_t row = 0; row < 80; row++) {
		up_vector_append_int64(&fixture->before.vectors[0], (int64_t)row - 40);
		up_vector_append_int64(&fixture->after.vectors[0], (int64_t)row - 40);
		for (size_t c = 1; c < fixture->relation.column_count; c++) {
			append_extreme(&fixture->before.vectors[c], row + 1);
			append_extreme(&fixture->after.vectors[c], row);
		}
		end_row(&fixture->before);
		end_row(&fixture->after);
	}
}

void fixture_make_only_nulls(struct fixture *fixture)
{
	begin(fixture, "nulls", "scope");
	add_column(fixture, "key", UP_TYPE_DATE);
	for (int type = 0; type < UP_TYPE_COUNT; type++)
		add_column(fixture, up_type_info((enum up_type)type)->short_name,
			   (enum up_type)type);
	begin_rows(fixture);
	for (size_t row = 0; row < 12; row++) {
		up_vector_append_int32(&fixture->before.vectors[0], (int32_t)row * 1000);
		up_vector_append_int32(&fixture->after.vectors[0], (int32_t)row * 1000);
		for (size_t c = 1; c < fixture->relation.column_count; c++) {
			append_extreme(&fixture->before.vectors[c], row % 10);
			up_vector_append_null(&fixture->after.vectors[c]);
		}
		end_row(&fixture->before);
		end_row(&fixture->after);
	}
}

/* Two hundred columns, and texts that do not fit a page. */
void fixture_make_wide(struct fixture *fixture)
{
	static char large[20000];
	char name[16];

	memset(large, 'x', sizeof large - 1);
	begin(fixture, "wide", "scope");
	add_column(fixture, "key", UP_TYPE_INT4);
	for (int c = 1; c < 200; c++) {
		snprintf(name, sizeof name, "c%d", c);
		add_column(fixture, name, c % 2 == 0 ? UP_TYPE_INT4 : UP_TYPE_TEXT);
	}
	begin_rows(fixture);
	for (int32_t row = 0; row < 30; row++) {
		for (size_t c = 0; c < fixture->relation.column_count; c++) {
			if (c % 2 == 0) {
				int32_t value = c == 0 ? row : row + (int32_t)c;
				up_vector_append_int32(&fixture->before.vectors[c], value);
				up_vector_append_int32(&fixture->after.vectors[c],
						       c == 0 ? value : -value);
			} else {
				append_text(&fixture->before, c, "short");
				append_text(&fixture->after, c, c == 7 ? large : "other");
			}
		}
		end_row(&fixture->before);
		end_row(&fixture->after);
	}
}
