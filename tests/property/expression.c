/* SPDX-License-Identifier: PostgreSQL */
#include "property/expression.h"

#include "pg/statement.h"

#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* Short ones: a B-tree takes no entry of a third of a page. */
static const struct expression expressions[] = {
	{UP_TYPE_BOOL, NULL, "boolean", "NOT @"},
	{UP_TYPE_INT2, NULL, "integer", "@ + 1"},
	{UP_TYPE_INT4, NULL, "bigint", "@::bigint * 2"},
	{UP_TYPE_INT8, NULL, "numeric", "@::numeric + 0.5"},
	{UP_TYPE_INT8, NULL, "numeric(20,0)", "abs(@::numeric)"},
	{UP_TYPE_FLOAT4, NULL, "real", "abs(@)"},
	{UP_TYPE_FLOAT8, NULL, "double precision", "- @"},
	{UP_TYPE_DATE, NULL, "boolean", "@ > DATE '2000-01-01'"},
	{UP_TYPE_DATE, NULL, "date", "@ + 0"},
	{UP_TYPE_TIMESTAMP, NULL, "boolean", "@ > TIMESTAMP '2000-01-01'"},
	{UP_TYPE_TIMESTAMPTZ, NULL, "boolean",
	 "@ > TIMESTAMP WITH TIME ZONE '2000-01-01 00:00+00'"},
	{UP_TYPE_UUID, NULL, "text", "@::text"},
	{UP_TYPE_NUMERIC, NULL, "numeric", "abs(@)"},
	{UP_TYPE_TEXT, NULL, "integer", "length(@)"},
	{UP_TYPE_TEXT, NULL, "text", "md5(@)"},
	{UP_TYPE_TEXT, NULL, "character varying(20)", "left(upper(@), 20)"},
	{UP_TYPE_VARCHAR, NULL, "integer", "length(@)"},
	{UP_TYPE_VARCHAR, NULL, "text", "left(@, 3) || '!'"},
	{UP_TYPE_BYTEA, NULL, "integer", "length(@)"},
	{UP_TYPE_BYTEA, NULL, "text", "md5(@)"},
	{UP_TYPE_JSONB, NULL, "text", "jsonb_typeof(@)"},
	{UP_TYPE_OTHER, "%s.mood", "boolean", "@ = 'ok'"},
	{UP_TYPE_OTHER, "%s.numbers", "integer", "cardinality(@)"},
	{UP_TYPE_OTHER, "integer[]", "integer", "cardinality(@)"},
	{UP_TYPE_OTHER, "text[]", "integer", "cardinality(@)"},
	{UP_TYPE_OTHER, "int4range", "boolean", "isempty(@)"},
	{UP_TYPE_OTHER, "tstzrange", "boolean", "upper_inf(@)"},
	{UP_TYPE_OTHER, "inet", "integer", "masklen(@)"},
	{UP_TYPE_OTHER, "interval", "boolean", "@ > INTERVAL '1 day'"},
	{UP_TYPE_OTHER, "character(3)", "integer", "octet_length(@)"},
	{UP_TYPE_OTHER, "bit(4)", "bit(4)", "~ @"},
	{UP_TYPE_OTHER, "point", "double precision", "@[0]"},
	{UP_TYPE_OTHER, "json", "text", "json_typeof(@)"},
	{UP_TYPE_OTHER, "tsvector", "integer", "length(@)"},
};

static const struct {
	const char *definition;
	const char *method;
} methods[] = {
	{"%s.mood", "btree"},      {"%s.short", "hash"}, {"%s.positive", "btree"},
	{"integer[]", "gin"},      {"text[]", "gin"},    {"int4range", "gist"},
	{"tstzrange", "spgist"},   {"inet", "btree"},    {"interval", "btree"},
	{"character(3)", "btree"}, {"bit(4)", "btree"},  {"point", "gist"},
	{"tsvector", "gin"},       {"uuid[]", "btree"},  {"time with time zone", "btree"},
};

static bool fits(const struct expression *expression, const struct value_profile *profile)
{
	if (expression->type != profile->type)
		return false;
	if (profile->kind == NULL || profile->type != UP_TYPE_OTHER)
		return true;
	return strcmp(expression->definition, profile->kind->definition) == 0;
}

struct expression expression_draw(const struct value_profile *profile, struct up_random *random)
{
	const struct expression any = {profile->type, NULL, "boolean", "@ IS NULL"};
	struct expression drawn = any;
	size_t found = 0;

	for (size_t e = 0; e < COUNT(expressions); e++) {
		if (fits(&expressions[e], profile) && up_random_below(random, ++found) == 0)
			drawn = expressions[e];
	}
	return value_chance(random, 0.1) ? any : drawn;
}

void expression_append(struct up_buffer *sql, const struct expression *expression,
		       const char *column)
{
	for (const char *c = expression->text; *c != '\0'; c++) {
		if (*c == '@')
			up_sql_identifier(sql, column);
		else
			up_buffer_append_char(sql, *c);
	}
}

bool expression_may_be_virtual(const struct value_profile *profile)
{
	return profile->kind == NULL || strstr(profile->kind->definition, "%s") == NULL;
}

const char *expression_index_method(const struct value_profile *profile)
{
	if (profile->kind == NULL)
		return profile->type == UP_TYPE_JSONB                                ? "gin"
		       : up_type_info(profile->type)->storage == UP_STORAGE_VARIABLE ? "hash"
										     : "btree";
	for (size_t m = 0; m < COUNT(methods); m++) {
		if (strcmp(methods[m].definition, profile->kind->definition) == 0)
			return methods[m].method;
	}
	return NULL;
}
