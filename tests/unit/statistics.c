/* SPDX-License-Identifier: PostgreSQL */
/* Statistics against tables, exact arithmetic and GSL; how often intervals cover: coverage.c. */
#include "stats/statistics.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define LARGEST 60

/* 1, 2, ... n: an order statistic is its own rank. */
static void fill_ranks(double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (double)(i + 1);
}

/* Twice the binomial tail up to and with k, as a share of 2^n: exact for n up to 60. */
static double both_tails(unsigned n, unsigned k)
{
	unsigned __int128 term = 1, sum = 0;
	for (unsigned i = 0; i <= k; i++) {
		sum += term;
		term = term * (n - i) / (i + 1);
	}
	return 2 * (double)sum / (double)((unsigned __int128)1 << n);
}

Test(statistics, median_interval_lies_within_the_published_ranks)
{
	/* Ranks of the 95 % interval, as in tables of the sign test: at most those, and beyond
	 * the next ones, which cover less. */
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
		cr_expect(got.low >= rows[r].low && got.low < rows[r].low + 1 &&
				  got.high <= rows[r].high && got.high >= rows[r].high - 1,
			  "n=%zu: (%g, %g), not within one of (%g, %g)", rows[r].count, got.low,
			  got.high, rows[r].low, rows[r].high);
	}
}

Test(statistics, median_interval_is_the_one_of_hettmansperger_and_sheather)
{
	/* Their formula, from exact tails; where the ends move less than half of the way. */
	static const unsigned counts[] = {6, 9, 12, 15, 17, 20, 30};
	double values[LARGEST];
	for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
		unsigned n = counts[c], d = 1;
		while (1 - both_tails(n, d) >= 0.95)
			d++;
		double outer = 1 - both_tails(n, d - 1), inner = 1 - both_tails(n, d);
		double i = (outer - 0.95) / (outer - inner);
		double lambda = (n - d) * i / (d + (n - 2.0 * d) * i);
		cr_assert_leq(lambda, 0.5, "n=%u", n);
		fill_ranks(values, n);
		struct interval got = statistics_median_interval(values, n, 0.95);
		cr_expect_float_eq(got.low, d + lambda, 1e-9, "n=%u: %g, not %g", n, got.low,
				   d + lambda);
		cr_expect_float_eq(got.high, n + 1 - d - lambda, 1e-9, "n=%u: %g", n, got.high);
	}
}

Test(statistics, median_interval_keeps_half_of_the_coverage_in_a_gap)
{
	/* Two humps far from each other: the coverage of an end in the gap is that of the order
	 * statistic in whose half of the gap it lies. */
	double values[LARGEST];
	for (unsigned n = 9; n <= LARGEST; n++) {
		fill_ranks(values, n);
		struct interval got = statistics_median_interval(values, n, 0.95);
		unsigned below = (unsigned)lround(got.low), above = n - (unsigned)lround(got.high);
		double coverage = 1 - both_tails(n, below - 1) / 2 - both_tails(n, above) / 2;
		cr_expect(coverage > 0.93 && coverage < 0.98, "n=%u: %g", n, coverage);
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
	cr_expect_float_eq(half.low, 1, 1e-9);
	cr_expect_float_eq(half.high, 2, 1e-9);
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

Test(statistics, quantiles_are_those_of_gsl)
{
	double values[LARGEST];
	struct up_random random = up_random_at(42, 3, 0);
	for (size_t n = 1; n <= LARGEST; n++) {
		values[n - 1] = 1 / (1 - up_random_unit(&random));
		statistics_sort(values, n);
		for (double p = 0; p <= 1; p += 0.0625) {
			double expected = gsl_stats_quantile_from_sorted_data(values, 1, n, p);
			cr_expect_float_eq(statistics_quantile(values, n, p), expected,
					   1e-12 * expected, "n=%zu p=%g", n, p);
		}
		cr_expect_float_eq(statistics_median(values, n),
				   gsl_stats_median_from_sorted_data(values, 1, n),
				   1e-12 * statistics_median(values, n));
		cr_expect_float_eq(statistics_mean(values, n), gsl_stats_mean(values, 1, n),
				   1e-12 * statistics_mean(values, n));
	}
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
	static const double huge[] = {1e300, 2e300, 3e300, 4e300, 5e300, 6e300};
	static const double tiny[] = {1e-300, 2e-300, 3e-300, 4e-300, 5e-300, 6e-300};
	cr_expect(isnan(statistics_ratio_interval(huge, tiny, 6, 0.95, 1).high), "not infinite");
	struct interval small = statistics_ratio_interval(tiny, huge, 6, 0.95, 1);
	cr_expect(small.low == 0 && small.high == 0);
	cr_expect(isfinite(statistics_ratio_interval(huge, huge, 6, 0.95, 1).high));
}
