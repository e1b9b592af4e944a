/* SPDX-License-Identifier: PostgreSQL */
/*
 * The sync pipeline: what a job does that mirrors a partner's data.
 *
 *   fetch     read the rows from a source
 *   classify  which of them the table has already, by the keys that the server
 *             has, for the scope if there is one
 *   create    bring the new ones to the table: by COPY, or another of creators.def
 *   update    make the others equal to the fetched rows: the strategy
 *   gone      if asked for: count, mark or delete what the table has and the source has not
 *   references  upsert what the rows refer to
 *   commit
 *
 * A strategy with UP_STRATEGY_SYNCS gets all rows: classify, create and gone are part of its update.
 *
 * All in one transaction; with several workers see sync/update.h, and with a
 * strategy that commits by itself the update stage stands between two.
 *
 * A source with no more rows than options.batch_rows, and less than UP_SYNC_BATCH_BYTES of them, is held in
 * memory.  A larger one is streamed when the strategy can: it is read twice, a batch at a time, first to
 * classify and create, then to update.  (Once would do only if its rows were kept meanwhile: all are created
 * before the first is updated, so that each stage has a time of its own.)  Memory grows by nine bytes per
 * row, and by 16 per key of the scope where all of them are read (sync/classify.h has the rule).  Otherwise it is held in memory whole.
 *
 * An overlapped sync works on each batch that the source gives while a thread reads the next ones
 * (sync/prefetch.h).  It classifies, creates and updates the batch in the one transaction, so
 * nothing is visible before its end, and a fetch that fails leaves no trace.  The source is read
 * once, and memory does not grow with the rows beyond 32 MiB.  A batch is a chunk for a strategy
 * that has chunks, unless its own is smaller; UP_UNSUPPORTED: a strategy that takes all rows at
 * once or commits by itself, and several workers.
 *
 * A key that is fetched more than once: the last row with it wins, as it would row
 * by row, wherever the first stood; the others are dropped before anything is
 * sent of them.  In a batch they are found by their keys (sync/duplicates.h); in the
 * batches of a streamed source by hashes of eight bytes a row first, and if there
 * are any, by their keys in one more reading, or two with a reference (sync/repeats.h):
 * exactly, in memory that grows by nine bytes a row, and with the number of keys that
 * come again in another batch.  A new key that comes again in a later batch has been
 * created from its first row by then, and is updated from its last.  In an overlapped sync a row
 * whose key comes again in a later batch has been created or updated by then, and is updated once
 * more; only those within one batch are dropped.
 *
 * Refused before anything is sent of the batch (UP_INVALID, naming the row): a key that
 * is null, a text with a NUL byte.  A value that its column has no room for is the
 * server's error in every strategy: none casts to a type with a modifier.
 *
 * Usage: up_sync_open() once for a connection, outside a transaction, any number of up_sync_run(),
 * up_sync_close().  After a run that failed the transaction is rolled back and
 * the sync can only be closed.
 */
#ifndef UP_SYNC_SYNC_H
#define UP_SYNC_SYNC_H

#include "model/source.h"
#include "sync/gone.h"
#include "sync/reference.h"
#include "sync/stage.h"
#include "sync/update.h"

#define UP_SYNC_BATCH_ROWS 65536 /* the default of batch_rows */
#define UP_SYNC_BATCH_BYTES                                                                        \
	((size_t)64 << 20) /* with these, as of up_batch_bytes(), a batch is full, too */

struct up_sync_options {
	const struct up_pool *pool;         /* borrowed; one connection a worker, at least one */
	const struct up_relation *relation; /* borrowed; the source's */
	const char *scope;        /* borrowed; value of the scope column, if there is one */
	struct up_source *source; /* borrowed */
	const struct up_strategy *strategy;
	struct up_update_options update;
	bool tuned;        /* with the settings that the strategy recommends */
	size_t batch_rows; /* rows in memory at once, where that is possible; 0: the default */
	const struct up_strategy *create; /* of the create stage; NULL: the first of creators.def */
	struct up_gone gone; /* what becomes of rows that are not fetched; all zero: nothing */
	const struct up_reference *reference; /* borrowed; NULL: no stage references */
	bool overlap; /* work on rows while later ones are fetched: see above */
	/* Called at each end of a stage, on the thread of up_sync_run(), while no worker is active;
	 * a streamed source has several parts of most stages, and the fetch of an overlapped sync,
	 * on another thread, none.  What it takes is in no stage_ns and, unless stages overlap, not
	 * in total_ns.  NULL: none. */
	void (*on_stage)(void *context, enum up_stage stage);
	void *on_stage_context; /* borrowed */
	void *strategy_context; /* borrowed; the context of struct up_update */
};

struct up_sync_result {
	/* While each stage was active; fetch: both passes of a streamed source; 0: there was none. */
	int64_t stage_ns[UP_STAGE_COUNT];
	/* What of it is on the critical path (sync/path.h): all, unless stages overlap. */
	int64_t critical_ns[UP_STAGE_COUNT];
	/* Of an overlapped sync: when the stage began first and ended last, from the beginning of the sync; both
	 * are 0 where there was none.  In between it may have waited many times. */
	int64_t begin_ns[UP_STAGE_COUNT];
	int64_t end_ns[UP_STAGE_COUNT];
	int64_t total_ns;
	int64_t encode_ns;              /* time of the update stage outside libpq */
	struct up_conn_counters update; /* what the update stage alone added to the counters */
	int64_t rows_fetched;
	int64_t rows_duplicate; /* fetched ones that were dropped: a later one had their key */
	int64_t rows_created;
	int64_t rows_existing; /* fetched ones, without the dropped, that the table had */
	int64_t rows_gone;     /* counted, marked or deleted; -1: not asked for */
	int64_t rows_updated;  /* as the server reported them to the strategy */
	int64_t references;    /* rows that the stage references wrote */
};

struct up_sync;

/* Checks scope, gone and reference, which wants a relation with one (UP_INVALID), and the strategy (UP_UNSUPPORTED), and runs its prepare
 * hook. */
UP_MUST_CHECK enum up_status up_sync_open(const struct up_sync_options *options,
					  struct up_sync **sync, struct up_error *err);
void up_sync_close(struct up_sync *sync); /* NULL is fine */

static inline void up_sync_close_p(struct up_sync **sync)
{
	up_sync_close(*sync);
}
#define UP_SYNC UP_CLEANUP(up_sync_close_p) struct up_sync

/* Can it overlap with the fetch?  UP_UNSUPPORTED, with the reason. */
UP_MUST_CHECK enum up_status up_sync_check_overlap(const struct up_strategy *strategy,
						   size_t workers, struct up_error *err);

/* One sync, from the source's first row to its last. */
UP_MUST_CHECK enum up_status up_sync_run(struct up_sync *sync, struct up_sync_result *result,
					 struct up_error *err);

#endif
