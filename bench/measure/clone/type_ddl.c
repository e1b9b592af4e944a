/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/type_ddl.h"

#include "measure/clone/definition.h"
#include "pg/statement.h"

static enum up_status add_schema(struct ddl *ddl, const char *quoted, struct up_error *err)
{
	UP_BUFFER sql = {0};

	if (quoted[0] == '\0')
		return UP_OK;
	up_buffer_append_format(&sql, "CREATE SCHEMA IF NOT EXISTS %s", quoted);
	UP_TRY(up_buffer_check(&sql, err));
	for (size_t i = 0; i < ddl->count; i++) {
		if (strcmp(ddl->items[i].sql, sql.data) == 0)
			return UP_OK;
	}
	return ddl_add(ddl, "schema", quoted, &sql, err);
}

/* Of a name that is not quoted. */
static enum up_status add_schema_of(struct ddl *ddl, const char *name, struct up_error *err)
{
	UP_BUFFER quoted = {0};

	if (name == NULL)
		return UP_OK;
	up_sql_identifier(&quoted, name);
	UP_TRY(up_buffer_check(&quoted, err));
	return add_schema(ddl, quoted.data, err);
}

static enum up_status add_schemas(struct ddl *ddl, const struct shape *shape, struct up_error *err)
{
	const struct shape_partitions *partitions = &shape->partitions;

	UP_TRY(add_schema_of(ddl, shape->table.schema, err));
	for (size_t p = 0; p < partitions->branches.count; p++)
		UP_TRY(add_schema_of(ddl, partitions->branches.items[p].schema, err));
	for (size_t p = 0; p < partitions->leaves.count; p++)
		UP_TRY(add_schema_of(ddl, partitions->leaves.items[p].schema, err));
	for (size_t t = 0; t < shape->types.count; t++) {
		UP_BUFFER schema = {0};
		schema_append(&schema, shape->types.items[t].name);
		UP_TRY(up_buffer_check(&schema, err));
		UP_TRY(add_schema(ddl, up_buffer_string(&schema), err));
	}
	for (size_t e = 0; e < shape->extended_statistics.count; e++) {
		UP_BUFFER schema = {0};
		schema_append(&schema, shape->extended_statistics.items[e].name);
		UP_TRY(up_buffer_check(&schema, err));
		UP_TRY(add_schema(ddl, up_buffer_string(&schema), err));
	}
	return UP_OK;
}

static void append_extension(struct up_buffer *sql, const struct shape_type *type)
{
	up_buffer_append_string(sql, "CREATE EXTENSION IF NOT EXISTS ");
	up_sql_identifier(sql, type->extension);
	if (definition_find(type->name, ".") != NULL) {
		up_buffer_append_string(sql, " SCHEMA ");
		schema_append(sql, type->name);
	}
	up_buffer_append_string(sql, " CASCADE"); /* with those that it requires */
}

static void append_enum(struct up_buffer *sql, const struct shape_type *type)
{
	up_buffer_append_format(sql, "CREATE TYPE %s AS ENUM (", type->name);
	for (size_t l = 0; l < type->labels.count; l++) {
		up_buffer_append_string(sql, l > 0 ? ", " : "");
		literal_append(sql, type->labels.items[l]);
	}
	up_buffer_append_char(sql, ')');
}

static void append_domain(struct up_buffer *sql, const struct shape_type *type)
{
	up_buffer_append_format(sql, "CREATE DOMAIN %s AS %s", type->name, type->base);
	if (type->collation != NULL)
		up_buffer_append_format(sql, " COLLATE %s", type->collation);
	if (type->default_expression != NULL)
		up_buffer_append_format(sql, " DEFAULT %s", type->default_expression);
	if (type->is_not_null == FACT_YES)
		up_buffer_append_string(sql, " NOT NULL");
}

static void append_composite(struct up_buffer *sql, const struct shape_type *type)
{
	up_buffer_append_format(sql, "CREATE TYPE %s AS (", type->name);
	for (size_t a = 0; a < type->attributes.count; a++) {
		const struct shape_attribute *attribute = &type->attributes.items[a];
		up_buffer_append_string(sql, a > 0 ? ", " : "");
		up_sql_identifier(sql, attribute->name);
		up_buffer_append_format(sql, " %s", attribute->type);
		if (attribute->collation != NULL)
			up_buffer_append_format(sql, " COLLATE %s", attribute->collation);
	}
	up_buffer_append_char(sql, ')');
}

static void append_range(struct up_buffer *sql, const struct shape_type *type)
{
	up_buffer_append_format(sql, "CREATE TYPE %s AS RANGE (SUBTYPE = %s", type->name,
				type->subtype);
	if (type->operator_class != NULL)
		up_buffer_append_format(sql, ", SUBTYPE_OPCLASS = %s", type->operator_class);
	if (type->collation != NULL)
		up_buffer_append_format(sql, ", COLLATION = %s", type->collation);
	if (type->difference != NULL)
		up_buffer_append_format(sql, ", SUBTYPE_DIFF = %s", type->difference);
	if (type->multirange != NULL)
		up_buffer_append_format(sql, ", MULTIRANGE_TYPE_NAME = %s", type->multirange);
	up_buffer_append_char(sql, ')');
}

/* Not within CREATE DOMAIN, which does not take NOT VALID. */
static enum up_status add_checks(struct ddl *ddl, const struct shape_type *type,
				 struct up_error *err)
{
	for (size_t c = 0; c < type->checks.count; c++) {
		UP_BUFFER sql = {0};
		UP_BUFFER kind = {0};
		up_buffer_append_format(&sql, "ALTER DOMAIN %s ADD CONSTRAINT ", type->name);
		up_sql_identifier(&sql, type->checks.items[c].name);
		up_buffer_append_format(&sql, " %s", type->checks.items[c].definition);
		up_buffer_append_format(&kind, "check %s of domain", type->checks.items[c].name);
		UP_TRY(up_buffer_check(&kind, err));
		UP_TRY(ddl_add(ddl, kind.data, type->name, &sql, err));
	}
	return UP_OK;
}

static enum up_status add_type(struct ddl *ddl, const struct shape_type *type, struct up_error *err)
{
	UP_BUFFER sql = {0};

	if (type->extension != NULL) {
		append_extension(&sql, type);
		return ddl_add(ddl, "extension", type->extension, &sql, err);
	}
	if (strcmp(type->kind, "multirange") == 0)
		return UP_OK; /* its range brings it */
	if (strcmp(type->kind, "enum") == 0)
		append_enum(&sql, type);
	else if (strcmp(type->kind, "domain") == 0 && type->base != NULL)
		append_domain(&sql, type);
	else if (strcmp(type->kind, "composite") == 0)
		append_composite(&sql, type);
	else if (strcmp(type->kind, "range") == 0 && type->subtype != NULL)
		append_range(&sql, type);
	else
		return up_fail(err, UP_UNSUPPORTED,
			       "type %s: it is of the user's own making, with functions that are "
			       "not part of the shape",
			       type->name);
	UP_TRY(ddl_add(ddl, type->kind, type->name, &sql, err));
	return add_checks(ddl, type, err);
}

enum up_status type_ddl_add(struct ddl *ddl, const struct shape *shape, struct up_error *err)
{
	UP_TRY(add_schemas(ddl, shape, err));
	for (size_t t = 0; t < shape->types.count; t++)
		UP_TRY(add_type(ddl, &shape->types.items[t], err));
	return UP_OK;
}
