/* SPDX-License-Identifier: PostgreSQL */
/* Shapes made by hand. */
#ifndef UNIT_SHAPE_OF_H
#define UNIT_SHAPE_OF_H

#include "model/type_name.h"
#include "record/shape/shape.h"

#include <criterion/criterion.h>

/* Adds a column of type integer. */
static inline struct shape_column *add_column(struct shape *shape, const char *name, bool not_null)
{
	struct shape_column *column = record_list_add(&shape_column_table, &shape->columns);
	struct up_error err;

	cr_assert_not_null(column);
	cr_assert_eq(text_set(&column->name, name, &err), UP_OK);
	cr_assert_eq(text_set(&column->type, "integer", &err), UP_OK);
	column->base = SHAPE_BASE_NATIVE;
	column->is_not_null = fact_of(not_null);
	return column;
}

/* "a,b" as two texts. */
static inline void add_texts(struct text_list *list, const char *texts)
{
	struct up_error err;
	char copy[128];
	char *rest = copy;

	snprintf(copy, sizeof copy, "%s", texts);
	for (char *text; (text = strsep(&rest, ",")) != NULL;)
		cr_assert_eq(text_list_add(list, text, &err), UP_OK);
}

/* Adds a column of any type. */
static inline struct shape_column *add_typed(struct shape *shape, const char *name,
					     const char *type, bool not_null)
{
	struct shape_column *column = add_column(shape, name, not_null);
	struct up_error err;

	cr_assert_eq(text_set(&column->type, type, &err), UP_OK);
	column->travels = FACT_YES;
	return column;
}

/* A relation of all columns of a shape, the first of which is the key. */
static inline void relation_of_shape(const struct shape *shape, struct up_relation *relation)
{
	struct up_error err;

	cr_assert_eq(up_relation_init(relation, NULL, "t", NULL, &err), UP_OK);
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *from = &shape->columns.items[c];
		struct up_column column = {.name = from->name, .type_modifier = -1};
		if (!up_type_from_name(from->type, &column.type, &column.type_modifier)) {
			column.type = UP_TYPE_OTHER;
			column.type_name = from->type;
		}
		cr_assert_eq(up_relation_add(relation, &column, &err), UP_OK);
	}
}

#endif
