/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/value_type.h"

#include "measure/generator/bounds.h"
#include "measure/generator/compound.h"
#include "measure/generator/scalar.h"

#define MOST_LEVELS 16

/* ---- capacities and domains ---- */

uint64_t value_capacity_product(uint64_t a, uint64_t b)
{
	const unsigned __int128 product = (unsigned __int128)a * b;

	return product < VALUE_MAX_CAPACITY ? (uint64_t)product : VALUE_MAX_CAPACITY;
}

uint64_t value_capacity_power(uint64_t base, size_t exponent)
{
	uint64_t power = 1;

	for (size_t i = 0; i < exponent && power < VALUE_MAX_CAPACITY && base > 1; i++)
		power = value_capacity_product(power, base);
	return power;
}

uint64_t value_type_capacity(const struct value_type *type)
{
	const uint64_t capacity = type->kind->capacity(type);

	return type->most > 0 && type->most < capacity ? type->most : capacity;
}

void value_type_set_domain(struct value_type *type, uint64_t numbers)
{
	const uint64_t capacity = value_type_capacity(type);
	const uint64_t least = type->likely > 0 ? type->likely : type->kind->plausible;
	const uint64_t likely = numbers > least ? numbers : least;

	type->domain = likely < capacity ? likely : capacity;
	compound_set_domain(type);
}

void value_type_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	type->kind->append(type, number, text);
}

void value_type_release(struct value_type *type)
{
	for (size_t p = 0; p < type->part_count; p++)
		value_type_release(&type->parts[p]);
	free(type->parts);
	limits_release(&type->limits);
	*type = (struct value_type){0};
}

/* ---- names ---- */

/* The place of the parenthesis of a modifier, which is in no quoted name. */
static const char *find_modifier(const char *name)
{
	bool quoted = false;

	for (; *name != '\0'; name++) {
		if (*name == '"')
			quoted = !quoted;
		else if (*name == '(' && !quoted)
			return name;
	}
	return NULL;
}

/* Takes "timestamp(3) with time zone" apart into the name without a modifier and that. */
static void split_name(const char *name, struct up_buffer *base, struct value_type *type)
{
	const char *open = find_modifier(name);
	const char *close = open != NULL ? strchr(open, ')') : NULL;

	if (close == NULL) {
		up_buffer_append_string(base, name);
		return;
	}
	up_buffer_append(base, name, (size_t)(open - name));
	up_buffer_append_string(base, close + 1);
	for (const char *at = open + 1; type->modifier_count < 2 && at < close;) {
		char *end;
		const long number = strtol(at, &end, 10);
		if (end == at)
			break;
		type->modifiers[type->modifier_count++] = (int32_t)number;
		at = end + (*end == ',');
	}
}

static const struct shape_type *find_type(const struct shape *shape, const char *name)
{
	for (size_t t = 0; t < shape->types.count; t++) {
		if (strcmp(shape->types.items[t].name, name) == 0)
			return &shape->types.items[t];
	}
	return NULL;
}

/* The ranges of pg_catalog, each with its multirange (version 14 and up). */
static const char *find_subtype(const char *name, bool *is_multirange)
{
	static const struct {
		const char *range;
		const char *multirange;
		const char *subtype;
	} ranges[] = {
		{"int4range", "int4multirange", "integer"},
		{"int8range", "int8multirange", "bigint"},
		{"numrange", "nummultirange", "numeric"},
		{"daterange", "datemultirange", "date"},
		{"tsrange", "tsmultirange", "timestamp without time zone"},
		{"tstzrange", "tstzmultirange", "timestamp with time zone"},
	};

	for (size_t r = 0; r < sizeof ranges / sizeof ranges[0]; r++) {
		*is_multirange = strcmp(ranges[r].multirange, name) == 0;
		if (*is_multirange)
			return ranges[r].range;
		if (strcmp(ranges[r].range, name) == 0)
			return ranges[r].subtype;
	}
	return NULL;
}

/* ---- types ---- */

static enum up_status find(struct value_type *type, const struct shape *shape, const char *name,
			   int level, struct up_error *err);

static enum up_status refuse(const char *name, struct up_error *err)
{
	return up_fail(err, UP_UNSUPPORTED, "values of type %s cannot be made up", name);
}

static enum up_status find_part(struct value_type *type, const struct shape *shape,
				const char *name, int level, struct up_error *err)
{
	if (name == NULL)
		return refuse("of unknown parts", err);
	/* Counted first, so that it is released after a failure. */
	struct value_type *part = &type->parts[type->part_count++];
	return find(part, shape, name, level + 1, err);
}

