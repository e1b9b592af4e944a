/* SPDX-License-Identifier: PostgreSQL */
#include "text/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct unit {
	const char *suffix;
	double size;
};

/* Those that are written come first, the smallest first. */
static const struct unit durations[] = {{"us", 1e3}, {"ms", 1e6}, {"s", 1e9},
					{"", 1e9},   {"m", 60e9}, {"h", 3600e9}};
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

static bool parse(const char *text, const struct unit *units, size_t count, int64_t *level)
{
	const size_t digits = strspn(text, "0123456789.eE+-");
	char *end;
	/* strtod() also takes blanks, words and other bases. */
	const double number = strtod(text, &end);

	if (digits == 0 || end == text || end > text + digits)
		return false;
	for (size_t u = 0; u < count; u++) {
		const double value = round(number * units[u].size);
		if (strcasecmp(end, units[u].suffix) != 0)
			continue;
		if (!(number >= 0 && value < 0x1p63))
			return false;
		*level = (int64_t)value;
		return true;
	}
	return false;
}

bool unit_parse_duration(const char *text, int64_t *ns)
{
	return parse(text, durations, sizeof durations / sizeof *durations, ns);
}

bool unit_parse_rate(const char *text, int64_t *bits)
{
	if (strcmp(text, "0") == 0) {
		*bits = 0;
		return true;
	}
	return parse(text, rates, sizeof rates / sizeof *rates, bits);
}
