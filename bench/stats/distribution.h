/* SPDX-License-Identifier: PostgreSQL */
/*
 * Distributions that tests and intervals refer to.  Probabilities are in [0, 1]; lower
 * tails include the value itself.
 */
#ifndef STATS_DISTRIBUTION_H
#define STATS_DISTRIBUTION_H

#include <stddef.h>

/* P(Z <= z) of the standard normal distribution, accurate far into both tails. */
double normal_lower(double z);

/* The z of which normal_lower(z) is p; p in (0, 1), NaN otherwise. */
double normal_quantile(double p);

/* P(T <= t) of Student's distribution with `degrees` of freedom, above 0 and not necessarily whole, as
 * Welch's test has them; INFINITY: the normal distribution.  By the continued fraction of the
 * incomplete beta function (Abramowitz and Stegun 26.5.8 and 26.7.1); the lower tail is good to
 * 1e-12 or so, relatively. */
double student_lower(double t, double degrees);

/* The t of which student_lower(t, degrees) is p; p in (0, 1), NaN otherwise. */
double student_quantile(double p, double degrees);

/* P(X <= x) of the chi-square distribution with whole degrees of freedom, at least 1, by the finite
 * sums of Abramowitz and Stegun 26.4.4 and 26.4.5; good to 1e-13 or so, absolutely. */
double chi_square_lower(double x, size_t degrees);

/* The x of which chi_square_lower(x, degrees) is p; p in (0, 1), NaN otherwise. */
double chi_square_quantile(double p, size_t degrees);

/* P(B <= k) of n tosses of a fair coin. */
double coin_lower(size_t n, size_t k);

/*
 * The sum of those of the given weights that a fair coin each picks: the signed rank
 * statistic, when the weights are the ranks.  Weights are whole numbers, so that the mean
 * ranks of ties are given doubled.  Exact up to SIGNED_RANK_MAX weights of at most twice
 * that; more are not allowed.
 *
 * probability[s] becomes P(sum = s) for s from 0 to the sum of all, which is returned; it
 * has room for SIGNED_RANK_SUMS.
 */
#define SIGNED_RANK_MAX 50
#define SIGNED_RANK_SUMS (SIGNED_RANK_MAX * (SIGNED_RANK_MAX + 1) + 1)

size_t signed_rank_distribution(const size_t *weights, size_t count, double *probability);

/*
 * The sum of `chosen` of the weights, each choice being as likely as any other: the rank
 * sum statistic.  Otherwise as above: exact up to RANK_SUM_MAX chosen of twice as many,
 * and the room is RANK_SUM_SUMS.  Returns the greatest sum; SIZE_MAX when memory runs out.
 */
#define RANK_SUM_MAX 25
#define RANK_SUM_SUMS (RANK_SUM_MAX * (3 * RANK_SUM_MAX + 1) + 1)

size_t rank_sum_distribution(const size_t *weights, size_t count, size_t chosen,
			     double *probability);

#endif
