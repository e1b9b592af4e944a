/* SPDX-License-Identifier: PostgreSQL */
#include "pg/text.h"

#include "pg/calendar.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* ---- writing ---------------------------------------------------------- */

static void append_integer(struct up_buffer *buffer, int64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + magnitude % 10);
		magnitude /= 10;
	} while (magnitude != 0);
	if (value < 0)
		up_buffer_append_char(buffer, '-');
	up_buffer_append(buffer, digits + at, sizeof digits - at);
}

static void append_padded(struct up_buffer *buffer, int64_t value, int width)
{
	for (int64_t limit = 10, w = 1; w < width; w++, limit *= 10) {
		if (value < limit)
			up_buffer_append_char(buffer, '0');
	}
	append_integer(buffer, value);
}

static void append_double(struct up_buffer *buffer, double value)
{
	char text[32];

	if (isnan(value)) {
		up_buffer_append_string(buffer, "NaN");
	} else if (isinf(value)) {
		up_buffer_append_string(buffer, value < 0 ? "-Infinity" : "Infinity");
	} else {
		/* 15 digits suffice for most numbers that people write, 17 for all. */
		snprintf(text, sizeof text, "%.15g", value);
		if (strtod(text, NULL) != value)
			snprintf(text, sizeof text, "%.17g", value);
		up_buffer_append_string(buffer, text);
	}
}

static void append_civil(struct up_buffer *buffer, struct up_civil date)
{
	append_padded(buffer, date.year > 0 ? date.year : 1 - date.year, 4);
	up_buffer_append_char(buffer, '-');
	append_padded(buffer, date.month, 2);
	up_buffer_append_char(buffer, '-');
	append_padded(buffer, date.day, 2);
}

static void append_date(struct up_buffer *buffer, int32_t days)
{
	if (days == INT32_MAX || days == INT32_MIN) {
		up_buffer_append_string(buffer, days > 0 ? "infinity" : "-infinity");
		return;
	}
	struct up_civil date = up_civil_from_days(days);
	append_civil(buffer, date);
	if (date.year <= 0)
		up_buffer_append_string(buffer, " BC");
}

/* Without zeros at the end, as the server prints it. */
static void append_fraction(struct up_buffer *buffer, int64_t microseconds)
{
	int width = 6;

	if (microseconds == 0)
		return;
	for (; microseconds % 10 == 0; microseconds /= 10)
		width--;
	up_buffer_append_char(buffer, '.');
	append_padded(buffer, microseconds, width);
}

static void append_timestamptz(struct up_buffer *buffer, int64_t microseconds)
{
	const int64_t day = INT64_C(86400000000);

	if (microseconds == INT64_MAX || microseconds == INT64_MIN) {
		up_buffer_append_string(buffer, microseconds > 0 ? "infinity" : "-infinity");
		return;
	}
	int64_t days = microseconds / day - (microseconds % day < 0);
	int64_t time = microseconds - days * day;
	struct up_civil date = up_civil_from_days(days);

	append_civil(buffer, date);
	up_buffer_append_char(buffer, ' ');
	append_padded(buffer, time / INT64_C(3600000000), 2);
	up_buffer_append_char(buffer, ':');
	append_padded(buffer, time / 60000000 % 60, 2);
	up_buffer_append_char(buffer, ':');
	append_padded(buffer, time / 1000000 % 60, 2);
	append_fraction(buffer, time % 1000000);
	up_buffer_append_string(buffer, date.year > 0 ? "+00" : "+00 BC");
}

