/* SPDX-License-Identifier: PostgreSQL */
#include "stats/unpaired.h"

#include "base/cleanup.h"
#include "stats/distribution.h"
#include "stats/pairwise.h"
#include "stats/ranks.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(UNPAIRED_EXACT_MAX <= RANK_SUM_MAX, "the exact distribution ends before");

/* Both samples, each sorted, one behind the other; NULL when memory runs out. */
static double *sorted_copies(const double *a, size_t a_count, const double *b, size_t b_count)
{
	double *copies = malloc((a_count + b_count) * sizeof *copies);

	if (copies != NULL) {
		memcpy(copies, a, a_count * sizeof *copies);
		memcpy(copies + a_count, b, b_count * sizeof *copies);
		statistics_sort(copies, a_count);
		statistics_sort(copies + a_count, b_count);
	}
	return copies;
}

double unpaired_shift(const double *a, size_t a_count, const double *b, size_t b_count)
{
	if (a_count == 0 || b_count == 0)
		return NAN;
	UP_FREE double *sorted = sorted_copies(a, a_count, b, b_count);
	if (sorted == NULL)
		return NAN;
	const double *second = sorted + a_count;
	size_t pairs = a_count * b_count;
	double low = pairwise_difference(sorted, a_count, second, b_count, (pairs + 1) / 2);
	if (pairs % 2 == 1)
		return low;
	return low / 2 + pairwise_difference(sorted, a_count, second, b_count, pairs / 2 + 1) / 2;
}

static bool is_exact(size_t a_count, size_t b_count)
{
	return a_count <= UNPAIRED_EXACT_MAX && b_count <= UNPAIRED_EXACT_MAX;
}

static size_t interval_rank(size_t a_count, size_t b_count, double confidence)
{
	double tail = (1 - confidence) / 2;
	double m = (double)a_count, n = (double)b_count;

	if (!is_exact(a_count, b_count)) {
		double rank =
			m * n / 2 + 0.5 + normal_quantile(tail) * sqrt(m * n * (m + n + 1) / 12);
		return rank >= 1 ? (size_t)rank : 0;
	}
	size_t ranks[2 * UNPAIRED_EXACT_MAX];
	double probability[RANK_SUM_SUMS];
	for (size_t i = 0; i < a_count + b_count; i++)
		ranks[i] = i + 1;
	if (rank_sum_distribution(ranks, a_count + b_count, b_count, probability) == SIZE_MAX)
		return 0;
	/* The rank sum less its least is the number of differences above 0. */
	return alternative_interval_rank(probability + b_count * (b_count + 1) / 2,
					 a_count * b_count / 2, tail);
}

struct interval unpaired_interval(const double *a, size_t a_count, const double *b, size_t b_count,
				  double confidence)
{
	static const struct interval unknown = {NAN, NAN};

	if (a_count == 0 || b_count == 0)
		return unknown;
	size_t rank = interval_rank(a_count, b_count, confidence);
	UP_FREE double *sorted = sorted_copies(a, a_count, b, b_count);
	if (rank == 0 || sorted == NULL)
		return unknown;
	const double *second = sorted + a_count;
	return (struct interval){
		pairwise_difference(sorted, a_count, second, b_count, rank),
		pairwise_difference(sorted, a_count, second, b_count, a_count * b_count + 1 - rank),
	};
}

static double normal_test(size_t a_count, size_t b_count, double sum, double ties,
			  enum alternative alternative)
{
	double m = (double)a_count, n = (double)b_count, all = m + n;
	double mean = n * (all + 1) / 2;
	double variance = m * n / 12 * (all + 1 - ties / (all * (all - 1)));
	return alternative_normal(sum - mean, sqrt(variance), alternative);
}

double unpaired_test(const double *a, size_t a_count, const double *b, size_t b_count, double shift,
		     enum alternative alternative)
{
	const size_t count = a_count + b_count;
	size_t sum = 0;

	if (a_count == 0 || b_count == 0)
		return NAN;
	UP_FREE struct ranked *items = malloc(count * sizeof *items);
	UP_FREE size_t *doubled = malloc(count * sizeof *doubled);
	if (items == NULL || doubled == NULL)
		return NAN;
	for (size_t i = 0; i < a_count; i++)
		items[i] = (struct ranked){a[i], 0};
	for (size_t i = 0; i < b_count; i++)
		items[a_count + i] = (struct ranked){b[i] - shift, 1};
	double ties = ranks_assign(items, count, doubled);
	for (size_t i = 0; i < count; i++)
		sum += items[i].counts ? doubled[i] : 0;

	if (!is_exact(a_count, b_count))
		return normal_test(a_count, b_count, (double)sum / 2, ties, alternative);
	double probability[RANK_SUM_SUMS];
	size_t greatest = rank_sum_distribution(doubled, count, b_count, probability);
	return greatest == SIZE_MAX ? NAN
				    : alternative_exact(probability, greatest, sum, alternative);
}
