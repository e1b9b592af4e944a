/* SPDX-License-Identifier: PostgreSQL */
#include "stats/precision.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "stats/statistics.h"

#include <criterion/criterion.h>
#include <math.h>

#define PRECISION UP_CLEANUP(precision_release) struct precision

static struct up_error err;

static void add(struct precision *precision, int64_t ns)
{
	cr_assert_eq(precision_add(precision, ns, &err), UP_OK);
}

Test(precision, is_unknown_of_few)
{
	PRECISION precision = {0};

	for (int64_t n = 0; n < 5; n++) {
		cr_expect(isinf(precision_of_median(&precision)));
		add(&precision, 1000);
	}
	cr_expect(isinf(precision_of_median(&precision)));
	add(&precision, 1000);
	cr_expect_eq(precision_of_median(&precision), 0);
}

Test(precision, keeps_times_in_order)
{
	static const int64_t times[] = {190, 110, 150, 130, 100, 170, 120, 160, 140, 180};
	PRECISION precision = {0};

	for (size_t t = 0; t < 10; t++)
		add(&precision, times[t]);
	for (size_t t = 1; t < precision.count; t++)
		cr_expect_lt(precision.sorted[t - 1], precision.sorted[t]);
}

Test(precision, of_nothing_is_none)
{
	PRECISION precision = {0};

	for (int n = 0; n < 10; n++)
		add(&precision, 0);
	cr_expect(isinf(precision_of_median(&precision)));
}

/* A case ends at the width that its reader sees. */
Test(precision, is_half_the_interval_that_is_printed)
{
	PRECISION precision = {0};
	struct up_random random = up_random_at(1, 2, 3);
	double values[200];

	for (size_t n = 0; n < 200; n++) {
		int64_t time = 1000 + (int64_t)up_random_below(&random, 1000);
		add(&precision, time);
		values[n] = (double)time;
		statistics_sort(values, n + 1);
		struct interval interval = statistics_median_interval(values, n + 1, 0.95);
		double expected =
			(interval.high - interval.low) / 2 / statistics_median(values, n + 1);
		if (isnan(expected))
			cr_expect(isinf(precision_of_median(&precision)), "%zu", n + 1);
		else
			cr_expect_float_eq(precision_of_median(&precision), expected, 1e-12, "%zu",
					   n + 1);
	}
}
