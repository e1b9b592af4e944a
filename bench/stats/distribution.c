/* SPDX-License-Identifier: PostgreSQL */
#include "stats/distribution.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef double lower_tail(double x, size_t degrees);

/* Halves [low, high] until no double lies between: slow, but nothing to tune or to trust. */
static double invert(lower_tail *lower, size_t degrees, double p, double low, double high)
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
static double quantile(lower_tail *lower, size_t degrees, double p, double least)
{
	if (!(p > 0 && p < 1))
		return NAN;
	if (p > 0.5)
		return -invert(lower, degrees, 1 - p, least, 0);
	return p < 0.5 ? invert(lower, degrees, p, least, 0) : 0;
}

static double normal_lower_tail(double z, size_t degrees)
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

double student_lower(double t, size_t degrees)
{
	double theta = atan(t / sqrt((double)degrees));
	double cosine = cos(theta);
	double term = degrees % 2 == 0 ? 1 : cosine;
	double sum = 0;

	for (size_t k = 2 + degrees % 2; k <= degrees; k += 2) {
		sum += term;
		term *= cosine * cosine * (double)(k - 1) / (double)k;
	}
	sum *= sin(theta);
	return 0.5 + (degrees % 2 == 0 ? sum / 2 : (theta + sum) * M_1_PI);
}

double student_quantile(double p, size_t degrees)
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

double chi_square_quantile(double p, size_t degrees)
{
	if (!(p > 0 && p < 1))
		return NAN;
	/* Beyond the upper end no double is left below 1. */
	return invert(chi_square_lower, degrees, p, 0,
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
