/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/groups.h"

size_t *groups_of_shape(const struct shape *shape, const struct up_relation *relation)
{
	size_t *groups = calloc(relation->column_count, sizeof *groups);

	for (size_t c = 0; groups != NULL && c < relation->column_count; c++) {
		const struct shape_column *column =
			shape_find_column(shape, relation->columns[c].name);
		if (column == NULL || column->travels != FACT_YES)
			continue;
		/* Groups of the shape are no more than its columns. */
		groups[c] = column->moves_with != UNMEASURED ? (size_t)column->moves_with
							     : shape->columns.count + 1 + c;
	}
	return groups;
}
