/* SPDX-License-Identifier: PostgreSQL */
#include "model/relation.h"

#include <stdlib.h>
#include <string.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the description of a table");
}

static void release_column(struct up_column *column)
{
	free(column->name);
	free(column->type_name);
	*column = (struct up_column){0};
}

void up_relation_release(struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++)
		release_column(&relation->columns[c]);
	free(relation->columns);
	release_column(&relation->scope);
	free(relation->schema);
	free(relation->table);
	*relation = (struct up_relation){0};
}

static enum up_status check_name(const char *what, const char *name, struct up_error *err)
{
	if (name == NULL || strlen(name) <= UP_NAME_MAX)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "the name of %s \"%s\" has %zu bytes: PostgreSQL cuts names after %d", what,
		       name, strlen(name), UP_NAME_MAX);
}

/* After a failure copy owns nothing. */
static enum up_status copy_column(struct up_column *copy, const struct up_column *column,
				  struct up_error *err)
{
	const bool other = column->type == UP_TYPE_OTHER;

	UP_TRY(check_name("column", column->name, err));
	if (other && column->type_name == NULL)
		return up_fail(err, UP_INVALID, "column \"%s\": its type has no name",
			       column->name);
	*copy = *column;
	copy->name = strdup(column->name);
	copy->type_name = other ? strdup(column->type_name) : NULL;
	if (copy->name == NULL || (other && copy->type_name == NULL)) {
		release_column(copy);
		return out_of_memory(err);
	}
	return UP_OK;
}

enum up_status up_relation_init(struct up_relation *relation, const char *schema, const char *table,
				const struct up_column *scope, struct up_error *err)
{
	UP_RELATION new = {.key_count = 1};

	UP_TRY(check_name("schema", schema, err));
	UP_TRY(check_name("table", table, err));
	if (scope != NULL)
		UP_TRY(copy_column(&new.scope, scope, err));
	new.schema = schema != NULL ? strdup(schema) : NULL;
	new.table = strdup(table);
	if ((schema != NULL && new.schema == NULL) || new.table == NULL)
		return out_of_memory(err);
	*relation = new;
	new = (struct up_relation){0};
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
	UP_TRY(copy_column(&columns[relation->column_count], column, err));
	relation->column_count++;
	return UP_OK;
}

enum up_status up_relation_set_key(struct up_relation *relation, size_t key_count,
				   struct up_error *err)
{
	if (key_count == 0)
		return up_fail(err, UP_INVALID, "table \"%s\": a key has at least one column",
			       relation->table);
	if (key_count >= relation->column_count)
		return up_fail(err, UP_INVALID,
			       "table \"%s\": of %zu columns, a key of %zu leaves none to update",
			       relation->table, relation->column_count, key_count);
	relation->key_count = key_count;
	return UP_OK;
}

enum up_status up_relation_narrow(const struct up_relation *relation, size_t column_count,
				  const char *schema, struct up_relation *narrow,
				  struct up_error *err)
{
	const size_t least = relation->key_count + 1;

	if (column_count < least || column_count > relation->column_count)
		return up_fail(err, UP_INVALID, "columns: %zu is not between %zu and %zu",
			       column_count, least, relation->column_count);

	UP_RELATION new = {0};
	UP_TRY(up_relation_init(&new, schema, relation->table,
				up_relation_has_scope(relation) ? &relation->scope : NULL, err));
	for (size_t c = 0; c < column_count; c++)
		UP_TRY(up_relation_add(&new, &relation->columns[c], err));
	UP_TRY(up_relation_set_key(&new, relation->key_count, err));
	new.scope_outside_key = relation->scope_outside_key;
	for (size_t c = column_count; c < relation->column_count; c++) {
		if (!relation->columns[c].nullable)
			up_relation_need(&new, relation->columns[c].name);
	}
	if (relation->partial)
		up_relation_need(&new, relation->needed);
	*narrow = new;
	new = (struct up_relation){0};
	return UP_OK;
}

void up_relation_need(struct up_relation *relation, const char *column)
{
	relation->partial = true;
	if (relation->needed[0] == '\0')
		snprintf(relation->needed, sizeof relation->needed, "%s", column);
}
