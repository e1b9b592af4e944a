/* SPDX-License-Identifier: PostgreSQL */
/*
 * A sync that is open, and what its forms have in common: held in memory and streamed
 * (sync/sync.c), overlapped (sync/overlap.c).
 */
#ifndef UP_SYNC_STATE_H
#define UP_SYNC_STATE_H

#include "sync/classify.h"
#include "sync/create.h"
#include "sync/duplicates.h"
#include "sync/path.h"
#include "sync/sync.h"

/* Rows of one read of the source. */
#define UP_SYNC_FETCH_ROWS 4096

struct up_sync {
	struct up_sync_options options;
	struct up_conn *conn; /* the first of the pool, for everything but the strategy */
	struct up_update_stage *update;
	struct up_batch fetched; /* kept from run to run, for its memory, as is the next */
	struct up_duplicates duplicates;
	struct up_classifier classifier;
	struct up_creator creator;
};

/* Adds what passed since its last call to a stage. */
struct up_stopwatch {
	const struct up_sync_options *options;
	struct up_sync_result *result;
	int64_t since;
	int64_t start; /* of the sync */
	struct up_path
		*path; /* of an overlapped sync, which has its total from the clock; else NULL */
};

/* A stage begins, after a wait that is none of its time. */
void up_stopwatch_begin(struct up_stopwatch *watch);
void up_stopwatch_end(struct up_stopwatch *watch, enum up_stage stage);
/* The stage gone, unless the sync has none. */
void up_stopwatch_end_gone(struct up_stopwatch *watch);

/* Is the rest of the pipeline the strategy's (UP_STRATEGY_SYNCS)? */
bool up_sync_is_whole(const struct up_sync *sync);

/* Does the stage gone stand by itself?  Not where the strategy sees to it; but in an overlapped sync a key
 * that comes again divides the rows that it has, and without a row it does nothing. */
bool up_sync_has_gone_stage(const struct up_sync *sync, const struct up_sync_result *result);

/* Drops earlier rows of the batch with the same key, and refuses invalid text: see
 * sync/duplicates.h and sync/valid.h. */
UP_MUST_CHECK enum up_status up_sync_deduplicate(struct up_sync *sync,
						 struct up_sync_result *result,
						 struct up_error *err);

UP_MUST_CHECK enum up_status up_sync_begin_update(struct up_sync *sync, struct up_error *err);
UP_MUST_CHECK enum up_status up_sync_finish_update(struct up_sync *sync,
						   struct up_sync_result *result,
						   struct up_error *err);

/* Adds what the counters of the connections have grown by since before, to those of the strategy. */
void up_sync_count_update(const struct up_sync *sync, const struct up_conn_counters *before,
			  struct up_sync_result *result);

UP_MUST_CHECK enum up_status up_sync_commit(struct up_sync *sync, struct up_stopwatch *watch,
					    struct up_error *err);

#endif
