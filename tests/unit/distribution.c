/* SPDX-License-Identifier: PostgreSQL */
/* Distributions against GSL and published critical values. */
#include "stats/distribution.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>

static void expect_close(double got, double expected, double relative, const char *what, double at)
{
	cr_expect_leq(fabs(got - expected), relative * fabs(expected), "%s(%g): %.17g, not %.17g",
		      what, at, got, expected);
}

Test(distribution, normal_is_that_of_gsl)
{
	for (double z = -37; z <= 8; z += 0.125)
		expect_close(normal_lower(z), gsl_cdf_ugaussian_P(z), 1e-11, "normal_lower", z);
	for (double p = 1e-200; p < 0.5; p *= 3)
		expect_close(normal_quantile(p), gsl_cdf_ugaussian_Pinv(p), 1e-9, "normal_quantile",
			     p);
	expect_close(normal_quantile(0.975), 1.959963984540054, 1e-14, "normal_quantile", 0.975);
	cr_expect_eq(normal_quantile(0.5), 0);
	cr_expect(isnan(normal_quantile(0)) && isnan(normal_quantile(1)) &&
		  isnan(normal_quantile(NAN)));
}

Test(distribution, student_is_that_of_gsl)
{
	static const double degrees[] = {0.5, 1, 2, 2.37, 3, 4, 5, 10, 29.5, 100, 1001};
	for (size_t d = 0; d < sizeof degrees / sizeof degrees[0]; d++) {
		const double nu = degrees[d];
		for (double t = -12; t <= 12; t += 0.25) {
			expect_close(student_lower(t, nu), gsl_cdf_tdist_P(t, nu), 1e-10,
				     "student_lower", nu);
		}
		for (double p = 0.0005; p < 1; p += 0.0105)
			cr_expect_float_eq(student_quantile(p, nu), gsl_cdf_tdist_Pinv(p, nu),
					   1e-7 * (1 + fabs(gsl_cdf_tdist_Pinv(p, nu))),
					   "p=%g of %g", p, nu);
	}
	cr_expect(isnan(student_quantile(0, 3)) && isnan(student_quantile(1, 3)));
	cr_expect(isnan(student_lower(NAN, 3)));
	cr_expect_eq(student_lower(-INFINITY, 3), 0);
	cr_expect_eq(student_lower(INFINITY, 3), 1);
	cr_expect_eq(student_lower(-1.5, INFINITY), normal_lower(-1.5));
}

Test(distribution, chi_square_is_that_of_gsl)
{
	static const size_t degrees[] = {1, 2, 3, 4, 5, 10, 29, 100, 1001};
	for (size_t d = 0; d < sizeof degrees / sizeof degrees[0]; d++) {
		double nu = (double)degrees[d];
		for (double x = 0; x <= 3 * nu + 20; x += nu / 7)
			cr_expect_float_eq(chi_square_lower(x, degrees[d]), gsl_cdf_chisq_P(x, nu),
					   1e-11, "x=%g of %g", x, nu);
		for (double p = 0.001; p < 1; p += 0.021)
			expect_close(chi_square_quantile(p, degrees[d]), gsl_cdf_chisq_Pinv(p, nu),
				     1e-8, "chi_square_quantile", p);
	}
	expect_close(chi_square_quantile(0.05, 29), 17.708366, 1e-7, "chi_square_quantile", 0.05);
	cr_expect(isnan(chi_square_quantile(0, 3)) && isnan(chi_square_quantile(1, 3)));
}

Test(distribution, coin_is_that_of_gsl)
{
	for (unsigned n = 0; n <= 100; n++) {
		for (unsigned k = 0; k <= n; k++)
			expect_close(coin_lower(n, k), gsl_cdf_binomial_P(k, 0.5, n), 1e-10,
				     "coin_lower", k);
	}
	/* 2^-n is no double here. */
	expect_close(coin_lower(5000, 2400), gsl_cdf_binomial_P(2400, 0.5, 5000), 1e-8,
		     "coin_lower of 5000", 2400);
	expect_close(coin_lower(3, 0), 0.125, 1e-14, "coin_lower", 0);
	cr_expect_eq(coin_lower(3, 3), 1);
	cr_expect_eq(coin_lower(3, 9), 1);
}

