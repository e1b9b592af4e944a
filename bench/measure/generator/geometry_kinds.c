/* SPDX-License-Identifier: PostgreSQL */
/* Shapes of the plane, at points of a grid with a thousand columns. */
#include "measure/generator/scalar.h"

#include <inttypes.h>

#define CAPACITY 1000000000
#define PLAUSIBLE_PLACES 1000000

static uint64_t capacity(const struct value_type *type)
{
	(void)type;
	return CAPACITY;
}

/* Parts of the text: what stands before a point, and how far that is from the first one. */
struct corner {
	const char *before;
	uint64_t away;
};

static void append_corners(struct up_buffer *text, uint64_t number, const struct corner *corners,
			   size_t count, const char *end)
{
	for (size_t i = 0; i < count; i++) {
		up_buffer_append_string(text, corners[i].before);
		up_buffer_append_format(text, "(%" PRIu64 ",%" PRIu64 ")",
					number % 1000 + corners[i].away,
					number / 1000 + corners[i].away);
	}
	up_buffer_append_string(text, end);
}

static void append_point(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_corners(text, number, &(struct corner){"", 0}, 1, "");
}

static void append_segment(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	static const struct corner corners[] = {{"[", 0}, {",", 2}};

	(void)type;
	append_corners(text, number, corners, 2, "]");
}

/* The upper right corner comes first. */
static void append_box(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	static const struct corner corners[] = {{"", 2}, {",", 0}};

	(void)type;
	append_corners(text, number, corners, 2, "");
}

static void append_path(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	static const struct corner corners[] = {{"(", 0}, {",", 2}, {",", 5}};

	(void)type;
	append_corners(text, number, corners, 3, ")");
}

static void append_circle(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_corners(text, number, &(struct corner){"<", 0}, 1, ",3>");
}

static void append_line(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	up_buffer_append_format(text, "{1,-1,%" PRIu64 "}", number + 1);
}

static const struct value_kind kinds[] = {
	{"point", capacity, append_point, PLAUSIBLE_PLACES, false},
	{"lseg", capacity, append_segment, PLAUSIBLE_PLACES, false},
	{"box", capacity, append_box, PLAUSIBLE_PLACES, false},
	{"path", capacity, append_path, PLAUSIBLE_PLACES, false},
	{"polygon", capacity, append_path, PLAUSIBLE_PLACES, false},
	{"circle", capacity, append_circle, PLAUSIBLE_PLACES, false},
	{"line", capacity, append_line, PLAUSIBLE_PLACES, false},
};

const struct value_kind_list geometry_kinds = VALUE_KIND_LIST(kinds);
