/* SPDX-License-Identifier: PostgreSQL */
#include "record/column.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

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
		}
	}
}

void column_release_record(const struct column *columns, size_t count, void *record)
{
	for (size_t c = 0; c < count; c++) {
		if (columns[c].kind == COLUMN_TEXT)
			free(*(char **)member(&columns[c], record));
	}
	column_init_record(columns, count, record);
}

/* 15 digits suffice for most numbers that people write, 17 for all. */
static void append_real(struct up_buffer *text, double value)
{
	char digits[32];

	snprintf(digits, sizeof digits, "%.15g", value);
	if (strtod(digits, NULL) != value)
		snprintf(digits, sizeof digits, "%.17g", value);
	up_buffer_append_string(text, digits);
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
			append_real(text, *(const double *)value);
		break;
	case COLUMN_WORD:
		up_buffer_append_string(text, column->words[*(const int *)value]);
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
	}
	if (!good)
		return up_fail(err, UP_INVALID, "column %s: \"%.80s\" is not %s", column->name,
			       field,
			       column->kind == COLUMN_INTEGER ? "an integer"
			       : column->kind == COLUMN_REAL  ? "a number"
							      : "one of its words");
	return UP_OK;
}
