/* SPDX-License-Identifier: PostgreSQL */
/*
 * Splits rows among workers by ranges of their keys, so that no two workers ever
 * touch the same row, whatever batches follow, and so cannot wait for each other.
 *
 * The bounds are quantiles of one column of the keys of the first batch.  Not the
 * whole value is compared but 64 bits of it, in its order: of a text, the eight bytes
 * behind what all values of that batch begin with.  Keys that agree in them go to
 * the same worker.
 *
 * Of a key of several columns, that is the first one whose quantiles give every worker
 * rows; if none does, the one that gives rows to most.  A tenant in front of a number is
 * passed over if there are fewer tenants than workers, or one has most of the rows.
 */
#ifndef UP_SYNC_PARTITION_H
#define UP_SYNC_PARTITION_H

#include "model/batch.h"

struct up_partition {
	size_t parts;
	size_t column; /* of the key, whose values are compared */
	size_t prefix; /* bytes that are skipped, for values that are text */
	uint64_t *
		bounds; /* owned; parts - 1, ascending: the first value of each part but the first */
};

/* batch must have a row. */
UP_MUST_CHECK enum up_status up_partition_init(struct up_partition *partition, size_t parts,
					       const struct up_batch *batch, struct up_error *err);
void up_partition_release(struct up_partition *partition);

/* The part (from 0) that a row of any batch of the same relation belongs to. */
size_t up_partition_of(const struct up_partition *partition, const struct up_batch *batch,
		       size_t row);

#endif
