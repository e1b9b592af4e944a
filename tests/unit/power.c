/* SPDX-License-Identifier: PostgreSQL */
/* What pairs can show: the formula by hand, and the signed-rank test itself. */
#include "stats/power.h"

#include "stats/paired.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

Test(power, scale)
{
	/* Distances from 4: 3 2 1 0 1 2 96. */
	static const double values[] = {1, 2, 3, 4, 5, 6, 100};
	cr_expect_float_eq(power_scale(values, 7), 1.4826 * 2, 1e-12);
	/* More than half are equal: the standard deviation of 0 0 0 4 is 2. */
	static const double steps[] = {0, 0, 4, 0};
	cr_expect_float_eq(power_scale(steps, 4), 2, 1e-12);
	static const double equal[] = {5, 5, 5};
	cr_expect_eq(power_scale(equal, 3), 0);
	cr_expect(isnan(power_scale(equal, 1)) && isnan(power_scale(equal, 0)));
	static const double huge[] = {1e300, 1e300, 1e300, -1e300};
	cr_expect(isfinite(power_scale(huge, 4)));
}

Test(power, detectable_and_wanted_are_inverse)
{
	/* (1.95996 + 0.84162) x 0.05 x sqrt(pi / 3 / 20) */
	cr_expect_float_eq(power_detectable(0.05, 20, 0.05, 0.8), 0.032053, 1e-6);
	for (int64_t n = 6; n < 1000; n += 13) {
		double effect = power_detectable(0.05, (size_t)n, 0.05, 0.8);
		cr_expect_eq(power_wanted(0.05, effect * 1.0001, 0.05, 0.8), n);
		cr_expect_eq(power_wanted(0.05, -effect * 0.9999, 0.05, 0.8), n + 1);
	}
}

Test(power, edges)
{
	cr_expect(isnan(power_detectable(0.05, 0, 0.05, 0.8)));
	cr_expect(isnan(power_detectable(NAN, 9, 0.05, 0.8)));
	cr_expect_eq(power_detectable(0, 9, 0.05, 0.8), 0);
	cr_expect_eq(power_wanted(0.001, 0.5, 0.05, 0.8), 6);
	cr_expect_eq(power_wanted(0, 0.5, 0.05, 0.8), 6);
	cr_expect_eq(power_wanted(0.1, 0, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(0, 0, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(NAN, 0.5, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(0.1, NAN, 0.05, 0.8), INT64_MAX);
	cr_expect_eq(power_wanted(1e300, 1e-300, 0.05, 0.8), INT64_MAX);
}

Test(power, test_finds_the_detectable_effect_as_often_as_said)
{
	enum {
		TRIALS = 2000
	};
	static const size_t counts[] = {20, 50};
	for (size_t c = 0; c < 2; c++) {
		size_t n = counts[c];
		double effect = power_detectable(1, n, 0.05, 0.8);
		struct up_random random = up_random_at(42, 9, n);
		int found = 0;
		for (int t = 0; t < TRIALS; t++) {
			double values[50];
			for (size_t i = 0; i < n; i++)
				values[i] = effect + fake_normal(&random);
			found += paired_test(values, n, 0, ALTERNATIVE_TWO_SIDED) <= 0.05;
		}
		/* The approximation promises a little too much for few pairs: 12 find it in 69 %, 16 in
		 * 74 %. */
		cr_expect(found > TRIALS * 74 / 100 && found < TRIALS * 84 / 100, "n=%zu: %d of %d",
			  n, found, TRIALS);
	}
}
