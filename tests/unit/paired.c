/* SPDX-License-Identifier: PostgreSQL */
/* Wilcoxon's signed-rank test and the sign test against worked examples. */
#include "stats/paired.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <math.h>

/* Depression scale factor of nine patients after less before tranquilizers: Hollander,
 * Wolfe and Chicken, 3rd ed., table 3.1 and examples 3.1 to 3.4. */
static const double hamilton[] = {0.878 - 1.83, 0.647 - 0.50, 0.598 - 1.62,
				  2.05 - 2.48,  1.06 - 1.68,  1.29 - 1.88,
				  1.06 - 1.55,  3.14 - 3.06,  1.29 - 1.30};

Test(paired, hamilton_depression_scale)
{
	/* T+ = 5; of 512 signs, 10 have a sum of at most 5. */
	cr_expect_float_eq(paired_test(hamilton, 9, 0, ALTERNATIVE_LESS), 10 / 512.0, 1e-12);
	cr_expect_float_eq(paired_test(hamilton, 9, 0, ALTERNATIVE_TWO_SIDED), 20 / 512.0, 1e-12);
	cr_expect_float_eq(paired_test(hamilton, 9, 0, ALTERNATIVE_GREATER), 1 - 7 / 512.0, 1e-12);
	cr_expect_float_eq(paired_estimate(hamilton, 9), -0.46, 1e-12);
	struct interval got = paired_interval(hamilton, 9, 0.95);
	cr_expect_float_eq(got.low, -0.786, 1e-12);
	cr_expect_float_eq(got.high, -0.010, 1e-12);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

Test(paired, estimate_is_the_median_of_all_means)
{
	enum {
		MOST = 40
	};
	double values[MOST], means[MOST * (MOST + 1) / 2];
	for (size_t n = 1; n <= MOST; n++) {
		struct up_random random = up_random_at(1, n, 0);
		size_t count = 0;
		for (size_t i = 0; i < n; i++)
			values[i] = (double)up_random_below(&random, 50) - 20;
		for (size_t i = 0; i < n; i++) {
			for (size_t j = i; j < n; j++)
				means[count++] = (values[i] + values[j]) / 2;
		}
		qsort(means, count, sizeof *means, compare);
		double expected = (means[(count - 1) / 2] + means[count / 2]) / 2;
		cr_expect_float_eq(paired_estimate(values, n), expected, 1e-12, "n=%zu", n);
	}
}

/* All signs, one after the other. */
static double enumerated(const double *ranks, unsigned n, double sum)
{
	unsigned found = 0;
	for (unsigned signs = 0; signs < 1u << n; signs++) {
		double of = 0;
		for (unsigned i = 0; i < n; i++)
			of += signs >> i & 1 ? ranks[i] : 0;
		found += of >= sum;
	}
	return found / (double)(1u << n);
}

Test(paired, ties_and_zeros)
{
	/* Of distances 1 1 2 2 2 3 5 the mean ranks are: */
	static const double ranks[] = {1.5, 1.5, 4, 4, 4, 6, 7};
	static const double differences[] = {1, -1, 2, 0, 2, -2, 0, 3, 5};
	double sum = 1.5 + 4 + 4 + 6 + 7;
	cr_expect_float_eq(paired_test(differences, 9, 0, ALTERNATIVE_GREATER),
			   enumerated(ranks, 7, sum), 1e-12);
	/* By steps of a counter: the 64 signs of six equal distances. */
	static const double steps[] = {1, 1, 1, 1, 1, 1};
	cr_expect_float_eq(paired_test(steps, 6, 0, ALTERNATIVE_GREATER), 1 / 64.0, 1e-12);
	cr_expect_float_eq(paired_test(steps, 6, 2, ALTERNATIVE_LESS), 1 / 64.0, 1e-12);
	cr_expect_eq(paired_test(steps, 6, 1, ALTERNATIVE_TWO_SIDED), 1, "nothing differs");
	cr_expect_eq(paired_estimate(steps, 6), 1);
	struct interval got = paired_interval(steps, 6, 0.95);
	cr_expect(got.low == 1 && got.high == 1);
}

Test(paired, few_values)
{
	static const double values[] = {3, 1, 2, 5, 4};
	cr_expect(isnan(paired_estimate(values, 0)));
	cr_expect(isnan(paired_test(values, 0, 0, ALTERNATIVE_LESS)));
	for (size_t n = 0; n <= 5; n++) {
		struct interval got = paired_interval(values, n, 0.95);
		cr_expect(isnan(got.low) && isnan(got.high), "n=%zu", n);
	}
	cr_expect_eq(paired_estimate(values, 1), 3);
	cr_expect_eq(paired_estimate(values, 2), 2);
	cr_expect_eq(paired_test(values, 1, 0, ALTERNATIVE_GREATER), 0.5);
}

Test(paired, many_values)
{
	/* 0 to n - 1: the center of all means is that of the values, and by symmetry the
	 * approximation has the p-value 1 there. */
	enum {
		MANY = 5001
	};
	static double values[MANY];
	for (size_t i = 0; i < MANY; i++)
		values[i] = (double)((i * 17) % MANY);
	cr_expect_eq(paired_estimate(values, MANY), (MANY - 1) / 2);
	cr_expect_eq(paired_test(values, MANY, (MANY - 1) / 2, ALTERNATIVE_TWO_SIDED), 1);
	struct interval got = paired_interval(values, MANY, 0.95);
	/* 1.96 standard deviations of uniform values, over the root of their number. */
	cr_expect_float_eq(got.low, 2500 - 40, 2);
	cr_expect_float_eq(got.high, 2500 + 40, 2);
	cr_expect_lt(paired_test(values, MANY, got.low - 5, ALTERNATIVE_GREATER), 0.025);
	cr_expect_gt(paired_test(values, MANY, got.low + 5, ALTERNATIVE_GREATER), 0.025);
}

Test(paired, exact_and_approximate_agree_where_they_meet)
{
	double values[PAIRED_EXACT_MAX + 1];
	struct up_random random = up_random_at(5, 0, 0);
	for (size_t i = 0; i <= PAIRED_EXACT_MAX; i++)
		values[i] = up_random_unit(&random) - 0.4;
	struct interval exact = paired_interval(values, PAIRED_EXACT_MAX, 0.95);
	struct interval normal = paired_interval(values, PAIRED_EXACT_MAX + 1, 0.95);
	cr_expect_float_eq(exact.low, normal.low, 0.03);
	cr_expect_float_eq(exact.high, normal.high, 0.03);
	cr_expect_float_eq(paired_test(values, PAIRED_EXACT_MAX, 0, ALTERNATIVE_TWO_SIDED),
			   paired_test(values, PAIRED_EXACT_MAX + 1, 0, ALTERNATIVE_TWO_SIDED),
			   0.05);
}

Test(paired, interval_holds_what_the_test_does_not_reject)
{
	for (size_t n = 6; n <= 30; n++) {
		double values[30];
		struct up_random random = up_random_at(6, n, 0);
		for (size_t i = 0; i < n; i++)
			values[i] = up_random_unit(&random);
		struct interval got = paired_interval(values, n, 0.95);
		cr_expect_gt(paired_test(values, n, got.low + 1e-9, ALTERNATIVE_TWO_SIDED), 0.05);
		cr_expect_leq(paired_test(values, n, got.low - 1e-9, ALTERNATIVE_TWO_SIDED), 0.05);
		cr_expect_gt(paired_test(values, n, got.high - 1e-9, ALTERNATIVE_TWO_SIDED), 0.05);
		cr_expect_leq(paired_test(values, n, got.high + 1e-9, ALTERNATIVE_TWO_SIDED), 0.05);
	}
}

Test(paired, huge_values_are_finite)
{
	static const double values[] = {1e308, -1e308, 1.7e308, 1.7e308, 1e-300, -1e-300, 0};
	struct interval got = paired_interval(values, 7, 0.95);
	cr_expect(isfinite(got.low) && isfinite(got.high) && got.low <= got.high);
	cr_expect(isfinite(paired_estimate(values, 7)));
	double p = paired_test(values, 7, 0, ALTERNATIVE_TWO_SIDED);
	cr_expect(p > 0 && p <= 1);
}
