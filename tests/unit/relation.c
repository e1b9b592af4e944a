/* SPDX-License-Identifier: PostgreSQL */
#include "model/relation.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

static const struct up_column scope = {(char *)"owner", UP_TYPE_VARCHAR, 154, false, NULL};

/* Column n is named c<n>; every third is nullable. */
static void add_columns(struct up_relation *relation, size_t count)
{
	for (size_t c = 0; c < count; c++) {
		char name[32];
		snprintf(name, sizeof name, "c%zu", c);
		const struct up_column column = {name, (enum up_type)(c % UP_TYPE_NATIVE_COUNT),
						 (int32_t)c + 4, c % 3 == 0, NULL};
		if (up_relation_add(relation, &column, &err) != UP_OK)
			cr_assert_fail("%s", err.message);
	}
}

static void expect_columns(const struct up_relation *relation, size_t count)
{
	cr_assert_eq(relation->column_count, count);
	for (size_t c = 0; c < count; c++) {
		char name[32];
		snprintf(name, sizeof name, "c%zu", c);
		const struct up_column *column = &relation->columns[c];
		cr_expect_str_eq(column->name, name);
		cr_expect_eq(column->type, (enum up_type)(c % UP_TYPE_NATIVE_COUNT));
		cr_expect_eq(column->type_modifier, (int32_t)c + 4);
		cr_expect_eq(column->nullable, c % 3 == 0);
	}
	cr_expect_str_eq(relation->scope.name, "owner");
	cr_expect_eq(relation->scope.type, UP_TYPE_VARCHAR);
	cr_expect_eq(relation->scope.type_modifier, 154);
}

Test(relation, owns_copies_of_what_it_is_given)
{
	char schema[] = "s", table[] = "t", name[] = "owner";
	struct up_column own_scope = scope;
	UP_RELATION relation = {0};

	own_scope.name = name;
	cr_assert_eq(up_relation_init(&relation, schema, table, &own_scope, &err), UP_OK);
	add_columns(&relation, 4);
	schema[0] = table[0] = name[0] = 'x';
	cr_expect_str_eq(relation.schema, "s");
	cr_expect_str_eq(relation.table, "t");
	expect_columns(&relation, 4);
}

Test(relation, is_narrowed_to_its_first_columns)
{
	UP_RELATION relation = {0};

	cr_assert_eq(up_relation_init(&relation, "s", "t", &scope, &err), UP_OK);
	add_columns(&relation, 5);
	for (size_t count = 2; count <= 5; count++) {
		UP_RELATION narrow = {0};
		const char *schema = count % 2 == 0 ? "elsewhere" : NULL;
		cr_assert_eq(up_relation_narrow(&relation, count, schema, &narrow, &err), UP_OK);
		cr_expect_str_eq(narrow.table, "t");
		if (schema == NULL)
			cr_expect_null(narrow.schema);
		else
			cr_expect_str_eq(narrow.schema, schema);
		expect_columns(&narrow, count);
	}
	expect_columns(&relation, 5);
}

Test(relation, is_not_narrowed_to_what_it_does_not_have)
{
	static const size_t counts[] = {0, 1, 6};
	UP_RELATION relation = {0};

	cr_assert_eq(up_relation_init(&relation, NULL, "t", &scope, &err), UP_OK);
	add_columns(&relation, 5);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct up_relation narrow = {.table = (char *)"untouched"};
		char message[64];
		snprintf(message, sizeof message, "columns: %zu is not between 2 and 5", counts[i]);
		cr_expect_eq(up_relation_narrow(&relation, counts[i], NULL, &narrow, &err),
			     UP_INVALID);
		cr_expect_str_eq(err.message, message);
		cr_expect_str_eq(narrow.table, "untouched");
	}
}

