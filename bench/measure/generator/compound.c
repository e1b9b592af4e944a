/* SPDX-License-Identifier: PostgreSQL */
/* Quoting is that of record_out(), array_out() and range_out() of src/backend/utils/adt. */
#include "measure/generator/compound.h"

#include "measure/generator/scalar.h"

#include <strings.h>

#define MOST_DIGITS 16  /* elements that an array's number is written in */
#define ARRAY_HEADER 24 /* bytes, of one dimension without nulls */
#define ELEMENT_WIDTH 8 /* bytes, about */
#define DEFAULT_ELEMENTS 3
#define SOME_VALUES 64 /* of an attribute that has no digit */
#define FEWEST_STEPS 8 /* of the subtype, for one range */

/* The text of a part, quoted where it has one of these characters, a blank, or nothing at all.
 * In the quotes " and \ are doubled, or stand behind a \. */
static void append_quoted(struct up_buffer *text, const struct up_buffer *part,
			  const char *characters, bool doubles)
{
	const char *string = up_buffer_string(part);

	if (part->length > 0 && strpbrk(string, characters) == NULL &&
	    strpbrk(string, "\"\\ \t\n\r\v\f") == NULL) {
		up_buffer_append(text, string, part->length);
		return;
	}
	up_buffer_append_char(text, '"');
	for (size_t i = 0; i < part->length; i++) {
		if (string[i] == '"' || string[i] == '\\')
			up_buffer_append_char(text, doubles ? string[i] : '\\');
		up_buffer_append_char(text, string[i]);
	}
	up_buffer_append_char(text, '"');
}

/* ---- composites ---- */

static uint64_t composite_capacity(const struct value_type *type)
{
	uint64_t capacity = 1;

	for (size_t p = 0; p < type->part_count; p++)
		capacity = value_capacity_product(capacity, value_type_capacity(&type->parts[p]));
	return capacity;
}

static void composite_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	UP_BUFFER part = {0};
	uint64_t rest = number;
	uint64_t room = 1;

	up_buffer_append_char(text, '(');
	for (size_t p = 0; p < type->part_count; p++) {
		const uint64_t domain = type->parts[p].domain;
		const bool is_digit = room < type->domain;
		const uint64_t digit =
			is_digit ? rest % domain : scalar_scatter(number, p) % domain;
		if (is_digit)
			rest /= domain;
		room = value_capacity_product(room, domain);
		up_buffer_clear(&part);
		value_type_append(&type->parts[p], digit, &part);
		text->failed |= part.failed;
		if (p > 0)
			up_buffer_append_char(text, ',');
		append_quoted(text, &part, "(),", true);
	}
	up_buffer_append_char(text, ')');
}

const struct value_kind composite_kind = {"composite", composite_capacity, composite_append, 1,
					  false};

static void composite_set_domain(struct value_type *type)
{
	uint64_t need = type->domain;

	for (size_t p = 0; p < type->part_count; p++) {
		struct value_type *part = &type->parts[p];
		const uint64_t capacity = value_type_capacity(part);
		const uint64_t some = need > SOME_VALUES ? need : SOME_VALUES;
		value_type_set_domain(part, some < capacity ? some : capacity);
		need = (need + part->domain - 1) / part->domain;
	}
}

/* ---- arrays ---- */

static uint64_t array_capacity(const struct value_type *type)
{
	return value_capacity_power(value_type_capacity(&type->parts[0]), MOST_DIGITS);
}

static size_t element_count(const struct value_type *type, uint64_t number)
{
	size_t wanted = DEFAULT_ELEMENTS;

	if (type->width > 0)
		wanted = type->width > ARRAY_HEADER + ELEMENT_WIDTH
				 ? (type->width - ARRAY_HEADER) / ELEMENT_WIDTH
				 : 1;
	wanted = wanted / 2 + (size_t)(scalar_scatter(number, 0) % (wanted + 1));
	return wanted > type->digits ? wanted : type->digits;
}

static void array_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const struct value_type *element = &type->parts[0];
	/* typdelim of pg_type: box is the only type that has another one. */
	const char delimiter = strcmp(element->kind->name, "box") == 0 ? ';' : ',';
	const char special[] = {'{', '}', delimiter, '\0'};
	const size_t count = element_count(type, number);
	UP_BUFFER part = {0};
	uint64_t rest = number;

	up_buffer_append_char(text, '{');
	for (size_t e = 0; e < count; e++) {
		const uint64_t digit = e < type->digits
					       ? rest % element->domain
					       : scalar_scatter(number, e + 1) % element->domain;
		rest /= element->domain;
		up_buffer_clear(&part);
		value_type_append(element, digit, &part);
		text->failed |= part.failed;
		if (e > 0)
			up_buffer_append_char(text, delimiter);
		if (strcasecmp(up_buffer_string(&part), "null") == 0)
			up_buffer_append_format(text, "\"%s\"", up_buffer_string(&part));
		else
			append_quoted(text, &part, special, false);
	}
	up_buffer_append_char(text, '}');
}

const struct value_kind array_kind = {"array", array_capacity, array_append, 1, false};

static void array_set_domain(struct value_type *type)
{
	struct value_type *element = &type->parts[0];
	const uint64_t capacity = value_type_capacity(element);

	value_type_set_domain(element, type->domain < capacity ? type->domain : capacity);
	type->digits = 1;
	for (uint64_t room = element->domain; room < type->domain; type->digits++)
		room = value_capacity_product(room, element->domain);
}

/* ---- ranges ---- */

static uint64_t range_capacity(const struct value_type *type)
{
	return value_type_capacity(&type->parts[0]) / FEWEST_STEPS;
}

/* Range n is in the n-th of as many equal stretches of the subtype. */
static void range_append(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const struct value_type *subtype = &type->parts[0];
	const uint64_t stretch = subtype->domain / type->domain;
	const uint64_t low = number * stretch;
	const uint64_t high = low + 1 + scalar_scatter(number, 0) % (stretch - 1);
	UP_BUFFER part = {0};

	up_buffer_append_char(text, '[');
	value_type_append(subtype, low, &part);
	append_quoted(text, &part, "()[],", true);
	up_buffer_append_char(text, ',');
	up_buffer_clear(&part);
	value_type_append(subtype, high, &part);
	append_quoted(text, &part, "()[],", true);
	text->failed |= part.failed;
	up_buffer_append_char(text, ')');
}

const struct value_kind range_kind = {"range", range_capacity, range_append, 1, true};

static uint64_t multirange_capacity(const struct value_type *type)
{
	return range_capacity(&type->parts[0]);
}

static void multirange_append(const struct value_type *type, uint64_t number,
			      struct up_buffer *text)
{
	UP_BUFFER range = {0};

	range_append(&type->parts[0], number, &range);
	text->failed |= range.failed;
	up_buffer_append_format(text, "{%s}", up_buffer_string(&range));
}

const struct value_kind multirange_kind = {"multirange", multirange_capacity, multirange_append, 1,
					   true};

void compound_set_domain(struct value_type *type)
{
	if (type->kind == &composite_kind)
		composite_set_domain(type);
	else if (type->kind == &array_kind)
		array_set_domain(type);
	else if (type->kind == &range_kind)
		value_type_set_domain(&type->parts[0], type->domain * FEWEST_STEPS);
	else if (type->kind == &multirange_kind)
		value_type_set_domain(&type->parts[0], type->domain);
}
