/* SPDX-License-Identifier: PostgreSQL */
/* Names of tables and columns as psql takes them. */
#include "measure/table/table_name.h"

#include "base/cleanup.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct up_error err;

#define SIXTY_THREE "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

Test(table_name, is_one_or_two_parts)
{
	static const struct {
		const char *text;
		const char *schema; /* NULL: none */
		const char *name;
	} cases[] = {
		{"orders", NULL, "orders"},
		{"Orders", NULL, "orders"},
		{" orders ", NULL, "orders"},
		{"sales.orders", "sales", "orders"},
		{"Sales . Orders", "sales", "orders"},
		{"\"Orders\"", NULL, "Orders"},
		{"\"We ird\".\"T\"\"x\"", "We ird", "T\"x"},
		{"\"a.b\".c", "a.b", "c"},
		{"\"a.b\"", NULL, "a.b"},
		{"ÄRGER", NULL, "Ärger"},
		{SIXTY_THREE, NULL, SIXTY_THREE},
	};

	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		TABLE_NAME name = {0};
		cr_assert_eq(table_name_parse(cases[c].text, &name, &err), UP_OK, "%s: %s",
			     cases[c].text, err.message);
		cr_expect_str_eq(name.name, cases[c].name);
		if (cases[c].schema == NULL)
			cr_expect_null(name.schema, "%s", cases[c].text);
		else
			cr_expect_str_eq(name.schema, cases[c].schema);
	}
}

Test(table_name, is_refused)
{
	static const struct {
		const char *text;
		const char *message;
	} cases[] = {
		{"", "\"\": a name is empty"},
		{".", ".: a name is empty"},
		{"sales.", "sales.: a name is empty"},
		{".orders", ".orders: a name is empty"},
		{"\"\"", "\"\": a name is empty"},
		{"a.b.c", "a.b.c: a table is SCHEMA.TABLE or TABLE; --dbname names the database"},
		{"\"orders", "\"orders: a double quote is not closed"},
		{"\"orders\"\"", "\"orders\"\": a double quote is not closed"},
		{"two words", "two words: not a name; put one with capitals, blanks or quotes in "
			      "double quotes: \"My table\""},
		{"a\"b\"", "a\"b\": not a name; put one with capitals, blanks or quotes in double "
			   "quotes: \"My table\""},
		{SIXTY_THREE "l",
		 "abcdefghijklmnopqrst…: a name has at most 63 bytes, and this one "
		 "has 64"},
	};

	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		struct table_name name = {0};
		cr_expect_eq(table_name_parse(cases[c].text, &name, &err), UP_INVALID, "%s",
			     cases[c].text);
		cr_expect_str_eq(err.message, cases[c].message);
		cr_expect_null(name.name);
	}
}

Test(table_name, of_columns_is_a_list)
{
	struct text_list names = {0};

	cr_assert_eq(column_names_parse("Tenant, \"a,b\" ,\"C\"", &names, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(names.count, 3);
	cr_expect_str_eq(names.items[0], "tenant");
	cr_expect_str_eq(names.items[1], "a,b");
	cr_expect_str_eq(names.items[2], "C");
	text_list_release(&names);
	cr_expect_eq(column_names_parse("a,,b", &names, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "a,,b: a name is empty");
	text_list_release(&names);
}