static enum up_status make_parts(struct value_type *type, size_t count, struct up_error *err)
{
	type->parts = calloc(count, sizeof *type->parts);
	if (type->parts == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for types");
	return UP_OK;
}

/* A type with one part. */
static enum up_status find_around(struct value_type *type, const struct value_kind *kind,
				  const struct shape *shape, const char *part, int level,
				  struct up_error *err)
{
	UP_TRY(make_parts(type, 1, err));
	type->kind = kind;
	type->modifier_count = 0;
	UP_TRY(find_part(type, shape, part, level, err));
	const struct value_kind *inner = type->parts[0].kind;
	if (kind == &range_kind &&
	    (inner == NULL || !inner->is_ordered || value_type_capacity(type) == 0))
		return up_fail(err, UP_UNSUPPORTED, "ranges of %s cannot be made up", part);
	return UP_OK;
}

static enum up_status find_array(struct value_type *type, const struct shape *shape,
				 const char *name, int level, struct up_error *err)
{
	UP_FREE char *element = strndup(name, strlen(name) - strlen("[]"));

	if (element == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for types");
	return find_around(type, &array_kind, shape, element, level, err);
}

static enum up_status find_composite(struct value_type *type, const struct shape *shape,
				     const struct shape_type *made, int level, struct up_error *err)
{
	if (made->attributes.count == 0)
		return refuse(made->name, err);
	UP_TRY(make_parts(type, made->attributes.count, err));
	type->kind = &composite_kind;
	for (size_t a = 0; a < made->attributes.count; a++)
		UP_TRY(find_part(type, shape, made->attributes.items[a].type, level, err));
	return UP_OK;
}

/* The name behind the schema. */
static const char *unqualified(const char *name)
{
	const char *point = strrchr(name, '.');
	return point != NULL ? point + 1 : name;
}

static enum up_status find_made(struct value_type *type, const struct shape *shape,
				const struct shape_type *made, int level, struct up_error *err)
{
	const char *kind = made->kind != NULL ? made->kind : "";

	if (strcmp(kind, "enum") == 0 && made->labels.count > 0) {
		type->kind = &enum_kind;
		type->labels = &made->labels;
		return UP_OK;
	}
	if (strcmp(kind, "domain") == 0 && made->base != NULL) {
		type->modifier_count = 0;
		for (size_t c = 0; c < made->checks.count; c++)
			UP_TRY(limits_take(&type->limits, made->checks.items[c].definition, NULL,
					   err));
		return find(type, shape, made->base, level + 1, err);
	}
	if (strcmp(kind, "composite") == 0)
		return find_composite(type, shape, made, level, err);
	if (strcmp(kind, "range") == 0)
		return find_around(type, &range_kind, shape, made->subtype, level, err);
	if (strcmp(kind, "multirange") == 0)
		return find_around(type, &multirange_kind, shape, made->subtype, level, err);
	/* Of an extension: those known have values as the kind of their name. */
	type->kind = made->extension != NULL ? scalar_find(unqualified(made->name)) : NULL;
	return type->kind != NULL ? UP_OK : refuse(made->name, err);
}

static enum up_status find(struct value_type *type, const struct shape *shape, const char *name,
			   int level, struct up_error *err)
{
	const size_t length = strlen(name);
	bool is_multirange = false;
	UP_BUFFER base = {0};

	if (level > MOST_LEVELS)
		return refuse(name, err);
	if (length > 2 && strcmp(name + length - 2, "[]") == 0)
		return find_array(type, shape, name, level, err);
	split_name(name, &base, type);
	UP_TRY(up_buffer_check(&base, err));
	const struct shape_type *made = find_type(shape, base.data);
	if (made != NULL)
		return find_made(type, shape, made, level, err);
	const char *part = find_subtype(base.data, &is_multirange);
	if (part != NULL)
		return find_around(type, is_multirange ? &multirange_kind : &range_kind, shape,
				   part, level, err);
	type->kind = scalar_find(base.data);
	return type->kind != NULL ? UP_OK : refuse(name, err);
}

static enum up_status limit(struct value_type *type, struct up_error *err)
{
	for (size_t p = 0; p < type->part_count; p++)
		UP_TRY(limit(&type->parts[p], err));
	return type->part_count == 0 ? bounds_set(type, err) : UP_OK;
}

enum up_status value_type_find(struct value_type *type, const struct shape *shape, const char *name,
			       struct up_error *err)
{
	*type = (struct value_type){0};
	UP_TRY(find(type, shape, name, 0, err));
	return limit(type, err);
}

static bool is_of_column_alone(const struct shape_constraint *constraint, const char *column)
{
	return strcmp(constraint->type, "check") == 0 && constraint->definition != NULL &&
	       constraint->columns.count == 1 && strcmp(constraint->columns.items[0], column) == 0;
}

enum up_status value_type_find_column(struct value_type *type, const struct shape *shape,
				      const struct shape_column *column, struct up_error *err)
{
	*type = (struct value_type){0};
	for (size_t c = 0; c < shape->constraints.count; c++) {
		const struct shape_constraint *constraint = &shape->constraints.items[c];
		if (is_of_column_alone(constraint, column->name))
			UP_TRY(limits_take(&type->limits, constraint->definition, column->name,
					   err));
	}
	UP_TRY(find(type, shape, column->type, 0, err));
	return limit(type, err);
}

bool value_type_is_not_null(const struct shape *shape, const char *name)
{
	const struct shape_type *made = find_type(shape, name);

	for (int level = 0; made != NULL && level < MOST_LEVELS; level++) {
		if (made->kind == NULL || strcmp(made->kind, "domain") != 0 || made->base == NULL)
			return false;
		if (made->is_not_null == FACT_YES)
			return true;
		made = find_type(shape, made->base);
	}
	return false;
}
