/* SPDX-License-Identifier: PostgreSQL */
/* Monotone cubic interpolation against its properties, and values computed by hand. */
#include "stats/monotone.h"

#include <criterion/criterion.h>
#include <math.h>

/* The data of Fritsch and Carlson's table 1 (RPN 14): other cubic curves overshoot. */
static const double x[] = {7.99, 8.09, 8.19, 8.7, 9.2, 10, 12, 15, 20};
static const double y[] = {0,        2.76429e-5, 4.37498e-2, 0.169183, 0.469428,
			   0.943740, 0.998636,   0.999919,   0.999994};

Test(monotone, goes_through_the_points)
{
	for (size_t i = 0; i < 9; i++)
		cr_expect_float_eq(monotone_at(x, y, 9, x[i]), y[i], 1e-12, "%zu", i);
}

Test(monotone, rises_where_they_do)
{
	double last = -1;

	for (int step = 0; step <= 1200; step++) {
		const double at = 7.99 + 0.01 * step;
		const double value = monotone_at(x, y, 9, at);
		cr_assert_geq(value, last, "%g: %.9g below %.9g", at, value, last);
		last = value;
	}
	cr_assert_leq(last, y[8]);
}

Test(monotone, makes_no_extreme_of_its_own)
{
	static const double a[] = {0, 1, 2, 3};
	static const double b[] = {0, 1, 0, 0};

	for (int step = 0; step <= 300; step++) {
		const double at = 0.01 * step;
		const double value = monotone_at(a, b, 4, at);
		cr_assert(value >= 0 && value <= 1, "%g: %g", at, value);
	}
	cr_assert_float_eq(monotone_at(a, b, 4, 2.5), 0, 1e-15);
}

Test(monotone, of_few_points)
{
	static const double a[] = {1, 3};
	static const double b[] = {10, 20};

	cr_expect_float_eq(monotone_at(a, b, 2, 1.5), 12.5, 1e-12);
	cr_expect_float_eq(monotone_at(a, b, 1, 1), 10, 1e-12);
	cr_expect(isnan(monotone_at(a, b, 1, 1.1)));
	cr_expect(isnan(monotone_at(a, b, 2, 0.9)));
	cr_expect(isnan(monotone_at(a, b, 2, 3.1)));
	cr_expect(isnan(monotone_at(a, b, 0, 1)));
}

/* Slopes 1.5, 2, 4 of secants 1, 3, 5 ... of y = x^2: between 1 and 2 the cubic is exact. */
Test(monotone, slopes_are_means_of_secants)
{
	static const double a[] = {0, 1, 2, 3};
	static const double b[] = {0, 1, 4, 9};

	cr_expect_float_eq(monotone_at(a, b, 4, 1.5), 2.25, 1e-12);
	cr_expect_float_eq(monotone_at(a, b, 4, 1.25), 1.5625, 1e-12);
}