Test(relation, ends_where_a_table_does)
{
	UP_RELATION relation = {0};
	const struct up_column column = {(char *)"more", UP_TYPE_TEXT, -1, true, NULL};

	cr_assert_eq(up_relation_init(&relation, NULL, "wide", &scope, &err), UP_OK);
	add_columns(&relation, UP_RELATION_MAX_COLUMNS);
	cr_expect_eq(up_relation_add(&relation, &column, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "table \"wide\" has more than 1600 columns");
	cr_expect_eq(relation.column_count, UP_RELATION_MAX_COLUMNS);
}

/* In bytes, of which two characters here have three each. */
Test(relation, refuses_names_that_the_server_would_cut)
{
	char name[65];
	const struct up_column column = {name, UP_TYPE_TEXT, -1, true, NULL};
	UP_RELATION relation = {0};

	memset(name, 'n', sizeof name - 1);
	name[64] = '\0';
	memcpy(name, "日本", 6);
	cr_expect_eq(up_relation_init(&relation, NULL, name, NULL, &err), UP_INVALID);
	cr_expect_eq(up_relation_init(&relation, name, "t", NULL, &err), UP_INVALID);
	cr_expect_eq(up_relation_init(&relation, NULL, "t", &column, &err), UP_INVALID);
	cr_assert_eq(up_relation_init(&relation, NULL, "t", NULL, &err), UP_OK);
	cr_expect_eq(up_relation_add(&relation, &column, &err), UP_INVALID);
	cr_expect(strstr(err.message, "the name of column \"日本nnn") != NULL, "%s", err.message);
	cr_expect(strstr(err.message, "\" has 64 bytes: PostgreSQL cuts names after 63") != NULL,
		  "%s", err.message);
	cr_expect_eq(relation.column_count, 0);
	name[63] = '\0';
	cr_expect_eq(up_relation_add(&relation, &column, &err), UP_OK);
}

Test(relation, has_a_key_of_its_first_columns)
{
	UP_RELATION relation = {0};
	UP_RELATION narrow = {0};

	cr_assert_eq(up_relation_init(&relation, "s", "t", NULL, &err), UP_OK);
	cr_expect_not(up_relation_has_scope(&relation));
	add_columns(&relation, 5);
	cr_expect_eq(relation.key_count, 1);
	cr_expect_eq(up_relation_set_key(&relation, 0, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "table \"t\": a key has at least one column");
	cr_expect_eq(up_relation_set_key(&relation, 5, &err), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "table \"t\": of 5 columns, a key of 5 leaves none to update");
	cr_expect_eq(relation.key_count, 1);
	cr_assert_eq(up_relation_set_key(&relation, 3, &err), UP_OK);
	cr_expect_eq(up_relation_narrow(&relation, 3, NULL, &narrow, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "columns: 3 is not between 4 and 5");
	cr_assert_eq(up_relation_narrow(&relation, 4, NULL, &narrow, &err), UP_OK);
	cr_expect_eq(narrow.key_count, 3);
	cr_expect_eq(narrow.column_count, 4);
	cr_expect_not(up_relation_has_scope(&narrow));
}

Test(relation, owns_the_name_of_another_type)
{
	char type_name[] = "public.mood";
	struct up_column column = {(char *)"c", UP_TYPE_OTHER, -1, true, type_name};
	UP_RELATION relation = {0};

	cr_assert_eq(up_relation_init(&relation, NULL, "t", NULL, &err), UP_OK);
	cr_assert_eq(up_relation_add(&relation, &column, &err), UP_OK);
	type_name[0] = 'x';
	cr_expect_str_eq(relation.columns[0].type_name, "public.mood");
	column.type_name = NULL;
	cr_expect_eq(up_relation_add(&relation, &column, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "column \"c\": its type has no name");
	column.type = UP_TYPE_TEXT;
	column.type_name = type_name;
	cr_assert_eq(up_relation_add(&relation, &column, &err), UP_OK);
	cr_expect_null(relation.columns[1].type_name, "of a native type it is not read");
}

Test(relation, is_released_twice_without_harm)
{
	struct up_relation relation;

	cr_assert_eq(up_relation_init(&relation, "s", "t", &scope, &err), UP_OK);
	add_columns(&relation, 2);
	up_relation_release(&relation);
	up_relation_release(&relation);
	cr_expect_null(relation.columns);
}
