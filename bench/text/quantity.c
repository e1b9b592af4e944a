/* SPDX-License-Identifier: PostgreSQL */
#include "text/quantity.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"
#define TIMES "\xc3\x97"

static const struct quantity unmeasured = {"-"};

/* Digits after the point that leave three significant ones. */
static int decimals_of(double value)
{
	int decimals = 2;

	if (!(value > 0))
		return 0;
	for (double size = value; size >= 9.995 && decimals > 0; size /= 10)
		decimals--;
	for (double size = value; size < 0.9995 && decimals < 12; size *= 10)
		decimals++;
	return decimals;
}

/* Rounded to three significant digits, also above a thousand. */
static double round_three(double value)
{
	double unit = 1;

	while (value / unit >= 999.5)
		unit *= 10;
	return round(value / unit) * unit;
}

static struct quantity group_thousands(double whole)
{
	struct quantity quantity;
	char digits[32];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%.0f", whole);
	size_t used = 0;

	for (size_t d = 0; d < length && used + 2 < sizeof quantity.text; d++) {
		if (d > 0 && (length - d) % 3 == 0 && digits[d - 1] != '-')
			quantity.text[used++] = ',';
		quantity.text[used++] = digits[d];
	}
	quantity.text[used] = '\0';
	return quantity;
}

static bool is_printable(double value)
{
	return isfinite(value) && fabs(value) < 1e24;
}

struct quantity quantity_number(double value)
{
	struct quantity quantity;

	if (!is_printable(value))
		return unmeasured;
	if (value >= 999.5)
		return group_thousands(round_three(value));
	snprintf(quantity.text, sizeof quantity.text, "%.*f", decimals_of(value), value);
	return quantity;
}

struct quantity quantity_count(double value)
{
	return is_printable(value) ? group_thousands(round(value)) : unmeasured;
}

struct quantity quantity_counted(double value, const char *noun)
{
	const struct quantity count = quantity_count(value);
	struct quantity counted;

	snprintf(counted.text, sizeof counted.text, "%.28s %.16s%s", count.text, noun,
		 strcmp(count.text, "1") == 0 ? "" : "s");
	return counted;
}

static struct quantity join(struct quantity number, const char *before, const char *after)
{
	struct quantity quantity;

	if (strcmp(number.text, unmeasured.text) == 0)
		return unmeasured;
	snprintf(quantity.text, sizeof quantity.text, "%s%.32s%s", before, number.text, after);
	return quantity;
}

/* ---- durations -------------------------------------------------------- */

static const struct unit {
	const char *name;
	double ns;
	double below; /* the first number that is too large for it */
} units[] = {
	{" ns", 1, 999.5},
	{" \xc2\xb5s", 1e3, 999.5},
	{" ms", 1e6, 999.5},
	{" s", 1e9, 59.95},
};

#define UNIT_COUNT (sizeof units / sizeof units[0])

/* NULL for minutes and hours. */
static const struct unit *unit_of(double ns)
{
	for (size_t u = 0; u < UNIT_COUNT; u++) {
		if (ns / units[u].ns < units[u].below)
			return &units[u];
	}
	return NULL;
}

static struct quantity long_duration(double ns)
{
	struct quantity quantity;
	double seconds = round(ns / 1e9);
	double minutes = seconds < 3600 ? floor(seconds / 60) : round(seconds / 60);

	if (seconds < 3600)
		snprintf(quantity.text, sizeof quantity.text, "%.0f min %02.0f s", minutes,
			 seconds - 60 * minutes);
	else
		snprintf(quantity.text, sizeof quantity.text, "%.0f h %02.0f min",
			 floor(minutes / 60), fmod(minutes, 60));
	return quantity;
}

struct quantity quantity_duration(double ns)
{
	if (!is_printable(ns) || ns < 0)
		return unmeasured;
	const struct unit *unit = unit_of(ns);
	if (unit == NULL)
		return long_duration(ns);
	/* The clock counts whole nanoseconds. */
	return join(unit == units && ns >= 1 ? quantity_count(ns) : quantity_number(ns / unit->ns),
		    "", unit->name);
}

struct quantity quantity_duration_interval(double low_ns, double high_ns)
{
	if (!is_printable(low_ns) || !is_printable(high_ns) || low_ns < 0)
		return unmeasured;

	struct quantity quantity;
	struct quantity high = quantity_duration(high_ns);
	const struct unit *unit = unit_of(high_ns);
	struct quantity low = quantity_duration(low_ns);
	if (unit == units)
		low = quantity_count(low_ns);
	else if (unit != NULL && low_ns * 10 >= high_ns)
		low = quantity_number(low_ns / unit->ns);
	snprintf(quantity.text, sizeof quantity.text, "%.20s " ELLIPSIS " %.20s", low.text,
		 high.text);
	return quantity;
}

/* ---- the others ------------------------------------------------------- */

struct quantity quantity_rate(double rows_per_second)
{
	return join(quantity_number(rows_per_second), "", " rows/s");
}

struct quantity quantity_ratio(double ratio)
{
	return join(quantity_number(ratio), TIMES, "");
}

struct quantity quantity_interval(double low, double high)
{
	struct quantity quantity;

	if (!is_printable(low) || !is_printable(high))
		return unmeasured;
	snprintf(quantity.text, sizeof quantity.text, "%.20s " ELLIPSIS " %.20s",
		 quantity_number(low).text, quantity_number(high).text);
	return quantity;
}

struct quantity quantity_share(double share)
{
	struct quantity quantity;
	double percent = share * 100;
	int decimals = 1;

	if (!is_printable(share))
		return unmeasured;
	for (double size = percent; size > 0 && size < 0.095 && decimals < 9; size *= 10)
		decimals++;
	snprintf(quantity.text, sizeof quantity.text, "%.*f %%", decimals, percent);
	return quantity;
}

struct quantity quantity_bytes(double bytes)
{
	static const char *const names[] = {" B", " KiB", " MiB", " GiB", " TiB"};
	size_t unit = 0;

	if (is_printable(bytes) && bytes < 1023.5)
		return join(quantity_count(bytes), "", names[0]);
	while (unit + 1 < sizeof names / sizeof names[0] && bytes >= 1023.5) {
		bytes /= 1024;
		unit++;
	}
	return join(quantity_number(bytes), "", names[unit]);
}
