/* SPDX-License-Identifier: PostgreSQL */
/* Rows that are made from a shape: frequencies, nulls, widths, uniqueness, the same ones again. */
#include "measure/workload/digest.h"
#include "unit/generated.h"

#include <math.h>

Test(generator, keeps_frequencies_nulls_and_distinct_values)
{
	static const double shares[] = {0.4, 0.2, 0.1};
	MADE made;
	size_t counts[8], nulls;
	const size_t rows = 20000;

	begin(&made);
	add_typed(&made.shape, "common", "text", false);
	add_typed(&made.shape, "even", "integer", false);
	add_typed(&made.shape, "mood", "s.mood", false);
	add_typed(&made.shape, "unknown", "date", false);
	struct shape_statistics *common = statistics(&made, "common");
	common->null_frac = 0.1;
	common->n_distinct = 23;
	for (size_t i = 0; i < 3; i++)
		OK(real_list_add(&common->most_common_freqs, shares[i], &err));
	statistics(&made, "even")->n_distinct = -0.005;
	statistics(&made, "mood")->n_distinct = 3;
	statistics(&made, "mood")->null_frac = 0.5;
	make(&made, rows, 7);

	cr_assert_eq(count_values(&made, 1, 1, counts, 8, &nulls), 23);
	check_share(nulls, rows, 0.1, "nulls");
	for (size_t i = 0; i < 3; i++)
		check_share(counts[i], rows, shares[i], "common");
	check_share(counts[3], rows, 0.01, "rest"); /* the largest of twenty: */
	cr_assert_eq(count_values(&made, 2, 2, counts, 1, &nulls), 100);
	cr_assert_eq(nulls, 0);
	cr_assert_eq(count_values(&made, 3, 3, counts, 1, &nulls), 3);
	check_share(nulls, rows, 0.5, "nulls");
	check_share(counts[0], rows, 1.0 / 6, "moods");
	cr_assert_eq(count_values(&made, 4, 4, counts, 1, &nulls), 200);
	cr_assert_eq(nulls, 0);
}

/* Some ranks are drawn twice, and others never. */
Test(generator, has_as_many_distinct_values)
{
	static const double shares[] = {-0.96, -0.6, -0.05};
	MADE made;
	char name[] = "a";
	size_t counts[1], nulls;
	const size_t rows = 3000;

	begin(&made);
	for (size_t s = 0; s < 3; s++, name[0]++) {
		add_typed(&made.shape, name, "timestamp without time zone", false);
		statistics(&made, name)->n_distinct = shares[s];
		statistics(&made, name)->null_frac = s == 1 ? 0.3 : 0;
		OK(real_list_add(&statistics(&made, name)->most_common_freqs, 0.03, &err));
	}
	make(&made, rows, 7);
	for (size_t s = 0; s < 3; s++) {
		const double share =
			(double)count_values(&made, s + 1, s + 1, counts, 1, &nulls) / (double)rows;
		CHECK(fabs(share + shares[s]) < 0.01, "%g instead of %g", share, -shares[s]);
	}
}

Test(generator, keeps_widths)
{
	static const int64_t widths[] = {4, 9, 33, 200, 3000};
	MADE made;
	char name[] = "a";

	begin(&made);
	for (size_t w = 0; w < 5; w++, name[0]++) {
		add_typed(&made.shape, name, "text", true);
		statistics(&made, name)->avg_width = widths[w];
		statistics(&made, name)->n_distinct = w == 0 ? 90 : -0.5;
	}
	add_typed(&made.shape, "short", "character varying(20)", true);
	statistics(&made, "short")->avg_width = 30;
	statistics(&made, "short")->n_distinct = -1;
	make(&made, 1000, 7);
	for (size_t c = 1; c <= 6; c++) {
		size_t total = 0, longest = 0;
		for (size_t row = 0; row < 1000; row++) {
			size_t length;
			up_vector_bytes(&made.batch.vectors[c], row, &length);
			total += length;
			longest = length > longest ? length : longest;
		}
		if (c == 6) {
			cr_assert_eq(longest, 20);
			break;
		}
		const double width = (double)total / 1000 + (widths[c - 1] > 127 ? 4 : 1);
		cr_assert(fabs(width / (double)widths[c - 1] - 1) < 0.1, "%g for %lld", width,
			  (long long)widths[c - 1]);
	}
}

