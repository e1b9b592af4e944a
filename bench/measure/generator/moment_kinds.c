/* SPDX-License-Identifier: PostgreSQL */
/*
 * Points in time and intervals.  Dates and times are from 2015 on, ten years of them first; times
 * are whole seconds, unless the width of their texts leaves room for parts of a second.  An interval has no more fields than its type, and of days no more hours than
 * a day has.
 */
#include "measure/generator/scalar.h"

#include "pg/calendar.h"

#include <inttypes.h>

#define DAY ((uint64_t)86400) /* seconds */
#define PLAUSIBLE_DAYS 3650
#define DAYS 2900000     /* until after the year 9900 */
#define PART_OF_SECOND 1 /* a purpose of scalar_scatter() */
#define LONGEST_INTERVAL ((uint64_t)1 << 30)

static uint64_t days(const struct value_type *type)
{
	(void)type;
	return DAYS;
}

static uint64_t seconds_of_days(const struct value_type *type)
{
	(void)type;
	return DAYS * DAY;
}

static uint64_t seconds_of_day(const struct value_type *type)
{
	(void)type;
	return DAY;
}

static uint64_t longest_interval(const struct value_type *type)
{
	(void)type;
	return LONGEST_INTERVAL;
}

static void append_day(struct up_buffer *text, int64_t day)
{
	const struct up_civil date = up_civil_from_days(SCALAR_FIRST_DAY + day);

	up_buffer_append_format(text, "%04" PRId64 "-%02d-%02d", date.year, date.month, date.day);
}

static void append_date(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_day(text, (int64_t)number + type->shift);
}

static void append_clock(struct up_buffer *text, uint64_t seconds)
{
	up_buffer_append_format(text, "%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64, seconds / 3600,
				seconds / 60 % 60, seconds % 60);
}

/* The server prints no zeros at its end. */
static void append_part_of_second(const struct value_type *type, uint64_t number,
				  struct up_buffer *text)
{
	const uint64_t scattered = scalar_scatter(number, PART_OF_SECOND);

	if (type->decimals == 0)
		return;
	const uint64_t tens = value_capacity_power(10, (size_t)type->decimals - 1);
	up_buffer_append_format(text, ".%0*" PRIu64, (int)type->decimals,
				scattered % tens * 10 + 1 + scattered / tens % 9);
}

static void append_time(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_clock(text, number);
	append_part_of_second(type, number, text);
}

static void append_timetz(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_time(type, number, text);
	up_buffer_append_string(text, "+00");
}

static void append_timestamp(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const int64_t day = (int64_t)DAY;
	const int64_t second = (int64_t)number + type->shift;
	const int64_t in_day = (second % day + day) % day;

	append_day(text, (second - in_day) / day);
	up_buffer_append_char(text, ' ');
	append_clock(text, (uint64_t)in_day);
	append_part_of_second(type, number, text);
}

static void append_timestamptz(const struct value_type *type, uint64_t number,
			       struct up_buffer *text)
{
	append_timestamp(type, number, text);
	up_buffer_append_string(text, "+00");
}

/* ---- intervals ---- */

static void append_unit(struct up_buffer *text, uint64_t count, const char *unit)
{
	if (count == 0)
		return;
	if (text->length > 0)
		up_buffer_append_char(text, ' ');
	up_buffer_append_format(text, "%" PRIu64 " %s%s", count, unit, count > 1 ? "s" : "");
}

static void append_years(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_unit(text, number + 1, "year");
}

static void append_months(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_unit(text, (number + 1) / 12, "year");
	append_unit(text, (number + 1) % 12, "mon");
}

static void append_days(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_unit(text, number + 1, "day");
}

static void append_hours(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_clock(text, (number + 1) * 3600);
}

static void append_minutes(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_clock(text, (number + 1) * 60);
}

static void append_seconds(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_clock(text, number + 1);
}

/* Days, and so much of one as is a multiple of the unit. */
static void append_days_and(struct up_buffer *text, uint64_t units, uint64_t unit)
{
	const uint64_t seconds = units * unit;

	append_unit(text, seconds / DAY, "day");
	if (seconds % DAY == 0)
		return;
	if (seconds >= DAY)
		up_buffer_append_char(text, ' ');
	append_clock(text, seconds % DAY);
}

static void append_days_hours(const struct value_type *type, uint64_t number,
			      struct up_buffer *text)
{
	(void)type;
	append_days_and(text, number + 1, 3600);
}

static void append_days_minutes(const struct value_type *type, uint64_t number,
				struct up_buffer *text)
{
	(void)type;
	append_days_and(text, number + 1, 60);
}

static void append_interval(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_days_and(text, number + 1, 1);
}

static uint64_t years(const struct value_type *type)
{
	(void)type;
	return 100000;
}

static const struct value_kind kinds[] = {
	{"date", days, append_date, PLAUSIBLE_DAYS, true},
	{"time without time zone", seconds_of_day, append_time, DAY, true},
	{"time with time zone", seconds_of_day, append_timetz, DAY, true},
	{"timestamp without time zone", seconds_of_days, append_timestamp, PLAUSIBLE_DAYS *DAY,
	 true},
	{"timestamp with time zone", seconds_of_days, append_timestamptz, PLAUSIBLE_DAYS *DAY,
	 true},
	{"interval", longest_interval, append_interval, 30 * DAY, true},
	{"interval year", years, append_years, 10, true},
	{"interval month", years, append_months, 120, true},
	{"interval day", years, append_days, 365, true},
	{"interval hour", years, append_hours, 240, true},
	{"interval minute", years, append_minutes, 1440, true},
	{"interval second", longest_interval, append_seconds, DAY, true},
	{"interval year to month", years, append_months, 120, true},
	{"interval day to hour", years, append_days_hours, 240, true},
	{"interval day to minute", longest_interval, append_days_minutes, 14400, true},
	{"interval day to second", longest_interval, append_interval, 30 * DAY, true},
	{"interval hour to minute", years, append_minutes, 1440, true},
	{"interval hour to second", longest_interval, append_seconds, DAY, true},
	{"interval minute to second", longest_interval, append_seconds, DAY, true},
};

const struct value_kind_list moment_kinds = VALUE_KIND_LIST(kinds);
