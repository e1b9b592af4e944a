/* SPDX-License-Identifier: PostgreSQL */
#include "pg/text.h"

#include "pg/calendar.h"

#include <math.h>
#include <stdlib.h>

/* Room for the text of any type that is not of variable length: uuid has 36 bytes,
 * timestamps and doubles less. */
#define SHORT_TEXT 64

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
			    "25262728293031323334353637383940414243444546474849"
			    "50515253545556575859606162636465666768697071727374"
			    "75767778798081828384858687888990919293949596979899";

static char *put_string(char *at, const char *string)
{
	return stpcpy(at, string);
}

static char *put_unsigned(char *at, uint64_t value)
{
	char digits[20];
	size_t first = sizeof digits;

	while (value >= 100) {
		first -= 2;
		memcpy(digits + first, pairs + value % 100 * 2, 2);
		value /= 100;
	}
	if (value >= 10) {
		first -= 2;
		memcpy(digits + first, pairs + value * 2, 2);
	} else {
		digits[--first] = (char)('0' + value);
	}
	memcpy(at, digits + first, sizeof digits - first);
	return at + (sizeof digits - first);
}

static char *put_integer(char *at, int64_t value)
{
	*at = '-';
	return put_unsigned(at + (value < 0), value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static char *put_two(char *at, int64_t value)
{
	memcpy(at, pairs + value * 2, 2);
	return at + 2;
}

static char *put_year(char *at, int64_t year)
{
	if (year > 9999)
		return put_unsigned(at, (uint64_t)year);
	return put_two(put_two(at, year / 100), year % 100);
}

/* Writes sign, the digits of mantissa / 10^scale, and no exponent. */
static char *put_scaled(char *at, bool negative, uint64_t mantissa, unsigned scale, uint64_t unit)
{
	*at = '-';
	at = put_unsigned(at + negative, mantissa / unit);
	if (scale == 0)
		return at;
	*at++ = '.';
	uint64_t fraction = mantissa % unit;
	for (unsigned i = scale; i > 0; i--) {
		at[i - 1] = (char)('0' + fraction % 10);
		fraction /= 10;
	}
	return at + scale;
}

/* The numbers that people write have few decimals, and printf() is slow.  When an
 * integer below 10^15 divided by a power of ten, both exact and the quotient rounded
 * once, gives value, then that is the number of at most 15 digits nearest to it: what
 * %.15g prints.  NULL when there is none. */
static char *put_few_decimals(char *at, double value)
{
	static const double units[] = {1, 10, 100, 1000, 10000};
	const double magnitude = fabs(value);

	if (!(magnitude >= 1e-3 && magnitude < 1e10))
		return NULL;
	for (unsigned scale = 0; scale < sizeof units / sizeof units[0]; scale++) {
		double mantissa = (double)(uint64_t)(magnitude * units[scale] + 0.5);
		if (mantissa / units[scale] == magnitude)
			return put_scaled(at, value < 0, (uint64_t)mantissa, scale,
					  (uint64_t)units[scale]);
	}
	return NULL;
}

static char *put_double(char *at, double value)
{
	if (isnan(value))
		return put_string(at, "NaN");
	if (isinf(value))
		return put_string(at, value < 0 ? "-Infinity" : "Infinity");
	char *end = put_few_decimals(at, value);
	if (end != NULL)
		return end;
	/* 15 digits suffice for most numbers that people write, 17 for all. */
	int length = snprintf(at, SHORT_TEXT, "%.15g", value);
	if (strtod(at, NULL) != value)
		length = snprintf(at, SHORT_TEXT, "%.17g", value);
	return at + length;
}

static char *put_float(char *at, float value)
{
	if (isnan(value) || isinf(value))
		return put_double(at, (double)value);
	int length = snprintf(at, SHORT_TEXT, "%.6g", (double)value);
	if (strtof(at, NULL) != value)
		length = snprintf(at, SHORT_TEXT, "%.9g", (double)value);
	return at + length;
}

static char *put_civil(char *at, struct up_civil date)
{
	at = put_year(at, date.year > 0 ? date.year : 1 - date.year);
	*at++ = '-';
	at = put_two(at, date.month);
	*at++ = '-';
	return put_two(at, date.day);
}

static char *put_date(char *at, int32_t days)
{
	if (days == INT32_MAX || days == INT32_MIN)
		return put_string(at, days > 0 ? "infinity" : "-infinity");

	struct up_civil date = up_civil_from_days(days);
	at = put_civil(at, date);
	return date.year > 0 ? at : put_string(at, " BC");
}

static char *put_time(char *at, int64_t time)
{
	const int64_t seconds = time / 1000000;
	const int64_t fraction = time % 1000000;

	at = put_two(at, seconds / 3600);
	*at++ = ':';
	at = put_two(at, seconds / 60 % 60);
	*at++ = ':';
	at = put_two(at, seconds % 60);
	if (fraction == 0)
		return at;
	*at++ = '.';
	at = put_two(at, fraction / 10000);
	at = put_two(at, fraction / 100 % 100);
	at = put_two(at, fraction % 100);
	/* Without zeros at the end, as the server prints it. */
	while (at[-1] == '0')
		at--;
	return at;
}

static char *put_timestamp(char *at, int64_t microseconds, const char *zone)
{
	const int64_t day = INT64_C(86400000000);

	if (microseconds == INT64_MAX || microseconds == INT64_MIN)
		return put_string(at, microseconds > 0 ? "infinity" : "-infinity");

	int64_t days = microseconds / day - (microseconds % day < 0);
	struct up_civil date = up_civil_from_days(days);
	at = put_civil(at, date);
	*at++ = ' ';
	/* Unsigned, for what leaves the range on the way to a number within a day. */
	at = put_time(at, (int64_t)((uint64_t)microseconds - (uint64_t)days * (uint64_t)day));
	at = put_string(at, zone);
	return date.year > 0 ? at : put_string(at, " BC");
}

static char *put_hex(char *at, const char *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < length; i++) {
		*at++ = digits[(unsigned char)bytes[i] >> 4];
		*at++ = digits[bytes[i] & 15];
	}
	return at;
}

/* Lengths in bytes of the groups between the hyphens: RFC 9562, section 4. */
static const unsigned char uuid_groups[] = {4, 2, 2, 2, 6};

static char *put_uuid(char *at, const char *bytes)
{
	for (size_t g = 0; g < sizeof uuid_groups; g++) {
		if (g > 0)
			*at++ = '-';
		at = put_hex(at, bytes, uuid_groups[g]);
		bytes += uuid_groups[g];
	}
	return at;
}

/* A value of a type that is not of variable length, at most SHORT_TEXT bytes. */
static char *put_short(char *at, const struct up_vector *vector, size_t row)
{
	switch (vector->type) {
	case UP_TYPE_BOOL:
		*at = up_vector_bool(vector, row) ? 't' : 'f';
		return at + 1;
	case UP_TYPE_INT2:
		return put_integer(at, up_vector_int16(vector, row));
	case UP_TYPE_INT4:
		return put_integer(at, up_vector_int32(vector, row));
	case UP_TYPE_INT8:
		return put_integer(at, up_vector_int64(vector, row));
	case UP_TYPE_FLOAT4:
		return put_float(at, up_vector_float(vector, row));
	case UP_TYPE_FLOAT8:
		return put_double(at, up_vector_double(vector, row));
	case UP_TYPE_DATE:
		return put_date(at, up_vector_int32(vector, row));
	case UP_TYPE_TIMESTAMP:
		return put_timestamp(at, up_vector_int64(vector, row), "");
	case UP_TYPE_TIMESTAMPTZ:
		return put_timestamp(at, up_vector_int64(vector, row), "+00");
	case UP_TYPE_UUID:
		return put_uuid(at, vector->values.data + row * 16);
	case UP_TYPE_NUMERIC:
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
	case UP_TYPE_BYTEA:
	case UP_TYPE_JSONB:
	case UP_TYPE_OTHER:
	case UP_TYPE_COUNT:
		break;
	}
	return at;
}

static void append_short(struct up_buffer *buffer, const struct up_vector *vector, size_t row)
{
	if (up_buffer_reserve(buffer, SHORT_TEXT))
		up_buffer_end_at(buffer, put_short(up_buffer_end(buffer), vector, row));
}

/* prefix is \x, as far as the text around it wants it escaped. */
static void append_bytea(struct up_buffer *buffer, const struct up_vector *vector, size_t row,
			 const char *prefix)
{
	size_t length;
	const char *bytes = up_vector_bytes(vector, row, &length);

	up_buffer_append_string(buffer, prefix);
	if (up_buffer_reserve(buffer, 2 * length))
		up_buffer_end_at(buffer, put_hex(up_buffer_end(buffer), bytes, length));
}

void up_text_append(struct up_buffer *buffer, const struct up_vector *vector, size_t row)
{
	if (vector->type == UP_TYPE_BYTEA) {
		append_bytea(buffer, vector, row, "\\x");
	} else if (up_type_is_text(vector->type) || vector->type == UP_TYPE_NUMERIC) {
		size_t length;
		const char *bytes = up_vector_bytes(vector, row, &length);
		up_buffer_append(buffer, bytes, length);
	} else {
		append_short(buffer, vector, row);
	}
}

/* What a character becomes behind a backslash; 0 for one that stays as it is. */
static const char copy_escapes[256] = {['\\'] = '\\', ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r'};
static const char array_escapes[256] = {['"'] = '"', ['\\'] = '\\'};

#define EVERY_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* Not 0 if any of eight bytes is 0.  ("Bit Twiddling Hacks", determine if a word has a zero
 * byte; https://graphics.stanford.edu/~seander/bithacks.html) */
static uint64_t zero_bytes(uint64_t word)
{
	return (word - EVERY_BYTE(0x01)) & ~word & EVERY_BYTE(0x80);
}

/* May any of eight bytes want an escape?  Below 0x10 is what COPY escapes, and more. */
static bool may_escape_copy(uint64_t word)
{
	return (zero_bytes(word ^ EVERY_BYTE('\\')) | zero_bytes(word & EVERY_BYTE(0xf0))) != 0;
}

static bool may_escape_array(uint64_t word)
{
	return (zero_bytes(word ^ EVERY_BYTE('\\')) | zero_bytes(word ^ EVERY_BYTE('"'))) != 0;
}

static char *put_escaped_bytes(char *at, const char *text, size_t length, const char *escapes)
{
	for (size_t i = 0; i < length; i++) {
		char letter = escapes[(unsigned char)text[i]];
		if (letter != 0)
			*at++ = '\\';
		*at++ = letter != 0 ? letter : text[i];
	}
	return at;
}

/* Eight bytes at a time, as long as none of them wants an escape. */
static inline void append_escaped(struct up_buffer *buffer, const struct up_vector *vector,
				  size_t row, const char *escapes, bool (*may_escape)(uint64_t))
{
	size_t length;
	const char *text = up_vector_bytes(vector, row, &length);

	if (!up_buffer_reserve(buffer, 2 * length))
		return;
	char *at = up_buffer_end(buffer);
	for (; length >= sizeof(uint64_t); text += sizeof(uint64_t), length -= sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, text, sizeof word);
		if (may_escape(word)) {
			at = put_escaped_bytes(at, text, sizeof word, escapes);
		} else {
			memcpy(at, &word, sizeof word);
			at += sizeof word;
		}
	}
	up_buffer_end_at(buffer, put_escaped_bytes(at, text, length, escapes));
}

void up_text_append_copy_row(struct up_buffer *buffer, const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		if (c > 0)
			up_buffer_append_char(buffer, '\t');
		if (up_vector_is_null(vector, row))
			up_buffer_append(buffer, "\\N", 2);
		else if (up_type_is_text(vector->type))
			append_escaped(buffer, vector, row, copy_escapes, may_escape_copy);
		else if (vector->type == UP_TYPE_BYTEA)
			append_bytea(buffer, vector, row, "\\\\x");
		else
			up_text_append(buffer, vector, row);
	}
	up_buffer_append_char(buffer, '\n');
}

static void append_element(struct up_buffer *buffer, const struct up_vector *vector, size_t row)
{
	if (up_vector_is_null(vector, row)) {
		up_buffer_append(buffer, "NULL", 4);
	} else if (up_type_is_text(vector->type)) {
		up_buffer_append_char(buffer, '"');
		append_escaped(buffer, vector, row, array_escapes, may_escape_array);
		up_buffer_append_char(buffer, '"');
	} else if (vector->type == UP_TYPE_BYTEA) {
		append_bytea(buffer, vector, row, "\"\\\\x");
		up_buffer_append_char(buffer, '"');
	} else {
		up_text_append(buffer, vector, row);
	}
}

void up_text_append_array(struct up_buffer *buffer, const struct up_vector *vector, size_t row,
			  size_t count)
{
	up_buffer_append_char(buffer, '{');
	for (size_t i = row; i < row + count; i++) {
		if (i > row)
			up_buffer_append_char(buffer, ',');
		append_element(buffer, vector, i);
	}
	up_buffer_append_char(buffer, '}');
}
