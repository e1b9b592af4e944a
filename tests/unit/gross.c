/* SPDX-License-Identifier: PostgreSQL */
/* Differences that a few samples show, and how often noise looks like one: never. */
#include "judge/compare/gross.h"

#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

static struct contrast contrast_of(bool paired, double *base, size_t base_count, double *new,
				   size_t new_count)
{
	return (struct contrast){
		.paired = paired,
		.base = {.values = base, .count = base_count},
		.new = {.values = new, .count = new_count},
	};
}

Test(gross, takes_every_sample_and_at_least_three)
{
	double fast[] = {1, 2, 1, 1, 1, 1};
	double slow[] = {3.1, 3.2, 3.3, 3.4};
	static const struct {
		size_t base;
		size_t new;
		enum gross gross;
	} rows[] = {{6, 3, GROSS_WORSE}, {6, 2, GROSS_NONE}, {3, 3, GROSS_NONE},
		    {3, 4, GROSS_WORSE}, {6, 1, GROSS_NONE}, {2, 4, GROSS_NONE},
		    {0, 0, GROSS_NONE}};

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		struct contrast worse = contrast_of(false, fast, rows[r].base, slow, rows[r].new);
		struct contrast better = contrast_of(false, slow, rows[r].new, fast, rows[r].base);
		cr_expect_eq(gross_of(&worse), rows[r].gross, "%zu", r);
		cr_expect_eq(gross_of(&better),
			     rows[r].gross == GROSS_WORSE ? GROSS_BETTER : GROSS_NONE, "%zu", r);
	}
	slow[2] = 3; /* not above 1.5 times 2 */
	struct contrast touching = contrast_of(false, fast, 6, slow, 4);
	cr_expect_eq(gross_of(&touching), GROSS_NONE);
}

Test(gross, takes_every_pair_and_at_least_three)
{
	double base[] = {1, 10, 100};
	double new[] = {1.6, 16, 160};
	for (size_t count = 0; count <= 3; count++) {
		struct contrast worse = contrast_of(true, base, count, new, count);
		struct contrast better = contrast_of(true, new, count, base, count);
		cr_expect_eq(gross_of(&worse), count == 3 ? GROSS_WORSE : GROSS_NONE);
		cr_expect_eq(gross_of(&better), count == 3 ? GROSS_BETTER : GROSS_NONE);
	}
	new[1] = 15;
	struct contrast one_is_not = contrast_of(true, base, 3, new, 3);
	cr_expect_eq(gross_of(&one_is_not), GROSS_NONE);
}

/* A noise of 4 %, of which 8 % of the samples take up to 20 % or so longer. */
static double noisy(struct up_random *random)
{
	const bool disturbed = up_random_unit(random) < 0.08;

	return exp((disturbed ? 0.2 : 0.04) * fake_normal(random));
}

Test(gross, never_of_what_is_alike)
{
	enum {
		TRIALS = 100000
	};
	struct up_random random = up_random_at(1, 2, 3);
	size_t alarms = 0;

	for (int t = 0; t < TRIALS; t++) {
		double base[6];
		double new[6];
		const size_t base_count = 3 + up_random_below(&random, 4);
		const size_t new_count = 3 + up_random_below(&random, 4);
		for (size_t i = 0; i < 6; i++) {
			base[i] = noisy(&random);
			new[i] = noisy(&random);
		}
		struct contrast sides = contrast_of(false, base, base_count, new, new_count);
		struct contrast pairs = contrast_of(true, base, base_count, new, base_count);
		alarms += gross_of(&sides) != GROSS_NONE;
		alarms += gross_of(&pairs) != GROSS_NONE;
	}
	cr_expect_eq(alarms, 0);
}
