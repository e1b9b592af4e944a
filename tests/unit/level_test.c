/* SPDX-License-Identifier: PostgreSQL */
/* The test of means against its definition, without sums of prefixes. */
#include "stats/level_test.h"
#include "stats/distribution.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#define COUNT 40

static void make_values(double *values)
{
	struct up_random random = up_random_at(20261129, 7, 0);

	for (size_t i = 0; i < COUNT; i++)
		values[i] = 16 + fake_normal(&random) + (i >= 8 ? 3 : 0) + (i >= 26 ? 1 : 0);
}

static double mean(const double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum / (double)count;
}

static double mean_variance(double r, size_t count)
{
	double sum = 1;
	for (size_t j = 1; j < count; j++)
		sum += 2 * (1 - (double)j / (double)count) * pow(r, (double)j);
	return sum / (double)count;
}

/* Of the segments 0 to 7, 8 to cut - 1, and the rest. */
static double p_value_by_definition(const double *values, size_t cut, enum level_rule rule)
{
	const size_t ends[] = {0, 8, cut, COUNT};
	const double n = COUNT, g = 3;
	double squares = 0, products = 0;

	for (size_t s = 0; s < 3; s++) {
		const double center = mean(values + ends[s], ends[s + 1] - ends[s]);
		for (size_t i = ends[s]; i < ends[s + 1]; i++) {
			squares += pow(values[i] - center, 2);
			if (i > ends[s])
				products += (values[i] - center) * (values[i - 1] - center);
		}
	}
	const double r0 = products / squares;
	double r, variance, degrees;
	if (rule == LEVEL_SUSTAINED) {
		r = fmax(r0 + (g + 2) * (1 + 3 * r0) / n, 0.1);
		variance = squares / (n - g);
		degrees = n * (1 - r) / (1 + r) - g;
	} else {
		r = (n * (r0 + g * (1 + 3 * r0) / n) + 16) / (n + 40);
		double left = n;
		for (size_t s = 0; s < 3; s++)
			left -= (double)(ends[s + 1] - ends[s]) *
				mean_variance(r, ends[s + 1] - ends[s]);
		variance = squares / left;
		degrees = fmin(n * (1 - r * r) / (1 + r * r) - g, left);
	}
	const double difference = mean(values + 8, cut - 8) - mean(values + cut, COUNT - cut);
	const double error =
		sqrt(variance * (mean_variance(r, cut - 8) + mean_variance(r, COUNT - cut)));
	return 2 * student_lower(-fabs(difference) / error, degrees);
}

Test(level_test, the_best_cut_is_the_one_by_definition)
{
	double values[COUNT];
	const size_t begins[] = {0, 8};
	LEVEL_TEST test = {0};
	struct up_error err = {0};

	make_values(values);
	cr_assert_eq(level_test_init(&test, values, COUNT, &err), UP_OK);
	for (enum level_rule rule = LEVEL_SUDDEN; rule <= LEVEL_SUSTAINED; rule++) {
		const size_t least =
			rule == LEVEL_SUDDEN ? LEVEL_SUDDEN_SEGMENT : LEVEL_SUSTAINED_SEGMENT;
		const struct level_cut found = level_test_find(&test, begins, 2, COUNT, rule);
		double cubes = 0, best = INFINITY;
		for (size_t cut = 8 + least; cut + least <= COUNT; cut++)
			cubes += pow((double)(cut - 8), 3);
		for (size_t cut = 8 + least; cut + least <= COUNT; cut++) {
			const double share =
				rule == LEVEL_SUDDEN ? pow((double)(cut - 8), 3) / cubes : 1;
			best = fmin(best, p_value_by_definition(values, cut, rule) / share);
		}
		cr_assert_neq(found.position, 0);
		cr_expect_float_eq(found.p_value / found.share, best, 1e-9 * best, "rule %d: %g %g",
				   rule, found.p_value / found.share, best);
		cr_expect_float_eq(found.p_value,
				   p_value_by_definition(values, found.position, rule),
				   1e-9 * found.p_value);
	}
}

/* Two values of another level are too few, and the one before them does not belong to it. */
Test(level_test, a_step_waits_for_its_third_value)
{
	double values[COUNT];
	const size_t begins[] = {0};
	LEVEL_TEST test = {0};
	struct up_error err = {0};

	make_values(values);
	for (size_t i = 20; i < COUNT; i++)
		values[i] += 300;
	cr_assert_eq(level_test_init(&test, values, COUNT, &err), UP_OK);
	cr_expect_eq(level_test_find(&test, begins, 1, 21, LEVEL_SUDDEN).position, 0);
	cr_expect_eq(level_test_find(&test, begins, 1, 22, LEVEL_SUDDEN).position, 0);
	cr_expect_eq(level_test_find(&test, begins, 1, 23, LEVEL_SUDDEN).position, 20);
	cr_expect_eq(level_test_find(&test, begins, 1, 5, LEVEL_SUDDEN).position, 0);
}

Test(level_test, a_position_is_refined_within_its_reach)
{
	double values[COUNT];
	LEVEL_TEST test = {0};
	struct up_error err = {0};

	make_values(values);
	for (size_t i = 20; i < COUNT; i++)
		values[i] += 300;
	cr_assert_eq(level_test_init(&test, values, COUNT, &err), UP_OK);
	cr_expect_eq(level_test_refine(&test, 0, COUNT, 18, 3), 20);
	cr_expect_eq(level_test_refine(&test, 0, COUNT, 22, 3), 20);
	cr_expect_eq(level_test_refine(&test, 0, COUNT, 14, 3), 17);
	cr_expect_eq(level_test_refine(&test, 18, COUNT, 22, 3), 21);
}
