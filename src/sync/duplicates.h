/* SPDX-License-Identifier: PostgreSQL */
/*
 * A key that comes more than once in one batch: the last row with it wins, as it
 * would when the rows were carried out one after the other, and the earlier ones
 * are dropped.  (An UPDATE … FROM would keep an arbitrary one without a word; MERGE
 * and ON CONFLICT would fail.)
 *
 * Which keys are equal: see sync/key.h.  Across batches see sync/repeats.h.
 */
#ifndef UP_SYNC_DUPLICATES_H
#define UP_SYNC_DUPLICATES_H

#include "model/batch.h"

/* Its memory is kept from one batch to the next. */
struct up_duplicates {
	struct up_buffer hashes;  /* uint64_t a row: of the keys of the batch as it is left */
	struct up_buffer slots;   /* uint32_t each: a row + 1, or 0 */
	struct up_buffer losers;  /* a byte a row: does another one follow with its key? */
	struct up_buffer keys[2]; /* two keys as bytes, where those of the batch are not enough */
};

void up_duplicates_release(struct up_duplicates *duplicates);
#define UP_DUPLICATES UP_CLEANUP(up_duplicates_release) struct up_duplicates

/* Drops what the last row with a key wins over and sets *dropped to the number of
 * such rows; the others stay in their order.  A key that is null is UP_INVALID;
 * rows are numbered from first + 1 in the message. */
UP_MUST_CHECK enum up_status up_duplicates_drop(struct up_duplicates *duplicates,
						struct up_batch *batch, int64_t first,
						size_t *dropped, struct up_error *err);

static inline uint64_t up_duplicates_hash(const struct up_duplicates *duplicates, size_t row)
{
	uint64_t hash;
	memcpy(&hash, duplicates->hashes.data + row * sizeof hash, sizeof hash);
	return hash;
}

#endif
