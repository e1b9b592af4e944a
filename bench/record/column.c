/* SPDX-License-Identifier: PostgreSQL */
#include "record/column.h"

#include "text/unit.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

const char *column_name(const struct column *column)
{
	return column->kind == COLUMN_FACTOR ? factor_table[column->factor].column : column->name;
}

const char *column_unit(const struct column *column)
{
	return column->kind == COLUMN_FACTOR ? factor_table[column->factor].unit : column->unit;
}

const char *column_help(const struct column *column)
{
	return column->kind == COLUMN_FACTOR ? factor_table[column->factor].help : column->help;
}

static void *member(const struct column *column, const void *record)
{
	return (char *)(uintptr_t)record + column->offset;
}

void column_init_record(const struct column *columns, size_t count, void *record)
{
	for (size_t c = 0; c < count; c++) {
		void *value = member(&columns[c], record);
		switch (columns[c].kind) {
		case COLUMN_TEXT:
			*(char **)value = NULL;
			break;
		case COLUMN_INTEGER:
			*(int64_t *)value = UNMEASURED;
			break;
		case COLUMN_REAL:
			*(double *)value = NAN;
			break;
		case COLUMN_WORD:
			*(int *)value = 0;
			break;
		case COLUMN_FACTOR: /* each of them does it for all */
			factors_init(value);
			break;
		}
	}
}

void column_release_record(const struct column *columns, size_t count, void *record)
{
	for (size_t c = 0; c < count; c++) {
		if (columns[c].kind == COLUMN_TEXT)
			free(*(char **)member(&columns[c], record));
		else if (columns[c].kind == COLUMN_FACTOR)
			factors_release(member(&columns[c], record));
	}
	column_init_record(columns, count, record);
}

void column_format(const struct column *column, const void *record, struct up_buffer *text)
{
	const void *value = member(column, record);

	switch (column->kind) {
	case COLUMN_TEXT:
		if (*(char *const *)value != NULL)
			up_buffer_append_string(text, *(char *const *)value);
		break;
	case COLUMN_INTEGER:
		if (*(const int64_t *)value != UNMEASURED)
			up_buffer_append_format(text, "%" PRId64, *(const int64_t *)value);
		break;
	case COLUMN_REAL:
		if (!isnan(*(const double *)value))
			unit_append_number(text, *(const double *)value);
		break;
	case COLUMN_WORD:
		up_buffer_append_string(text, column->words[*(const int *)value]);
		break;
	case COLUMN_FACTOR:
		factor_format(column->factor, value, text);
		break;
	}
}

/* strtoimax() and strtod() also skip blanks and take other spellings. */
static bool is_decimal(const char *field, const char *letters)
{
	const char *digits = field + (field[0] == '-');

	return digits[0] >= '0' && digits[0] <= '9' && digits[strspn(digits, letters)] == '\0';
}

static bool parse_integer(const char *field, int64_t *value)
{
	errno = 0;
	int64_t parsed = strtoimax(field, NULL, 10);
	if (!is_decimal(field, "0123456789") || errno != 0 || parsed == UNMEASURED)
		return false;
	*value = parsed;
	return true;
}

static bool parse_real(const char *field, double *value)
{
	bool infinite = strcmp(field, "inf") == 0 || strcmp(field, "-inf") == 0;
	char *end;

	errno = 0;
	double parsed = strtod(field, &end);
	/* ERANGE is fine for the smallest numbers, which are exact. */
	if (*end != '\0' || (errno != 0 && (parsed == 0 || isinf(parsed))) ||
	    (!infinite && !is_decimal(field, "0123456789.eE+-")))
		return false;
	*value = parsed;
	return true;
}

static bool parse_word(const char *const *words, const char *field, int *word)
{
	for (int w = 0; words[w] != NULL; w++) {
		if (strcmp(words[w], field) == 0) {
			*word = w;
			return true;
		}
	}
	return false;
}

enum up_status column_parse(const struct column *column, void *record, const char *field,
			    struct up_error *err)
{
	void *value = member(column, record);
	bool good = true;

	switch (column->kind) {
	case COLUMN_TEXT: {
		char *copy = field[0] != '\0' ? strdup(field) : NULL;
		if (field[0] != '\0' && copy == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a field");
		free(*(char **)value);
		*(char **)value = copy;
		break;
	}
	case COLUMN_INTEGER:
		if (field[0] == '\0')
			*(int64_t *)value = UNMEASURED;
		else
			good = parse_integer(field, value);
		break;
	case COLUMN_REAL:
		if (field[0] == '\0')
			*(double *)value = NAN;
		else
			good = parse_real(field, value);
		break;
	case COLUMN_WORD:
		good = parse_word(column->words, field, value);
		break;
	case COLUMN_FACTOR:
		return factor_parse(column->factor, value, field, err);
	}
	if (!good)
		return up_fail(err, UP_INVALID, "column %s: \"%.80s\" is not %s", column->name,
			       field,
			       column->kind == COLUMN_INTEGER ? "an integer"
			       : column->kind == COLUMN_REAL  ? "a number"
							      : "one of its words");
	return UP_OK;
}
