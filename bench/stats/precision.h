/* SPDX-License-Identifier: PostgreSQL */
/* When a case has been measured precisely enough: the interval that is printed is as narrow as it
 * was asked to be. */
#ifndef STATS_PRECISION_H
#define STATS_PRECISION_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* No case is precise with fewer samples: of a few, some agree by chance. */
#define PRECISION_LEAST 10

/* Of the interval of a median, here and in summaries. */
#define PRECISION_CONFIDENCE 0.95

/* Measured times, kept in order. */
struct precision {
	double *sorted; /* owned; nanoseconds */
	size_t count;
};

void precision_release(struct precision *precision);

UP_MUST_CHECK enum up_status precision_add(struct precision *precision, int64_t ns,
					   struct up_error *err);

/* Half the width of the interval of the median (statistics_median_interval()), as a share of the
 * median.  Infinite below 6 times, and when the median is 0. */
double precision_of_median(const struct precision *precision);

#endif
