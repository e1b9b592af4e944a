/* SPDX-License-Identifier: PostgreSQL */
#include "text/unit.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct unit {
	const char *suffix;
	double size;
};

/* Those that are written come first, the smallest first. */
static const struct unit durations[] = {{"us", 1e3}, {"ms", 1e6},   {"s", 1e9},    {"", 1e9},
					{"m", 60e9}, {"min", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
static const struct unit rates[] = {{"kbit", 1e3}, {"Mbit", 1e6}, {"Gbit", 1e9}, {"bit", 1}};
#define WRITTEN 3

/* 15 digits suffice for most numbers that people write, 17 for all. */
void unit_append_number(struct up_buffer *text, double number)
{
	char digits[32];

	snprintf(digits, sizeof digits, "%.15g", number);
	if (strtod(digits, NULL) != number)
		snprintf(digits, sizeof digits, "%.17g", number);
	up_buffer_append_string(text, digits);
}

static void append(struct up_buffer *text, int64_t level, const struct unit *units)
{
	size_t u = WRITTEN - 1;

	while (u > 0 && (double)level < units[u].size)
		u--;
	unit_append_number(text, (double)level / units[u].size);
	up_buffer_append_string(text, level != 0 ? units[u].suffix : "");
}

void unit_append_duration(struct up_buffer *text, int64_t ns)
{
	append(text, ns, durations);
}

void unit_append_rate(struct up_buffer *text, int64_t bits)
{
	append(text, bits, rates);
}

/* A number and the unit behind it; returns where they end, or NULL. */
static const char *parse_part(const char *text, const struct unit *units, size_t count,
			      double *value, const struct unit **unit)
{
	const size_t digits = strspn(text, "0123456789.eE+-");
	char *end;
	/* strtod() also takes blanks, words and other bases. */
	const double number = strtod(text, &end);
	const size_t letters = strspn(end, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (digits == 0 || end == text || end > text + digits || !(number >= 0))
		return NULL;
	for (size_t u = 0; u < count; u++) {
		if (strlen(units[u].suffix) != letters ||
		    strncasecmp(end, units[u].suffix, letters) != 0)
			continue;
		*value = number * units[u].size;
		*unit = &units[u];
		return end + letters;
	}
	return NULL;
}

static bool take(double value, int64_t *level)
{
	if (!(round(value) < 0x1p63))
		return false;
	*level = (int64_t)round(value);
	return true;
}

bool unit_parse_duration(const char *text, int64_t *ns)
{
	double sum = 0, before = HUGE_VAL;

	/* 1h30m: each part in a smaller unit than the one before, and none without a unit. */
	for (const char *rest = text; rest == text || *rest != '\0';) {
		const struct unit *unit;
		double value;
		const char *end = parse_part(rest, durations, sizeof durations / sizeof *durations,
					     &value, &unit);
		if (end == NULL || unit->size >= before ||
		    (unit->suffix[0] == '\0' && (rest != text || *end != '\0')))
			return false;
		sum += value;
		before = unit->size;
		rest = end;
	}
	return take(sum, ns);
}

bool unit_parse_rate(const char *text, int64_t *bits)
{
	if (strcmp(text, "0") == 0) {
		*bits = 0;
		return true;
	}
	const struct unit *unit;
	double value;
	const char *end = parse_part(text, rates, sizeof rates / sizeof *rates, &value, &unit);
	return end != NULL && *end == '\0' && take(value, bits);
}

/* strtoimax() and strtod() also skip blanks and take other spellings. */
static bool is_decimal(const char *text, const char *letters)
{
	const char *digits = text + (text[0] == '-');

	return digits[0] >= '0' && digits[0] <= '9' && digits[strspn(digits, letters)] == '\0';
}

bool unit_parse_integer(const char *text, int64_t *value)
{
	errno = 0;
	const int64_t parsed = strtoimax(text, NULL, 10);
	if (!is_decimal(text, "0123456789") || errno != 0)
		return false;
	*value = parsed;
	return true;
}

bool unit_parse_number(const char *text, double *value)
{
	char *end;

	errno = 0;
	const double parsed = strtod(text, &end);
	/* ERANGE is fine for the smallest numbers, which are exact. */
	if (!is_decimal(text, "0123456789.eE+-") || *end != '\0' || isinf(parsed) ||
	    (errno != 0 && parsed == 0))
		return false;
	*value = parsed;
	return true;
}
