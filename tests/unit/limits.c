/* SPDX-License-Identifier: PostgreSQL */
/* What checks, as the server prints them, leave of the values that are made up. */
#include "measure/generator/limits.h"

#include "measure/generator/value_type.h"
#include "unit/shape_of.h"

#include <criterion/criterion.h>

static struct up_error err;

static void describe(const struct limits *limits, struct up_buffer *text)
{
	for (size_t c = 0; c < limits->choices.count; c++)
		up_buffer_append_format(text, "|%s", limits->choices.items[c]);
	if (limits->low != NULL)
		up_buffer_append_format(text, " >%s%s", limits->is_above ? "" : "=", limits->low);
	if (limits->high != NULL)
		up_buffer_append_format(text, " <%s%s", limits->is_below ? "" : "=", limits->high);
	if (limits->before != NULL)
		up_buffer_append_format(text, " \"%s...%s\"", limits->before, limits->behind);
	if (limits->shortest + limits->longest > 0)
		up_buffer_append_format(text, " %zu-%zu", limits->shortest, limits->longest);
	if (limits->is_upper)
		up_buffer_append_string(text, " upper");
}

static void expect(const char *column, const char *definition, const char *expected)
{
	LIMITS limits = {0};
	UP_BUFFER text = {0};

	cr_assert_eq(limits_take(&limits, definition, column, &err), UP_OK);
	describe(&limits, &text);
	cr_expect_str_eq(up_buffer_string(&text), expected, "%s: %s", definition,
			 up_buffer_string(&text));
}

Test(limits, are_literals)
{
	expect("a", "CHECK ((a = ANY (ARRAY['x'::text, 'it''s'::text, 'p,)'::text])))",
	       "|x|it's|p,)");
	expect("a",
	       "CHECK (((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character "
	       "varying])::text[])))",
	       "|x|y");
	expect("a", "CHECK ((a = ANY (ARRAY[1, '-2'::integer])))", "|1|-2");
	expect("a", "CHECK ((a = 'x'::text))", "|x");
	expect("a", "CHECK ((a = E'x\\\\y'::text))", "|x\\y");
	expect("a", "CHECK (((a = 'x'::text) OR (a = 'y'::text)))", "|x|y");
	expect("a", "CHECK (((a IS NULL) OR (a = ANY (ARRAY['x'::text, 'y'::text]))))", "|x|y");
	expect("a", "CHECK (a)", "|t");
	expect("a", "CHECK ((NOT a))", "|f");
	expect("Odd \"one\"", "CHECK ((\"Odd \"\"one\"\"\" = 'x'::text)) NOT VALID", "|x");
	expect(NULL, "CHECK (((VALUE)::text = 'x'::text))", "|x");
	expect("a",
	       "CHECK (((a = ANY (ARRAY['x'::text, 'y'::text])) AND (a = ANY "
	       "(ARRAY['y'::text, 'z'::text]))))",
	       "|y");
}

Test(limits, are_bounds)
{
	expect("a", "CHECK (((a >= 1) AND (a <= 5)))", " >=1 <=5");
	expect("a", "CHECK ((a > (0)::numeric))", " >0");
	expect("a", "CHECK ((5 > a))", " <5");
	expect("a", "CHECK ((a >= '2020-01-01 00:00:00+00'::timestamp with time zone))",
	       " >=2020-01-01 00:00:00+00");
}

Test(limits, are_forms_of_texts)
{
	expect("a", "CHECK ((a ~~ 'x%'::text))", " \"x...\"");
	expect("a", "CHECK ((a ~~ '%@_.\\%%'::text))", " \"...@a.%\"");
	expect("a", "CHECK ((length(a) = 3))", " 3-3");
	expect("a", "CHECK (((char_length((a)::text) > 3) AND (length((a)::text) < 9)))", " 4-8");
	expect("a", "CHECK ((a = upper(a)))", " upper");
	expect("a", "CHECK ((length(a) >= 2000000000))", "");
}

