/* SPDX-License-Identifier: PostgreSQL */
/* Two modes are found where there are two, and not where there is one. */
#include "stats/modes.h"

#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#define MOST 100

static struct modes find(double *values, size_t count)
{
	statistics_sort(values, count);
	return modes_find(values, count);
}

Test(modes, two_groups_are_described)
{
	double values[MOST];
	struct up_random random = up_random_at(1, 0, 0);

	for (size_t i = 0; i < MOST; i++)
		values[i] = (i % 10 < 7 ? 4.1 : 6.3) * exp(0.025 * fake_normal(&random));
	const struct modes modes = find(values, MOST);
	cr_assert(modes.are_two);
	cr_expect_float_eq(modes.low.median, 4.1, 0.05);
	cr_expect_float_eq(modes.high.median, 6.3, 0.1);
	cr_expect_float_eq(modes.low.share, 0.7, 1e-12);
	cr_expect_float_eq(modes.high.share, 0.3, 1e-12);
}

Test(modes, groups_have_a_least_size)
{
	double values[] = {1, 1.01, 1.02, 1.03, 1.04, 9, 9.01, 9.02, 9.03, 9.04};
	double few[] = {1, 1.01, 1.02, 1.03, 1.04, 9, 9.01, 9.02, 9.03};
	double same[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
	double constant[] = {2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
	double rare[MOST];

	cr_expect(find(values, 10).are_two);
	cr_expect_not(find(few, 9).are_two);
	cr_expect_not(find(same, 10).are_two);
	cr_expect(find(constant, 10).are_two);
	cr_expect_not(find(NULL, 0).are_two);
	/* 9 of 100 are slow samples, not a mode. */
	for (size_t i = 0; i < MOST; i++)
		rare[i] = (i < 91 ? 1 : 2) + 0.001 * (double)(i % 7);
	cr_expect_not(find(rare, MOST).are_two);
	rare[0] = 2;
	cr_expect(find(rare, MOST).are_two);
}

Test(modes, a_value_between_them_makes_one)
{
	double values[] = {1, 1.1, 1.2, 1.3, 1.4, 2.6, 3.8, 3.9, 4, 4.1, 4.2};
	double apart[] = {1, 1.1, 1.2, 1.3, 1.4, 3.7, 3.8, 3.9, 4, 4.1, 4.2};

	cr_expect_not(find(values, 11).are_two);
	cr_expect(find(apart, 11).are_two);
}

static double draw(int kind, struct up_random *random)
{
	switch (kind) {
	case 0:
		return fake_normal(random);
	case 1:
		return up_random_unit(random);
	case 2:
		return -log(1 - up_random_unit(random));
	default:
		return exp(0.5 * fake_normal(random));
	}
}

Test(modes, one_mode_is_not_two)
{
	static const size_t counts[] = {10, 20, 50, MOST};
	const size_t trials = 2000;

	for (int kind = 0; kind < 4; kind++) {
		for (size_t c = 0; c < 4; c++) {
			size_t found = 0;
			for (uint64_t trial = 0; trial < trials; trial++) {
				struct up_random random = up_random_at(5, trial, counts[c]);
				double values[MOST];
				for (size_t i = 0; i < counts[c]; i++)
					values[i] = draw(kind, &random);
				found += find(values, counts[c]).are_two;
			}
			cr_expect_leq(found, trials / 200, "%zu of kind %d, %zu values", found,
				      kind, counts[c]);
		}
	}
}
