/* SPDX-License-Identifier: PostgreSQL */
/*
 * Reads a source ahead, on a thread of its own: while a batch is worked on, the next ones are
 * fetched.  A batch is what one read of the source gives, such as a page of an API: where rows are
 * split does not depend on time.
 */
#ifndef UP_SYNC_PREFETCH_H
#define UP_SYNC_PREFETCH_H

#include "model/source.h"
#include "sync/path.h"

/* Batches that wait at most; then the thread does. */
#define UP_PREFETCH_BATCHES 4

struct up_prefetch;

/* Starts to read a source that has been rewound, in batches of at most limit rows.  The source
 * (borrowed) belongs to the thread until up_prefetch_stop().  start: where the thread's path
 * begins. */
UP_MUST_CHECK enum up_status up_prefetch_start(struct up_source *source, size_t limit,
					       const struct up_path *start,
					       struct up_prefetch **prefetch, struct up_error *err);

/* Waits for the next batch and exchanges it for *batch, which is one of the source's relation and
 * whose rows are forgotten.  No rows: the source has ended.  path, that of the caller, is joined
 * with that of the batch.  A read that failed is reported when all batches before it are taken. */
UP_MUST_CHECK enum up_status up_prefetch_take(struct up_prefetch *prefetch, struct up_batch *batch,
					      struct up_path *path, struct up_error *err);

/* Time that the thread has spent in reads, in ns; complete when the source has ended. */
int64_t up_prefetch_busy_ns(struct up_prefetch *prefetch);

/* up_clock_ns() at the end of its last read so far. */
int64_t up_prefetch_end_ns(struct up_prefetch *prefetch);

/* Ends the thread and frees all.  A source that has not ended is interrupted: it has to be refreshed before it
 * is read again.  NULL is fine. */
void up_prefetch_stop(struct up_prefetch *prefetch);

static inline void up_prefetch_stop_p(struct up_prefetch **prefetch)
{
	up_prefetch_stop(*prefetch);
}
#define UP_PREFETCH UP_CLEANUP(up_prefetch_stop_p) struct up_prefetch

#endif
