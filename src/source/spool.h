/* SPDX-License-Identifier: PostgreSQL */
/*
 * Batches that were read once from where they cannot be read twice, so that a sync can read them
 * again: in a scratch file (base/scratch.h).  Memory grows by eight bytes per batch.
 */
#ifndef UP_SOURCE_SPOOL_H
#define UP_SOURCE_SPOOL_H

#include "base/scratch.h"
#include "model/batch.h"

struct up_spool { /* begin with {0} */
	struct up_scratch file;
	size_t count;            /* batches */
	struct up_buffer places; /* uint64_t for each: where it begins in the file */
	uint64_t end;            /* bytes */
};

void up_spool_release(struct up_spool *spool);

/* Forgets all batches. */
UP_MUST_CHECK enum up_status up_spool_clear(struct up_spool *spool, struct up_error *err);

/* Writes a batch behind the others.  UP_IO: the disk is full, or TMPDIR is not there. */
UP_MUST_CHECK enum up_status up_spool_append(struct up_spool *spool, const struct up_batch *batch,
					     struct up_error *err);

/* Reads batch number index, from 0, into a batch of the same relation, whose rows are replaced. */
UP_MUST_CHECK enum up_status up_spool_read(const struct up_spool *spool, size_t index,
					   struct up_batch *batch, struct up_error *err);

#endif
