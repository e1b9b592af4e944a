/* SPDX-License-Identifier: PostgreSQL */
#include "stats/precision.h"

#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
		double *sorted = reallocarray(precision->sorted, capacity, sizeof *sorted);
		if (sorted == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for %zu times", capacity);
		precision->sorted = sorted;
	}
	while (at > 0 && precision->sorted[at - 1] > (double)ns)
		at--;
	memmove(&precision->sorted[at + 1], &precision->sorted[at],
		(count - at) * sizeof *precision->sorted);
	precision->sorted[at] = (double)ns;
	precision->count++;
	return UP_OK;
}

double precision_of_median(const struct precision *precision)
{
	const double *sorted = precision->sorted;
	const struct interval interval =
		statistics_median_interval(sorted, precision->count, PRECISION_CONFIDENCE);

	if (isnan(interval.low))
		return (double)INFINITY;
	const double median = statistics_median(sorted, precision->count);
	return median > 0 ? (interval.high - interval.low) / 2 / median : (double)INFINITY;
}