Test(generator, makes_unique_what_an_index_wants)
{
	static const double shares[] = {0.5, 0.25, 0.05};
	MADE made;
	size_t counts[3], nulls;

	begin(&made);
	add_typed(&made.shape, "tenant", "text", true);
	add_typed(&made.shape, "number", "integer", true);
	add_typed(&made.shape, "email", "text", false);
	add_typed(&made.shape, "during", "tstzrange", false)->base = SHAPE_BASE_RANGE;
	add_typed(&made.shape, "mail", "text", true)->why_not = SHAPE_STAY_UNIQUE;
	add_typed(&made.shape, "room", "integer", false);
	add_index(&made, "pkey", "id");
	add_index(&made, "numbers", "tenant,number");
	add_index(&made, "emails", "email");
	add_index(&made, "stays", "room,during");
	made.shape.indexes.items[3].is_exclusion = FACT_YES;
	made.shape.indexes.items[3].is_unique = FACT_NO;
	add_index(&made, "mails", "tenant");
	add_texts(&made.shape.indexes.items[4].expressions, "lower(mail)");
	add_typed(&made.shape, "shelf", "integer", false);
	add_typed(&made.shape, "slot", "character varying(1)", false);
	add_index(&made, "slots", "shelf,slot");
	statistics(&made, "shelf")->null_frac = 0.9;
	statistics(&made, "shelf")->n_distinct = -0.25;
	OK(real_list_add(&statistics(&made, "shelf")->most_common_freqs, 0.0004, &err));
	statistics(&made, "slot")->n_distinct = 4000;
	statistics(&made, "slot")->null_frac = 0.5;
	statistics(&made, "tenant")->n_distinct = 10;
	for (size_t i = 0; i < 3; i++)
		OK(real_list_add(&statistics(&made, "tenant")->most_common_freqs, shares[i], &err));
	statistics(&made, "number")->n_distinct = 2000;
	statistics(&made, "email")->null_frac = 0.25;
	make(&made, 4000, 7);

	cr_assert_eq(distinct_of(&made, 0, 0), 4000);
	cr_assert_eq(distinct_of(&made, 1, 2), 4000);
	cr_assert_eq(distinct_of(&made, 5, 5), 4000);
	cr_assert_eq(distinct_of(&made, 2, 2), 2000);
	/* The leader keeps its frequencies, to the row. */
	cr_assert_eq(count_values(&made, 1, 1, counts, 3, &nulls), 10);
	cr_assert_eq(counts[0], 2000);
	cr_assert_eq(counts[1], 1000);
	cr_assert_eq(counts[2], 200);
	const size_t emails = count_values(&made, 3, 3, counts, 1, &nulls);
	cr_assert_eq(emails + nulls, 4000);
	check_share(nulls, 4000, 0.25, "nulls");
	cr_assert_eq(distinct_of(&made, 4, 4), 4000);
	cr_assert_lt(distinct_of(&made, 6, 6), 250);
	cr_assert_eq(distinct_of(&made, 7, 8), 4000);
}

/* Rows of the scope, as make() makes them. */
static size_t rows_of_scope(struct made *made, size_t rows, size_t of_scope, uint64_t seed,
			    const char *scope)
{
	UP_BATCH batch = {0};
	UP_BUFFER text = {0};
	size_t found = 0;

	OK(generator_open_scoped(&made->shape, &made->relation, rows, of_scope, seed,
				 &made->generator, &err));
	OK(up_batch_init(&batch, &made->relation, &err));
	const struct grid *grid = generator_grid(made->generator);
	for (size_t row = 0; row < rows; row++) {
		for (size_t c = 0; c < made->relation.column_count; c++)
			OK(grid->append(grid, row, c, &batch.vectors[c], &err));
		OK(up_batch_end_row(&batch, &err));
		up_buffer_clear(&text);
		up_text_append(&text, &batch.vectors[1], row);
		found += strcmp(up_buffer_string(&text), scope) == 0;
	}
	made->batch = batch;
	batch = (struct up_batch){0};
	return found;
}

