/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/number.h"

#include "base/buffer.h"
#include "text/unit.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"
#define NS_PER_SECOND INT64_C(1000000000)
#define BLANKS " \t\r\n"
/* A percentage up to this one is as likely to be meant as a share. */
#define LIKELY_SHARE 0.2

/* unit: that of the limits, with a space before it, or "". */
static enum up_status fail_range(struct up_error *err, const char *text, int64_t minimum,
				 int64_t maximum, const char *unit)
{
	if (maximum == INT64_MAX && text[0] != '-')
		return up_fail(err, UP_INVALID, "\"%s\" is greater than %" PRId64 "%s", text,
			       maximum, unit);
	if (maximum == INT64_MAX)
		return up_fail(err, UP_INVALID, "\"%s\" is less than %" PRId64 "%s", text, minimum,
			       unit);
	return up_fail(err, UP_INVALID, "\"%s\" is not between %" PRId64 " and %" PRId64 "%s", text,
		       minimum, maximum, unit);
}

/* ---- whole numbers ----------------------------------------------------- */

bool number_has_thousands(const char *text)
{
	size_t width = strspn(text, DIGITS);

	if (width == 0 || width > 3 || text[width] != ',')
		return false;
	for (text += width; *text == ','; text += 4) {
		if (strspn(text + 1, DIGITS) != 3)
			return false;
	}
	return *text == '\0';
}

enum up_status number_fail_thousands(const char *text, struct up_error *err)
{
	UP_BUFFER number = {0};

	for (const char *c = text; *c != '\0'; c++) {
		if (*c != ',')
			up_buffer_append(&number, c, 1);
	}
	return up_fail(err, UP_INVALID, "\"%s\" has commas between thousands (did you mean %s?)",
		       text, up_buffer_string(&number));
}

/* Multiplies by ten; on overflow sets *beyond, and returns the limit from then on. */
static int64_t times_ten(int64_t number, int64_t more, bool *beyond)
{
	int64_t product;

	if (__builtin_mul_overflow(number, 10, &product) ||
	    __builtin_add_overflow(product, more, &product))
		*beyond = true;
	return *beyond ? INT64_MAX : product;
}

/* A number as typed: digits × 10^exponent. */
struct decimal {
	int64_t digits;
	int64_t exponent;
	bool beyond; /* digits do not fit */
};

/* Digits with single underscores between them; returns where they end. */
static const char *read_digits(const char *text, int64_t sign, struct decimal *decimal)
{
	const char *c = text;

	while (strchr(DIGITS, *c) != NULL && *c != '\0') {
		decimal->digits = times_ten(decimal->digits, sign * (*c - '0'), &decimal->beyond);
		c++;
		if (*c == '_' && c[1] != '\0' && strchr(DIGITS, c[1]) != NULL)
			c++;
	}
	return c;
}

static const char *read_exponent(const char *text, int64_t *exponent)
{
	bool endless = false;
	int64_t number = 0;

	if (*text != 'e' && *text != 'E')
		return text;
	const size_t width = strspn(text + 1, DIGITS);
	if (width == 0)
		return text;
	for (size_t i = 1; i <= width; i++)
		number = times_ten(number, text[i] - '0', &endless);
	/* Far beyond what fits in any case. */
	*exponent += number < 1000 ? number : 1000;
	return text + 1 + width;
}

static const char *read_multiple(const char *text, int64_t *exponent)
{
	static const char letters[] = "kMG";
	const char *letter = *text != '\0' ? strchr(letters, *text == 'K' ? 'k' : *text) : NULL;

	if (letter == NULL)
		return text;
	*exponent += 3 * (letter - letters + 1);
	return text + 1;
}

/* False for what is not a number, or not a whole one. */
static bool read_whole(const char *text, struct decimal *decimal)
{
	int64_t sign = text[0] == '-' ? -1 : 1;
	const char *start = text + (text[0] == '-');
	const char *end = read_digits(start, sign, decimal);

	if (end == start)
		return false;
	if (*end == '.') {
		const char *fraction = end + 1;
		end = read_digits(fraction, sign, decimal);
		if (end == fraction)
			return false;
		for (const char *c = fraction; c != end; c++)
			decimal->exponent -= *c != '_';
	}
	end = read_multiple(read_exponent(end, &decimal->exponent), &decimal->exponent);
	for (; decimal->exponent < 0 && !decimal->beyond; decimal->exponent++) {
		if (decimal->digits % 10 != 0)
			return false;
		decimal->digits /= 10;
	}
	return *end == '\0';
}

enum up_status number_read_whole(const char *text, int64_t minimum, int64_t maximum,
				 int64_t *number, struct up_error *err)
{
	struct decimal decimal = {0};

	if (number_has_thousands(text))
		return number_fail_thousands(text, err);
	if (!read_whole(text, &decimal))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is not a whole number such as 1914, 10_000, 5M or 1.5e6",
			       text);
	for (; decimal.exponent > 0 && !decimal.beyond && decimal.digits != 0; decimal.exponent--)
		decimal.digits = times_ten(decimal.digits, 0, &decimal.beyond);
	if (decimal.beyond || decimal.digits < minimum || decimal.digits > maximum)
		return fail_range(err, text, minimum, maximum, "");
	*number = decimal.digits;
	return UP_OK;
}

/* ---- numbers with a fraction ------------------------------------------- */

/* A decimal number without sign; *end is where it stops, text when there is none.
 * (strtod() alone would also take "nan", "0x1p3" and leading blanks.) */
