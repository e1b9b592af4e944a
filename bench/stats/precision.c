/* SPDX-License-Identifier: PostgreSQL */
#include "stats/precision.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CONFIDENCE 0.95

void precision_release(struct precision *precision)
{
	free(precision->sorted);
	*precision = (struct precision){0};
}

enum up_status precision_add(struct precision *precision, int64_t ns, struct up_error *err)
{
	const size_t count = precision->count;
	size_t at = count;

	if ((count & (count - 1)) == 0) { /* full at each power of two */
		size_t capacity = count == 0 ? 1 : count * 2;
		int64_t *sorted = reallocarray(precision->sorted, capacity, sizeof *sorted);
		if (sorted == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for %zu times", capacity);
		precision->sorted = sorted;
	}
	while (at > 0 && precision->sorted[at - 1] > ns)
		at--;
	memmove(&precision->sorted[at + 1], &precision->sorted[at],
		(count - at) * sizeof *precision->sorted);
	precision->sorted[at] = ns;
	precision->count++;
	return UP_OK;
}

/* The rank, from 1, of the lower end of the interval; 0: none.  Its coverage is
 * 1 - 2 P(B < rank), with B binomial (count, 1/2). */
static size_t lower_rank(size_t count)
{
	/* In logarithms: 2^-count leaves the range of doubles. */
	double log_term = -(double)count * log(2.0);
	double tail = 0;

	for (size_t k = 0; k < count / 2; k++) {
		tail += exp(log_term);
		if (1 - 2 * tail < CONFIDENCE)
			return k;
		log_term += log((double)(count - k)) - log((double)(k + 1));
	}
	return count / 2;
}

double precision_of_median(const struct precision *precision)
{
	const size_t count = precision->count;
	const int64_t *sorted = precision->sorted;
	const size_t rank = lower_rank(count);

	if (rank == 0)
		return (double)INFINITY;
	const size_t upper = count / 2;
	const size_t lower = (count - 1) / 2;
	double median = ((double)sorted[lower] + (double)sorted[upper]) / 2;
	double half = (double)(sorted[count - rank] - sorted[rank - 1]) / 2;
	return median > 0 ? half / median : (double)INFINITY;
}
