/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_relation.h"

#include "measure/clone/definition.h"
#include "model/type_name.h"
#include "pg/statement.h"

#include <stdlib.h>

/* What a domain is made of, with its modifier; other names as they are. */
static const char *base_of(const struct shape *shape, const char *type)
{
	for (size_t t = 0; t < shape->types.count; t++) {
		const struct shape_type *made = &shape->types.items[t];
		if (made->base != NULL && strcmp(made->name, type) == 0)
			return base_of(shape, made->base);
	}
	return type;
}

/* Appends the name of a type without its modifier.  "character" and "bit" alone would mean a length
 * of 1. */
static void append_unmodified(struct up_buffer *name, const char *type)
{
	static const struct {
		const char *from;
		const char *to;
	} lengths[] = {{"character", "bpchar"}, {"bit", "\"bit\""}};
	UP_BUFFER plain = {0};
	bool is_quoted = false;
	int depth = 0;

	for (const char *at = type; *at != '\0'; at++) {
		is_quoted ^= *at == '"' && depth == 0;
		depth += *at == '(' && !is_quoted;
		if (depth == 0)
			up_buffer_append_char(&plain, *at);
		depth -= *at == ')' && !is_quoted;
	}
	for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
		const size_t length = strlen(lengths[l].from);
		const char *rest = up_buffer_string(&plain) + length;
		if (strncmp(up_buffer_string(&plain), lengths[l].from, length) == 0 &&
		    (*rest == '\0' || *rest == '[')) {
			up_buffer_append_format(name, "%s%s", lengths[l].to, rest);
			return;
		}
	}
	up_buffer_append_string(name, up_buffer_string(&plain));
	name->failed |= plain.failed;
}

static bool has_not_null_domain(const struct shape *shape, const char *type)
{
	for (size_t t = 0; t < shape->types.count; t++) {
		const struct shape_type *made = &shape->types.items[t];
		if (made->base != NULL && strcmp(made->name, type) == 0)
			return made->is_not_null == FACT_YES ||
			       has_not_null_domain(shape, made->base);
	}
	return false;
}

static bool is_not_null(const struct shape *shape, const struct shape_column *column)
{
	return column->is_not_null == FACT_YES || has_not_null_domain(shape, column->type);
}

/* The name is borrowed from the shape, type_name from the buffer. */
static enum up_status describe(const struct shape *shape, const struct shape_column *from,
			       struct up_buffer *type_name, struct up_column *column,
			       struct up_error *err)
{
	const char *type = base_of(shape, from->type);

	*column = (struct up_column){.name = from->name,
				     .type = UP_TYPE_OTHER,
				     .type_modifier = -1,
				     .nullable = !is_not_null(shape, from)};
	if (up_type_from_name(type, &column->type, &column->type_modifier))
		return UP_OK;
	column->type = UP_TYPE_OTHER;
	column->type_modifier = -1;
	up_buffer_clear(type_name);
	append_unmodified(type_name, type);
	UP_TRY(up_buffer_check(type_name, err));
	column->type_name = type_name->data;
	return UP_OK;
}

static bool is_scope(const struct shape *shape, const struct shape_column *column)
{
	return shape->scope != NULL && strcmp(shape->scope, column->name) == 0;
}

static enum up_status add(struct up_relation *relation, const struct shape *shape,
			  const struct shape_column *from, struct up_error *err)
{
	UP_BUFFER type_name = {0};
	struct up_column column;

	UP_TRY(describe(shape, from, &type_name, &column, err));
	return up_relation_add(relation, &column, err);
}

static enum up_status begin(struct up_relation *relation, const struct shape *shape,
			    struct up_error *err)
{
	const struct shape_column *scope = shape_find_column(shape, shape->scope);
	UP_BUFFER type_name = {0};
	struct up_column column;

	if (scope == NULL)
		return up_relation_init(relation, NULL, shape->table.name, NULL, err);
	UP_TRY(describe(shape, scope, &type_name, &column, err));
	return up_relation_init(relation, NULL, shape->table.name, &column, err);
}

static enum up_status add_key(struct up_relation *relation, const struct shape *shape,
			      struct up_error *err)
{
	for (size_t k = 0; k < shape->key.columns.count; k++) {
		const struct shape_column *column =
			shape_find_column(shape, shape->key.columns.items[k]);
		if (!is_scope(shape, column))
			UP_TRY(add(relation, shape, column, err));
	}
	if (relation->column_count == 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "the scope is the whole key: a sync would have one row");
	return UP_OK;
}