void up_text_append(struct up_buffer *buffer, const struct up_vector *vector, size_t row)
{
	switch (vector->type) {
	case UP_TYPE_BOOL:
		up_buffer_append_char(buffer, up_vector_bool(vector, row) ? 't' : 'f');
		break;
	case UP_TYPE_INT4:
		append_integer(buffer, up_vector_int32(vector, row));
		break;
	case UP_TYPE_INT8:
		append_integer(buffer, up_vector_int64(vector, row));
		break;
	case UP_TYPE_FLOAT8:
		append_double(buffer, up_vector_double(vector, row));
		break;
	case UP_TYPE_DATE:
		append_date(buffer, up_vector_int32(vector, row));
		break;
	case UP_TYPE_TIMESTAMPTZ:
		append_timestamptz(buffer, up_vector_int64(vector, row));
		break;
	case UP_TYPE_NUMERIC:
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR: {
		size_t length;
		const char *bytes = up_vector_bytes(vector, row, &length);
		up_buffer_append(buffer, bytes, length);
		break;
	}
	case UP_TYPE_COUNT:
		break;
	}
}

static bool is_free_text(enum up_type type)
{
	return type == UP_TYPE_TEXT || type == UP_TYPE_VARCHAR;
}

static char copy_escape(char c)
{
	switch (c) {
	case '\\':
		return '\\';
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	default:
		return 0;
	}
}

static char array_escape(char c)
{
	return c == '"' || c == '\\' ? c : 0;
}

/* Appends text in runs between the characters that escape() wants escaped. */
static void append_escaped(struct up_buffer *buffer, const struct up_vector *vector, size_t row,
			   char (*escape)(char))
{
	size_t length;
	const char *text = up_vector_bytes(vector, row, &length);
	size_t run = 0;

	for (size_t i = 0; i < length; i++) {
		char letter = escape(text[i]);
		if (letter == 0)
			continue;
		up_buffer_append(buffer, text + run, i - run);
		up_buffer_append_char(buffer, '\\');
		up_buffer_append_char(buffer, letter);
		run = i + 1;
	}
	up_buffer_append(buffer, text + run, length - run);
}

void up_text_append_copy_row(struct up_buffer *buffer, const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		if (c > 0)
			up_buffer_append_char(buffer, '\t');
		if (up_vector_is_null(vector, row))
			up_buffer_append_string(buffer, "\\N");
		else if (is_free_text(vector->type))
			append_escaped(buffer, vector, row, copy_escape);
		else
			up_text_append(buffer, vector, row);
	}
	up_buffer_append_char(buffer, '\n');
}

void up_text_append_array(struct up_buffer *buffer, const struct up_vector *vector, size_t row,
			  size_t count)
{
	up_buffer_append_char(buffer, '{');
	for (size_t i = row; i < row + count; i++) {
		if (i > row)
			up_buffer_append_char(buffer, ',');
		if (up_vector_is_null(vector, i)) {
			up_buffer_append_string(buffer, "NULL");
		} else if (is_free_text(vector->type)) {
			up_buffer_append_char(buffer, '"');
			append_escaped(buffer, vector, i, array_escape);
			up_buffer_append_char(buffer, '"');
		} else {
			up_text_append(buffer, vector, i);
		}
	}
	up_buffer_append_char(buffer, '}');
}

/* ---- reading ---------------------------------------------------------- */

/* The number parsers below want a NUL; no value of these types is longer. */
#define SHORT_VALUE 64

/* strtoimax() and strtod() also skip blanks and take other spellings. */
static bool starts_with_digit(const char *text)
{
	const char *first = text + (text[0] == '-');
	return *first >= '0' && *first <= '9';
}

static bool parse_integer(const char *text, int64_t low, int64_t high, int64_t *value)
{
	char *end;

	errno = 0;
	intmax_t parsed = strtoimax(text, &end, 10);
	if (!starts_with_digit(text) || *end != '\0' || errno != 0 || parsed < low || parsed > high)
		return false;
	*value = parsed;
	return true;
}

static bool parse_double(const char *text, double *value)
{
	static const struct {
		const char *text;
		double value;
	} words[] = {{"NaN", NAN}, {"Infinity", INFINITY}, {"-Infinity", -INFINITY}};
	char *end;

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strcmp(text, words[w].text) == 0) {
			*value = words[w].value;
			return true;
		}
	}
	errno = 0;
	double parsed = strtod(text, &end);
	/* ERANGE is fine for the smallest numbers, which are exact. */
	if (!starts_with_digit(text) || text[strspn(text, "0123456789.eE+-")] != '\0' ||
	    *end != '\0' || (errno != 0 && (parsed == 0 || isinf(parsed))))
		return false;
	*value = parsed;
	return true;
}

