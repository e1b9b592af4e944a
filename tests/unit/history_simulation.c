/* SPDX-License-Identifier: PostgreSQL */
/* How often a history reports what is there, and what is not, run by run. */
#include "judge/compare/history_series.h"
#include "stats/level_test.h"

#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* The rule was chosen with other seeds. */
#define SEED 20261129
#define BEFORE 30
#define AFTER 20
/* Of the noise; so that a step of 2 deviations is twice the threshold. */
#define DEVIATION 0.05
#define THRESHOLD 0.05

/* Times around 10 ms whose noise is an autoregressive process. */
static void make_times(double *times, size_t count, double correlation, double step,
		       uint64_t stream)
{
	struct up_random random = up_random_at(SEED, stream, 0);
	double noise = fake_normal(&random);

	for (size_t i = 0; i < count; i++) {
		times[i] = 1e7 * exp(DEVIATION * (noise + (i >= BEFORE ? step : 0)));
		noise = correlation * noise +
			sqrt(1 - correlation * correlation) * fake_normal(&random);
	}
}

static struct history_steps find(const double *times, size_t count)
{
	struct history_steps steps = {0};
	struct up_error err = {0};
	cr_assert_eq(history_steps_find(times, count, THRESHOLD, 1, &steps, &err), UP_OK, "%s",
		     err.message);
	return steps;
}

/* How often news are regressions, over the runs of the series after BEFORE. */
static size_t count_reports(const double *times)
{
	size_t reports = 0;

	for (size_t count = BEFORE + 1; count <= BEFORE + AFTER; count++) {
		HISTORY_STEPS steps = find(times, count);
		bool is_reported = steps.crept > 0;
		for (size_t s = 0; s < steps.count; s++)
			is_reported |= steps.items[s].is_news &&
				       steps.items[s].after_ns > steps.items[s].before_ns;
		reports += is_reported;
	}
	return reports;
}

/* The figure of the header is from 1,000 series; UPBENCH_SERIES repeats it. */
static size_t series_count(size_t standard)
{
	const char *text = getenv("UPBENCH_SERIES");
	return text != NULL ? (size_t)atoi(text) : standard;
}

Test(history_simulation, a_step_of_two_deviations_is_reported_once)
{
	const size_t count = series_count(60);
	size_t once = 0, never = 0;

	for (size_t s = 0; s < count; s++) {
		double times[BEFORE + AFTER];
		make_times(times, BEFORE + AFTER, 0, 2, s);
		size_t reports = count_reports(times);
		once += reports == 1;
		never += reports == 0;
	}
	printf("steps of 2 deviations: %zu of %zu reported once, %zu never\n", once, count, never);
	cr_expect_geq((double)once, 0.95 * (double)count, "%zu of %zu once, %zu never", once, count,
		      never);
}

Test(history_simulation, dependent_runs_are_no_step)
{
	const size_t count = series_count(400);

	for (int tenths = 0; tenths <= 5; tenths += 5) {
		size_t alarms = 0;
		for (size_t s = 0; s < count; s++) {
			double times[BEFORE];
			make_times(times, BEFORE, tenths / 10.0, 0, 100000 + s);
			HISTORY_STEPS steps = find(times, BEFORE);
			alarms += steps.count > 0;
		}
		printf("correlation 0.%d: steps in %zu of %zu series\n", tenths, alarms, count);
		cr_expect_leq((double)alarms, 0.02 * (double)count, "correlation 0.%d: %zu of %zu",
			      tenths, alarms, count);
	}
}

/* Not a bar, but known: how often any of 20 further runs is reported though nothing changed. */
Test(history_simulation, news_of_twenty_runs_without_a_change)
{
	const size_t count = series_count(20);
	size_t reported = 0;

	for (size_t s = 0; s < count; s++) {
		double times[BEFORE + AFTER];
		make_times(times, BEFORE + AFTER, 0, 0, 200000 + s);
		reported += count_reports(times) > 0;
	}
	printf("no change: a regression in %zu of %zu series of %d runs\n", reported, count, AFTER);
	cr_expect_leq((double)reported, 0.1 * (double)count);
}

/* Five steps of 4 %, each within the threshold. */
Test(history_simulation, a_level_that_creeps_is_reported_once)
{
	double times[100];
	struct up_random random = up_random_at(SEED, 300000, 0);
	size_t reports = 0;

	for (size_t i = 0; i < 100; i++)
		times[i] = 1e7 * exp(0.004 * fake_normal(&random)) * pow(1.04, (double)(i / 10));
	for (size_t count = 10; count <= 60; count++) {
		HISTORY_STEPS steps = find(times, count);
		for (size_t s = 0; s < steps.count; s++)
			reports += steps.items[s].is_news;
		reports += steps.crept > THRESHOLD;
	}
	cr_expect_eq(reports, 1, "%zu", reports);
}

/* What Student's test does not confirm is dropped, and the means are those of the segments then. */
Test(history_simulation, a_point_without_a_difference_is_dropped)
{
	const double values[] = {1, 2, 1, 2, 2, 1, 2, 1, 9, 8, 9, 8, 8, 9, 8, 9};
	struct change_point points[] = {{.position = 4}, {.position = 8}};
	size_t count = 2;

	level_test_keep(values, 16, 0.001, points, &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(points[0].position, 8);
	cr_expect_float_eq(points[0].before, 1.5, 1e-9);
	cr_expect_float_eq(points[0].after, 8.5, 1e-9);
}
