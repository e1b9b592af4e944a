/* SPDX-License-Identifier: PostgreSQL */
#include "stats/ranks.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	double x = ((const struct ranked *)a)->value;
	double y = ((const struct ranked *)b)->value;
	return (x > y) - (x < y);
}

double ranks_assign(struct ranked *items, size_t count, size_t *doubled)
{
	double ties = 0;

	qsort(items, count, sizeof *items, compare);
	for (size_t first = 0, end; first < count; first = end) {
		end = first + 1;
		while (end < count && items[end].value == items[first].value)
			end++;
		double tied = (double)(end - first);
		ties += tied * tied * tied - tied;
		for (size_t i = first; i < end; i++)
			doubled[i] = first + 1 + end;
	}
	return ties;
}
