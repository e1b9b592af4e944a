/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the server counts, read before and after a sample.
 *
 * From version 15 on cumulative statistics are in shared memory, but a session adds to them at
 * the end of a transaction at most once a second.  pg_stat_force_next_flush() makes it do so at
 * once, so server_counters_flush() goes over the sessions of a sample before and after it, untimed. Older
 * servers take in what sessions report some time later: nothing of it is known there.
 *
 * Of the server and of the database there are figures only when they are ours alone, as on a
 * private cluster.  Those of the table are its own anywhere.  The reading counts, too: what it
 * touches is read once before, so that reading again touches no page (server_counters_begin()).
 *
 * A foreign table, and on Citus the table whose rows are in shards, has no storage and no statistics of its own
 * on this server: what it would report is 0, so it is unknown, also if one partition is such a table.
 *
 * A partitioned table counts as the sum of its partitions.  Finding them reads a catalog each time:
 * of a sample that takes so long that the session of the control connection reports by itself
 * (ten seconds), a few pages are not its own.
 *
 * Of a table that Citus distributes there are the sizes that its functions sum up over the nodes: the
 * coordinator's table is empty.
 *
 * What a statement does to a relation that its own transaction drops, such as a temporary table
 * ON COMMIT DROP, the server forgets: its pages are not among blocks_hit and blocks_read.
 */
#ifndef MEASURE_PROBE_SERVER_COUNTERS_H
#define MEASURE_PROBE_SERVER_COUNTERS_H

#include "model/relation.h"
#include "pg/pool.h"

enum server_counter {
	/* Of a server that is ours alone, any version. */
	SERVER_COUNTER_WAL_POSITION, /* bytes, page headers and all */
	/* Of a server that is ours alone, from 15 on. */
	SERVER_COUNTER_WAL_RECORDS,
	SERVER_COUNTER_WAL_FPI,
	SERVER_COUNTER_BLOCKS_HIT, /* also in the local buffers of temporary tables */
	SERVER_COUNTER_BLOCKS_READ,
	SERVER_COUNTER_TEMP_BYTES,
	/* Of the table, from 15 on. */
	SERVER_COUNTER_HOT_UPDATES,
	SERVER_COUNTER_DEAD_TUPLES,
	SERVER_COUNTER_NEWPAGE_UPDATES, /* from 16 on */
	SERVER_COUNTER_STATISTICS,      /* how many there are above */
	/* Sizes, any version. */
	SERVER_COUNTER_TABLE_BYTES = SERVER_COUNTER_STATISTICS,
	SERVER_COUNTER_INDEX_BYTES,
	SERVER_COUNTER_TOAST_BYTES,
	SERVER_COUNTER_CATALOG_BYTES, /* of a server that is ours alone */
	SERVER_COUNTER_COUNT,
};

#define SERVER_COUNTER_UNKNOWN INT64_MIN

/* What is known of a server. */
enum server_counters_kind {
	SERVER_COUNTERS_SHARED, /* others use it */
	SERVER_COUNTERS_ALONE,  /* nobody else does */
	SERVER_COUNTERS_CITUS,  /* others use it, and a table may be distributed over its nodes */
};

struct server_counters {
	bool is_shell;                       /* the table itself holds no rows: see below */
	bool is_distributed;                 /* the table is, so what the server does is not all */
	int64_t items[SERVER_COUNTER_COUNT]; /* before: as they stand; after: what they grew by */
};

/* Can the statistics of sessions be had from this server? */
bool server_counters_is_prompt(const struct up_conn *control);

/* Makes the sessions report their statistics.  UP_STATEMENT if the server refuses. */
UP_MUST_CHECK enum up_status server_counters_flush(const struct up_pool *pool,
						   struct up_error *err);

/* Reads what stands.  Between begin and end the control
 * connection is not to be used, so that what it does is not in the figures. */
UP_MUST_CHECK enum up_status server_counters_begin(struct server_counters *counters,
						   struct up_conn *control,
						   enum server_counters_kind kind,
						   const struct up_relation *relation,
						   struct up_error *err);

/* Subtracts the values at the begin.  A value that is unknown at begin or end stays unknown;
 * nor is one of the statistics that went back, since somebody reset it. */
UP_MUST_CHECK enum up_status server_counters_end(struct server_counters *counters,
						 struct up_conn *control,
						 enum server_counters_kind kind,
						 const struct up_relation *relation,
						 struct up_error *err);

#endif
