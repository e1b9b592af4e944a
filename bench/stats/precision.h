/* SPDX-License-Identifier: PostgreSQL */
/* When a case has been measured precisely enough, so that more samples would tell nothing
 * that anybody asked for. */
#ifndef STATS_PRECISION_H
#define STATS_PRECISION_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* No case is precise with fewer samples: of a few, some agree by chance. */
#define PRECISION_LEAST 10

/* Measured times, kept in order. */
struct precision {
	int64_t *sorted; /* owned; nanoseconds */
	size_t count;
};

void precision_release(struct precision *precision);

UP_MUST_CHECK enum up_status precision_add(struct precision *precision, int64_t ns,
					   struct up_error *err);

/* Half the width of the 95 % interval of the median, as a share of the median: the narrowest
 * pair of order statistics that are equally far from both ends and have that coverage
 * (Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2).  Infinite when there is
 * no such pair, below 6 times, or the median is 0. */
double precision_of_median(const struct precision *precision);

#endif
