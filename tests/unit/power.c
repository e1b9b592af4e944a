/* SPDX-License-Identifier: PostgreSQL */
/* What pairs can show: the formula by hand, and the signed-rank test itself. */
#include "stats/power.h"

#include "stats/paired.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

Test(power, detectable_and_wanted_are_inverse)
{
	/* (1.95996 + 0.84162) x 0.05; of Student with 4 degrees (2.77645 + 0.94096) x 0.05 */
	cr_expect_float_eq(power_detectable(0.05, INFINITY, 0.05, 0.8), 0.140079, 1e-6);
	cr_expect_float_eq(power_detectable(0.05, 4, 0.05, 0.8), 0.185871, 1e-6);
	for (int64_t n = 6; n < 1000; n += 13) {
		double effect = power_detectable(0.05, INFINITY, 0.05, 0.8) * sqrt(20. / (double)n);
		cr_expect_eq(power_wanted(0.05, 20, effect * 1.0001, 0.05, 0.8), n);
		cr_expect_eq(power_wanted(0.05, 20, -effect * 0.9999, 0.05, 0.8), n + 1);
	}
}

Test(power, sessions_that_are_wanted_are_just_enough)
{
	for (size_t sides = 1; sides <= 2; sides++) {
		for (int64_t s = 3; s < 60; s += 7) {
			const double degrees = (double)(s - 1) * (double)sides;
			const double effect =
				power_detectable(0.05 * sqrt(5. / (double)s), degrees, 0.05, 0.8);
			cr_expect_eq(power_wanted_sessions(0.05, 5, sides, effect * 1.0001, 0.05,
							   0.8, 1000),
				     s);
			cr_expect_eq(power_wanted_sessions(0.05, 5, sides, -effect * 0.9999, 0.05,
							   0.8, 1000),
				     s + 1);
		}
	}
	cr_expect_eq(power_wanted_sessions(0.05, 5, 1, 0.001, 0.05, 0.8, 100), INT64_MAX);
	cr_expect_eq(power_wanted_sessions(NAN, 5, 1, 0.1, 0.05, 0.8, 100), INT64_MAX);
	cr_expect_eq(power_wanted_sessions(0, 5, 1, 0.1, 0.05, 0.8, 100), 2);
}

Test(power, edges)
{
	cr_expect(isnan(power_detectable(NAN, INFINITY, 0.05, 0.8)));
	cr_expect_eq(power_detectable(0, INFINITY, 0.05, 0.8), 0);
	cr_expect_eq(power_wanted(0, 9, 0.5, 0.05, 0.8), 0);
	cr_expect_eq(power_wanted(0.1, 9, 0, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(0, 9, 0, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(NAN, 9, 0.5, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(0.1, 9, NAN, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(1e300, 9, 1e-300, 0.05, 0.8), INT64_MAX);
}

/* The error is that of the interval, as comparisons have it. */
Test(power, test_finds_the_detectable_effect_as_often_as_said)
{
	enum {
		TRIALS = 2000
	};
	static const size_t counts[] = {20, 50};
	for (size_t c = 0; c < 2; c++) {
		const size_t n = counts[c];
		/* Of the estimate of normal values: sqrt(pi / 3 / n). */
		const double effect =
			power_detectable(sqrt(M_PI / 3 / (double)n), INFINITY, 0.05, 0.8);
		struct up_random random = up_random_at(42, 9, n);
		int found = 0;
		for (int t = 0; t < TRIALS; t++) {
			double values[50];
			for (size_t i = 0; i < n; i++)
				values[i] = effect + fake_normal(&random);
			found += paired_test(values, n, 0, ALTERNATIVE_TWO_SIDED) <= 0.05;
		}
		cr_expect(found > TRIALS * 74 / 100 && found < TRIALS * 84 / 100, "n=%zu: %d of %d",
			  n, found, TRIALS);
	}
}
