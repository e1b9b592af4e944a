/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/fixture.h"

#include "base/random.h"
#include "measure/conformance/fixture_shape.h"
#include "measure/conformance/fixture_types.h"
#include "measure/workload/hostile_values.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"

#include <math.h>
#include <stdio.h>

void fixture_release(struct fixture *fixture)
{
	up_batch_release(&fixture->before);
	up_batch_release(&fixture->incoming);
	free(fixture->scope);
	free(fixture->other_scope);
	fixture_types_release(fixture);
	up_batch_release(&fixture->after);
	up_relation_release(&fixture->relation);
}

/* ---- programs --------------------------------------------------------- */

static enum up_status make_programs(struct fixture *fixture, const struct synthetic *data,
				    size_t columns, struct up_error *err)
{
	UP_RELATION program = {0};

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_narrow(&program, columns, NULL, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->after, &fixture->relation, err));
	for (size_t row = 0; row < data->rows; row++) {
		if (synthetic_in_old(data, row))
			UP_TRY(synthetic_row(data, row, EDITION_OLD, &fixture->before, err));
		UP_TRY(synthetic_row(data, row, EDITION_NEW, &fixture->after, err));
	}
	return UP_OK;
}

static enum up_status make_hostile_programs(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 7, .rows = 300, .changed = 1}, 20,
			     err);
}

static enum up_status make_one_program(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 7, .rows = 1, .changed = 1}, 20,
			     err);
}

static enum up_status make_two_columns(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 8, .rows = 50, .changed = 1}, 2,
			     err);
}

static enum up_status make_nothing_changed(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 9, .rows = 50, .changed = 0}, 20,
			     err);
}

static enum up_status make_some_new(struct fixture *fixture, struct up_error *err)
{
	return make_programs(
		fixture, &(struct synthetic){.seed = 10, .rows = 97, .changed = 0.5, .new = 0.3},
		20, err);
}

static enum up_status make_all_new(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 11, .rows = 20, .new = 1}, 20,
			     err);
}

static enum up_status make_no_rows(struct fixture *fixture, struct up_error *err)
{
	return make_programs(fixture, &(struct synthetic){.seed = 12, .rows = 0}, 20, err);
}

/* ---- tables of other shapes ------------------------------------------- */

static enum up_status begin(struct fixture *fixture, const char *table, const char *scope,
			    struct up_error *err)
{
	struct up_column column = {
		.name = (char *)(uintptr_t)scope, .type = UP_TYPE_TEXT, .type_modifier = -1};
	UP_TRY(up_relation_init(&fixture->relation, NULL, table, &column, err));
	return UP_OK;
}

static enum up_status add_column(struct fixture *fixture, const char *name, enum up_type type,
				 struct up_error *err)
{
	struct up_column column = {.name = (char *)(uintptr_t)name,
				   .type = type,
				   .type_modifier = -1,
				   .nullable = true};
	UP_TRY(up_relation_add(&fixture->relation, &column, err));
	return UP_OK;
}

static enum up_status begin_rows(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->after, &fixture->relation, err));
	return UP_OK;
}

static void append_text(struct up_batch *batch, size_t column, const char *text)
{
	if (text == NULL)
		up_vector_append_null(&batch->vectors[column]);
	else
		up_vector_append_bytes(&batch->vectors[column], text, strlen(text));
}

static enum up_status make_hostile_names(struct fixture *fixture, struct up_error *err)
{
	static const char *const names[] = {
		"select", "FROM", "a\"b",     "with space", "\\back\\slash", "$1",    "ÄÖ日本",
		"u",      "t",    "per%cent", "';--",       "UPDATE",        "a.b.c", "x\ty"};
	char value[32];

