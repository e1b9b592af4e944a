/* SPDX-License-Identifier: PostgreSQL */
/* A metric is what two sides are compared by: a time in nanoseconds, or a counter. */
#ifndef JUDGE_COMPARE_METRIC_H
#define JUDGE_COMPARE_METRIC_H

#include "record/run.h"

#include <stdbool.h>

enum metric {
	METRIC_UPDATE, /* update and commit: sample_compared_ns() */
	METRIC_TOTAL,
	METRIC_WAL_BYTES,
	METRIC_ROUND_TRIPS,
	METRIC_BYTES_SENT,
	METRIC_BUFFERS, /* hit and read */
};

/* The names of enum metric, by index, then NULL: those of --metric. */
extern const char *const metric_names[];
#define METRIC_COUNT 6

/* UNMEASURED where the sample has none. */
int64_t metric_of(enum metric metric, const struct run_case *of, const struct sample *sample);

bool metric_is_time(enum metric metric);

/* How many samples a side must have, all of them alike, to say that the value is exact:
 * what a client sends follows from its program, what a server does may depend on
 * its state.  0 for times, which never are. */
size_t metric_exact_count(enum metric metric);

#endif
