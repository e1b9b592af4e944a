/* SPDX-License-Identifier: PostgreSQL */
#include "model/relation.h"

#include <stdlib.h>
#include <string.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the description of a table");
}

void up_relation_release(struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++)
		free(relation->columns[c].name);
	free(relation->columns);
	free(relation->scope.name);
	free(relation->schema);
	free(relation->table);
	*relation = (struct up_relation){0};
}

enum up_status up_relation_init(struct up_relation *relation, const char *schema, const char *table,
				const struct up_column *scope, struct up_error *err)
{
	struct up_relation new = {.scope = *scope};

	new.schema = schema != NULL ? strdup(schema) : NULL;
	new.table = strdup(table);
	new.scope.name = strdup(scope->name);
	if ((schema != NULL && new.schema == NULL) || new.table == NULL || new.scope.name == NULL) {
		up_relation_release(&new);
		return out_of_memory(err);
	}
	*relation = new;
	return UP_OK;
}

enum up_status up_relation_add(struct up_relation *relation, const struct up_column *column,
			       struct up_error *err)
{
	if (relation->column_count == UP_RELATION_MAX_COLUMNS)
		return up_fail(err, UP_INVALID, "table \"%s\" has more than %d columns",
			       relation->table, UP_RELATION_MAX_COLUMNS);

	struct up_column *columns =
		realloc(relation->columns, (relation->column_count + 1) * sizeof *columns);
	if (columns == NULL)
		return out_of_memory(err);
	relation->columns = columns;

	struct up_column *copy = &columns[relation->column_count];
	*copy = *column;
	copy->name = strdup(column->name);
	if (copy->name == NULL)
		return out_of_memory(err);
	relation->column_count++;
	return UP_OK;
}

enum up_status up_relation_narrow(const struct up_relation *relation, size_t column_count,
				  const char *schema, struct up_relation *narrow,
				  struct up_error *err)
{
	if (column_count < 2 || column_count > relation->column_count)
		return up_fail(err, UP_INVALID, "columns: %zu is not between 2 and %zu",
			       column_count, relation->column_count);

	UP_RELATION new = {0};
	UP_TRY(up_relation_init(&new, schema, relation->table, &relation->scope, err));
	for (size_t c = 0; c < column_count; c++)
		UP_TRY(up_relation_add(&new, &relation->columns[c], err));
	new.partial = relation->partial;
	for (size_t c = column_count; c < relation->column_count; c++)
		new.partial = new.partial || !relation->columns[c].nullable;
	*narrow = new;
	new = (struct up_relation){0};
	return UP_OK;
}
