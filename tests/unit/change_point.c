/* SPDX-License-Identifier: PostgreSQL */
/* Change points of series whose changes are known. */
#include "stats/change_point.h"

#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#define SEED 1914
#define MOST 200

struct found {
	struct change_point points[CHANGE_POINT_MAX(MOST)];
	size_t count;
};

static struct found find(const double *series, size_t count, double level)
{
	struct found found = {0};
	struct up_error err = {0};
	cr_assert_eq(
		change_points_find(series, count, level, SEED, found.points, &found.count, &err),
		UP_OK, "%s", err.message);
	return found;
}

static void make_noise(double *series, size_t count, double deviation, uint64_t stream)
{
	struct up_random random = up_random_at(SEED, stream, 0);
	for (size_t i = 0; i < count; i++)
		series[i] = 100 + deviation * fake_normal(&random);
}

Test(change_point, a_step_is_found_where_it_is)
{
	double series[40];
	make_noise(series, 40, 1, 1);
	for (size_t i = 25; i < 40; i++)
		series[i] += 10;
	struct found found = find(series, 40, 0.01);
	cr_assert_eq(found.count, 1);
	cr_expect_eq(found.points[0].position, 25);
	cr_expect_leq(found.points[0].p_value, 0.002);
	cr_expect_float_eq(found.points[0].before, 100, 1);
	cr_expect_float_eq(found.points[0].after, 110, 1);
}

Test(change_point, two_steps_are_in_order_and_share_the_middle)
{
	double series[60];
	make_noise(series, 60, 1, 2);
	for (size_t i = 20; i < 45; i++)
		series[i] += 10;
	for (size_t i = 45; i < 60; i++)
		series[i] -= 20;
	struct found found = find(series, 60, 0.01);
	cr_assert_eq(found.count, 2);
	cr_expect_eq(found.points[0].position, 20);
	cr_expect_eq(found.points[1].position, 45);
	cr_expect_float_eq(found.points[0].after, found.points[1].before, 0);
	cr_expect_float_eq(found.points[1].after, 80, 1);
}

/* Blocks of a permutation keep neighbors together, so that fewer values are no proof. */
Test(change_point, a_step_is_found_when_blocks_suffice)
{
	double series[28];
	make_noise(series, 28, 1, 3);
	for (size_t i = 20; i < 28; i++)
		series[i] += 10;
	cr_expect_eq(find(series, 22, 0.05).count, 0);
	struct found found = find(series, 28, 0.05);
	cr_assert_eq(found.count, 1);
	cr_expect_eq(found.points[0].position, 20);
}

Test(change_point, nothing_in_what_does_not_change)
{
	double series[50];
	for (size_t i = 0; i < 50; i++)
		series[i] = 7;
	cr_expect_eq(find(series, 50, 0.01).count, 0);
	cr_expect_eq(find(series, 0, 0.01).count, 0);
	make_noise(series, 50, 1, 4);
	cr_expect_eq(find(series, 50, 0.01).count, 0);
	for (size_t count = 0; count < 2 * CHANGE_POINT_SEGMENT; count++)
		cr_expect_eq(find(series, count, 1).count, 0);
}

Test(change_point, an_outlier_is_no_change)
{
	for (size_t at = 0; at < 30; at++) {
		double series[30];
		make_noise(series, 30, 1, 5);
		series[at] = 1000;
		cr_expect_eq(find(series, 30, 0.01).count, 0, "outlier at %zu", at);
	}
}

Test(change_point, a_drift_is_told_as_steps_upwards)
{
	double series[60];
	make_noise(series, 60, 1, 6);
	for (size_t i = 0; i < 60; i++)
		series[i] += 0.3 * (double)i;
	struct found found = find(series, 60, 0.01);
	cr_assert_geq(found.count, 1);
	for (size_t p = 0; p < found.count; p++) {
		cr_expect_gt(found.points[p].after, found.points[p].before);
		cr_expect(p == 0 || found.points[p].position > found.points[p - 1].position);
	}
}

/* At the level of 5 % about 10 of 200 series without a change have one found; 25 would be as
 * rare as 1 in 10,000. */
Test(change_point, false_alarms_are_as_rare_as_the_level_says)
{
	size_t alarms = 0;
	for (uint64_t s = 0; s < 200; s++) {
		double series[24];
		make_noise(series, 24, 1, 100 + s);
		alarms += find(series, 24, 0.05).count > 0;
	}
	cr_expect_lt(alarms, 25, "%zu of 200", alarms);
	cr_expect_gt(alarms, 0);
}

Test(change_point, the_same_seed_finds_the_same)
{
	double series[40];
	make_noise(series, 40, 1, 7);
	for (size_t i = 30; i < 40; i++)
		series[i] += 1.5;
	struct found a = find(series, 40, 0.05);
	struct found b = find(series, 40, 0.05);
	cr_assert_eq(a.count, b.count);
	for (size_t p = 0; p < a.count; p++) {
		cr_expect_eq(a.points[p].position, b.points[p].position);
		cr_expect_float_eq(a.points[p].p_value, b.points[p].p_value, 0);
	}
}

/* The statistic as it is defined, pair by pair. */
static double energy_of_cut(const double *series, size_t count, size_t cut)
{
	double across = 0, left = 0, right = 0;
	double m = (double)cut, k = (double)(count - cut);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = i + 1; j < count; j++) {
			double distance = fabs(series[i] - series[j]);
			if (j < cut)
				left += distance;
			else if (i >= cut)
				right += distance;
			else
				across += distance;
		}
	}
	return m * k / (m + k) *
	       (2 * across / (m * k) - left / (m * (m - 1) / 2) - right / (k * (k - 1) / 2));
}

/* Eight values have one cut: its pieces are too short for another. */
Test(change_point, the_cut_is_the_best_by_definition)
{
	const size_t count = 8;
	size_t compared = 0;
	for (uint64_t s = 0; s < 2000; s++) {
		double series[8];
		make_noise(series, count, 50, 1000 + s);
		if (s % 2 == 0) /* ties */
			for (size_t i = 0; i < count; i++)
				series[i] = round(series[i] / 40);
		double best = -INFINITY;
		for (size_t cut = 3; cut <= 5; cut++)
			best = fmax(best, energy_of_cut(series, count, cut));
		struct found found = find(series, count, 1);
		if (found.count == 0)
			continue;
		compared++;
		cr_assert_eq(found.count, 1);
		cr_expect_float_eq(energy_of_cut(series, count, found.points[0].position), best,
				   1e-9, "series %zu", (size_t)s);
	}
	cr_expect_gt(compared, 100, "%zu", compared);
}
