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
	METRIC_COLD, /* update and commit of the first sample of a session, on a fresh connection */
};

/* The names of enum metric, by index, then NULL: those of --metric. */
extern const char *const metric_names[];
#define METRIC_COUNT 7

/* UNMEASURED where the sample has none. */
int64_t metric_of(enum metric metric, const struct run_case *of, const struct sample *sample);

/* Is the sample one that the metric is of? */
bool metric_counts(enum metric metric, const struct run_case *of, const struct sample *sample);

/* Who decides the value: a clock, the program of the client, or the server and its state. */
enum metric_kind {
	METRIC_OF_CLOCK,
	METRIC_OF_CLIENT,
	METRIC_OF_SERVER,
};

enum metric_kind metric_kind(enum metric metric);

/* Nanoseconds. */
bool metric_is_time(enum metric metric);

#endif
