/* SPDX-License-Identifier: PostgreSQL */
/* Statistics against tables, exact arithmetic and simulations with a fixed seed. */
#include "analyse/statistics.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <math.h>

#define LARGEST 60

/* 1, 2, ... n: an order statistic is its own rank. */
static void fill_ranks(double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (double)(i + 1);
}

Test(statistics, median_interval_has_the_published_ranks)
{
	/* Ranks of the 95 % interval, as in tables of the sign test. */
	static const struct {
		size_t count;
		double low, high;
	} rows[] = {
		{6, 1, 6},   {7, 1, 7},   {8, 1, 8},   {9, 2, 8},   {10, 2, 9},   {11, 2, 10},
		{12, 3, 10}, {13, 3, 11}, {14, 3, 12}, {15, 4, 12}, {16, 4, 13},  {17, 5, 13},
		{18, 5, 14}, {19, 5, 15}, {20, 6, 15}, {25, 8, 18}, {30, 10, 21}, {50, 18, 33},
	};
	double values[LARGEST];
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		fill_ranks(values, rows[r].count);
		struct interval got = statistics_median_interval(values, rows[r].count, 0.95);
		cr_expect(got.low == rows[r].low && got.high == rows[r].high,
			  "n=%zu: (%g, %g), not (%g, %g)", rows[r].count, got.low, got.high,
			  rows[r].low, rows[r].high);
	}
}

/* Twice the binomial tail up to and with k, of 2^n. */
static unsigned __int128 both_tails(unsigned n, unsigned k)
{
	unsigned __int128 term = 1, sum = 0;
	for (unsigned i = 0; i <= k; i++) {
		sum += term;
		term = term * (n - i) / (i + 1);
	}
	return 2 * sum;
}

Test(statistics, median_interval_is_the_narrowest_that_keeps_its_promise)
{
	double values[LARGEST];
	for (unsigned n = 1; n <= LARGEST; n++) {
		unsigned rank = 0;
		while (2 * (rank + 1) <= n && both_tails(n, rank) * 20 <= (unsigned __int128)1 << n)
			rank++;
		fill_ranks(values, n);
		struct interval got = statistics_median_interval(values, n, 0.95);
		if (rank == 0)
			cr_expect(isnan(got.low) && isnan(got.high), "n=%u", n);
		else
			cr_expect(got.low == rank && got.high == n + 1 - rank,
				  "n=%u: (%g, %g), not rank %u", n, got.low, got.high, rank);
	}
}

Test(statistics, median_interval_needs_six_values)
{
	static const double values[] = {1, 2, 3, 4, 5};
	for (size_t n = 0; n <= 5; n++) {
		struct interval got = statistics_median_interval(values, n, 0.95);
		cr_expect(isnan(got.low) && isnan(got.high), "n=%zu", n);
	}
	/* ... for 95 %: two values hold the median half of the time. */
	struct interval half = statistics_median_interval(values, 2, 0.5);
	cr_expect(half.low == 1 && half.high == 2);
}

Test(statistics, median_interval_of_many_values)
{
	/* 2^-n is no double here. The normal approximation gives n/2 +- 0.98 sqrt(n). */
	enum {
		MANY = 5000
	};
	static double values[MANY];
	fill_ranks(values, MANY);
	struct interval got = statistics_median_interval(values, MANY, 0.95);
	cr_expect_float_eq(got.low, 2431, 1.5);
	cr_expect_float_eq(got.high, 2570, 1.5);
}

Test(statistics, equal_values_have_an_interval_of_no_width)
{
	double values[8];
	for (size_t i = 0; i < 8; i++)
		values[i] = 3;
	struct interval median = statistics_median_interval(values, 8, 0.95);
	struct interval ratio = statistics_ratio_interval(values, values, 8, 0.95, 1);
	cr_expect(median.low == 3 && median.high == 3);
	cr_expect(ratio.low == 1 && ratio.high == 1);
	cr_expect_eq(statistics_median(values, 8), 3);
	cr_expect_eq(statistics_quantile(values, 8, 0.95), 3);
}

Test(statistics, quantiles_are_of_type_7)
{
	/* As quantile(x, p, type = 7) of R gives them. */
	static const double four[] = {1, 2, 4, 8};
	static const struct {
		size_t count;
		double p, expected;
	} rows[] = {
		{4, 0, 1}, {4, 0.25, 1.75}, {4, 0.5, 3},   {4, 0.75, 5},  {4, 0.95, 7.4},
		{4, 1, 8}, {3, 0.5, 2},     {3, 0.1, 1.2}, {2, 0.5, 1.5}, {2, 0.95, 1.95},
		{1, 0, 1}, {1, 0.5, 1},     {1, 1, 1},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		double got = statistics_quantile(four, rows[r].count, rows[r].p);
		cr_expect_float_eq(got, rows[r].expected, 1e-12, "n=%zu p=%g: %g, not %g",
				   rows[r].count, rows[r].p, got, rows[r].expected);
	}
	cr_expect(isnan(statistics_quantile(four, 0, 0.5)));
}

