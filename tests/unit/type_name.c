/* SPDX-License-Identifier: PostgreSQL */
#include "model/type_name.h"

#include <criterion/criterion.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define NUMERIC(precision, scale) (((precision) << 16 | ((scale)&0x7ff)) + 4)

/* As format_type(oid, atttypmod) of PostgreSQL 15 prints them. */
static const struct {
	const char *name;
	enum up_type type;
	int32_t modifier;
} names[] = {
	{"boolean", UP_TYPE_BOOL, -1},
	{"smallint", UP_TYPE_INT2, -1},
	{"integer", UP_TYPE_INT4, -1},
	{"bigint", UP_TYPE_INT8, -1},
	{"real", UP_TYPE_FLOAT4, -1},
	{"double precision", UP_TYPE_FLOAT8, -1},
	{"date", UP_TYPE_DATE, -1},
	{"timestamp without time zone", UP_TYPE_TIMESTAMP, -1},
	{"timestamp(0) without time zone", UP_TYPE_TIMESTAMP, 0},
	{"timestamp with time zone", UP_TYPE_TIMESTAMPTZ, -1},
	{"timestamp(3) with time zone", UP_TYPE_TIMESTAMPTZ, 3},
	{"timestamp(6) with time zone", UP_TYPE_TIMESTAMPTZ, 6},
	{"uuid", UP_TYPE_UUID, -1},
	{"numeric", UP_TYPE_NUMERIC, -1},
	{"numeric(12,2)", UP_TYPE_NUMERIC, NUMERIC(12, 2)},
	{"numeric(1,0)", UP_TYPE_NUMERIC, NUMERIC(1, 0)},
	{"numeric(1000,1000)", UP_TYPE_NUMERIC, NUMERIC(1000, 1000)},
	{"numeric(3,-2)", UP_TYPE_NUMERIC, NUMERIC(3, -2)},
	{"text", UP_TYPE_TEXT, -1},
	{"character varying", UP_TYPE_VARCHAR, -1},
	{"character varying(1)", UP_TYPE_VARCHAR, 5},
	{"character varying(64)", UP_TYPE_VARCHAR, 68},
	{"character varying(10485760)", UP_TYPE_VARCHAR, 10485764},
	{"bytea", UP_TYPE_BYTEA, -1},
	{"jsonb", UP_TYPE_JSONB, -1},
};

Test(type_name, is_read_and_written)
{
	bool seen[UP_TYPE_NATIVE_COUNT] = {false};

	for (size_t n = 0; n < COUNT_OF(names); n++) {
		enum up_type type = UP_TYPE_COUNT;
		int32_t modifier = -2;
		cr_expect(up_type_from_name(names[n].name, &type, &modifier), "%s", names[n].name);
		cr_expect_eq(type, names[n].type, "%s", names[n].name);
		cr_expect_eq(modifier, names[n].modifier, "%s: %d", names[n].name, modifier);

		UP_BUFFER name = {0};
		const struct up_column column = {.type = names[n].type,
						 .type_modifier = names[n].modifier};
		up_type_append_name(&name, &column);
		cr_expect_str_eq(up_buffer_string(&name), names[n].name);
		seen[names[n].type] = true;
	}
	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++)
		cr_expect(seen[t], "%s", up_type_info((enum up_type)t)->name);
}

static const char *const refused[] = {
	"",
	"varchar(64)",
	"TEXT",
	" text",
	"text ",
	"text[]",
	"text(3)",
	"integer(4)",
	"xml",
	"character(4)",
	"character varying()",
	"character varying(0)",
	"character varying(10485761)",
	"character varying(-1)",
	"character varying( 64)",
	"character varying(+64)",
	"character varying(64",
	"character varying(64) ",
	"character varying(64)[]",
	"character varying(64,2)",
	"character varying(99999999999999999999)",
	"numeric(12)",
	"numeric(12,)",
	"numeric(12, 2)",
	"numeric(0,0)",
	"numeric(1001,0)",
	"numeric(12,1001)",
	"numeric(12,-1001)",
	"numeric(12,2",
	"numeric(",
	"timestamp",
	"timestamp(3)",
	"timestamp(7) with time zone",
	"timestamp(-1) with time zone",
	"timestamp with time zone(3)",
};

Test(type_name, refuses_other_spellings)
{
	for (size_t n = 0; n < COUNT_OF(refused); n++) {
		enum up_type type = UP_TYPE_COUNT;
		int32_t modifier = -2;
		cr_expect_not(up_type_from_name(refused[n], &type, &modifier), "\"%s\"",
			      refused[n]);
		cr_expect_eq(type, UP_TYPE_COUNT, "\"%s\"", refused[n]);
		cr_expect_eq(modifier, -2, "\"%s\"", refused[n]);
	}
}