static double read_decimal(const char *text, const char **end)
{
	char *stop;

	*end = text;
	if (text[0] == '\0' || strchr(DIGITS ".", text[0]) == NULL || text[1] == 'x' ||
	    text[1] == 'X')
		return 0;
	double number = strtod(text, &stop);
	*end = stop;
	return number;
}

enum up_status number_read_share(const char *text, double *share, struct up_error *err)
{
	const char *end;
	double number = read_decimal(text, &end);

	if (end == text || *end != '\0' || number > 1)
		return up_fail(err, UP_INVALID, "\"%s\" is not a share between 0 and 1", text);
	*share = number;
	return UP_OK;
}

enum up_status number_read_percent(const char *text, int64_t minimum, int64_t maximum,
				   double *share, struct up_error *err)
{
	const char *end;
	double number = read_decimal(text, &end);
	bool has_sign = false;

	if (end != text) {
		end += strspn(end, BLANKS);
		has_sign = *end == '%';
		end += has_sign;
	}
	if (end == text || *end != '\0')
		return up_fail(err, UP_INVALID, "\"%s\" is not a percentage such as 2, 0.5 or 5%%",
			       text);
	if (!(number >= (double)minimum && number <= (double)maximum))
		return fail_range(err, text, minimum, maximum, " %");
	if (!has_sign && number > 0 && number <= LIKELY_SHARE)
		return up_fail(err, UP_INVALID,
			       "\"%s\" is ambiguous: write %g for %g %%, or %s%% for %s %%", text,
			       100 * number, 100 * number, text, text);
	*share = number / 100;
	return UP_OK;
}

/* ---- durations --------------------------------------------------------- */

enum up_status number_read_duration(const char *text, int64_t minimum, int64_t maximum,
				    bool needs_unit, int64_t *ns, struct up_error *err)
{
	const char *end;
	double number = read_decimal(text, &end);
	int64_t parsed;

	if (end != text && *end == '\0' && needs_unit && number > 0)
		return up_fail(err, UP_INVALID, "\"%s\" has no unit (did you mean %sms or %ss?)",
			       text, text, text);
	if (end == text || !unit_parse_duration(text, &parsed))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is not a duration such as %s200ms, 10s or 1h30m", text,
			       needs_unit ? "" : "30, 0.5, ");
	if (parsed / NS_PER_SECOND < minimum || parsed > maximum * NS_PER_SECOND)
		return fail_range(err, text, minimum, maximum, " s");
	*ns = parsed;
	return UP_OK;
}

/* ---- rates and sizes --------------------------------------------------- */

enum up_status number_read_rate(const char *text, int64_t minimum, int64_t maximum, int64_t *bits,
				struct up_error *err)
{
	int64_t parsed;

	if (!unit_parse_rate(text, &parsed))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is not a bandwidth such as 100Mbit or 1Gbit", text);
	/* None is none, and less than the least of one is too slow for anything. */
	if (strcmp(text, "0") != 0 && (parsed < minimum || parsed > maximum))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is neither 0 nor between %" PRId64 " and %" PRId64
			       " bits per second",
			       text, minimum, maximum);
	*bits = parsed;
	return UP_OK;
}

struct size_unit {
	const char *name;
	double factor;
};

/* form: what would be right. */
static enum up_status read_bytes(const struct size_unit *units, const char *form, const char *text,
				 int64_t minimum, int64_t maximum, int64_t *bytes,
				 struct up_error *err)
{
	const char *suffix;
	double number = read_decimal(text, &suffix);

	for (size_t i = 0; suffix != text && units[i].name != NULL; i++) {
		if (strcasecmp(suffix, units[i].name) != 0)
			continue;
		number = floor(number * units[i].factor);
		if (number < (double)minimum)
			return up_fail(err, UP_INVALID, "\"%s\" is less than %" PRId64 " byte%s",
				       text, minimum, minimum == 1 ? "" : "s");
		/* 2^63, which int64_t does not hold, is a double; its greatest is not. */
		if (!(number < 0x1p63) || (int64_t)number > maximum)
			return up_fail(err, UP_INVALID, "\"%s\" is more than %" PRId64 " bytes",
				       text, maximum);
		*bytes = (int64_t)number;
		return UP_OK;
	}
	return up_fail(err, UP_INVALID, "\"%s\" is not a size such as %s", text, form);
}

enum up_status number_read_size(const char *text, int64_t minimum, int64_t maximum, int64_t *bytes,
				struct up_error *err)
{
	static const struct size_unit units[] = {
		{"", 1},      {"B", 1},         {"kB", 1e3},      {"MB", 1e6},      {"GB", 1e9},
		{"TB", 1e12}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 0x1p40},
		{0}};

	return read_bytes(units, "512MiB, 2GB or 1e9", text, minimum, maximum, bytes, err);
}

enum up_status number_read_setting_size(const char *text, int64_t minimum, int64_t maximum,
					int64_t *bytes, struct up_error *err)
{
	static const struct size_unit units[] = {{"B", 1},         {"kB", 1 << 10},
						 {"MB", 1 << 20},  {"GB", 1 << 30},
						 {"TB", 0x1p40},   {"KiB", 1 << 10},
						 {"MiB", 1 << 20}, {"GiB", 1 << 30},
						 {"TiB", 0x1p40},  {0}};

	return read_bytes(units, "512MB or 2GB (powers of 1024, as in PostgreSQL)", text, minimum,
			  maximum, bytes, err);
}
