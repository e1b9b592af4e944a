/* SPDX-License-Identifier: PostgreSQL */
/*
 * A metric is what two sides are compared by: a time in nanoseconds, memory in bytes, a counter, or
 * the tail of a time (judge/compare/tail.h), whose values are those of the update.
 */
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
	METRIC_SERVER_CPU,
	METRIC_CLIENT_CPU,
	METRIC_BACKEND_PEAK,
	METRIC_CLIENT_PEAK,
	METRIC_SERVER_INSTRUCTIONS,
	METRIC_CLIENT_INSTRUCTIONS,
	METRIC_TEMP_BYTES,
	METRIC_TABLE_BYTES, /* growth, as the next */
	METRIC_INDEX_BYTES,
	METRIC_COLD, /* update and commit of the first sample of a session, on a fresh connection */
	METRIC_UPDATE_MEAN,
	METRIC_UPDATE_SLOW,   /* the mean of the slowest tenth */
	METRIC_UPDATE_SPREAD, /* of the logarithms */
};

/* The names of enum metric, by index, then NULL. */
extern const char *const metric_names[];
#define METRIC_COUNT 19

/* The words of --metric: the names, and METRIC_TAILS, which is those three; then NULL. */
extern const char *const metric_words[];
#define METRIC_TAILS "tails"

/* The metrics that the words stand for, each once, in the order of the words; returns how many. */
size_t metric_read(char *const *words, size_t count, enum metric metrics[METRIC_COUNT]);

/* UNMEASURED where the sample has none. */
int64_t metric_of(enum metric metric, const struct run_case *of, const struct sample *sample);

/* Is the sample one that the metric is of? */
bool metric_counts(enum metric metric, const struct run_case *of, const struct sample *sample);

/* What decides the value, and so how it is judged. */
enum metric_kind {
	METRIC_OF_CLOCK,  /* the machine: times and memory, which have noise and are tested */
	METRIC_OF_TAIL,   /* all samples of a side together */
	METRIC_OF_CLIENT, /* the program of the client */
	METRIC_OF_SERVER, /* the server and its state */
};

enum metric_kind metric_kind(enum metric metric);

/* The smallest change that matters where nobody asks for another, a share; 0: a counter, which has
 * a threshold of its own. */
double metric_threshold(enum metric metric);

/* "ns", "bytes", or "" of a number without a unit. */
const char *metric_unit(enum metric metric);

/* Nanoseconds. */
bool metric_is_time(enum metric metric);

/* Whether a verdict of `equivalent` exists for it: see judge/compare/tail.h. */
bool metric_has_equivalence(enum metric metric);

#endif
