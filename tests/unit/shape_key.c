/* SPDX-License-Identifier: PostgreSQL */
/* Which index of a table is the key by which an update finds a row. */
#include "measure/table/key.h"

#include "unit/shape_of.h"

static struct up_error err;

/* Properties of an index, one letter each: p primary, r replica identity, n not unique, i invalid,
 * d deferrable, w with a predicate, e of an expression, x exclusion. */
static void add_index(struct shape *shape, const char *name, const char *columns,
		      const char *properties)
{
	struct shape_index *index = record_list_add(&shape_index_table, &shape->indexes);

	cr_assert_not_null(index);
	cr_assert_eq(text_set(&index->name, name, &err), UP_OK);
	add_texts(&index->columns, columns);
	index->is_unique = fact_of(strchr(properties, 'n') == NULL);
	index->is_primary = fact_of(strchr(properties, 'p') != NULL);
	index->is_replica_identity = fact_of(strchr(properties, 'r') != NULL);
	index->is_valid = fact_of(strchr(properties, 'i') == NULL);
	index->is_immediate = fact_of(strchr(properties, 'd') == NULL);
	index->is_exclusion = fact_of(strchr(properties, 'x') != NULL);
	if (strchr(properties, 'w') != NULL)
		cr_assert_eq(text_set(&index->predicate, "a > 0", &err), UP_OK);
	if (strchr(properties, 'e') != NULL)
		add_texts(&index->expressions, "lower(a)");
}

/* Columns a, b, c are NOT NULL; x and y may be null. */
static void make_table(struct shape *shape)
{
	static const char *const names[] = {"a", "b", "c", "x", "y"};

	shape_init(shape);
	cr_assert_eq(text_set(&shape->table.schema, "s", &err), UP_OK);
	cr_assert_eq(text_set(&shape->table.name, "t", &err), UP_OK);
	for (size_t c = 0; c < 5; c++)
		add_column(shape, names[c], c < 3);
}

struct index_row {
	const char *name;
	const char *columns;
	const char *properties;
};

struct key_case {
	struct index_row indexes[4];
	const char *wanted; /* NULL: none */
	const char *index;  /* that is chosen; NULL: none is, and message says why */
	enum shape_key_origin from;
	const char *message;
};

static const struct key_case cases[] = {
	{{{"one", "a", "p"}}, NULL, "one", SHAPE_KEY_PRIMARY, NULL},
	{{{"one", "a", ""}}, NULL, "one", SHAPE_KEY_UNIQUE, NULL},
	{{{"one", "a", "p"}, {"two", "b", "r"}}, NULL, "two", SHAPE_KEY_REPLICA_IDENTITY, NULL},
	{{{"one", "a", "p"}, {"two", "b", ""}, {"three", "c", ""}},
	 NULL,
	 "one",
	 SHAPE_KEY_PRIMARY,
	 NULL},
	{{{"one", "a", "pd"}, {"two", "b,c", ""}}, NULL, "two", SHAPE_KEY_UNIQUE, NULL},
	{{{"one", "a", "rpi"}, {"two", "b", ""}}, NULL, "two", SHAPE_KEY_UNIQUE, NULL},
	{{{"one", "a", ""}, {"two", "a", ""}}, NULL, "one", SHAPE_KEY_UNIQUE, NULL},
	{{{"one", "a", "p"}, {"two", "c,b", ""}}, "b,c", "two", SHAPE_KEY_OPTION, NULL},
	{{{"one", "a", ""}, {"two", "b,c", ""}},
	 NULL,
	 NULL,
	 0,
	 "s.t has no primary key, and 2 unique indexes that can be its key: choose one with --key: "
	 "a "
	 "(one); b,c (two)"},
	{{{"one", "a", "p"}, {"two", "b", "w"}},
	 "b",
	 NULL,
	 0,
	 "--key: no unique index of NOT NULL columns has exactly these; there are: a (one)"},
	{{{"one", "a", "p"}},
	 "a,b",
	 NULL,
	 0,
	 "--key: no unique index of NOT NULL columns has exactly these; there are: a (one)"},
	{{{0}}, NULL, NULL, 0, "s.t has no key: no unique index of columns that are all NOT NULL"},
	{{{"one", "a,x", ""}, {"two", "b", "w"}, {"three", "c", "e"}, {"four", "a", "n"}},
	 NULL,
	 NULL,
	 0,
	 "s.t has no key: no unique index of columns that are all NOT NULL: one is of a column "
	 "that "
	 "may be null; two is partial; three is of an expression"},
	{{{"one", "a", "d"}, {"two", "b", "i"}, {"three", "c", "x"}},
	 "a",
	 NULL,
	 0,
	 "s.t has no key: no unique index of columns that are all NOT NULL: one is deferrable; two "
	 "is invalid; three is without overlaps, which is not equality"},
};

Test(shape_key, is_the_best_index)
{
	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		SHAPE shape = {0};
		struct text_list wanted = {0};

		make_table(&shape);
		for (size_t i = 0; i < 4 && cases[c].indexes[i].name != NULL; i++)
			add_index(&shape, cases[c].indexes[i].name, cases[c].indexes[i].columns,
				  cases[c].indexes[i].properties);
		if (cases[c].wanted != NULL)
			add_texts(&wanted, cases[c].wanted);
		enum up_status status = key_choose(&shape, &wanted, &err);
		cr_expect_eq(status, cases[c].index != NULL ? UP_OK : UP_INVALID, "case %zu: %s", c,
			     err.message);
		if (cases[c].index != NULL && status == UP_OK) {
			cr_expect_str_eq(shape.key.index, cases[c].index, "case %zu", c);
			cr_expect_eq((int)cases[c].from, shape.key.from, "case %zu", c);
		} else {
			cr_expect_str_eq(err.message, cases[c].message);
		}
		text_list_release(&wanted);
	}
}

Test(shape_key, keeps_the_order_of_the_index)
{
	SHAPE shape = {0};
	struct text_list wanted = {0};

	make_table(&shape);
	add_index(&shape, "one", "c,a", "");
	add_texts(&wanted, "a,c");
	cr_assert_eq(key_choose(&shape, &wanted, &err), UP_OK, "%s", err.message);
	cr_assert_eq(shape.key.columns.count, 2);
	cr_expect_str_eq(shape.key.columns.items[0], "c");
	cr_expect_str_eq(shape.key.columns.items[1], "a");
	text_list_release(&wanted);
}

Test(shape_key, is_quoted_where_that_is_needed)
{
	SHAPE shape = {0};

	make_table(&shape);
	add_column(&shape, "My \"Key\"", true);
	add_index(&shape, "one", "My \"Key\"", "");
	add_index(&shape, "two", "a", "");
	cr_expect_eq(key_choose(&shape, NULL, &err), UP_INVALID);
	cr_expect_not_null(strstr(err.message, "--key: \"My \"\"Key\"\"\" (one); a (two)"), "%s",
			   err.message);
}
