/* SPDX-License-Identifier: PostgreSQL */
#include "stats/paired.h"

#include "base/cleanup.h"
#include "stats/distribution.h"
#include "stats/pairwise.h"
#include "stats/ranks.h"

#include <math.h>
#include <stdlib.h>

_Static_assert(PAIRED_EXACT_MAX <= SIGNED_RANK_MAX, "the exact distribution ends before");

static size_t mean_count(size_t count)
{
	return count * (count + 1) / 2;
}

double paired_estimate(const double *differences, size_t count)
{
	if (count == 0)
		return NAN;
	UP_FREE double *sorted = statistics_sorted_copy(differences, count);
	if (sorted == NULL)
		return NAN;
	size_t means = mean_count(count);
	double low = pairwise_mean(sorted, count, (means + 1) / 2);
	return means % 2 == 1 ? low : low / 2 + pairwise_mean(sorted, count, means / 2 + 1) / 2;
}

/* How many ordered means are left out on each side, plus one; 0 when it takes them all. */
static size_t interval_rank(size_t count, double confidence)
{
	double tail = (1 - confidence) / 2;
	size_t means = mean_count(count);

	if (count > PAIRED_EXACT_MAX) {
		double n = (double)count;
		double rank = (double)means / 2 + 0.5 +
			      normal_quantile(tail) * sqrt(n * (n + 1) * (2 * n + 1) / 24);
		return rank >= 1 ? (size_t)rank : 0;
	}
	size_t ranks[PAIRED_EXACT_MAX];
	double probability[SIGNED_RANK_SUMS];
	for (size_t i = 0; i < count; i++)
		ranks[i] = i + 1;
	signed_rank_distribution(ranks, count, probability);
	return alternative_interval_rank(probability, means / 2, tail);
}

struct interval paired_interval(const double *differences, size_t count, double confidence)
{
	static const struct interval unknown = {NAN, NAN};
	size_t rank = count > 0 ? interval_rank(count, confidence) : 0;

	if (rank == 0)
		return unknown;
	UP_FREE double *sorted = statistics_sorted_copy(differences, count);
	if (sorted == NULL)
		return unknown;
	return (struct interval){
		pairwise_mean(sorted, count, rank),
		pairwise_mean(sorted, count, mean_count(count) + 1 - rank),
	};
}

/* Doubled ranks of the distances from the center, and twice the sum of those above it. */
struct signed_ranks {
	size_t count; /* of values that differ from the center */
	size_t *doubled;
	size_t sum;
	double ties;
};

static double exact_test(const struct signed_ranks *ranks, enum alternative alternative)
{
	double probability[SIGNED_RANK_SUMS];
	size_t greatest = signed_rank_distribution(ranks->doubled, ranks->count, probability);
	return alternative_exact(probability, greatest, ranks->sum, alternative);
}

static double normal_test(const struct signed_ranks *ranks, enum alternative alternative)
{
	double n = (double)ranks->count;
	double mean = n * (n + 1) / 4;
	double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks->ties / 48;
	return alternative_normal((double)ranks->sum / 2 - mean, sqrt(variance), alternative);
}

double paired_test(const double *differences, size_t count, double center,
		   enum alternative alternative)
{
	if (count == 0)
		return NAN;
	UP_FREE struct ranked *items = malloc(count * sizeof *items);
	UP_FREE size_t *doubled = malloc(count * sizeof *doubled);
	struct signed_ranks ranks = {.doubled = doubled};
	if (items == NULL || doubled == NULL)
		return NAN;

	for (size_t i = 0; i < count; i++) {
		if (differences[i] != center)
			items[ranks.count++] = (struct ranked){fabs(differences[i] - center),
							       differences[i] > center};
	}
	if (ranks.count == 0)
		return 1;
	ranks.ties = ranks_assign(items, ranks.count, doubled);
	for (size_t i = 0; i < ranks.count; i++)
		ranks.sum += items[i].counts ? doubled[i] : 0;
	return ranks.count <= PAIRED_EXACT_MAX ? exact_test(&ranks, alternative)
					       : normal_test(&ranks, alternative);
}