Test(statistics, mean_and_sort)
{
	double values[] = {8, 1, 4, 2, 4};
	cr_expect_float_eq(statistics_mean(values, 5), 3.8, 1e-12);
	cr_expect(isnan(statistics_mean(values, 0)));
	statistics_sort(values, 5);
	for (size_t i = 1; i < 5; i++)
		cr_expect_leq(values[i - 1], values[i]);
	statistics_sort(values, 0);
}

/* Skewed like durations are: e to the power of a normal number; its median is 1. */
static double draw_duration(struct up_random *random)
{
	double u = 1 - up_random_unit(random);
	double v = up_random_unit(random);
	return exp(0.5 * sqrt(-2 * log(u)) * cos(6.283185307179586 * v));
}

Test(statistics, median_interval_covers_the_median_as_often_as_it_says)
{
	/* The exact coverage of the ranks above, by the binomial distribution. */
	static const struct {
		size_t count;
		double coverage;
	} rows[] = {{6, 0.96875}, {9, 0.9609375}, {11, 0.98828125}, {20, 0.958610}, {50, 0.967160}};
	enum {
		TRIALS = 8000
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		struct up_random random = up_random_at(42, 1, rows[r].count);
		double values[LARGEST];
		int covered = 0;
		for (int t = 0; t < TRIALS; t++) {
			for (size_t i = 0; i < rows[r].count; i++)
				values[i] = draw_duration(&random);
			statistics_sort(values, rows[r].count);
			struct interval got =
				statistics_median_interval(values, rows[r].count, 0.95);
			covered += got.low <= 1 && 1 <= got.high;
		}
		/* Four standard errors of that many trials are below 0.01. */
		cr_expect_float_eq((double)covered / TRIALS, rows[r].coverage, 0.01,
				   "n=%zu: %d of %d", rows[r].count, covered, TRIALS);
	}
}

Test(statistics, ratio_interval_covers_the_ratio_about_as_often_as_it_says)
{
	enum {
		TRIALS = 400,
		COUNT = 11
	};
	struct up_random random = up_random_at(42, 2, 0);
	int covered = 0;
	for (int t = 0; t < TRIALS; t++) {
		double a[COUNT], b[COUNT];
		for (size_t i = 0; i < COUNT; i++) {
			double round = draw_duration(&random); /* slow rounds are slow for both */
			a[i] = 1.5 * round * draw_duration(&random);
			b[i] = round * draw_duration(&random);
		}
		struct interval got = statistics_ratio_interval(a, b, COUNT, 0.95, (uint64_t)t);
		covered += got.low <= 1.5 && 1.5 <= got.high;
	}
	cr_expect_gt(covered, TRIALS * 91 / 100);
	cr_expect_lt(covered, TRIALS);
}

Test(statistics, ratio_interval_draws_pairs_together)
{
	/* Rounds differ tenfold, the ratio within each round is always 2. */
	static const double fast[] = {1, 2, 3, 5, 7, 8, 10};
	static const double slow[] = {2, 4, 6, 10, 14, 16, 20};
	struct interval got = statistics_ratio_interval(slow, fast, 7, 0.95, 1);
	cr_expect(got.low == 2 && got.high == 2, "(%g, %g)", got.low, got.high);
}

Test(statistics, ratio_interval_is_the_same_for_the_same_seed)
{
	static const double a[] = {5, 7, 6, 9, 8, 30};
	static const double b[] = {2, 3, 2, 4, 3, 2};
	struct interval first = statistics_ratio_interval(a, b, 6, 0.95, 7);
	struct interval again = statistics_ratio_interval(a, b, 6, 0.95, 7);
	cr_expect(first.low == again.low && first.high == again.high);
	cr_expect_lt(first.low, first.high);
}

Test(statistics, ratio_interval_does_not_guess)
{
	static const double values[] = {1, 2, 3, 4, 5, 6};
	static const double with_zero[] = {1, 2, 3, 0, 5, 6};
	for (size_t n = 0; n <= 5; n++)
		cr_expect(isnan(statistics_ratio_interval(values, values, n, 0.95, 1).low), "n=%zu",
			  n);
	cr_expect(isnan(statistics_ratio_interval(values, with_zero, 6, 0.95, 1).low));
	cr_expect_not(isnan(statistics_ratio_interval(with_zero, values, 6, 0.95, 1).low));
}
