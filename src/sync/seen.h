/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which keys a sync has passed to its strategy, as 64-bit hashes: does a batch bring one of them
 * again?  Two keys with one hash are taken for one; so the answer may only cost time.
 */
#ifndef UP_SYNC_SEEN_H
#define UP_SYNC_SEEN_H

#include "sync/duplicates.h"

struct up_seen {
	uint64_t *slots;   /* owned; open addressing, 0 is free */
	size_t slot_count; /* a power of two, at most UP_SEEN_MAX_SLOTS, or 0 */
	size_t count;
};

#define UP_SEEN_MAX_SLOTS ((size_t)1 << 22) /* 32 MiB */

void up_seen_release(struct up_seen *seen);
#define UP_SEEN UP_CLEANUP(up_seen_release) struct up_seen

/* Of the batch that duplicates has just seen, which has that many rows: false if none of its keys was noted
 * and there is room to note them. */
bool up_seen_must_forget(const struct up_seen *seen, const struct up_duplicates *duplicates,
			 size_t rows);

/* Forgets all keys and keeps the memory. */
void up_seen_forget(struct up_seen *seen);

/* Notes the keys of that batch.  At most 3/4 of UP_SEEN_MAX_SLOTS rows after it was forgotten. */
UP_MUST_CHECK enum up_status up_seen_note(struct up_seen *seen,
					  const struct up_duplicates *duplicates, size_t rows,
					  struct up_error *err);

#endif