/* Neither does it travel, nor does anything else give it a value. */
static bool is_needed(const struct shape *shape, const struct shape_column *column)
{
	return is_not_null(shape, column) && column->default_expression == NULL &&
	       column->identity == SHAPE_IDENTITY_NOT;
}

static enum up_status add_others(struct subject *subject, const struct shape *shape,
				 struct up_error *err)
{
	UP_RELATION others = {0};

	UP_TRY(up_relation_init(&others, NULL, shape->table.name, NULL, err));
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		if (column->travels == FACT_YES || column->generated != SHAPE_GENERATED_NOT ||
		    is_scope(shape, column) || shape_key_has(shape, column->name))
			continue;
		UP_TRY(add(&others, shape, column, err));
		if (is_needed(shape, column))
			up_relation_need(&subject->relation, column->name);
	}
	return subject_set_image(subject, others.columns, others.column_count, err);
}

/* Columns that are computed when they are read cannot be wrong. */
static enum up_status set_generated_check(struct subject *subject, const struct shape *shape,
					  struct up_error *err)
{
	UP_BUFFER sql = {0};

	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		if (column->generated != SHAPE_GENERATED_STORED)
			continue;
		up_buffer_append_string(&sql, sql.length > 0 ? " UNION ALL (SELECT " : "(SELECT ");
		literal_append(&sql, column->name);
		up_buffer_append_string(&sql, " FROM ");
		up_sql_identifier(&sql, shape->table.name);
		up_buffer_append_string(&sql, " WHERE ");
		up_sql_identifier(&sql, column->name);
		/* As it was assigned to the column. */
		up_buffer_append_format(&sql, " IS DISTINCT FROM (%s)::%s LIMIT 1)",
					column->default_expression, column->type);
	}
	UP_TRY(up_buffer_check(&sql, err));
	subject->generated_check = sql.length > 0 ? up_buffer_detach(&sql) : NULL;
	return UP_OK;
}

enum up_status own_relation_set(struct subject *subject, const struct shape *shape,
				struct up_error *err)
{
	struct up_relation *relation = &subject->relation;

	UP_TRY(begin(relation, shape, err));
	UP_TRY(add_key(relation, shape, err));
	const size_t key_count = relation->column_count;
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		if (column->travels == FACT_YES)
			UP_TRY(add(relation, shape, column, err));
	}
	if (relation->column_count == key_count)
		return up_fail(err, UP_UNSUPPORTED,
			       "no column of table %s travels: there is nothing to update",
			       shape->table.name);
	UP_TRY(up_relation_set_key(relation, key_count, err));
	relation->scope_outside_key = shape->scope != NULL && !shape_key_has(shape, shape->scope);
	UP_TRY(set_generated_check(subject, shape, err));
	return add_others(subject, shape, err);
}

void own_relation_groups(const struct up_relation *relation, const struct shape *shape,
			 size_t *groups)
{
	/* A column that moves alone is a group of its own, with a number behind those of the shape,
	 * which has no more groups than columns. */
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct shape_column *column =
			shape_find_column(shape, relation->columns[c].name);
		if (c < relation->key_count)
			groups[c] = 0;
		else if (column->moves_with != UNMEASURED)
			groups[c] = (size_t)column->moves_with;
		else
			groups[c] = shape->columns.count + 1 + c;
	}
}

enum up_status own_relation_check_created(const struct subject *subject, const struct shape *shape,
					  size_t columns, struct up_error *err)
{
	for (size_t c = subject_lead(subject) + columns; c < subject->image.column_count; c++) {
		const char *name = subject->image.columns[c].name;
		const struct shape_column *column = shape_find_column(shape, name);
		if (column->is_not_null == FACT_YES)
			return up_fail(err, UP_UNSUPPORTED,
				       "column %s is not among those that the sync brings, and may "
				       "not be null",
				       name);
		if (column->default_expression != NULL || column->identity != SHAPE_IDENTITY_NOT)
			return up_fail(err, UP_UNSUPPORTED,
				       "column %s is not among those that the sync brings, and has "
				       "a default",
				       name);
	}
	return UP_OK;
}
