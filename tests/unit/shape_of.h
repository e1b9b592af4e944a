/* SPDX-License-Identifier: PostgreSQL */
/* Shapes made by hand. */
#ifndef UNIT_SHAPE_OF_H
#define UNIT_SHAPE_OF_H

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

#endif
