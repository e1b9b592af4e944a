/* SPDX-License-Identifier: PostgreSQL */
/* Numbers as people read them: tables of a value and its text. */
#include "text/quantity.h"

#include <criterion/criterion.h>
#include <math.h>

struct expectation {
	double value;
	const char *text;
};

static void check(const char *what, struct quantity (*format)(double),
		  const struct expectation *rows, size_t count)
{
	for (size_t r = 0; r < count; r++) {
		struct quantity got = format(rows[r].value);
		cr_expect_str_eq(got.text, rows[r].text, "%s of %.17g: \"%s\", not \"%s\"", what,
				 rows[r].value, got.text, rows[r].text);
	}
	cr_expect_str_eq(format(NAN).text, "-", "%s that was not measured", what);
	cr_expect_str_eq(format(INFINITY).text, "-", "%s without end", what);
}

#define CHECK(format, ...)                                                                         \
	do {                                                                                       \
		static const struct expectation rows[] = {__VA_ARGS__};                            \
		check(#format, format, rows, sizeof rows / sizeof rows[0]);                        \
	} while (0)

Test(quantity, number)
{
	CHECK(quantity_number, {0, "0"}, {1, "1.00"}, {1.7049, "1.70"}, {9.994, "9.99"},
	      {9.996, "10.0"}, {19.83, "19.8"}, {99.94, "99.9"}, {99.96, "100"}, {512.4, "512"},
	      {999.4, "999"}, {999.6, "1,000"}, {1234, "1,230"}, {70627, "70,600"},
	      {1234567, "1,230,000"}, {0.612, "0.612"}, {0.0123, "0.0123"}, {0.99949, "0.999"},
	      {0.9996, "1.00"}, {0.001952, "0.00195"});
}

Test(quantity, counted)
{
	cr_expect_str_eq(quantity_counted(1, "row").text, "1 row");
	cr_expect_str_eq(quantity_counted(0, "round trip").text, "0 round trips");
	cr_expect_str_eq(quantity_counted(1914, "row").text, "1,914 rows");
}

Test(quantity, count)
{
	CHECK(quantity_count, {0, "0"}, {20, "20"}, {999, "999"}, {1914, "1,914"},
	      {100000, "100,000"}, {1234567, "1,234,567"}, {-1914, "-1,914"}, {-100, "-100"});
}

Test(quantity, duration)
{
	CHECK(quantity_duration, {0, "0 ns"}, {8, "8 ns"}, {812, "812 ns"}, {999, "999 ns"},
	      {999.6, "1.00 \u00b5s"}, {1234, "1.23 \u00b5s"}, {999499, "999 \u00b5s"},
	      {999500, "1.00 ms"}, {27.1e6, "27.1 ms"}, {702e6, "702 ms"}, {13.87e9, "13.9 s"},
	      {59.94e9, "59.9 s"}, {59.96e9, "1 min 00 s"}, {124.6e9, "2 min 05 s"},
	      {3599.4e9, "59 min 59 s"}, {3599.6e9, "1 h 00 min"}, {11220e9, "3 h 07 min"},
	      {7199e9, "2 h 00 min"}, {-1, "-"});
}

Test(quantity, rate)
{
	CHECK(quantity_rate, {70627, "70,600 rows/s"}, {81.2, "81.2 rows/s"});
}

Test(quantity, ratio)
{
	CHECK(quantity_ratio, {1, "\u00d71.00"}, {512.2, "\u00d7512"}, {0.376, "\u00d70.376"});
}

Test(quantity, share)
{
	CHECK(quantity_share, {0, "0.0 %"}, {1, "100.0 %"}, {0.658, "65.8 %"}, {0.0461, "4.6 %"},
	      {0.001, "0.1 %"}, {0.0004, "0.04 %"}, {4e-6, "0.0004 %"}, {3.7e-6, "0.0004 %"});
}

Test(quantity, bytes)
{
	CHECK(quantity_bytes, {0, "0 B"}, {812, "812 B"}, {1023, "1,023 B"}, {1024, "1.00 KiB"},
	      {12600, "12.3 KiB"}, {1048575, "1.00 MiB"}, {1.2 * 1048576, "1.20 MiB"});
}

Test(quantity, intervals)
{
	static const struct {
		double low, high;
		const char *text;
	} rows[] = {
		{26.9e6, 27.4e6, "26.9 \u2026 27.4 ms"},
		{0.998e6, 1.02e6, "0.998 \u2026 1.02 ms"},
		{700, 812, "700 \u2026 812 ns"},
		{8.12e6, 1.2e9, "8.12 ms \u2026 1.20 s"},
		{58e9, 125e9, "58.0 s \u2026 2 min 05 s"},
		{NAN, 1, "-"},
		{1, NAN, "-"},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		cr_expect_str_eq(quantity_duration_interval(rows[r].low, rows[r].high).text,
				 rows[r].text);
	cr_expect_str_eq(quantity_interval(1.481, 1.566).text, "1.48 \u2026 1.57");
	cr_expect_str_eq(quantity_interval(NAN, NAN).text, "-");
}
