/* SPDX-License-Identifier: PostgreSQL */
/* What smaller sizes say about a larger one. */
#include "measure/case/forecast.h"

#include <criterion/criterion.h>
#include <math.h>

#define SECONDS 1000000000LL

#define POINTS 3

struct forecast_case {
	struct forecast_point points[POINTS]; /* those without rows are none */
	size_t rows;
	double seconds; /* expected */
};

static size_t count_points(const struct forecast_point *points)
{
	size_t count = 0;
	while (count < POINTS && points[count].rows != 0)
		count++;
	return count;
}

Test(forecast, follows_a_power_law)
{
	static const struct forecast_case cases[] = {
		{{{10, 2 * SECONDS, false}}, 40, 8},
		{{{10, 2 * SECONDS, false}, {100, 20 * SECONDS, false}}, 1000, 200},
		/* Half as steep as linear, and steeper than the square. */
		{{{100, 2 * SECONDS, false}, {10000, 20 * SECONDS, false}}, 20000, 40},
		{{{10, 1 * SECONDS, false}, {20, 800 * SECONDS, false}}, 40, 3200},
		{{{10, 1 * SECONDS, false}, {20, 4 * SECONDS, false}}, 60, 36},
		{{{10, 1 * SECONDS, false}, {40, 8 * SECONDS, false}}, 160, 64},
		/* Only the last two count. */
		{{{1, 9 * SECONDS, false}, {10, 1 * SECONDS, false}, {20, 4 * SECONDS, false}},
		 40,
		 16},
		/* Faster with more rows: still linear from there. */
		{{{10, 5 * SECONDS, false}, {20, 1 * SECONDS, false}}, 40, 2},
		{{{10, 0, false}, {20, 0, false}}, 40, 0},
	};

	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		double got =
			forecast_ns(cases[c].points, count_points(cases[c].points), cases[c].rows) /
			(double)SECONDS;
		cr_expect_float_eq(got, cases[c].seconds, 1e-6, "case %zu: %.9g s", c, got);
	}
	cr_expect(isnan(forecast_ns(NULL, 0, 10)));
}

/* expected: NULL where the case is to be tried. */
static const struct {
	struct forecast_point points[POINTS];
	size_t rows;
	struct sampling sampling;
	const char *expected;
} checks[] = {
	{{{0}}, 10, {.min_samples = 3, .budget_ns = 0, .timeout_ns = 1}, NULL},
	/* 4 × 15 s are twice 30 s, and not more. */
	{{{1000, 15 * SECONDS / 2, false}},
	 2000,
	 {.min_samples = 3, .budget_ns = 30 * SECONDS, .timeout_ns = 120 * SECONDS},
	 NULL},
	{{{10000, 12 * SECONDS / 10, false}, {31623, 49 * SECONDS / 10, false}},
	 200000,
	 {.min_samples = 3, .budget_ns = 30 * SECONDS},
	 "predicted time per sync: 47 s (1.2 s at 10,000 rows, 4.9 s at 31,623), 187 s for 4 "
	 "samples, more than 2 times the budget of 30 s"},
	{{{1, 7 * SECONDS, false}},
	 2,
	 {.min_samples = 1, .budget_ns = 10 * SECONDS, .timeout_ns = 0},
	 "predicted time per sync: 14 s (7 s at 1 row), 28 s for 2 samples, more than 2 times the "
	 "budget of 10 s"},
	{{{1914, 17 * SECONDS, false}},
	 1000000,
	 {.min_samples = 3, .budget_ns = 30 * SECONDS, .timeout_ns = 120 * SECONDS},
	 "predicted time per sync: 8882 s (17 s at 1,914 rows), more than the timeout of 120 s"},
	{{{1000, 40 * SECONDS, false}, {2000, 120 * SECONDS, true}},
	 2001,
	 {.min_samples = 1, .budget_ns = 3600 * SECONDS, .timeout_ns = 120 * SECONDS},
	 "predicted time per sync: 120 s (40 s at 1,000 rows, over 120 s at 2,000), more than the "
	 "timeout of 120 s"},
};

Test(forecast, rules_out_what_takes_too_long)
{
	for (size_t c = 0; c < sizeof checks / sizeof *checks; c++) {
		struct up_error err = {0};
		enum up_status status =
			forecast_check(checks[c].points, count_points(checks[c].points),
				       checks[c].rows, &checks[c].sampling, &err);
		if (checks[c].expected == NULL) {
			cr_expect_eq(status, UP_OK, "check %zu: %s", c, err.message);
		} else {
			cr_expect_eq(status, UP_UNSUPPORTED, "check %zu", c);
			cr_expect_str_eq(err.message, checks[c].expected, "check %zu: %s", c,
					 err.message);
		}
	}
}
