/* SPDX-License-Identifier: PostgreSQL */
/*
 * A source is where batches come from: the interface, whose implementations are in
 * source/.  It knows the relation of its rows and
 * hands them out in a fixed order, a batch at a time; rewinding starts again
 * from the first row and gives the same rows.
 */
#ifndef UP_MODEL_SOURCE_H
#define UP_MODEL_SOURCE_H

#include "model/batch.h"

struct up_source {
	const struct up_relation *relation; /* borrowed */

	/* Appends at most limit rows to batch (whose relation is the source's) and
	 * sets *read to their number; 0 at the end.  Fewer where the next ones would have to be
	 * waited for, such as at the end of a page, or where they are large: the same number each time. */
	enum up_status (*read)(struct up_source *source, struct up_batch *batch, size_t limit,
			       size_t *read, struct up_error *err);
	enum up_status (*rewind)(struct up_source *source, struct up_error *err);

	/* As rewind, but the rows are those that are there now: what the source keeps of earlier
	 * reading is forgotten.  NULL: it keeps nothing. */
	enum up_status (*refresh)(struct up_source *source, struct up_error *err);

	/* Ends a wait: a read that waits for rows, and each that would have to, fails with UP_INTERRUPTED
	 * soon, until the source is refreshed.  A rewind does not forget it, and a read that need not wait
	 * may succeed.  Of all functions this one alone may be called by any thread at any time while the
	 * source is open, and as often as wanted.  NULL: no read waits long. */
	void (*interrupt)(struct up_source *source);
	void (*close)(struct up_source *source); /* frees source as well */
};

void up_source_close(struct up_source *source); /* NULL is fine */

/* Begins a sync: refreshes the source, or rewinds one that keeps nothing. */
UP_MUST_CHECK enum up_status up_source_refresh(struct up_source *source, struct up_error *err);

/* Ends a wait in the source, if it has any: see above.  What comes while the source is being refreshed may be
 * forgotten. */
void up_source_interrupt(struct up_source *source);

static inline void up_source_close_p(struct up_source **source)
{
	up_source_close(*source);
}
#define UP_SOURCE UP_CLEANUP(up_source_close_p) struct up_source

#endif
