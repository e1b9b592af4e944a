/* SPDX-License-Identifier: PostgreSQL */
/* Definitions of the server, written anew for another table. */
#include "measure/clone/definition.h"

#include "measure/clone/options.h"
#include "measure/clone/own_sequence.h"

#include <criterion/criterion.h>

static struct up_error err;
static const struct place place = {"new", "T\"x"};

static void set(char **text, const char *value)
{
	cr_assert_eq(text_set(text, value, &err), UP_OK);
}

Test(clone_definition, is_searched_outside_of_quotes_and_parentheses)
{
	cr_expect_str_eq(definition_find("a \"b ON c\" (d ON e) 'f ON ''g ON' ON h", " ON "),
			 " ON h");
	cr_expect_null(definition_find("a \"b ON c\" (d ON e)", " ON "));
	cr_expect_null(definition_find("", " ON "));
}

static void expect_index(const char *definition, bool is_unique, const char *expected)
{
	struct shape_index index = {.is_unique = is_unique ? FACT_YES : FACT_NO};

	set(&index.name, "i");
	set(&index.definition, definition);
	cr_assert_eq(definition_move_index(&index, &place, &err), UP_OK);
	cr_expect_str_eq(index.definition, expected);
	/* Once more changes nothing. */
	cr_assert_eq(definition_move_index(&index, &place, &err), UP_OK);
	cr_expect_str_eq(index.definition, expected);
	free(index.name);
	free(index.definition);
}

Test(clone_definition, of_an_index_moves)
{
	expect_index(
		"CREATE INDEX i ON ONLY sales.orders USING btree (a) WHERE (b = ' USING '::text)",
		false,
		"CREATE INDEX \"i\" ON \"new\".\"T\"\"x\" USING btree (a) WHERE (b = ' USING "
		"'::text)");
	expect_index("CREATE UNIQUE INDEX \"a USING b\" ON s.\"t USING u\" USING btree (a)", true,
		     "CREATE UNIQUE INDEX \"i\" ON \"new\".\"T\"\"x\" USING btree (a)");
}

Test(clone_definition, of_another_form_is_refused)
{
	struct shape_index index = {0};

	set(&index.name, "i");
	set(&index.definition, "DROP TABLE x");
	cr_expect_eq(definition_move_index(&index, &place, &err), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "index i: its definition is not of the form that the server writes");
	free(index.name);
	free(index.definition);
}

Test(clone_definition, of_a_foreign_key_moves)
{
	struct shape_constraint key = {0};

	set(&key.name, "k");
	set(&key.definition, "FOREIGN KEY (\" REFERENCES \", b) REFERENCES s.\"t (1)\"(c, \"D d\") "
			     "MATCH FULL ON DELETE SET NULL (b) NOT VALID");
	cr_assert_eq(definition_move_foreign_key(&key, &place, &err), UP_OK);
	cr_expect_str_eq(key.definition,
			 "FOREIGN KEY (\" REFERENCES \", b) REFERENCES \"new\".\"T\"\"x\"(c, "
			 "\"D d\") MATCH FULL ON DELETE SET NULL (b) NOT VALID");
	set(&key.definition, "FOREIGN KEY (a)");
	cr_expect_eq(definition_move_foreign_key(&key, &place, &err), UP_INVALID);
	free(key.name);
	free(key.definition);
}

static void expect_statistics(const char *name, const char *definition, const char *schema,
			      const char *expected)
{
	struct shape_extended_statistics extended = {0};

	set(&extended.name, name);
	set(&extended.definition, definition);
	cr_assert_eq(definition_move_statistics(&extended, schema, &place, &err), UP_OK);
	cr_expect_str_eq(extended.definition, expected);
	free(extended.name);
	free(extended.definition);
}

Test(clone_definition, of_statistics_moves)
{
	expect_statistics(
		"s.\"st (1)\"",
		"CREATE STATISTICS s.\"st (1)\" (mcv) ON a, (EXTRACT(year FROM b)) FROM s.t", "new",
		"CREATE STATISTICS \"new\".\"st (1)\" (mcv) ON a, (EXTRACT(year FROM b)) FROM "
		"\"new\".\"T\"\"x\"");
	expect_statistics("s.st", "CREATE STATISTICS s.st ON a, b FROM s.t", NULL,
			  "CREATE STATISTICS \"s\".st ON a, b FROM \"new\".\"T\"\"x\"");
}

Test(clone_definition, has_its_options)
{
	UP_BUFFER text = {0};

	definition_append_options(&text,
				  "CREATE INDEX i ON s.t USING btree (a) WITH (fillfactor='60') "
				  "WHERE (b > 1)");
	cr_expect_str_eq(text.data, " WITH (fillfactor='60')");
	up_buffer_clear(&text);
	definition_append_options(&text, "CREATE INDEX i ON s.\"t WITH (\" USING btree (a)");
	cr_expect_str_eq(text.data, "");
}

Test(clone_definition, of_options_is_quoted)
{
	struct text_list list = {0};
	struct text_list more = {0};
	UP_BUFFER text = {0};

	cr_assert_eq(text_list_add(&list, "fillfactor=90", &err), UP_OK);
	cr_assert_eq(text_list_add(&list, "odd", &err), UP_OK);
	cr_assert_eq(text_list_add(&more, "a=it's", &err), UP_OK);
	options_append(&text, &list, "toast", &more);
	text_list_release(&list);
	text_list_release(&more);
	cr_expect_str_eq(text.data, "(\"fillfactor\" = '90', \"odd\" = '', toast.\"a\" = 'it''s')");
}

static void expect_default(const char *text, const char *expected)
{
	struct shape_column column = {0};
	bool done = false;

	set(&column.name, "c");
	set(&column.default_expression, text);
	cr_expect(own_sequence_is_drawn(&column));
	cr_assert_eq(own_sequence_replace(&column, &place, &done, &err), UP_OK);
	cr_expect_eq(done, expected != NULL);
	cr_expect_str_eq(column.default_expression, expected != NULL ? expected : text);
	free(column.name);
	free(column.default_expression);
}

Test(clone_definition, of_a_default_draws_from_its_own_sequence)
{
	expect_default("nextval('s.q'::regclass)", "nextval('\"new\".\"T\"\"x_c_seq\"'::regclass)");
	expect_default("('A'::text || nextval('s.\"it''s )\"'::regclass))",
		       "('A'::text || nextval('\"new\".\"T\"\"x_c_seq\"'::regclass))");
	expect_default("nextval('s.q'::regclass) + nextval('s.r'::regclass)", NULL);
	expect_default("nextval((f())::regclass)", NULL);
	expect_default("nextval('s.q", NULL);
}

Test(clone_definition, of_a_sequence_has_a_name_that_fits)
{
	UP_BUFFER name = {0};
	const char *const table = "a_table_of_a_name_that_is_as_long_as_the_server_allows_it_to_be";

	own_sequence_append_name(&name, table, "column");
	cr_expect_eq(name.length, SHAPE_NAME_MAX);
	cr_expect_str_eq(name.data,
			 "a_table_of_a_name_that_is_as_long_as_the_server_allo_column_seq");
	up_buffer_clear(&name);
	own_sequence_append_name(&name, "ääääääääääääääääääääääääääääää",
				 "öööööööööööööööööööööööööööööö");
	cr_expect_leq(name.length, SHAPE_NAME_MAX);
	cr_expect_str_eq(name.data, "ääääääääääääää_öööööööööööööö_seq", "%s", name.data);
}
