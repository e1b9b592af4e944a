/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/scalar.h"

#include "base/random.h"

static const struct value_kind_list *const lists[] = {
	&number_kinds,  &moment_kinds,   &word_kinds,     &octet_kinds,
	&address_kinds, &document_kinds, &geometry_kinds,
};

const struct value_kind *scalar_at(size_t number)
{
	for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++) {
		if (number < lists[list]->count)
			return &lists[list]->items[number];
		number -= lists[list]->count;
	}
	return NULL;
}

const struct value_kind *scalar_find(const char *name)
{
	const struct value_kind *kind;

	for (size_t number = 0; (kind = scalar_at(number)) != NULL; number++) {
		if (strcmp(kind->name, name) == 0)
			return kind;
	}
	return NULL;
}

uint64_t scalar_scatter(uint64_t number, uint64_t purpose)
{
	struct up_random random = up_random_at(number, purpose, 0);
	return up_random_next(&random);
}

/* ---- enums ---- */

static uint64_t enum_capacity(const struct value_type *type)
{
	return type->labels->count;
}

static void enum_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	up_buffer_append_string(text, type->labels->items[number]);
}

const struct value_kind enum_kind = {
	.name = "enum",
	.capacity = enum_capacity,
	.append = enum_append,
	.is_ordered = true,
};

/* ---- literals of checks ---- */

static uint64_t choice_capacity(const struct value_type *type)
{
	return type->limits.choices.count;
}

static void choice_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	up_buffer_append_string(text, type->limits.choices.items[number]);
}

const struct value_kind choice_kind = {
	.name = "choice",
	.capacity = choice_capacity,
	.append = choice_append,
	.plausible = UINT32_MAX, /* all of them */
};
