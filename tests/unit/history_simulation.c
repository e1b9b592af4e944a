/* SPDX-License-Identifier: PostgreSQL */
/* How often a history reports what is there, and what is not, run by run. */
#include "judge/history/history_series.h"

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

/* Times around 10 ms whose noise is an autoregressive process, with a step after `before` runs. */
static void make_times(double *times, size_t count, double correlation, size_t before, double step,
		       uint64_t stream)
{
	struct up_random random = up_random_at(SEED, stream, 0);
	double noise = fake_normal(&random);

	for (size_t i = 0; i < count; i++) {
		times[i] = 1e7 * exp(DEVIATION * (noise + (i >= before ? step : 0)));
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
		make_times(times, BEFORE + AFTER, 0, BEFORE, 2, s);
		size_t reports = count_reports(times);
		once += reports == 1;
		never += reports == 0;
	}
	printf("steps of 2 deviations: %zu of %zu reported once, %zu never\n", once, count, never);
	cr_expect_geq((double)once, 0.95 * (double)count, "%zu of %zu once, %zu never", once, count,
		      never);
}

/* How many of the series have a step that is found by the runs from first to last. */
static size_t count_false(size_t series, double correlation, size_t first, size_t last,
			  uint64_t stream)
{
	size_t alarms = 0;

	for (size_t s = 0; s < series; s++) {
		double times[BEFORE + AFTER];
		make_times(times, last, correlation, last, 0, stream + s);
		/* Steps that were found remain. */
		HISTORY_STEPS before = find(times, first - 1);
		HISTORY_STEPS steps = find(times, last);
		cr_assert_geq(steps.count, before.count);
		alarms += steps.count > before.count;
	}
	printf("correlation %.1f: steps found by runs %zu to %zu of %zu of %zu series\n",
	       correlation, first, last, alarms, series);
	return alarms;
}

Test(history_simulation, dependent_runs_are_no_step)
{
	const size_t count = series_count(400);

	for (int tenths = 0; tenths <= 5; tenths += 5) {
		const size_t alarms =
			count_false(count, tenths / 10.0, BEFORE + 1, BEFORE + AFTER, 100000);
		cr_expect_leq((double)alarms, 0.02 * (double)count, "correlation 0.%d: %zu of %zu",
			      tenths, alarms, count);
	}
}

Test(history_simulation, young_series_have_few_false_steps)
{
	const struct {
		double correlation;
		double most;
	} kinds[] = {{0, 0.005}, {0.3, 0.01}, {0.5, 0.025}};
	const size_t count = series_count(400);

	for (size_t k = 0; k < 3; k++) {
		const size_t alarms =
			count_false(count, kinds[k].correlation, HISTORY_SHORTEST, 25, 200000);
		cr_expect_leq((double)alarms, kinds[k].most * (double)count,
			      "correlation %.1f: %zu of %zu", kinds[k].correlation, alarms, count);
	}
}

Test(history_simulation, large_steps_of_young_series_are_found_soon)
{
	const struct {
		size_t before;
		size_t behind;
		double step; /* deviations */
		double least;
	} kinds[] = {{12, 3, 20, 0.99}, {10, 3, 20, 0.99}, {12, 3, 10, 0.99},
		     {10, 3, 5, 0.5},   {10, 5, 5, 0.75},  {30, 3, 20, 0.99}};
	const size_t count = series_count(200);

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const size_t size = kinds[k].before + kinds[k].behind;
		size_t found = 0;
		for (size_t s = 0; s < count; s++) {
			double times[BEFORE + AFTER];
			make_times(times, size, 0, kinds[k].before, kinds[k].step, 300000 + s);
			HISTORY_STEPS steps = find(times, size);
			found += steps.count == 1 && steps.items[0].position == kinds[k].before;
		}
		printf("%zu + %zu runs, %g deviations: %zu of %zu\n", kinds[k].before,
		       kinds[k].behind, kinds[k].step, found, count);
		cr_expect_geq((double)found, kinds[k].least * (double)count,
			      "%zu + %zu runs, %g deviations: %zu of %zu", kinds[k].before,
			      kinds[k].behind, kinds[k].step, found, count);
	}
}

/* A step that was found remains with all further runs, where it began, and is not news again; nor
 * does a level that returns take it away. */
Test(history_simulation, a_step_that_was_found_remains)
{
	double times[60];

	make_times(times, 60, 0, 20, 5, 400000);
	for (size_t r = 28; r < 60; r++)
		times[r] /= exp(5 * DEVIATION);
	size_t news = 0, known = 0;
	for (size_t count = 20; count <= 60; count++) {
		HISTORY_STEPS steps = find(times, count);
		cr_assert_geq(steps.count, known, "after %zu runs", count);
		known = steps.count;
		for (size_t s = 0; s < steps.count; s++) {
			news += steps.items[s].is_news;
			cr_expect_eq(steps.items[s].position, s == 0 ? 20 : 28, "after %zu runs",
				     count);
		}
	}
	cr_expect_eq(known, 2);
	cr_expect_eq(news, 2);
}

/* Runs without noise: nothing is divided by 0, and a step is certain. */
Test(history_simulation, a_series_without_noise_has_its_step)
{
	double times[10];

	for (size_t r = 0; r < 10; r++)
		times[r] = r < 7 ? 1e7 : 1.1e7;
	HISTORY_STEPS steps = find(times, 10);
	cr_assert_eq(steps.count, 1);
	cr_expect_eq(steps.items[0].position, 7);
	cr_expect(steps.items[0].is_news);
	HISTORY_STEPS none = find(times, 7);
	cr_expect_eq(none.count, 0);
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
