/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the server counts of single backends, from version 18 on, read before and after a sample: also on a
 * server that others use, the figures are those of the sample alone.  As in server_counters.h the
 * sessions have to be made to report, or a figure is that of an earlier sample, too: a session adds to
 * its counters at the end of a transaction, but at most once a second.
 *
 * What other processes do for a backend is not in its figures: parallel workers, the checkpointer,
 * the background writer, autovacuum.  Reads by I/O workers are, as the backend starts them.
 */
#ifndef MEASURE_PROBE_BACKEND_COUNTERS_H
#define MEASURE_PROBE_BACKEND_COUNTERS_H

#include "pg/conn.h"

enum backend_counter {
	BACKEND_COUNTER_WAL_BYTES, /* with headers of pages; padding is not counted, about 1 % */
	BACKEND_COUNTER_WAL_RECORDS,
	BACKEND_COUNTER_WAL_FPI,
	BACKEND_COUNTER_BLOCKS_HIT, /* also in local buffers, and of tables that were dropped */
	BACKEND_COUNTER_BLOCKS_READ,
	BACKEND_COUNTER_COUNT,
};

#define BACKEND_COUNTER_UNKNOWN INT64_MIN

struct backend_counters {
	int64_t items[BACKEND_COUNTER_COUNT]; /* before: as they stand; after: what they grew by */
};

/* Does this server count backends? */
bool backend_counters_are_kept(const struct up_conn *control);

/* Reads what stands, as a sum over backends, whose ids are an array's text ("{17,4}"); unknown if there are
 * none, or the server has not all of them. */
UP_MUST_CHECK enum up_status backend_counters_begin(struct backend_counters *counters,
						    struct up_conn *control, const char *pids,
						    struct up_error *err);

/* Subtracts the values at the begin. */
UP_MUST_CHECK enum up_status backend_counters_end(struct backend_counters *counters,
						  struct up_conn *control, const char *pids,
						  struct up_error *err);

#endif
