/* SPDX-License-Identifier: PostgreSQL */
/* Regrets of draws that were made by hand. */
#include "judge/advise/regret.h"

#include <criterion/criterion.h>
#include <math.h>

#define DRAWS 1000

Test(regret, of_the_mean_is_not_that_of_the_fastest)
{
	double draws[DRAWS * 3];
	struct regret regrets[3];

	/* The first is the fastest in six of ten draws, and 50 % slower in the others. */
	for (size_t d = 0; d < DRAWS; d++) {
		draws[3 * d] = d % 10 < 6 ? 0 : log(1.5);
		draws[3 * d + 1] = log(1.02);
		draws[3 * d + 2] = NAN;
	}
	regret_find(draws, DRAWS, 3, regrets);
	cr_expect_float_eq(regrets[0].expected, 0.4 * log(1.5 / 1.02), 1e-9);
	cr_expect_float_eq(regrets[1].expected, 0.6 * log(1.02), 1e-9);
	cr_expect_float_eq(regrets[0].right, 0.6, 1e-9);
	cr_expect_float_eq(regrets[1].right, 1, 1e-9);
	cr_expect_float_eq(regrets[0].low, 0, 1e-12);
	cr_expect(isnan(regrets[2].expected) && isnan(regrets[2].right));
}

Test(regret, ratios_are_of_the_same_draws)
{
	double draws[DRAWS * 2];

	/* What both have in common is in no ratio. */
	for (size_t d = 0; d < DRAWS; d++) {
		draws[2 * d] = (double)d / 100;
		draws[2 * d + 1] = (double)d / 100 + log(1.2);
	}
	const struct regret_ratio ratio = regret_ratio(draws, DRAWS, 2, 1, 0);
	cr_expect_float_eq(ratio.middle, 1.2, 1e-9);
	cr_expect_float_eq(ratio.low, 1.2, 1e-9);
	cr_expect_float_eq(ratio.high, 1.2, 1e-9);
}

Test(regret, without_draws_nothing_is_known)
{
	struct regret regrets[1];
	const double draws[1] = {1};

	regret_find(draws, 0, 1, regrets);
	cr_expect(isnan(regrets[0].expected) && isnan(regrets[0].low));
	cr_expect(isnan(regret_ratio(draws, 0, 1, 0, 0).low));
}
