/* SPDX-License-Identifier: PostgreSQL */
/* The rank-sum test against worked examples and enumeration. */
#include "stats/unpaired.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <math.h>

/* Permeability of human chorioamnion at term and at 12 to 26 weeks: Hollander, Wolfe and
 * Chicken, 3rd ed., table 4.1 and examples 4.1 to 4.4. */
static const double term[] = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
static const double early[] = {1.15, 0.88, 0.90, 0.74, 1.21};

Test(unpaired, water_permeability)
{
	/* W = 30: of the 3003 ways to choose 5 of 15, 382 have a sum of at most 30. */
	cr_expect_float_eq(unpaired_test(term, 10, early, 5, 0, ALTERNATIVE_LESS), 382 / 3003.0,
			   1e-12);
	cr_expect_float_eq(unpaired_test(early, 5, term, 10, 0, ALTERNATIVE_GREATER), 382 / 3003.0,
			   1e-12);
	cr_expect_float_eq(unpaired_test(term, 10, early, 5, 0, ALTERNATIVE_TWO_SIDED),
			   764 / 3003.0, 1e-12);
	cr_expect_float_eq(unpaired_shift(early, 5, term, 10), 0.305, 1e-12);
	cr_expect_float_eq(unpaired_shift(term, 10, early, 5), -0.305, 1e-12);
	struct interval got = unpaired_interval(term, 10, early, 5, 0.95);
	cr_expect_float_eq(got.low, -0.76, 1e-12);
	cr_expect_float_eq(got.high, 0.15, 1e-12);
}

Test(unpaired, ties_are_enumerated)
{
	/* Values 1 1 2 2 2 3 have the ranks 1.5 1.5 4 4 4 6; of the 20 ways to choose three,
	 * one is 4 4 6, which occurs three times, and nothing is greater. */
	static const double a[] = {1, 1, 2};
	static const double b[] = {2, 2, 3};
	cr_expect_float_eq(unpaired_test(a, 3, b, 3, 0, ALTERNATIVE_GREATER), 3 / 20.0, 1e-12);
	cr_expect_eq(unpaired_test(a, 3, a, 3, 0, ALTERNATIVE_TWO_SIDED), 1);
}

Test(unpaired, equal_values)
{
	double values[40];
	for (size_t i = 0; i < 40; i++)
		values[i] = 7;
	for (size_t n = 1; n <= 40; n += 13) {
		cr_expect_float_eq(unpaired_test(values, n, values, n, 0, ALTERNATIVE_TWO_SIDED), 1,
				   1e-12, "n=%zu", n);
		cr_expect_eq(unpaired_shift(values, n, values, n), 0);
	}
	struct interval got = unpaired_interval(values, 30, values, 30, 0.95);
	cr_expect(got.low == 0 && got.high == 0);
}

Test(unpaired, few_values)
{
	static const double values[] = {3, 1, 2, 5, 4};
	cr_expect(isnan(unpaired_shift(values, 0, values, 5)));
	cr_expect(isnan(unpaired_shift(values, 5, values, 0)));
	cr_expect(isnan(unpaired_test(values, 0, values, 5, 0, ALTERNATIVE_LESS)));
	for (size_t n = 0; n <= 3; n++)
		cr_expect(isnan(unpaired_interval(values, n, values, n, 0.95).low), "n=%zu", n);
	cr_expect(isnan(unpaired_interval(values, 3, values, 4, 0.95).low));
	cr_expect_not(isnan(unpaired_interval(values, 4, values, 4, 0.95).low));
	cr_expect_not(isnan(unpaired_interval(values, 3, values, 5, 0.95).low));
}

Test(unpaired, many_values)
{
	enum {
		MANY = 2000
	};
	static double a[MANY], b[MANY];
	for (size_t i = 0; i < MANY; i++) {
		a[i] = (double)((i * 7) % MANY);
		b[i] = a[i] + 100;
	}
	cr_expect_eq(unpaired_shift(a, MANY, b, MANY), 100);
	cr_expect_eq(unpaired_test(a, MANY, b, MANY, 100, ALTERNATIVE_TWO_SIDED), 1);
	struct interval got = unpaired_interval(a, MANY, b, MANY, 0.95);
	/* 1.96 sqrt(1/12000) of the range of uniform values. */
	cr_expect_float_eq(got.low, 100 - 35.8, 1.5);
	cr_expect_float_eq(got.high, 100 + 35.8, 1.5);
}

Test(unpaired, exact_and_approximate_agree_where_they_meet)
{
	double a[UNPAIRED_EXACT_MAX + 1], b[UNPAIRED_EXACT_MAX + 1];
	struct up_random random = up_random_at(5, 1, 0);
	for (size_t i = 0; i <= UNPAIRED_EXACT_MAX; i++) {
		a[i] = up_random_unit(&random);
		b[i] = up_random_unit(&random) + 0.1;
	}
	double exact = unpaired_test(a, UNPAIRED_EXACT_MAX, b, UNPAIRED_EXACT_MAX, 0,
				     ALTERNATIVE_TWO_SIDED);
	double normal = unpaired_test(a, UNPAIRED_EXACT_MAX + 1, b, UNPAIRED_EXACT_MAX, 0,
				      ALTERNATIVE_TWO_SIDED);
	cr_expect_float_eq(exact, normal, 0.1);
	struct interval of_exact =
		unpaired_interval(a, UNPAIRED_EXACT_MAX, b, UNPAIRED_EXACT_MAX, 0.95);
	struct interval of_normal =
		unpaired_interval(a, UNPAIRED_EXACT_MAX + 1, b, UNPAIRED_EXACT_MAX, 0.95);
	cr_expect_float_eq(of_exact.low, of_normal.low, 0.05);
	cr_expect_float_eq(of_exact.high, of_normal.high, 0.05);
}

Test(unpaired, huge_values_are_finite)
{
	static const double a[] = {-1e308, -1.7e308, 1e-300, 5};
	static const double b[] = {1.7e308, 1e308, 1.7e308, 1e300};
	struct interval got = unpaired_interval(a, 4, b, 4, 0.95);
	cr_expect(isfinite(got.low) && isfinite(got.high) && got.low <= got.high);
	cr_expect(isfinite(unpaired_shift(a, 4, b, 4)));
}
