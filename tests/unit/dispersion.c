/* SPDX-License-Identifier: PostgreSQL */
/* Windows that were simulated, with a fixed seed. */
#include "stats/dispersion.h"

#include "base/random.h"
#include "stats/distribution.h"

#include <criterion/criterion.h>
#include <math.h>

#define WINDOWS 30
#define TRIALS 2000

/* Windows whose errors are 1 each, and whose true values scatter by `between`. */
static struct dispersion draw(struct up_random *random, double between)
{
	double estimates[WINDOWS];
	double errors[WINDOWS];

	for (size_t w = 0; w < WINDOWS; w++) {
		const double p = (up_random_unit(random) + 0x1p-54);
		const double q = (up_random_unit(random) + 0x1p-54);
		estimates[w] = normal_quantile(p) + between * normal_quantile(q);
		errors[w] = 1;
	}
	return dispersion_of(estimates, errors, WINDOWS);
}

Test(dispersion, is_that_of_hand_made_windows)
{
	static const double estimates[] = {1, 3, 5};
	static const double errors[] = {1, 1, 1};
	const struct dispersion d = dispersion_of(estimates, errors, 3);

	cr_expect_float_eq(d.mean, 3, 1e-12);
	cr_expect_float_eq(d.sd, 2, 1e-12);
	cr_expect_float_eq(d.ratio, 4, 1e-12);
	/* chi2 of two degrees is -2 ln(1 - p). */
	cr_expect_float_eq(d.sd_upper, 2 * sqrt(2 / (-2 * log(0.95))), 1e-9);
	cr_expect_float_eq(d.ratio_interval.low, 8 / (-2 * log(0.025)), 1e-9);
	cr_expect_float_eq(d.ratio_interval.high, 8 / (-2 * log(0.975)), 1e-9);
}

Test(dispersion, is_not_known_of_one_window_or_without_errors)
{
	static const double estimates[] = {1, 3};
	static const double errors[] = {0, 0};
	const struct dispersion one = dispersion_of(estimates, errors, 1);
	const struct dispersion none = dispersion_of(estimates, errors, 2);

	cr_expect(isnan(one.sd) && isnan(one.ratio) && isnan(dispersion_alarm(&one, 0.05)));
	cr_expect(isnan(none.ratio) && none.sd > 0);
}

/* Honest errors: F covers 1 in 95 of 100, and the bound of s is one in 95 of 100.  The standard
 * error of the simulation is 0.5 %. */
Test(dispersion, covers_the_truth_of_honest_windows)
{
	struct up_random random = up_random_at(5, 1, 0);
	size_t covered = 0;
	size_t bounded = 0;

	for (size_t t = 0; t < TRIALS; t++) {
		const struct dispersion d = draw(&random, 0);
		covered += d.ratio_interval.low <= 1 && d.ratio_interval.high >= 1;
		bounded += d.sd_upper >= 1;
	}
	cr_expect((double)covered > 0.935 * TRIALS && (double)covered < 0.965 * TRIALS, "%zu",
		  covered);
	cr_expect((double)bounded > 0.935 * TRIALS && (double)bounded < 0.965 * TRIALS, "%zu",
		  bounded);
}

/* Windows of 100 pairs of sd 3.5 % have an error of 0.35 %; connections that differ by 1 % are
 * 2.9 times that. */
Test(dispersion, finds_what_differs_between_sessions)
{
	struct up_random random = up_random_at(5, 2, 0);
	size_t found = 0;
	size_t false_finds = 0;

	for (size_t t = 0; t < TRIALS; t++) {
		found += draw(&random, 1 / 0.35).ratio >= DISPERSION_WIDE;
		false_finds += draw(&random, 0).ratio >= DISPERSION_WIDE;
	}
	cr_expect_eq(found, TRIALS);
	cr_expect_lt((double)false_finds, 0.01 * TRIALS);
}

/* At a threshold of 5 % and an error of 0.4 %, 30 windows of s = 1.3 % prove 0.2 %. */
Test(dispersion, bounds_the_rate_of_false_alarms)
{
	struct dispersion d = {.windows = 30, .error = 0.004};

	d.sd_upper = 0.013 * sqrt(29 / chi_square_quantile(0.05, 29));
	cr_expect_leq(dispersion_alarm(&d, log1p(0.05)), 0.0021);
	cr_expect_gt(dispersion_alarm(&d, log1p(0.03)), 0.0021);
	d.sd_upper = 0;
	cr_expect_eq(dispersion_alarm(&d, log1p(0.05)), 0);
}

/* 200 cases of which F scatters as if it were known from 8 degrees around 3. */
Test(moderation, finds_what_cases_have_in_common)
{
	struct up_random random = up_random_at(5, 3, 0);
	double ratios[200];

	for (size_t c = 0; c < 200; c++) {
		const double own = 3 * 8 / chi_square_quantile(up_random_unit(&random), 8);
		ratios[c] = own * chi_square_quantile(up_random_unit(&random), 29) / 29;
	}
	const struct moderation m = moderation_of(ratios, 200, 29);
	cr_expect(m.degrees > 5 && m.degrees < 13, "%g", m.degrees);
	cr_expect(m.ratio > 2.6 && m.ratio < 3.4, "%g", m.ratio);
	const double drawn = moderation_apply(&m, 10, 29);
	cr_expect(drawn > 3 && drawn < 10, "%g", drawn);
}

Test(moderation, takes_cases_that_do_not_differ_as_one)
{
	static const double ratios[] = {2, 2, 2};
	struct moderation m = moderation_of(ratios, 3, 29);

	cr_expect(isinf(m.degrees));
	cr_expect_float_eq(moderation_apply(&m, 5, 29), m.ratio, 1e-12);
	m = moderation_of(ratios, 1, 29);
	cr_expect(isnan(m.degrees));
	cr_expect_eq(moderation_apply(&m, 5, 29), 5);
}