static bool parse_digits(const char **at, int least, int most, int64_t *value)
{
	int64_t sum = 0;
	int count = 0;

	while (count < most && **at >= '0' && **at <= '9') {
		sum = sum * 10 + (**at - '0');
		(*at)++;
		count++;
	}
	*value = sum;
	return count >= least;
}

static bool skip(const char **at, const char *prefix)
{
	size_t length = strlen(prefix);
	if (strncmp(*at, prefix, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool parse_civil(const char **at, struct up_civil *date)
{
	int64_t month;
	int64_t day;

	if (!parse_digits(at, 4, 7, &date->year) || !skip(at, "-") ||
	    !parse_digits(at, 2, 2, &month) || !skip(at, "-") || !parse_digits(at, 2, 2, &day))
		return false;
	date->month = (int)month;
	date->day = (int)day;
	return date->year >= 1;
}

/* The range of PostgreSQL's documentation of date: Julian day 0 to the year 5874897. */
#define FIRST_DAY (-2440588)
#define LAST_DAY 2145042905

/* False where the calendar has no such day, such as the 30th of February. */
static bool count_days(struct up_civil date, int64_t *days)
{
	*days = up_days_from_civil(date);
	struct up_civil real = up_civil_from_days(*days);
	return real.month == date.month && real.day == date.day && *days >= FIRST_DAY &&
	       *days <= LAST_DAY;
}

/* What may follow: " BC" and the end. */
static bool parse_era(const char *at, struct up_civil *date)
{
	if (skip(&at, " BC"))
		date->year = 1 - date->year;
	return *at == '\0';
}

static bool parse_date(const char *text, int64_t *days)
{
	struct up_civil date;

	if (strcmp(text, "infinity") == 0 || strcmp(text, "-infinity") == 0) {
		*days = text[0] == '-' ? INT32_MIN : INT32_MAX;
		return true;
	}
	return parse_civil(&text, &date) && parse_era(text, &date) && count_days(date, days);
}

static bool parse_time(const char **at, int64_t *microseconds)
{
	int64_t hour;
	int64_t minute;
	int64_t second;
	int64_t fraction = 0;

	if (!parse_digits(at, 2, 2, &hour) || !skip(at, ":") || !parse_digits(at, 2, 2, &minute) ||
	    !skip(at, ":") || !parse_digits(at, 2, 2, &second))
		return false;
	if (skip(at, ".")) {
		const char *start = *at;
		if (!parse_digits(at, 1, 6, &fraction))
			return false;
		for (long digits = *at - start; digits < 6; digits++)
			fraction *= 10;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*microseconds = ((hour * 60 + minute) * 60 + second) * 1000000 + fraction;
	return true;
}

static bool parse_timestamptz(const char *text, int64_t *microseconds)
{
	struct up_civil date;
	int64_t days;
	int64_t time;

	if (strcmp(text, "infinity") == 0 || strcmp(text, "-infinity") == 0) {
		*microseconds = text[0] == '-' ? INT64_MIN : INT64_MAX;
		return true;
	}
	if (!parse_civil(&text, &date) || !skip(&text, " ") || !parse_time(&text, &time) ||
	    !skip(&text, "+00") || !parse_era(text, &date) || !count_days(date, &days))
		return false;
	/* The product alone may leave the range where the sum does not: the first
	 * day that PostgreSQL knows has one second in it. */
	__int128 sum = (__int128)days * INT64_C(86400000000) + time;
	if (sum <= INT64_MIN || sum >= INT64_MAX)
		return false;
	*microseconds = (int64_t)sum;
	return true;
}

/* Only the alphabet: the server has the last word on what a numeric is. */
static bool is_numeric(const char *text, size_t length)
{
	static const char *const words[] = {"NaN", "Infinity", "-Infinity"};
	size_t digits = 0;
	size_t points = 0;

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strlen(words[w]) == length && memcmp(words[w], text, length) == 0)
			return true;
	}
	for (size_t i = 0; i < length; i++) {
		if (text[i] >= '0' && text[i] <= '9')
			digits++;
		else if (text[i] == '.')
			points++;
		else if (text[i] != '-' || i != 0)
			return false;
	}
	return digits > 0 && points <= 1;
}

static bool parse_short(struct up_vector *vector, const char *text)
{
	int64_t integer;
	double real;

	switch (vector->type) {
	case UP_TYPE_BOOL:
		if ((text[0] != 't' && text[0] != 'f') || text[1] != '\0')
			return false;
		up_vector_append_bool(vector, text[0] == 't');
		return true;
	case UP_TYPE_INT4:
		if (!parse_integer(text, INT32_MIN, INT32_MAX, &integer))
			return false;
		up_vector_append_int32(vector, (int32_t)integer);
		return true;
	case UP_TYPE_INT8:
		if (!parse_integer(text, INT64_MIN, INT64_MAX, &integer))
			return false;
		up_vector_append_int64(vector, integer);
		return true;
	case UP_TYPE_FLOAT8:
		if (!parse_double(text, &real))
			return false;
		up_vector_append_double(vector, real);
		return true;
	case UP_TYPE_DATE:
		if (!parse_date(text, &integer))
			return false;
		up_vector_append_int32(vector, (int32_t)integer);
		return true;
	case UP_TYPE_TIMESTAMPTZ:
		if (!parse_timestamptz(text, &integer))
			return false;
		up_vector_append_int64(vector, integer);
		return true;
	default:
		return false;
	}
}

enum up_status up_text_parse(struct up_vector *vector, const char *text, size_t length,
			     struct up_error *err)
{
	char copy[SHORT_VALUE];
	bool parsed = false;

	if (memchr(text, '\0', length) != NULL) {
		/* No value has one; a parser that ends at a NUL would not see the rest. */
	} else if (is_free_text(vector->type)) {
		up_vector_append_bytes(vector, text, length);
		parsed = true;
	} else if (vector->type == UP_TYPE_NUMERIC) {
		parsed = is_numeric(text, length);
		if (parsed)
			up_vector_append_bytes(vector, text, length);
	} else if (length < sizeof copy) {
		memcpy(copy, text, length);
		copy[length] = '\0';
		parsed = parse_short(vector, copy);
	}
	if (!parsed)
		return up_fail(err, UP_INVALID, "\"%.*s\" is not a value of type %s",
			       (int)(length < 80 ? length : 80), text,
			       up_type_info(vector->type)->name);
	return UP_OK;
}

static char copy_unescape(char letter)
{
	switch (letter) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	case 'v':
		return '\v';
	default:
		return letter;
	}
}

enum up_status up_text_parse_copy_row(struct up_batch *batch, const char *line, size_t length,
				      struct up_error *err)
{
	UP_BUFFER field = {0};
	const char *at = line;
	const char *end = line + length;
	size_t columns = batch->relation->column_count;

	if (length > 0 && end[-1] == '\n')
		end--;
	for (size_t c = 0; c < columns; c++) {
		const char *stop = memchr(at, '\t', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		if ((stop == end) != (c == columns - 1))
			return up_fail(err, UP_INVALID, "a row does not have %zu columns", columns);

		struct up_vector *vector = &batch->vectors[c];
		if (stop - at == 2 && at[0] == '\\' && at[1] == 'N') {
			up_vector_append_null(vector);
		} else {
			up_buffer_clear(&field);
			for (const char *i = at; i < stop; i++) {
				bool escaped = *i == '\\' && i + 1 < stop;
				up_buffer_append_char(&field, escaped ? copy_unescape(*++i) : *i);
			}
			UP_TRY(up_buffer_check(&field, err));
			if (up_text_parse(vector, up_buffer_string(&field), field.length, err) !=
			    UP_OK)
				return up_error_prefix(err, "column \"%s\"",
						       batch->relation->columns[c].name);
		}
		at = stop + 1;
	}
	return up_batch_end_row(batch, err);
}
