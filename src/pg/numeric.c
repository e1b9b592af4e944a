/* SPDX-License-Identifier: PostgreSQL */
#include "pg/numeric.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Digits of the decimal system in one of base 10,000. */
#define GROUP 4

#define MAX_WHOLE 131072
#define MAX_SCALE 16383 /* NUMERIC_DSCALE_MAX */

enum sign {
	POSITIVE = 0x0000,
	NEGATIVE = 0x4000,
	NOT_A_NUMBER = 0xC000,
	PLUS_INFINITY = 0xD000,
	MINUS_INFINITY = 0xF000,
};

static inline char *put16(char *out, unsigned value)
{
	uint16_t swapped = __builtin_bswap16((uint16_t)value);
	memcpy(out, &swapped, sizeof swapped);
	return out + sizeof swapped;
}

static inline char *put_header(char *out, size_t digits, int weight, enum sign sign, size_t scale)
{
	out = put16(out, (unsigned)digits);
	out = put16(out, (unsigned)weight);
	out = put16(out, sign);
	return put16(out, (unsigned)scale);
}

static char *encode_word(char *out, const char *text, size_t length)
{
	/* The scale of an infinity means nothing.  The server sends 32, which are other bits
	 * of what it stores, and so this does. */
	static const struct {
		const char *text;
		enum sign sign;
		size_t scale;
	} words[] = {{"NaN", NOT_A_NUMBER, 0},
		     {"Infinity", PLUS_INFINITY, 32},
		     {"-Infinity", MINUS_INFINITY, 32}};

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strlen(words[w].text) == length && memcmp(words[w].text, text, length) == 0)
			return put_header(out, 0, 0, words[w].sign, words[w].scale);
	}
	return NULL;
}

/* The number that count (1 to 4) characters are; sets *wrong when one is no digit. */
static inline unsigned group_of(const char *text, size_t count, bool *wrong)
{
	unsigned value = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned digit = (unsigned)(unsigned char)text[i] - '0';
		*wrong |= digit > 9;
		value = value * 10 + digit;
	}
	return value;
}

/* Writes the digits of whole groups and, before them, of the rest. */
static char *put_whole(char *out, const char *text, size_t length, bool *wrong)
{
	size_t first = length % GROUP;

	if (first > 0)
		out = put16(out, group_of(text, first, wrong));
	for (size_t at = first; at < length; at += GROUP)
		out = put16(out, group_of(text + at, GROUP, wrong));
	return out;
}

static char *put_fraction(char *out, const char *text, size_t length, bool *wrong)
{
	static const unsigned units[GROUP] = {1, 1000, 100, 10};
	size_t last = length % GROUP;

	for (size_t at = 0; at < length - last; at += GROUP)
		out = put16(out, group_of(text + at, GROUP, wrong));
	if (last > 0)
		out = put16(out, group_of(text + length - last, last, wrong) * units[last]);
	return out;
}

static char *encode_digits(char *out, const char *whole, size_t whole_length, const char *fraction,
			   size_t scale, enum sign sign)
{
	char *const digits = out + 8;
	bool wrong = false;
	int weight;

	while (whole_length > 0 && *whole == '0') {
		whole++;
		whole_length--;
	}
	if (whole_length > MAX_WHOLE || scale > MAX_SCALE)
		return NULL;

	char *end = digits;
	if (whole_length > 0) {
		weight = (int)((whole_length + GROUP - 1) / GROUP) - 1;
		end = put_whole(end, whole, whole_length, &wrong);
		end = put_fraction(end, fraction, scale, &wrong);
	} else {
		size_t zeros = 0;
		while (zeros + GROUP <= scale && memcmp(fraction + zeros, "0000", GROUP) == 0)
			zeros += GROUP;
		weight = -1 - (int)(zeros / GROUP);
		end = put_fraction(end, fraction + zeros, scale - zeros, &wrong);
	}
	if (wrong)
		return NULL;
	while (end > digits && end[-1] == 0 && end[-2] == 0)
		end -= 2;
	if (end == digits) {
		weight = 0;
		sign = POSITIVE;
	}
	put_header(out, (size_t)(end - digits) / 2, weight, sign, scale);
	return end;
}

char *up_numeric_encode(char *out, const char *text, size_t length)
{
	const char *const end = text + length;
	const bool negative = length > 0 && text[0] == '-';
	const char *whole = text + negative;
	const char *point = whole;

	while (point < end && *point != '.')
		point++;
	const char *fraction = point < end ? point + 1 : end;
	if (point == whole && fraction == end) /* not one digit */
		return NULL;
	char *result = encode_digits(out, whole, (size_t)(point - whole), fraction,
				     (size_t)(end - fraction), negative ? NEGATIVE : POSITIVE);
	return result != NULL ? result : encode_word(out, text, length);
}
