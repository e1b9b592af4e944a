/* SPDX-License-Identifier: PostgreSQL */
/* Levels with a unit: one spelling, which is parsed to what was written. */
#include "text/unit.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

struct spelling {
	int64_t level;
	const char *text;
};

typedef void append_level(struct up_buffer *text, int64_t level);
typedef bool parse_level(const char *text, int64_t *level);

static void expect_round_trip(append_level *append, parse_level *parse, int64_t level,
			      const char *expected)
{
	UP_BUFFER text = {0};
	int64_t parsed = -1;

	append(&text, level);
	if (expected != NULL)
		cr_expect_str_eq(up_buffer_string(&text), expected);
	cr_expect(parse(up_buffer_string(&text), &parsed), "%s", up_buffer_string(&text));
	cr_expect_eq(parsed, level, "%s is %jd, not %jd", up_buffer_string(&text), (intmax_t)parsed,
		     (intmax_t)level);
}

/* Beyond 2^51 a double is not exact enough to divide and multiply again. */
static void expect_every_magnitude(append_level *append, parse_level *parse)
{
	for (int64_t power = 1; power <= INT64_C(1) << 50; power *= 2) {
		expect_round_trip(append, parse, power - 1, NULL);
		expect_round_trip(append, parse, power, NULL);
		expect_round_trip(append, parse, power / 3, NULL);
	}
	for (int64_t power = 1; power <= INT64_C(1000000000000000); power *= 10) {
		expect_round_trip(append, parse, power - 1, NULL);
		expect_round_trip(append, parse, power, NULL);
	}
}

Test(unit, durations_have_one_spelling_and_are_read_back)
{
	static const struct spelling durations[] = {
		{0, "0"},           {1, "0.001us"},        {500, "0.5us"},
		{1000, "1us"},      {999999, "999.999us"}, {1000000, "1ms"},
		{1500000, "1.5ms"}, {2000000, "2ms"},      {999999999, "999.999999ms"},
		{1000000000, "1s"}, {60000000000, "60s"},  {3600000000000, "3600s"},
	};

	for (size_t d = 0; d < sizeof durations / sizeof *durations; d++)
		expect_round_trip(unit_append_duration, unit_parse_duration, durations[d].level,
				  durations[d].text);
	expect_every_magnitude(unit_append_duration, unit_parse_duration);
}

Test(unit, rates_have_one_spelling_and_are_read_back)
{
	static const struct spelling rates[] = {
		{0, "0"},
		{1, "0.001kbit"},
		{56000, "56kbit"},
		{100000000, "100Mbit"},
		{2500000000, "2.5Gbit"},
		{100000000000, "100Gbit"},
	};

	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++)
		expect_round_trip(unit_append_rate, unit_parse_rate, rates[r].level, rates[r].text);
	expect_every_magnitude(unit_append_rate, unit_parse_rate);
}

Test(unit, numbers_are_as_short_as_they_can_be_and_read_back)
{
	static const char *const short_ones[] = {"0",         "1",           "0.25",  "0.1",
						 "0.3",       "0.123456789", "1e-09", "1914",
						 "0.0000001", "1e+20"};

	for (size_t n = 0; n < sizeof short_ones / sizeof *short_ones; n++) {
		UP_BUFFER text = {0};
		unit_append_number(&text, strtod(short_ones[n], NULL));
		if (n != 8)
			cr_expect_str_eq(up_buffer_string(&text), short_ones[n]);
		cr_expect(strtod(up_buffer_string(&text), NULL) == strtod(short_ones[n], NULL));
	}
	for (double number = 0.1 + 0.2; number < 1e300; number *= 7.3) {
		UP_BUFFER text = {0};
		unit_append_number(&text, number);
		cr_expect(strtod(up_buffer_string(&text), NULL) == number, "%s",
			  up_buffer_string(&text));
	}
}

Test(unit, other_spellings_of_people_are_taken)
{
	static const struct spelling durations[] = {
		{2000000, "2ms"},  {2000000, "2000us"},   {2000000, "0.002"},
		{2000000, "2e-3"}, {2000000, "2MS"},      {0, "0"},
		{0, "0ms"},        {90000000000, "1.5m"}, {3600000000000, "1h"},
		{2000000000, "2"},
	};
	static const struct spelling rates[] = {
		{100000000, "100mbit"}, {100000000, "0.1Gbit"}, {0, "0"},
		{0, "0kbit"},           {9600, "9600bit"},
	};
	int64_t level;

	for (size_t d = 0; d < sizeof durations / sizeof *durations; d++) {
		level = -1;
		cr_expect(unit_parse_duration(durations[d].text, &level), "%s", durations[d].text);
		cr_expect_eq(level, durations[d].level, "%s", durations[d].text);
	}
	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
		level = -1;
		cr_expect(unit_parse_rate(rates[r].text, &level), "%s", rates[r].text);
		cr_expect_eq(level, rates[r].level, "%s", rates[r].text);
	}
}

Test(unit, what_is_no_level_is_refused_and_leaves_it)
{
	static const char *const neither[] = {
		"",
		"ms",
		" 2ms",
		"2ms ",
		"2 ms",
		"-1ms",
		"-1kbit",
		"nan",
		"inf",
		"infs",
		"0x10",
		"0x10s",
		"2msx",
		"2q",
		"1e999s",
		"1e999kbit",
		"1e400",
		".",
		"e",
		"2,5ms",
		"9223372036.854775808s",
		"9223372036.854775808Gbit",
		"--2ms",
		"2m s",
		"1e",
		"+-1s",
	};
	int64_t level = 7;

	for (size_t n = 0; n < sizeof neither / sizeof *neither; n++) {
		cr_expect_not(unit_parse_duration(neither[n], &level), "%s", neither[n]);
		cr_expect_not(unit_parse_rate(neither[n], &level), "%s", neither[n]);
	}
	cr_expect_not(unit_parse_rate("100", &level), "a rate needs its unit");
	cr_expect_not(unit_parse_rate("5ms", &level));
	cr_expect_not(unit_parse_duration("5kbit", &level));
	cr_expect_eq(level, 7);
}