static double tail(const double *probability, size_t last)
{
	double sum = 0;
	for (size_t s = 0; s <= last; s++)
		sum += probability[s];
	return sum;
}

static void fill_ranks(size_t *ranks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ranks[i] = i + 1;
}

Test(distribution, signed_ranks_have_the_published_critical_values)
{
	/* Two-sided 5 %: Wilcoxon and Wilcox, Some Rapid Approximate Statistical Procedures
	 * (1964); McCornack, JASA 60 (1965). */
	static const size_t rows[][2] = {
		{6, 0},   {7, 2},   {8, 3},   {9, 5},   {10, 8},   {11, 10},
		{12, 13}, {13, 17}, {14, 21}, {15, 25}, {16, 29},  {17, 34},
		{18, 40}, {19, 46}, {20, 52}, {25, 89}, {30, 137}, {50, 434},
	};
	size_t ranks[SIGNED_RANK_MAX];
	double probability[SIGNED_RANK_SUMS];
	fill_ranks(ranks, SIGNED_RANK_MAX);
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		size_t n = rows[r][0], critical = rows[r][1];
		size_t greatest = signed_rank_distribution(ranks, n, probability);
		cr_expect_eq(greatest, n * (n + 1) / 2);
		cr_expect_eq(tail(probability, greatest), 1, "n=%zu: exactly", n);
		cr_expect_leq(tail(probability, critical), 0.025, "n=%zu", n);
		cr_expect_gt(tail(probability, critical + 1), 0.025, "n=%zu", n);
	}
}

Test(distribution, rank_sums_have_the_published_critical_values)
{
	/* Two-sided 5 %, of U: Milton, JASA 59 (1964). */
	static const size_t rows[][3] = {
		{4, 4, 0},  {5, 5, 2},  {5, 10, 8},   {6, 6, 5},    {7, 7, 8},
		{8, 8, 13}, {9, 9, 17}, {10, 10, 23}, {15, 15, 64}, {20, 20, 127},
	};
	static double probability[RANK_SUM_SUMS];
	size_t ranks[2 * RANK_SUM_MAX];
	fill_ranks(ranks, 2 * RANK_SUM_MAX);
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		size_t n = rows[r][0], m = rows[r][1];
		size_t least = n * (n + 1) / 2;
		cr_assert_neq(rank_sum_distribution(ranks, n + m, n, probability), SIZE_MAX);
		cr_expect_leq(tail(probability, least + rows[r][2]), 0.025, "n=%zu m=%zu", n, m);
		cr_expect_gt(tail(probability, least + rows[r][2] + 1), 0.025, "n=%zu m=%zu", n, m);
		cr_expect_float_eq(tail(probability, n * (n + 1) / 2 + n * m), 1, 1e-12);
	}
}

Test(distribution, largest_rank_sums_are_exact)
{
	/* The 50 over 25 ways to choose have one that is least, and one that is greatest. */
	static double probability[RANK_SUM_SUMS];
	size_t doubled[2 * RANK_SUM_MAX];
	for (size_t i = 0; i < 2 * RANK_SUM_MAX; i++)
		doubled[i] = 2 * (i + 1);
	size_t greatest =
		rank_sum_distribution(doubled, 2 * RANK_SUM_MAX, RANK_SUM_MAX, probability);
	cr_assert_eq(greatest, 1900);
	expect_close(probability[650], 1 / 126410606437752.0, 1e-12, "rank sum", 650);
	expect_close(probability[1900], 1 / 126410606437752.0, 1e-12, "rank sum", 1900);
	cr_expect_eq(probability[649], 0);
	cr_expect_float_eq(tail(probability, greatest), 1, 1e-12);
}
