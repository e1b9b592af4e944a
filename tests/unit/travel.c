/* SPDX-License-Identifier: PostgreSQL */
/* Which columns an update sets, and which move together. */
#include "measure/table/travel.h"

#include "unit/shape_of.h"

static struct up_error err;

struct tie_row {
	const char *kind;
	const char *name;
	const char *columns;
};

/* Columns k (the key), a to f, and g, which is generated. */
static void make_table(struct shape *shape)
{
	static const char *const names[] = {"k", "a", "b", "c", "d", "e", "f", "g"};

	shape_init(shape);
	for (size_t c = 0; c < 8; c++)
		add_column(shape, names[c], true);
	shape_find_column(shape, "g")->generated = SHAPE_GENERATED_STORED;
	add_texts(&shape->key.columns, "k");
}

/* "k:key a b:unique,1 ...": of each column that stays or moves with others, why and the group. */
static void describe(const struct shape *shape, struct up_buffer *text)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		cr_expect_eq(column->travels, fact_of(column->why_not == SHAPE_STAY_NOT));
		if (column->why_not == SHAPE_STAY_NOT && column->moves_with == UNMEASURED)
			continue;
		up_buffer_append_format(text, "%s%s:%s", text->length > 0 ? " " : "", column->name,
					shape_stay_words[column->why_not]);
		if (column->moves_with != UNMEASURED)
			up_buffer_append_format(text, ",%d", (int)column->moves_with);
	}
}

static void expect(const struct tie_row rows[6], const char *scope, const char *expected)
{
	SHAPE shape = {0};
	TIE_LIST ties = {0};
	UP_BUFFER text = {0};

	make_table(&shape);
	cr_assert_eq(text_set(&shape.scope, scope, &err), UP_OK);
	for (size_t r = 0; r < 6 && rows[r].kind != NULL; r++) {
		struct tie *tie = record_list_add(&tie_table, &ties);
		cr_assert_not_null(tie);
		cr_assert_eq(text_set(&tie->kind, rows[r].kind, &err), UP_OK);
		cr_assert_eq(text_set(&tie->name, rows[r].name, &err), UP_OK);
		add_texts(&tie->columns, rows[r].columns);
	}
	cr_assert_eq(travel_decide(&shape, &ties, &err), UP_OK);
	describe(&shape, &text);
	cr_expect_str_eq(up_buffer_string(&text), expected);
}

Test(travel, is_all_but_the_key)
{
	expect((struct tie_row[6]){{0}}, NULL, "k:key g:generated");
	expect((struct tie_row[6]){{0}}, "a", "k:key a:scope g:generated");
	expect((struct tie_row[6]){{"unique", "t_pkey", "k"}}, "k", "k:key g:generated");
}

Test(travel, is_not_what_is_checked_row_by_row)
{
	expect((struct tie_row[6]){{"unique", "u", "a,b"}, {"exclusion", "x", "c"}}, NULL,
	       "k:key a:unique b:unique c:exclusion g:generated");
	expect((struct tie_row[6]){{"partition key", "", "a"}, {"unique", "u", "a"}}, NULL,
	       "k:key a:partition key g:generated");
	/* What a check ties to it stays as well. */
	expect((struct tie_row[6]){{"exclusion", "x", "a,b"}, {"check", "c", "b,c"}}, NULL,
	       "k:key a:exclusion b:exclusion,1 c:tied,1 g:generated");
	/* An index that has the key is unique by that alone. */
	expect((struct tie_row[6]){{"unique", "u", "k,a"}}, NULL, "k:key g:generated");
}

Test(travel, is_together_where_a_constraint_ties)
{
	expect((struct tie_row[6]){{"check", "c1", "a,b"}, {"foreign key", "f", "d,e"}}, NULL,
	       "k:key a:,1 b:,1 d:,2 e:,2 g:generated");
	/* One constraint after the other makes one group of all. */
	expect((struct tie_row[6]){{"check", "c1", "a,b"},
				   {"check", "c2", "d,e"},
				   {"check", "c3", "b,e"}},
	       NULL, "k:key a:,1 b:,1 d:,1 e:,1 g:generated");
	expect((struct tie_row[6]){{"check", "c1", "a"}}, NULL, "k:key g:generated");
}

Test(travel, ends_for_a_whole_group)
{
	expect((struct tie_row[6]){{"foreign key", "f", "k,a"}}, NULL,
	       "k:key,1 a:tied,1 g:generated");
	expect((struct tie_row[6]){{"check", "c", "a,b,c"}, {"unique", "u", "c"}}, NULL,
	       "k:key a:tied,1 b:tied,1 c:unique,1 g:generated");
}

Test(travel, sees_through_generated_columns)
{
	expect((struct tie_row[6]){{"generated", "g", "a,b"}, {"check", "c", "g"}}, NULL,
	       "k:key a:,1 b:,1 g:generated");
	expect((struct tie_row[6]){{"generated", "g", "a,b"}, {"unique", "u", "g"}}, NULL,
	       "k:key a:unique b:unique g:generated");
}

Test(travel, leaves_a_generated_key_alone)
{
	SHAPE shape = {0};
	TIE_LIST ties = {0};
	UP_BUFFER text = {0};

	make_table(&shape);
	shape_find_column(&shape, "k")->generated = SHAPE_GENERATED_STORED;
	struct tie *tie = record_list_add(&tie_table, &ties);
	cr_assert_eq(text_set(&tie->kind, "generated", &err), UP_OK);
	cr_assert_eq(text_set(&tie->name, "k", &err), UP_OK);
	add_texts(&tie->columns, "a,b");
	cr_assert_eq(travel_decide(&shape, &ties, &err), UP_OK);
	describe(&shape, &text);
	cr_expect_str_eq(up_buffer_string(&text), "k:key a:unique b:unique g:generated");
}

Test(travel, is_not_what_the_server_numbers)
{
	SHAPE shape = {0};
	TIE_LIST ties = {0};
	UP_BUFFER text = {0};

	make_table(&shape);
	shape_find_column(&shape, "a")->identity = SHAPE_IDENTITY_ALWAYS;
	shape_find_column(&shape, "b")->identity = SHAPE_IDENTITY_BY_DEFAULT;
	cr_assert_eq(text_set(&shape_find_column(&shape, "c")->default_expression,
			      "nextval('s.q'::text)", &err),
		     UP_OK);
	cr_assert_eq(
		text_set(&shape_find_column(&shape, "d")->default_expression, "'nextval'", &err),
		UP_OK);
	cr_assert_eq(travel_decide(&shape, &ties, &err), UP_OK);
	describe(&shape, &text);
	cr_expect_str_eq(up_buffer_string(&text),
			 "k:key a:identity b:server column c:server column g:generated");
}
