/* SPDX-License-Identifier: PostgreSQL */
/* Shapes with types of a user's, and rows that are made from them. */
#ifndef UNIT_GENERATED_H
#define UNIT_GENERATED_H

#include "measure/generator/generator.h"
#include "pg/text.h"
#include "unit/shape_of.h"

#include <math.h>

static struct up_error err;

/* Heard only when it does not hold; see tests/unit/synthetic.c. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)
#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* With a composite, a domain, an enum, and ranges. */
static inline void add_types(struct shape *shape)
{
	struct shape_type *type = record_list_add(&shape_type_table, &shape->types);
	OK(text_set(&type->name, "s.mood", &err));
	OK(text_set(&type->kind, "enum", &err));
	add_texts(&type->labels, "sad,so so,happy");
	type = record_list_add(&shape_type_table, &shape->types);
	OK(text_set(&type->name, "s.amount", &err));
	OK(text_set(&type->kind, "domain", &err));
	OK(text_set(&type->base, "numeric(6,2)", &err));
	type->is_not_null = FACT_YES;
	type = record_list_add(&shape_type_table, &shape->types);
	OK(text_set(&type->name, "s.\"Pa ir(1)\"", &err));
	OK(text_set(&type->kind, "composite", &err));
	type->attributes.items = calloc(2, sizeof *type->attributes.items);
	type->attributes.count = 2;
	OK(text_set(&type->attributes.items[0].name, "a", &err));
	OK(text_set(&type->attributes.items[0].type, "s.mood[]", &err));
	OK(text_set(&type->attributes.items[1].name, "b", &err));
	OK(text_set(&type->attributes.items[1].type, "timestamp(0) without time zone", &err));
	type = record_list_add(&shape_type_table, &shape->types);
	OK(text_set(&type->name, "s.span", &err));
	OK(text_set(&type->kind, "range", &err));
	OK(text_set(&type->subtype, "double precision", &err));
	type = record_list_add(&shape_type_table, &shape->types);
	OK(text_set(&type->name, "public.geography", &err));
	OK(text_set(&type->kind, "base", &err));
	OK(text_set(&type->extension, "postgis", &err));
}

/* A shape with a key, and the generator of it. */
struct made {
	struct shape shape;
	struct up_relation relation;
	struct generator *generator;
	struct up_batch batch; /* all rows */
};

static inline void made_release(struct made *made)
{
	up_batch_release(&made->batch);
	generator_close(made->generator);
	up_relation_release(&made->relation);
	shape_release(&made->shape);
}
#define MADE UP_CLEANUP(made_release) struct made

static inline void begin(struct made *made)
{
	*made = (struct made){0};
	shape_init(&made->shape);
	add_types(&made->shape);
	add_typed(&made->shape, "id", "bigint", true)->travels = FACT_NO;
	OK(text_list_add(&made->shape.key.columns, "id", &err));
}

static inline void add_index(struct made *made, const char *name, const char *columns)
{
	struct shape_index *index = record_list_add(&shape_index_table, &made->shape.indexes);

	OK(text_set(&index->name, name, &err));
	index->is_unique = FACT_YES;
	add_texts(&index->columns, columns);
}

static inline struct shape_statistics *statistics(struct made *made, const char *column)
{
	return &shape_find_column(&made->shape, column)->statistics;
}

static inline void make(struct made *made, size_t rows, uint64_t seed)
{
	relation_of_shape(&made->shape, &made->relation);
	OK(generator_open(&made->shape, &made->relation, rows, seed, &made->generator, &err));
	const struct grid *grid = generator_grid(made->generator);
	OK(up_batch_init(&made->batch, &made->relation, &err));
	for (size_t row = 0; row < rows; row++) {
		for (size_t c = 0; c < made->relation.column_count; c++)
			OK(grid->append(grid, row, c, &made->batch.vectors[c], &err));
		OK(up_batch_end_row(&made->batch, &err));
	}
}

static inline int compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The values of columns a and b as texts, sorted; "" for null. */
static inline char **sorted(const struct made *made, size_t a, size_t b)
{
	const size_t rows = made->batch.row_count;
	char **texts = calloc(rows + 1, sizeof *texts);

	for (size_t row = 0; row < rows; row++) {
		UP_BUFFER text = {0};
		up_buffer_append_string(&text, "");
		if (!up_vector_is_null(&made->batch.vectors[a], row))
			up_text_append(&text, &made->batch.vectors[a], row);
		up_buffer_append_char(&text, '|');
		if (a != b && !up_vector_is_null(&made->batch.vectors[b], row))
			up_text_append(&text, &made->batch.vectors[b], row);
		texts[row] = up_buffer_detach(&text);
	}
	qsort(texts, rows, sizeof *texts, compare_texts);
	return texts;
}

static inline void texts_release(char ***texts)
{
	for (char **text = *texts; text != NULL && *text != NULL; text++)
		free(*text);
	free(*texts);
}
#define TEXTS UP_CLEANUP(texts_release) char **

static inline int compare_down(const void *a, const void *b)
{
	const size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return (x < y) - (x > y);
}

/* How often the most common values appear, most common first; returns how many there are.  Nulls
 * are left out and counted. */
static inline size_t count_values(const struct made *made, size_t a, size_t b, size_t *counts,
				  size_t limit, size_t *nulls)
{
	TEXTS texts = sorted(made, a, b);
	const size_t rows = made->batch.row_count;
	UP_FREE size_t *all = calloc(rows + 1, sizeof *all);
	size_t distinct = 0;

	*nulls = 0;
	for (size_t row = 0; row < rows; row++) {
		if (strcmp(texts[row], "|") == 0) {
			++*nulls;
			continue;
		}
		if (distinct == 0 || strcmp(texts[row], texts[row - 1]) != 0)
			distinct++;
		all[distinct - 1]++;
	}
	qsort(all, distinct, sizeof *all, compare_down);
	for (size_t i = 0; i < limit; i++)
		counts[i] = i < distinct ? all[i] : 0;
	return distinct;
}

/* Within four standard deviations of a binomial distribution. */
static inline void check_share(size_t count, size_t rows, double share, const char *what)
{
	const double mean = (double)rows * share;
	const double deviation = sqrt((double)rows * share * (1 - share));

	cr_assert(fabs((double)count - mean) <= 4 * deviation + 1, "%s: %zu of %zu for %g", what,
		  count, rows, share);
}

static inline size_t distinct_of(const struct made *made, size_t a, size_t b)
{
	size_t counts[1], nulls;
	return count_values(made, a, b, counts, 1, &nulls);
}

#endif