/* And what is around it is read all the same. */
Test(limits, are_not_what_is_of_another_form)
{
	expect("a", "CHECK ((a < b))", "");
	expect("a", "CHECK ((b = 'x'::text))", "");
	expect("a", "CHECK ((a <> ''::text))", "");
	expect("a", "CHECK ((a ~ '^[(]$'::text))", "");
	expect("a", "CHECK (((a = 'x'::text) OR (b = 1)))", "");
	expect("a", "CHECK (((a IS DISTINCT FROM b) AND (a >= 1)))", " >=1");
	expect("a", "CHECK ((CASE WHEN (b > 0) THEN ')' ELSE a END AND (a >= 1)))", "");
	expect("a", "CHECK ((a", "");
	expect("a", "CHECK ((a = '", "");
	expect("a", "", "");
}

Test(limits, may_be_deep)
{
	UP_BUFFER text = {0};

	up_buffer_append_string(&text, "CHECK ");
	for (size_t level = 0; level < 100000; level++)
		up_buffer_append_char(&text, '(');
	expect("a", up_buffer_string(&text), "");
}

/* ---- values within them ------------------------------------------------- */

/* The first and the last value, and how many there are. */
static void expect_values(const char *type_name, const char *definition, const char *expected)
{
	SHAPE shape = {0};
	VALUE_TYPE type = {0};
	UP_BUFFER text = {0};
	UP_BUFFER last = {0};

	shape_init(&shape);
	const struct shape_column *column = add_typed(&shape, "a", type_name, true);
	struct shape_constraint *constraint =
		record_list_add(&shape_constraint_table, &shape.constraints);
	cr_assert_eq(text_set(&constraint->name, "c", &err), UP_OK);
	cr_assert_eq(text_set(&constraint->type, "check", &err), UP_OK);
	cr_assert_eq(text_set(&constraint->definition, definition, &err), UP_OK);
	add_texts(&constraint->columns, "a");
	cr_assert_eq(value_type_find_column(&type, &shape, column, &err), UP_OK);
	const uint64_t count = value_type_capacity(&type);
	value_type_set_domain(&type, count);
	value_type_append(&type, 0, &text);
	value_type_append(&type, count - 1, &last);
	up_buffer_append_format(&text, " .. %s: %llu", up_buffer_string(&last),
				(unsigned long long)count);
	cr_expect_str_eq(up_buffer_string(&text), expected, "%s: %s", definition,
			 up_buffer_string(&text));
}

Test(limits, hold_for_values)
{
	expect_values("integer", "CHECK (((a >= 0) AND (a <= 100)))", "0 .. 100: 101");
	expect_values("smallint", "CHECK ((a > '-3'::integer))", "1 .. 32767: 32767");
	expect_values("integer", "CHECK ((a < 0))", "-100001 .. -1: 100001");
	expect_values("bigint",
		      "CHECK (((a > '10000000000'::bigint) AND (a < '10000000010'::bigint)))",
		      "10000000001 .. 10000000009: 9");
	expect_values("numeric(5,2)", "CHECK (((a > 0.5) AND (a <= (1)::numeric)))",
		      "0.51 .. 1.00: 50");
	expect_values("numeric(5,2)", "CHECK (((a >= '-0.015'::numeric) AND (a < 0.005)))",
		      "-0.01 .. 0.00: 2");
	expect_values("double precision",
		      "CHECK (((a >= (0)::double precision) AND (a <= (1)::double precision)))",
		      "0 .. 1: 1001");
	expect_values("date", "CHECK (((a >= '1999-12-31'::date) AND (a < '2000-01-02'::date)))",
		      "1999-12-31 .. 2000-01-01: 2");
	expect_values("timestamp with time zone",
		      "CHECK (((a > '1999-12-31 23:59:58+00'::timestamp with time zone) AND (a < "
		      "'2000-01-01 00:00:00.5+00'::timestamp with time zone)))",
		      "1999-12-31 23:59:59+00 .. 2000-01-01 00:00:00+00: 2");
	expect_values("character(3)", "CHECK ((a = ANY (ARRAY['EU'::bpchar, 'USD'::bpchar])))",
		      "EU  .. USD: 2");
	/* What leaves no value is disregarded. */
	expect_values("smallint", "CHECK (((a > 5) AND (a < 5)))", "1 .. 32767: 32767");
	expect_values("integer", "CHECK ((a > '99999999999999999999'::numeric))",
		      "1 .. 2147483647: 2147483647");
}
