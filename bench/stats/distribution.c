/* SPDX-License-Identifier: PostgreSQL */
#include "stats/distribution.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef double lower_tail(double x, double degrees);

/* Halves [low, high] until no double lies between: slow, but nothing to tune or to trust. */
static double invert(lower_tail *lower, double degrees, double p, double low, double high)
{
	for (;;) {
		double middle = low + (high - low) / 2;
		if (!(middle > low && middle < high))
			return high;
		if (lower(middle, degrees) < p)
			low = middle;
		else
			high = middle;
	}
}

/* The lower half of a symmetric distribution is enough, and is where tails are accurate. */
static double quantile(lower_tail *lower, double degrees, double p, double least)
{
	if (!(p > 0 && p < 1))
		return NAN;
	if (p > 0.5)
		return -invert(lower, degrees, 1 - p, least, 0);
	return p < 0.5 ? invert(lower, degrees, p, least, 0) : 0;
}

static double normal_lower_tail(double z, double degrees)
{
	(void)degrees;
	return erfc(-z * M_SQRT1_2) / 2;
}

double normal_lower(double z)
{
	return normal_lower_tail(z, 0);
}

double normal_quantile(double p)
{
	return quantile(normal_lower_tail, 0, p, -40);
}

/* The continued fraction of I_x(a, b) for x below (a + 1) / (a + b + 2), where it converges fast:
 * each denominator d and each ratio c of numerators is kept away from 0 (Lentz). */
static double beta_fraction(double x, double a, double b)
{
	const double least = 1e-300;
	double c = 1;
	double d = 1 / fmax(fabs(1 - (a + b) * x / (a + 1)), least);
	double value = d;

	for (int m = 1; m < 1000; m++) {
		const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		const double terms[] = {even, odd};
		double step = 1;
		for (int t = 0; t < 2; t++) {
			d = 1 + terms[t] * d;
			d = 1 / (fabs(d) < least ? least : d);
			c = 1 + terms[t] / c;
			c = fabs(c) < least ? least : c;
			step *= c * d;
			value *= c * d;
		}
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return value;
}

/* The regularized incomplete beta function; log_complement is log(1 - x). */
static double incomplete_beta(double x, double log_x, double log_complement, double a, double b)
{
	int sign;
	const double front = exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign) +
				 a * log_x + b * log_complement);

	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(-expm1(log_x), b, a) / b;
}

double student_lower(double t, double degrees)
{
	if (isinf(degrees))
		return normal_lower(t);
	if (!(fabs(t) > 0))
		return isnan(t) ? NAN : 0.5;

	/* x = degrees / (degrees + t^2) */
	const double share = t / degrees * t;
	const double log_x = -log1p(share);
	const double log_complement = isinf(share) ? 0 : log(share) - log1p(share);
	const double tail = isinf(t) ? 0
				     : incomplete_beta(1 / (1 + share), log_x, log_complement,
						       degrees / 2, 0.5) /
					       2;
	return t < 0 ? tail : 1 - tail;
}

double student_quantile(double p, double degrees)
{
	return quantile(student_lower, degrees, p, -1e9);
}

/* Each term by its logarithm: neither the power nor the exponential need be a double. */
double chi_square_lower(double x, size_t degrees)
{
	const double half = x / 2;
	const double odd = degrees % 2 == 1 ? 0.5 : 0;
	double upper = degrees % 2 == 1 ? erfc(sqrt(half)) : 0;
	int sign;

	if (!(x > 0))
		return 0;
	for (size_t i = 0; i < degrees / 2; i++) {
		const double power = (double)i + odd;
		upper += exp(power * log(half) - half - lgamma_r(power + 1, &sign));
	}
	return 1 - upper;
}

static double chi_square_tail(double x, double degrees)
{
	return chi_square_lower(x, (size_t)degrees);
}

double chi_square_quantile(double p, size_t degrees)
{
	if (!(p > 0 && p < 1))
		return NAN;
	/* Beyond the upper end no double is left below 1. */
	return invert(chi_square_tail, (double)degrees, p, 0,
		      (double)degrees + 20 * sqrt(2 * (double)degrees) + 100);
}

static double log_factorial(size_t n)
{
	int sign;
	return lgamma_r((double)n + 1, &sign);
}

double coin_lower(size_t n, size_t k)
{
	if (k >= n)
		return 1;
	if (2 * k + 1 > n)
		return 1 - coin_lower(n, n - k - 1);

	/* From k down terms shrink; in logarithms, since 2^-n leaves the range of doubles. */
	double term =
		exp(log_factorial(n) - log_factorial(k) - log_factorial(n - k) - (double)n * M_LN2);
	double sum = 0;
	for (size_t i = k;; i--) {
		sum += term;
		if (i == 0 || term < sum * 1e-18)
			return sum;
		term *= (double)i / (double)(n - i + 1);
	}
}

size_t signed_rank_distribution(const size_t *weights, size_t count, double *probability)
{
	size_t greatest = 0;

	/* Multiples of 2^-50 below 1 are doubles: all of this is exact. */
	probability[0] = 1;
	for (size_t w = 0; w < count; w++) {
		size_t weight = weights[w];
		memset(probability + greatest + 1, 0, weight * sizeof *probability);
		greatest += weight;
		for (size_t s = greatest + 1; s-- > 0;) {
			double without = probability[s];
			double with = s >= weight ? probability[s - weight] : 0;
			probability[s] = (without + with) / 2;
		}
	}
	return greatest;
}

size_t rank_sum_distribution(const size_t *weights, size_t count, size_t chosen,
			     double *probability)
{
	/* ways[c * RANK_SUM_SUMS + s]: to choose c of the weights so far that sum up to s;
	 * at most 50 over 25, which is below 2^53. */
	UP_FREE double *ways = calloc((chosen + 1) * RANK_SUM_SUMS, sizeof *ways);
	size_t greatest = 0;
	double all = 0;

	if (ways == NULL)
		return SIZE_MAX;
	ways[0] = 1;
	for (size_t w = 0; w < count; w++) {
		size_t weight = weights[w];
		greatest += weight;
		if (greatest > RANK_SUM_SUMS - 1)
			greatest = RANK_SUM_SUMS - 1;
		for (size_t c = chosen < w + 1 ? chosen : w + 1; c > 0; c--) {
			double *to = ways + c * RANK_SUM_SUMS;
			const double *from = ways + (c - 1) * RANK_SUM_SUMS;
			for (size_t s = weight; s <= greatest; s++)
				to[s] += from[s - weight];
		}
	}
	const double *last = ways + chosen * RANK_SUM_SUMS;
	for (size_t s = 0; s <= greatest; s++)
		all += last[s];
	for (size_t s = 0; s <= greatest; s++)
		probability[s] = last[s] / all;
	return greatest;
}