	UP_TRY(begin(fixture, "order \"by\" 'group'; --", "user", err));
	for (size_t c = 0; c < sizeof names / sizeof names[0]; c++)
		UP_TRY(add_column(fixture, names[c], UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, err));
	for (size_t row = 0; row < 9; row++) {
		for (size_t c = 0; c < fixture->relation.column_count; c++) {
			snprintf(value, sizeof value, c == 0 ? "k%zu" : "before %zu", row);
			append_text(&fixture->before, c, value);
			snprintf(value, sizeof value, c == 0 ? "k%zu" : "after %zu", row);
			append_text(&fixture->after, c, value);
		}
		UP_TRY(up_batch_end_row(&fixture->before, err));
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

static const char *text_at(size_t row)
{
	static const char *const others[] = {"", NULL};

	return row < 2 ? others[row] : hostile_fragments[row - 2];
}

static enum up_status make_hostile_texts(struct fixture *fixture, struct up_error *err)
{
	const size_t count = HOSTILE_FRAGMENT_COUNT + 2;

	UP_TRY(begin(fixture, "texts", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_TEXT, err));
	UP_TRY(add_column(fixture, "value", UP_TYPE_TEXT, err));
	UP_TRY(add_column(fixture, "other", UP_TYPE_VARCHAR, err));
	UP_TRY(add_column(fixture, "same", UP_TYPE_VARCHAR, err));
	UP_TRY(begin_rows(fixture, err));
	for (size_t row = 0; row < count; row++) {
		/* The texts are keys, too, but for the one that is null. */
		const char *key = text_at(row) != NULL ? text_at(row) : "key";
		append_text(&fixture->before, 0, key);
		append_text(&fixture->before, 1, text_at(count - 1 - row));
		append_text(&fixture->before, 2, "before");
		append_text(&fixture->before, 3, key);
		UP_TRY(up_batch_end_row(&fixture->before, err));
		append_text(&fixture->after, 0, key);
		append_text(&fixture->after, 1, text_at(row));
		append_text(&fixture->after, 2, text_at((row + 1) % count));
		append_text(&fixture->after, 3, key);
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

static const int16_t int2[] = {0, 1, -1, INT16_MAX, INT16_MIN};
static const int32_t int4[] = {0, 1, -1, INT32_MAX, INT32_MIN};
static const int64_t int8[] = {0, 1, -1, INT64_MAX, INT64_MIN};
static const double float8[] = {
	0.0, -0.0, INFINITY,           -INFINITY, NAN, 5e-324, 1.7976931348623157e308,
	0.1, 1e15, 123456789.123456789};
static const float float4[] = {0.0F,   -0.0F,    INFINITY,       -INFINITY, NAN,
			       1e-45F, 1.1e-38F, 3.40282347e38F, 0.1F,      16777217.0F};
/* Days of 4714-11-24 BC, 0001-01-01, 1970-01-01, 9999-12-31, 5874897-12-31. */
static const int32_t dates[] = {-2440588, -719162, 0, 2932896, 2145031948, INT32_MAX, INT32_MIN};
static const int64_t times[] = {0,
				-1,
				1,
				INT64_MAX,
				INT64_MIN,
				INT64_C(-210866803200000000),
				INT64_C(253402300799999999),
				INT64_C(1700000000123456)};
static const char *const numerics[] = {
	"0", "-0.001", "NaN", "12345678901234567890.0987654321", "0.000000000000000000000000000001",
	"-1"};
static const char uuids[][16] = {
	{0},
	{'\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff',
	 '\xff', '\xff', '\xff', '\xff', '\xff'},
	{'\x01', '\x23', '\x45', '\x67', '\x89', '\xab', '\xcd', '\xef', '\\', '"', '\'', ',', '\t',
	 '\n', '\x80', '\x7f'},
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

static void append_extreme(struct up_vector *vector, size_t row)
{
	if (row % 11 == 10) {
		up_vector_append_null(vector);
		return;
	}
#define PICK(list) (list)[row % (sizeof(list) / sizeof((list)[0]))]
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
static enum up_status make_extremes(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "extremes", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_INT8, err));
	for (int type = 0; type < UP_TYPE_NATIVE_COUNT; type++)
		UP_TRY(add_column(fixture, up_type_info((enum up_type)type)->short_name,
				  (enum up_type)type, err));
	UP_TRY(begin_rows(fixture, err));
	for (size_t row = 0; row < 80; row++) {
		up_vector_append_int64(&fixture->before.vectors[0], (int64_t)row - 40);
		up_vector_append_int64(&fixture->after.vectors[0], (int64_t)row - 40);
		for (size_t c = 1; c < fixture->relation.column_count; c++) {
			append_extreme(&fixture->before.vectors[c], row + 1);
			append_extreme(&fixture->after.vectors[c], row);
		}
		UP_TRY(up_batch_end_row(&fixture->before, err));
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

static enum up_status make_only_nulls(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "nulls", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_DATE, err));
	for (int type = 0; type < UP_TYPE_NATIVE_COUNT; type++)
		UP_TRY(add_column(fixture, up_type_info((enum up_type)type)->short_name,
				  (enum up_type)type, err));
	UP_TRY(begin_rows(fixture, err));
	for (size_t row = 0; row < 12; row++) {
		up_vector_append_int32(&fixture->before.vectors[0], (int32_t)row * 1000);
		up_vector_append_int32(&fixture->after.vectors[0], (int32_t)row * 1000);
		for (size_t c = 1; c < fixture->relation.column_count; c++) {
			append_extreme(&fixture->before.vectors[c], row % 10);
			up_vector_append_null(&fixture->after.vectors[c]);
		}
		UP_TRY(up_batch_end_row(&fixture->before, err));
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

/* Two hundred columns, and texts that do not fit a page. */
static enum up_status make_wide(struct fixture *fixture, struct up_error *err)
{
	static char large[20000];
	char name[16];

	memset(large, 'x', sizeof large - 1);
	UP_TRY(begin(fixture, "wide", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_INT4, err));
	for (int c = 1; c < 200; c++) {
		snprintf(name, sizeof name, "c%d", c);
		UP_TRY(add_column(fixture, name, c % 2 == 0 ? UP_TYPE_INT4 : UP_TYPE_TEXT, err));
	}
	UP_TRY(begin_rows(fixture, err));
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
		UP_TRY(up_batch_end_row(&fixture->before, err));
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

const struct fixture_maker fixture_makers[] = {
	{"hostile programs", make_hostile_programs},
	{"one program", make_one_program},
	{"two columns", make_two_columns},
	{"nothing changed", make_nothing_changed},
	{"some new", make_some_new},
	{"all new", make_all_new},
	{"no rows", make_no_rows},
	{FIXTURE_NAMES, make_hostile_names},
	{FIXTURE_TEXTS, make_hostile_texts},
	{FIXTURE_EXTREMES, make_extremes},
	{FIXTURE_NULLS, make_only_nulls},
	{"wide", make_wide},
	{"two key columns", fixture_two_key_columns},
	{"three key columns, no scope", fixture_three_key_columns},
	{"no scope", fixture_no_scope},
	{"a scope outside the key", fixture_scope_outside_key},
	{"an identity as key", fixture_identity_key},
	{"other types", fixture_other_types},
	{"keys of other types, no scope", fixture_other_keys},
	{"one key of another type", fixture_one_other_key},
	{NULL, NULL},
};

const struct fixture_maker *fixture_find(const char *name)
{
	for (const struct fixture_maker *maker = fixture_makers; maker->name != NULL; maker++) {
		if (strcmp(maker->name, name) == 0)
			return maker;
	}
	return NULL;
}