Test(generator, gives_the_rows_of_a_sync_one_value_of_the_scope)
{
	static const struct {
		size_t rows;
		size_t of_scope;
	} cases[] = {{1, 1}, {50, 50}, {1000, 7}, {1000, 999}, {3000, 1000}};
	static const double distincts[] = {1, 3, 40, -0.5, NAN};

	for (size_t d = 0; d < sizeof distincts / sizeof *distincts; d++) {
		UP_FREE char *scope = NULL;
		for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
			MADE made;
			UP_FREE char *again = NULL;
			begin(&made);
			add_typed(&made.shape, "tenant", "text", false);
			add_typed(&made.shape, "number", "smallint", true);
			add_index(&made, "tenants", "tenant,number");
			OK(text_set(&made.shape.table.name, "thing", &err));
			OK(text_set(&made.shape.scope, "tenant", &err));
			statistics(&made, "tenant")->n_distinct = distincts[d];
			statistics(&made, "tenant")->null_frac = 0.5;
			statistics(&made, "tenant")->avg_width = 21;
			statistics(&made, "number")->n_distinct = 100;
			made.shape.table.tuples = 1000;
			relation_of_shape(&made.shape, &made.relation);
			OK(generator_make_scope(&made.shape, &made.relation.columns[1], &again,
						&err));
			/* With the byte of its length. */
			cr_expect_eq(strlen(again), 20, "%s", again);
			if (scope != NULL)
				cr_expect_str_eq(again, scope);
			OK(text_set(&scope, again, &err));
			cr_expect_eq(
				rows_of_scope(&made, cases[c].rows, cases[c].of_scope, c, scope),
				cases[c].of_scope);
			cr_expect_eq(distinct_of(&made, 1, 2), cases[c].rows);
		}
	}
}

Test(generator, refuses_a_scope_without_a_second_value)
{
	MADE made;

	begin(&made);
	struct shape_type *type = record_list_add(&shape_type_table, &made.shape.types);
	OK(text_set(&type->name, "s.one", &err));
	OK(text_set(&type->kind, "enum", &err));
	add_texts(&type->labels, "only");
	add_typed(&made.shape, "only", "s.one", false);
	relation_of_shape(&made.shape, &made.relation);
	OK(text_set(&made.shape.scope, "only", &err));
	cr_assert_eq(
		generator_open_scoped(&made.shape, &made.relation, 3, 2, 1, &made.generator, &err),
		UP_UNSUPPORTED);
	cr_assert_str_eq(err.message, "column \"only\" is the scope, and its type has no second "
				      "value for other rows");
	OK(generator_open_scoped(&made.shape, &made.relation, 3, 3, 1, &made.generator, &err));
}

Test(generator, refuses_what_cannot_be)
{
	MADE made;

	begin(&made);
	add_typed(&made.shape, "mood", "s.mood", true);
	add_typed(&made.shape, "place", "public.geography", false);
	add_index(&made, "moods", "mood");
	relation_of_shape(&made.shape, &made.relation);
	cr_assert_eq(generator_open(&made.shape, &made.relation, 4, 1, &made.generator, &err),
		     UP_UNSUPPORTED);
	cr_assert_str_eq(err.message, "the types of its columns do not have the 4 different values "
				      "that unique index \"moods\" wants");
	OK(generator_open(&made.shape, &made.relation, 3, 1, &made.generator, &err));
	cr_assert(generator_is_null(made.generator, 2));
	cr_assert_not(generator_is_null(made.generator, 1));
	generator_close(UP_TAKE(made.generator));
	shape_find_column(&made.shape, "place")->is_not_null = FACT_YES;
	cr_assert_eq(generator_open(&made.shape, &made.relation, 3, 1, &made.generator, &err),
		     UP_UNSUPPORTED);
	cr_assert_str_eq(err.message,
			 "column \"place\": values of type public.geography cannot be made up");
}

