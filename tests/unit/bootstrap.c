/* SPDX-License-Identifier: PostgreSQL */
/* Bootstrap intervals against what theory knows. */
#include "stats/bootstrap.h"

#include "base/random.h"
#include "stats/distribution.h"

#include <criterion/criterion.h>
#include <math.h>

static double mean(double *values, size_t count, void *context)
{
	(void)context;
	return statistics_mean(values, count);
}

/* With n, not n - 1, below. */
static double variance(double *values, size_t count, void *context)
{
	double center = mean(values, count, context);
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += (values[i] - center) * (values[i] - center);
	return sum / (double)count;
}

Test(bootstrap, sessions_have_the_interval_of_student)
{
	/* For the mean of sessions of equal size it is known: that of the sessions' means. */
	double values[24], means[6] = {0};
	size_t sessions[24];
	struct up_random random = up_random_at(9, 0, 0);
	for (size_t i = 0; i < 24; i++) {
		sessions[i] = i % 6;
		values[i] = (double)(i % 6) + up_random_unit(&random);
		means[i % 6] += values[i] / 4;
	}
	double error = sqrt(variance(means, 6, NULL) / 5);
	double away = student_quantile(0.975, 5) * error;
	struct interval got =
		bootstrap_session_interval(values, sessions, 24, 6, mean, NULL, 0.95, 1);
	double center = mean(means, 6, NULL);
	/* The standard deviation of 2,000 resamples is known to 1.6 %. */
	cr_expect_float_eq((got.low + got.high) / 2, center, 1e-9);
	cr_expect_float_eq((got.high - got.low) / 2, away, 0.05 * away);
}

Test(bootstrap, sessions_of_any_size_and_none)
{
	static const double values[] = {1, 2, 3, 4, 5, 6, 7};
	static const size_t sessions[] = {0, 4, 4, 4, 2, 2, 0};
	struct interval got =
		bootstrap_session_interval(values, sessions, 7, 6, mean, NULL, 0.95, 1);
	cr_expect(isfinite(got.low) && got.low < 4 && got.high > 4);
	cr_expect(
		isnan(bootstrap_session_interval(values, sessions, 4, 6, mean, NULL, 0.95, 1).low));
	cr_expect(
		isnan(bootstrap_session_interval(values, sessions, 0, 0, mean, NULL, 0.95, 1).low));
	static const double equal[] = {4, 4, 4, 4, 4, 4, 4};
	got = bootstrap_session_interval(equal, sessions, 7, 6, mean, NULL, 0.95, 1);
	cr_expect(got.low == 4 && got.high == 4);
}

Test(bootstrap, same_seed_same_interval)
{
	static const double values[] = {1, 5, 3, 9, 2, 30, 4};
	static const size_t sessions[] = {0, 1, 1, 2, 2, 3, 3};
	struct interval first =
		bootstrap_session_interval(values, sessions, 7, 4, mean, NULL, 0.95, 7);
	struct interval again =
		bootstrap_session_interval(values, sessions, 7, 4, mean, NULL, 0.95, 7);
	struct interval other =
		bootstrap_session_interval(values, sessions, 7, 4, mean, NULL, 0.95, 8);
	cr_expect(first.low == again.low && first.high == again.high);
	cr_expect(first.low != other.low || first.high != other.high);
}

static double reciprocal(double *values, size_t count, void *context)
{
	return 1 / mean(values, count, context);
}

/* Some resamples have no reciprocal: so has the population none. */
Test(bootstrap, of_what_is_not_finite_is_unknown)
{
	static const double around[] = {-1, 1, -1, 1, -1, 2};
	static const size_t sessions[] = {0, 1, 2, 3, 4, 5};
	cr_expect(isnan(
		bootstrap_session_interval(around, sessions, 6, 6, reciprocal, NULL, 0.95, 1).low));
}
