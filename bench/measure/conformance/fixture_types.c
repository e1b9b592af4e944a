/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/fixture_types.h"

#include <stdlib.h>

void fixture_types_release(struct fixture *fixture)
{
	for (size_t c = 0; fixture->definitions != NULL && c < UP_RELATION_MAX_COLUMNS; c++)
		free(fixture->definitions[c]);
	free(fixture->definitions);
	fixture->definitions = NULL;
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the types of a fixture");
}

enum up_status fixture_add_kind(struct fixture *fixture, const char *name,
				const struct column_kind *kind, bool nullable, struct up_error *err)
{
	const size_t number = fixture->relation.column_count;
	const struct up_column column = {
		.name = (char *)(uintptr_t)name,
		.type = kind->type,
		.type_modifier = -1,
		.nullable = nullable,
		.type_name = (char *)(uintptr_t)kind->type_name,
	};

	UP_TRY(up_relation_add(&fixture->relation, &column, err));
	if (fixture->definitions == NULL)
		fixture->definitions =
			calloc(UP_RELATION_MAX_COLUMNS, sizeof *fixture->definitions);
	if (fixture->definitions != NULL)
		fixture->definitions[number] = strdup(kind->definition);
	return fixture->definitions != NULL && fixture->definitions[number] != NULL
		       ? UP_OK
		       : out_of_memory(err);
}

static enum up_status expand(char **text, const char *schema, struct up_error *err)
{
	UP_BUFFER expanded = {0};

	if (*text == NULL)
		return UP_OK;
	column_kind_expand(&expanded, *text, schema);
	UP_TRY(up_buffer_check(&expanded, err));
	free(*text);
	*text = up_buffer_detach(&expanded);
	return *text != NULL ? UP_OK : out_of_memory(err);
}

enum up_status fixture_set_schema(struct fixture *fixture, const char *schema, struct up_error *err)
{
	struct up_relation *relation = &fixture->relation;
	char *copy = strdup(schema);

	if (copy == NULL)
		return out_of_memory(err);
	free(relation->schema);
	relation->schema = copy;
	for (size_t c = 0; fixture->definitions != NULL && c < relation->column_count; c++) {
		UP_TRY(expand(&fixture->definitions[c], schema, err));
		UP_TRY(expand(&relation->columns[c].type_name, schema, err));
	}
	return UP_OK;
}
