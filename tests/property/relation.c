/* SPDX-License-Identifier: PostgreSQL */
#include "property/relation.h"

#include "measure/conformance/fixture_types.h"

#include <stdio.h>
#include <stdlib.h>

static bool name_is_taken(const struct up_relation *relation, const char *name)
{
	static const char *const system[] = {"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"};

	for (size_t i = 0; i < sizeof system / sizeof system[0]; i++) {
		if (strcmp(name, system[i]) == 0)
			return true;
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		if (strcmp(name, relation->columns[c].name) == 0)
			return true;
	}
	return relation->scope.name != NULL && strcmp(name, relation->scope.name) == 0;
}

/* To the limit of names, and not inside a character. */
static void cut_name(struct up_buffer *name)
{
	size_t length = name->length;

	if (length <= UP_NAME_MAX)
		return;
	length = UP_NAME_MAX;
	while (((unsigned char)name->data[length] & 0xC0) == 0x80)
		length--;
	name->length = length;
	name->data[length] = '\0';
}

static void random_name(struct up_buffer *name, const struct up_relation *relation,
			struct up_random *random)
{
	static const char *const names[] = {
		"select", "FROM",  "user", "order",    "group", "key",  "value",   "t",   "u",
		"j",      "s",     "id",   "excluded", "new",   "old",  "table",   "$1",  "a\"b",
		"\"",     "'",     "\\",   "a.b",      "%s",    "ord",  "null",    "1",   "ID",
		"scope",  "count", "row",  "default",  "text",  "bool", "between", "x\ty"};

	do {
		up_buffer_clear(name);
		if (value_chance(random, 0.3))
			up_buffer_append_string(
				name,
				names[up_random_below(random, sizeof names / sizeof names[0])]);
		else
			value_append_text(name, value_chance(random, 0.1) ? UP_NAME_MAX : 10,
					  random);
		cut_name(name);
	} while (name->length == 0 || name_is_taken(relation, name->data));
}

/* What a key can be: types whose equality is that of their bytes, and that have one. */
static enum up_type random_key_type(struct up_random *random)
{
	static const enum up_type types[] = {UP_TYPE_TEXT, UP_TYPE_TEXT,      UP_TYPE_VARCHAR,
					     UP_TYPE_INT2, UP_TYPE_INT4,      UP_TYPE_INT8,
					     UP_TYPE_DATE, UP_TYPE_TIMESTAMP, UP_TYPE_TIMESTAMPTZ,
					     UP_TYPE_UUID, UP_TYPE_NUMERIC,   UP_TYPE_BYTEA,
					     UP_TYPE_BOOL};
	return types[up_random_below(random, sizeof types / sizeof types[0])];
}

static void random_modifier(struct up_column *column, struct value_profile *profile,
			    struct up_random *random)
{
	column->type_modifier = -1;
	profile->scale = -1;
	if (column->type == UP_TYPE_VARCHAR && value_chance(random, 0.7)) {
		profile->max_characters = 1 + up_random_below(random, 40);
		column->type_modifier = (int32_t)profile->max_characters + 4;
	} else if (column->type == UP_TYPE_NUMERIC && value_chance(random, 0.6)) {
		int most = value_chance(random, 0.05) && !profile->tame ? 1000 : 30;
		profile->precision = 1 + (int)up_random_below(random, (uint64_t)most);
		profile->scale = (int)up_random_below(random, (uint64_t)profile->precision + 1);
		column->type_modifier = (profile->precision << 16 | profile->scale) + 4;
	} else if (column->type == UP_TYPE_NUMERIC && value_chance(random, 0.3)) {
		profile->scale = (int)up_random_below(random, 9);
	}
}

/* A column of a kind that is not native, or of a domain. */
static enum up_status add_kind(struct fixture *fixture, struct value_profile *profile, bool in_key,
			       struct up_random *random, struct up_error *err)
{
	UP_BUFFER name = {0};
	const struct column_kind *kind;

	do {
		kind = &column_kinds[up_random_below(random, column_kind_count())];
	} while (in_key && !kind->in_key);
	random_name(&name, &fixture->relation, random);
	const bool nullable = !in_key && value_chance(random, 0.8);
	*profile = (struct value_profile){
		.type = kind->type,
		.kind = kind,
		.null_share = nullable ? value_share(random) : 0,
	};
	return fixture_add_kind(fixture, name.data, kind, nullable, err);
}

