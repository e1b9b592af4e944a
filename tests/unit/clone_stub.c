/* SPDX-License-Identifier: PostgreSQL */
/* The names of stubs. */
#include "measure/clone/stub.h"

#include <criterion/criterion.h>

static struct up_error err;

#define LONG "a_name_of_which_only_the_first_fifty-eight_bytes_are_keptü" /* and a half */

static void set(char **text, const char *value)
{
	cr_assert_eq(text_set(text, value, &err), UP_OK);
}

static void add_key(struct shape *shape, const char *name)
{
	struct shape_constraint *key =
		record_list_add(&shape_constraint_table, &shape->constraints);

	cr_assert_not_null(key);
	set(&key->name, name);
	set(&key->definition, "FOREIGN KEY (a) REFERENCES s.t(b)");
	set(&key->references, "s.t");
}

static void expect_name(const struct shape *shape, size_t number, const char *name)
{
	UP_BUFFER qualified = {0};
	UP_BUFFER definition = {0};

	place_append(&qualified, &(struct place){"new", name});
	up_buffer_append_format(&definition, "FOREIGN KEY (a) REFERENCES %s(b)", qualified.data);
	cr_expect_str_eq(shape->constraints.items[number].references, qualified.data);
	cr_expect_str_eq(shape->constraints.items[number].definition, definition.data);
}

Test(clone_stub, has_a_name_that_is_free)
{
	SHAPE shape = {0};

	shape_init(&shape);
	set(&shape.table.schema, "new");
	set(&shape.table.name, "t_stub");
	struct shape_index *index = record_list_add(&shape_index_table, &shape.indexes);
	cr_assert_not_null(index);
	set(&index->name, "t_stub1");
	add_key(&shape, "short");
	add_key(&shape, "t");
	add_key(&shape, LONG "1");
	add_key(&shape, LONG "2");
	for (size_t number = shape.constraints.count; number-- > 0;)
		cr_assert_eq(stub_decide(&shape, number, false, &err), UP_OK, "%s", err.message);
	expect_name(&shape, 0, "short_stub");
	expect_name(&shape, 1, "t_stub2");
	expect_name(&shape, 3, "a_name_of_which_only_the_first_fifty-eight_bytes_are_kept_stub");
	expect_name(&shape, 2, "a_name_of_which_only_the_first_fifty-eight_bytes_are_kept_stub1");
}
