/* SPDX-License-Identifier: PostgreSQL */
/*
 * Documents: the value's number, and text up to the value's width.  jsonb is as the server prints
 * it: keys in the order of their lengths.
 */
#include "measure/generator/scalar.h"

#include <inttypes.h>

#define CAPACITY ((uint64_t)1 << 53)
#define PLAUSIBLE_DOCUMENTS 100000
#define BINARY_OVERHEAD 16 /* bytes of a jsonb beside its text, about */

static uint64_t capacity(const struct value_type *type)
{
	(void)type;
	return CAPACITY;
}

static void append_letters(struct up_buffer *text, uint64_t number, size_t count)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < count; i++) {
		if (i % 8 == 0)
			bits = scalar_scatter(number, i);
		up_buffer_append_char(text, (char)('a' + bits % 26));
		bits >>= 7;
	}
}

static void append_object(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	static const char between[] = "\", \"active\": true}";

	up_buffer_append_format(text, "{\"id\": %" PRIu64 ", \"name\": \"", number + 1);
	const size_t length = text->length + strlen(between) + BINARY_OVERHEAD;
	append_letters(text, number, type->width > length + 4 ? type->width - length : 4);
	up_buffer_append_string(text, between);
}

static void append_element(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	up_buffer_append_format(text, "<row><id>%" PRIu64 "</id><name>", number + 1);
	const size_t length = text->length + strlen("</name></row>") + 4;
	append_letters(text, number, type->width > length + 4 ? type->width - length : 4);
	up_buffer_append_string(text, "</name></row>");
}

static void append_pair(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	up_buffer_append_format(text, "\"id\"=>\"%" PRIu64 "\"", number + 1);
}

static const struct value_kind kinds[] = {
	{"jsonb", capacity, append_object, PLAUSIBLE_DOCUMENTS, false},
	{"json", capacity, append_object, PLAUSIBLE_DOCUMENTS, false},
	{"xml", capacity, append_element, PLAUSIBLE_DOCUMENTS, false},
	{"hstore", capacity, append_pair, PLAUSIBLE_DOCUMENTS, false},
};

const struct value_kind_list document_kinds = VALUE_KIND_LIST(kinds);