Test(generator, lays_rows_in_the_order_of_their_values)
{
	MADE made;

	begin(&made);
	add_typed(&made.shape, "up", "timestamp without time zone", true);
	add_typed(&made.shape, "down", "integer", true);
	statistics(&made, "id")->correlation = 1;
	statistics(&made, "id")->n_distinct = -1;
	statistics(&made, "up")->correlation = 0.95;
	statistics(&made, "up")->n_distinct = 100;
	statistics(&made, "down")->correlation = -1;
	statistics(&made, "down")->n_distinct = -1;
	make(&made, 1000, 7);
	for (size_t row = 1; row < 1000; row++) {
		CHECK(up_vector_int64(&made.batch.vectors[0], row) == (int64_t)row + 1, "row %zu",
		      row);
		CHECK(up_vector_int64(&made.batch.vectors[1], row) >=
			      up_vector_int64(&made.batch.vectors[1], row - 1),
		      "row %zu", row);
		CHECK(up_vector_int32(&made.batch.vectors[2], row) <
			      up_vector_int32(&made.batch.vectors[2], row - 1),
		      "row %zu", row);
	}
	cr_assert_eq(distinct_of(&made, 1, 1), 100);
}

Test(generator, lets_a_column_decide_another)
{
	MADE made;

	begin(&made);
	add_typed(&made.shape, "city", "text", true);
	add_typed(&made.shape, "country", "character(2)", true);
	statistics(&made, "city")->n_distinct = 50;
	statistics(&made, "country")->n_distinct = 10;
	struct shape_extended_statistics *known =
		record_list_add(&shape_extended_statistics_table, &made.shape.extended_statistics);
	known->dependencies.items = calloc(1, sizeof *known->dependencies.items);
	known->dependencies.count = 1;
	known->dependencies.items[0].degree = 1;
	add_texts(&known->dependencies.items[0].columns, "city,country");
	make(&made, 2000, 7);
	cr_assert_eq(distinct_of(&made, 1, 1), 50);
	cr_assert_eq(distinct_of(&made, 1, 2), 50);
	cr_assert_gt(distinct_of(&made, 2, 2), 5);
}

static struct digest digest_of(const struct made *made)
{
	struct digest digest = {0};
	UP_BUFFER scratch = {0};

	for (size_t row = 0; row < made->batch.row_count; row++)
		digest_add_row(&digest, &scratch, &made->batch, row);
	return digest;
}

static void make_again(struct made *made, uint64_t seed)
{
	begin(made);
	add_typed(&made->shape, "name", "character varying(30)", false);
	add_typed(&made->shape, "pairs", "s.\"Pa ir(1)\"[]", false);
	add_typed(&made->shape, "amount", "numeric(6,2)", false);
	add_typed(&made->shape, "document", "jsonb", false);
	statistics(made, "name")->null_frac = 0.3;
	make(made, 500, seed);
}

/* When this fails, results of tables that were made from shapes are of other data: change the
 * expected value only on purpose. */
Test(generator, makes_the_same_rows_again)
{
	MADE one;
	MADE same;
	MADE other;
	char text[DIGEST_TEXT_SIZE];

	make_again(&one, 7);
	make_again(&same, 7);
	make_again(&other, 8);
	const struct digest a = digest_of(&one), b = digest_of(&same), c = digest_of(&other);
	cr_assert(digest_equal(&a, &b));
	cr_assert_not(digest_equal(&a, &c));
	digest_format(&a, text);
	cr_assert_str_eq(text, "e3502fdece2064e7e4bd09637043a1f0", "%s", text);
}
