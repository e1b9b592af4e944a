/* SPDX-License-Identifier: PostgreSQL */
#include "pg/text.h"

#include "pg/calendar.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Lengths in bytes of the groups between the hyphens: RFC 9562, section 4. */
static const unsigned char uuid_groups[] = {4, 2, 2, 2, 6};

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

static bool parse_special(const char *text, double *value)
{
	static const struct {
		const char *text;
		double value;
	} words[] = {{"NaN", NAN}, {"Infinity", INFINITY}, {"-Infinity", -INFINITY}};

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strcmp(text, words[w].text) == 0) {
			*value = words[w].value;
			return true;
		}
	}
	return false;
}

/* ERANGE is fine for the smallest numbers, which are exact. */
static bool is_whole_number(const char *text, const char *end, bool out_of_range)
{
	return starts_with_digit(text) && text[strspn(text, "0123456789.eE+-")] == '\0' &&
	       *end == '\0' && !out_of_range;
}

static bool parse_double(const char *text, double *value)
{
	char *end;

	if (parse_special(text, value))
		return true;
	errno = 0;
	double parsed = strtod(text, &end);
	if (!is_whole_number(text, end, errno != 0 && (parsed == 0 || isinf(parsed))))
		return false;
	*value = parsed;
	return true;
}

/* Not by way of a double: that would round twice. */
static bool parse_float(const char *text, float *value)
{
	double special;
	char *end;

	if (parse_special(text, &special)) {
		*value = (float)special;
		return true;
	}
	errno = 0;
	float parsed = strtof(text, &end);
	if (!is_whole_number(text, end, errno != 0 && (parsed == 0 || isinf(parsed))))
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

static bool parse_timestamp(const char *text, const char *zone, int64_t *microseconds)
{
	struct up_civil date;
	int64_t days;
	int64_t time;

	if (strcmp(text, "infinity") == 0 || strcmp(text, "-infinity") == 0) {
		*microseconds = text[0] == '-' ? INT64_MIN : INT64_MAX;
		return true;
	}
	if (!parse_civil(&text, &date) || !skip(&text, " ") || !parse_time(&text, &time) ||
	    !skip(&text, zone) || !parse_era(text, &date) || !count_days(date, &days))
		return false;
	/* The product alone may leave the range where the sum does not: the first
	 * day that PostgreSQL knows has one second in it. */
	__int128 sum = (__int128)days * INT64_C(86400000000) + time;
	if (sum <= INT64_MIN || sum >= INT64_MAX)
		return false;
	*microseconds = (int64_t)sum;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Reads length bytes of two digits each; stops before a NUL. */
static bool parse_hex(const char *text, size_t length, char *bytes)
{
	for (size_t i = 0; i < length; i++) {
		int high = hex_digit(text[2 * i]);
		int low = high < 0 ? -1 : hex_digit(text[2 * i + 1]);
		if (low < 0)
			return false;
		bytes[i] = (char)(high << 4 | low);
	}
	return true;
}

static bool parse_uuid(const char *text, char *bytes)
{
	for (size_t g = 0; g < sizeof uuid_groups; g++) {
		if ((g > 0 && !skip(&text, "-")) || !parse_hex(text, uuid_groups[g], bytes))
			return false;
		text += (size_t)2 * uuid_groups[g];
		bytes += uuid_groups[g];
	}
	return *text == '\0';
}

static bool parse_bytea(struct up_vector *vector, const char *text, size_t length)
{
	UP_BUFFER bytes = {0};
	const size_t count = length / 2 - 1;

	if (length < 2 || length % 2 != 0 || text[0] != '\\' || text[1] != 'x')
		return false;
	if (!up_buffer_reserve(&bytes, count)) {
		vector->bytes.failed = true; /* the row reports it */
		return true;
	}
	if (!parse_hex(text + 2, count, bytes.data))
		return false;
	up_vector_append_bytes(vector, bytes.data, count);
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
	float single;
	char uuid[16];

	switch (vector->type) {
	case UP_TYPE_BOOL:
		if ((text[0] != 't' && text[0] != 'f') || text[1] != '\0')
			return false;
		up_vector_append_bool(vector, text[0] == 't');
		return true;
	case UP_TYPE_INT2:
		if (!parse_integer(text, INT16_MIN, INT16_MAX, &integer))
			return false;
		up_vector_append_int16(vector, (int16_t)integer);
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
	case UP_TYPE_FLOAT4:
		if (!parse_float(text, &single))
			return false;
		up_vector_append_float(vector, single);
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
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		if (!parse_timestamp(text, vector->type == UP_TYPE_TIMESTAMP ? "" : "+00",
				     &integer))
			return false;
		up_vector_append_int64(vector, integer);
		return true;
	case UP_TYPE_UUID:
		if (!parse_uuid(text, uuid))
			return false;
		up_vector_append_fixed(vector, uuid);
		return true;
	default:
		return false;
	}
}

enum up_status up_text_parse(struct up_vector *vector, const char *text, size_t length,
			     struct up_error *err)
{
	char copy[SHORT_VALUE] = {0};
	bool parsed = false;

	if (memchr(text, '\0', length) != NULL) {
		/* No value has one; a parser that ends at a NUL would not see the rest. */
	} else if (up_type_is_text(vector->type)) {
		up_vector_append_bytes(vector, text, length);
		parsed = true;
	} else if (vector->type == UP_TYPE_NUMERIC) {
		parsed = is_numeric(text, length);
		if (parsed)
			up_vector_append_bytes(vector, text, length);
	} else if (vector->type == UP_TYPE_BYTEA) {
		parsed = parse_bytea(vector, text, length);
	} else if (length < sizeof copy) {
		memcpy(copy, text, length);
		parsed = parse_short(vector, copy);
	}
	if (!parsed)
		return up_fail(err, UP_INVALID, "not a value of type %s",
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
