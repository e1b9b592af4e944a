/* SPDX-License-Identifier: PostgreSQL */
/* Bootstrap intervals against Efron and Tibshirani's example and what theory knows. */
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

static double reciprocal(double *values, size_t count, void *context)
{
	return 1 / mean(values, count, context);
}

Test(bootstrap, spatial_test_data_of_efron_and_tibshirani)
{
	/* Section 14.2, tables 14.1 and 14.2: the variance of test A, with 90 %.  BCa is there
	 * (115.8, 259.6), and percentiles (100.8, 233.9); other resamples differ by a few. */
	static const double a[] = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
				   0,  33, 28, 34, 4,  32, 24, 47, 41, 24, 26, 30, 41};
	double copy[26];
	for (size_t i = 0; i < 26; i++)
		copy[i] = a[i];
	cr_assert_float_eq(variance(copy, 26, NULL), 171.5, 0.05);
	struct interval got = bootstrap_interval(a, 26, variance, NULL, 0.9, 1);
	cr_expect_float_eq(got.low, 115.8, 5, "%g", got.low);
	cr_expect_float_eq(got.high, 259.6, 7, "%g", got.high);
}

Test(bootstrap, mean_of_many_has_the_interval_of_the_normal_distribution)
{
	enum {
		MANY = 400
	};
	double values[MANY];
	for (size_t i = 0; i < MANY; i++)
		values[i] = normal_quantile(((double)i + 0.5) / MANY);
	struct interval got = bootstrap_interval(values, MANY, mean, NULL, 0.95, 3);
	cr_expect_float_eq(got.low, -0.098, 0.006);
	cr_expect_float_eq(got.high, 0.098, 0.006);
}

Test(bootstrap, same_seed_same_interval)
{
	static const double values[] = {1, 5, 3, 9, 2, 30, 4};
	struct interval first = bootstrap_interval(values, 7, mean, NULL, 0.95, 7);
	struct interval again = bootstrap_interval(values, 7, mean, NULL, 0.95, 7);
	struct interval other = bootstrap_interval(values, 7, mean, NULL, 0.95, 8);
	cr_expect(first.low == again.low && first.high == again.high);
	cr_expect(first.low != other.low || first.high != other.high);
}

Test(bootstrap, edges)
{
	static const double values[] = {4, 4, 4, 4, 4, 4};
	for (size_t n = 0; n <= 5; n++)
		cr_expect(isnan(bootstrap_interval(values, n, mean, NULL, 0.95, 1).low));
	struct interval equal = bootstrap_interval(values, 6, mean, NULL, 0.95, 1);
	cr_expect(equal.low == 4 && equal.high == 4);
	/* Some resamples have no reciprocal: so has the population none. */
	static const double around[] = {-1, 1, -1, 1, -1, 2};
	cr_expect(isnan(bootstrap_interval(around, 6, reciprocal, NULL, 0.95, 1).low));
	static const double huge[] = {1e300, 2e300, 1e-300, 3e300, 1e-300, 1e-300};
	struct interval far = bootstrap_interval(huge, 6, mean, NULL, 0.95, 1);
	cr_expect(isfinite(far.low) && isfinite(far.high) && far.low < far.high);
}

Test(bootstrap, one_outlier_in_thousands)
{
	static double values[3000];
	values[17] = 1e6;
	struct interval got = bootstrap_interval(values, 3000, mean, NULL, 0.95, 1);
	cr_expect(isfinite(got.low) && isfinite(got.high) && got.low <= got.high);
	cr_expect_geq(got.low, 0);
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
