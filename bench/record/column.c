/* SPDX-License-Identifier: PostgreSQL */
#include "record/column.h"

#include "text/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In nanoseconds: the stages of a sample are added. */
#define TIME_MOST (INT64_MAX / 4)

const char *column_name(const struct member *column)
{
	return column->kind == MEMBER_FACTOR ? factor_table[column->factor].column : column->key;
}

const char *column_unit(const struct member *column)
{
	return column->kind == MEMBER_FACTOR ? factor_table[column->factor].unit : column->unit;
}

const char *column_help(const struct member *column)
{
	return column->kind == MEMBER_FACTOR ? factor_table[column->factor].help : column->help;
}

static bool parse_integer(const char *field, int64_t *value)
{
	if (field[0] != '\0')
		return unit_parse_integer(field, value) && *value != UNMEASURED;
	*value = UNMEASURED;
	return true;
}

static bool parse_real(const char *field, double *value)
{
	const bool is_infinite = strcmp(field + (field[0] == '-'), "inf") == 0;

	if (field[0] != '\0' && !is_infinite)
		return unit_parse_number(field, value);
	*value = is_infinite ? strtod(field, NULL) : NAN;
	return true;
}

static enum up_status fail(const struct member *column, const char *field, const char *noun,
			   struct up_error *err)
{
	return up_fail(err, UP_INVALID, "column %s: \"%.80s\" is not %s", column->key, field, noun);
}

/* Times are differences of a clock that never goes back. */
static bool is_time(const struct member *column)
{
	return column->unit != NULL && strcmp(column->unit, "ns") == 0;
}

static enum up_status check_range(const struct member *column, const void *value, const char *field,
				  struct up_error *err)
{
	const int64_t integer =
		column->kind == MEMBER_INTEGER ? *(const int64_t *)value : UNMEASURED;
	const double real = column->kind == MEMBER_REAL ? *(const double *)value : NAN;
	const bool is_negative = (integer < 0 && integer != UNMEASURED) || real < 0;

	if (is_time(column) && is_negative)
		return fail(column, field, "a time of 0 or more", err);
	if (is_time(column) && integer > TIME_MOST)
		return fail(column, field, "a time below 73 years", err);
	if (column->is_count && is_negative)
		return fail(column, field, "a count of 0 or more", err);
	return UP_OK;
}

enum up_status column_parse(const struct member *column, void *record, const char *field,
			    struct up_error *err)
{
	void *value = (char *)record + column->offset;

	if (column->kind == MEMBER_FACTOR)
		return factor_parse(column->factor, value, field, err);
	if (column->kind == MEMBER_INTEGER && !parse_integer(field, value))
		return fail(column, field, "an integer", err);
	if (column->kind == MEMBER_REAL && !parse_real(field, value))
		return fail(column, field, "a number", err);
	UP_TRY(check_range(column, value, field, err));
	if (column->kind == MEMBER_WORD && !member_set_word(column, record, field))
		return fail(column, field, "an allowed value", err);
	if (column->kind == MEMBER_TEXT) {
		free(UP_TAKE(*(char **)value));
		return text_set(value, field[0] != '\0' ? field : NULL, err);
	}
	return UP_OK;
}
