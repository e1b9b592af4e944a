/* SPDX-License-Identifier: PostgreSQL */
/*
 * The layout of a type modifier is the type's own.  In src/backend/utils/adt:
 * varchar.c; numeric.c (with scales of 11 bits since version 15); timestamp.c.
 */
#include "model/type_name.h"

#include <stdlib.h>

#define HEADER 4 /* what VARHDRSZ adds to modifiers of varchar and numeric */
#define MAX_LENGTH 10485760
#define MAX_PRECISION 1000
#define MAX_SCALE 1000
#define MAX_SECOND_DIGITS 6

static bool is_timestamp(enum up_type type)
{
	return type == UP_TYPE_TIMESTAMP || type == UP_TYPE_TIMESTAMPTZ;
}

/* How many characters of the name stand before its modifier. */
static size_t modifier_place(enum up_type type)
{
	return is_timestamp(type) ? strlen("timestamp") : strlen(up_type_info(type)->name);
}

static void append_modifier(struct up_buffer *buffer, const struct up_column *column)
{
	const int32_t modifier = column->type_modifier - HEADER;

	if (is_timestamp(column->type) && column->type_modifier >= 0)
		up_buffer_append_format(buffer, "(%d)", column->type_modifier);
	else if (column->type == UP_TYPE_VARCHAR && modifier >= 0)
		up_buffer_append_format(buffer, "(%d)", modifier);
	else if (column->type == UP_TYPE_NUMERIC && modifier >= 0)
		up_buffer_append_format(buffer, "(%d,%d)", (modifier >> 16) & 0xffff,
					((modifier & 0x7ff) ^ 1024) - 1024);
}

void up_type_append_name(struct up_buffer *buffer, const struct up_column *column)
{
	const char *name = up_type_info(column->type)->name;
	const size_t place = modifier_place(column->type);

	if (column->type == UP_TYPE_OTHER) {
		up_buffer_append_string(buffer, column->type_name);
		return;
	}
	up_buffer_append(buffer, name, place);
	append_modifier(buffer, column);
	up_buffer_append_string(buffer, name + place);
}

/* strtol() also skips blanks and takes a plus. */
static bool parse_number(const char **at, long low, long high, int32_t *number)
{
	const char *first = *at + (**at == '-');
	char *end;

	if (*first < '0' || *first > '9')
		return false;
	long parsed = strtol(*at, &end, 10);
	if (parsed < low || parsed > high)
		return false;
	*number = (int32_t)parsed;
	*at = end;
	return true;
}

/* The text between the parentheses; *at stops behind it. */
static bool parse_modifier(const char **at, enum up_type type, int32_t *modifier)
{
	int32_t number;
	int32_t scale;

	if (is_timestamp(type))
		return parse_number(at, 0, MAX_SECOND_DIGITS, modifier);
	if (type == UP_TYPE_VARCHAR) {
		if (!parse_number(at, 1, MAX_LENGTH, &number))
			return false;
		*modifier = number + HEADER;
		return true;
	}
	if (type != UP_TYPE_NUMERIC || !parse_number(at, 1, MAX_PRECISION, &number) ||
	    *(*at)++ != ',' || !parse_number(at, -MAX_SCALE, MAX_SCALE, &scale))
		return false;
	*modifier = (number << 16 | (scale & 0x7ff)) + HEADER;
	return true;
}

static bool is_name_of(const char *name, enum up_type type, int32_t *modifier)
{
	const char *plain = up_type_info(type)->name;
	const size_t place = modifier_place(type);

	*modifier = -1;
	if (strncmp(name, plain, place) != 0)
		return false;
	name += place;
	if (*name == '(') {
		name++;
		if (!parse_modifier(&name, type, modifier) || *name++ != ')')
			return false;
	}
	return strcmp(name, plain + place) == 0;
}

bool up_type_from_name(const char *name, enum up_type *type, int32_t *modifier)
{
	int32_t found;

	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		if (is_name_of(name, (enum up_type)t, &found)) {
			*type = (enum up_type)t;
			*modifier = found;
			return true;
		}
	}
	return false;
}