static enum up_status add_native(struct fixture *fixture, struct value_profile *profile,
				 bool in_key, bool many, bool finite, struct up_random *random,
				 struct up_error *err)
{
	UP_BUFFER name = {0};
	struct up_column column = {0};

	random_name(&name, &fixture->relation, random);
	column.name = name.data;
	column.type = in_key ? random_key_type(random)
			     : (enum up_type)up_random_below(random, UP_TYPE_NATIVE_COUNT);
	column.nullable = !in_key && value_chance(random, 0.8);
	*profile = (struct value_profile){
		.type = column.type,
		.null_share = column.nullable ? value_share(random) : 0,
		.finite = finite,
		.negative_zero = value_chance(random, 0.5),
		.tame = in_key || many,
	};
	random_modifier(&column, profile, random);
	return up_relation_add(&fixture->relation, &column, err);
}

static size_t random_column_count(size_t key_count, struct up_random *random)
{
	if (value_chance(random, 0.01))
		return 31 + up_random_below(random, 270);
	return key_count + 1 + up_random_below(random, value_chance(random, 0.5) ? 6 : 29);
}

static size_t random_key_count(struct up_random *random)
{
	return value_chance(random, 0.5) ? 1 : 2 + up_random_below(random, 2);
}

static char *random_scope(enum up_type type, const char *other, struct up_random *random)
{
	UP_BUFFER text = {0};

	do {
		up_buffer_clear(&text);
		if (type == UP_TYPE_INT4 || type == UP_TYPE_INT8)
			up_buffer_append_format(&text, "%d",
						(int)up_random_below(random, 2000) - 1000);
		else if (type == UP_TYPE_UUID)
			up_buffer_append_format(&text, "%08x-0000-4000-8000-%012x",
						(unsigned)up_random_next(random),
						(unsigned)up_random_next(random));
		else
			value_append_text(&text, 12, random);
		up_buffer_append_string(&text, "");
	} while (other != NULL && strcmp(up_buffer_string(&text), other) == 0);
	return strdup(up_buffer_string(&text));
}

/* The table's name, and a scope, or none. */
static enum up_status begin(struct fixture *fixture, struct up_random *random, struct up_error *err)
{
	static const enum up_type types[] = {UP_TYPE_TEXT, UP_TYPE_TEXT, UP_TYPE_VARCHAR,
					     UP_TYPE_INT4, UP_TYPE_INT8, UP_TYPE_UUID};
	struct up_relation *relation = &fixture->relation;
	UP_BUFFER table = {0};
	UP_BUFFER name = {0};

	random_name(&table, relation, random);
	random_name(&name, relation, random);
	const struct up_column scope = {
		.name = name.data,
		.type = types[up_random_below(random, 6)],
		.type_modifier = -1,
	};
	if (value_chance(random, 0.3))
		return up_relation_init(relation, NULL, table.data, NULL, err);
	UP_TRY(up_relation_init(relation, NULL, table.data, &scope, err));
	relation->scope_outside_key = value_chance(random, 0.2);
	fixture->scope = random_scope(scope.type, NULL, random);
	fixture->other_scope = random_scope(scope.type, fixture->scope, random);
	if (fixture->scope == NULL || fixture->other_scope == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a scope");
	return UP_OK;
}

enum up_status random_relation_make(uint64_t seed, int server_version, struct up_random *random,
				    struct fixture *fixture, struct value_profile **profiles,
				    struct up_error *err)
{
	const size_t key_count = random_key_count(random);
	const size_t count = random_column_count(key_count, random);
	char schema[64];

	UP_TRY(begin(fixture, random, err));
	*profiles = calloc(count, sizeof **profiles);
	if (*profiles == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu columns", count);
	for (size_t c = 0; c < count; c++) {
		const bool in_key = c < key_count;
		if (value_chance(random, 0.3))
			UP_TRY(add_kind(fixture, &(*profiles)[c], in_key, random, err));
		else
			UP_TRY(add_native(fixture, &(*profiles)[c], in_key, count > 30,
					  server_version < 140000, random, err));
	}
	UP_TRY(up_relation_set_key(&fixture->relation, key_count, err));
	/* Processes that share the server have different seeds. */
	snprintf(schema, sizeof schema, "property \"%llu\"", (unsigned long long)seed);
	return fixture_set_schema(fixture, schema, err);
}
