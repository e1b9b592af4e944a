/* SPDX-License-Identifier: PostgreSQL */
/*
 * A key that comes again in another batch of a streamed source.
 *
 * A first pass over the rows notes a 64-bit hash of each key, eight bytes a row
 * whatever the key is (80 MB for ten million rows).  up_repeats_sort() sorts them
 * in place and keeps those that are there more than once.  As a rule there are none,
 * and that was all.  Otherwise another pass compares the keys behind these hashes
 * themselves, so that two keys with one hash are not taken for one: its memory grows
 * with the number of keys that repeat, not with the rows.
 */
#ifndef UP_SYNC_REPEATS_H
#define UP_SYNC_REPEATS_H

#include "sync/duplicates.h"
#include "sync/keymap.h"

struct up_repeats {
	struct up_buffer hashes; /* uint64_t each: of every row; when settled, what repeats */
	size_t count;            /* of hashes that repeat */
	struct up_keymap keys;   /* that have one of these hashes */
	struct up_buffer last;   /* size_t for each of keys: the last row that has it */
	struct up_buffer key;    /* one as bytes */
};

void up_repeats_release(struct up_repeats *repeats);
#define UP_REPEATS UP_CLEANUP(up_repeats_release) struct up_repeats

/* The first pass: the keys that duplicates has just seen. */
UP_MUST_CHECK enum up_status up_repeats_note(struct up_repeats *repeats,
					     const struct up_duplicates *duplicates,
					     struct up_error *err);

/* Ends the first pass; without repeats (count is 0) nothing more needs to be done. */
void up_repeats_sort(struct up_repeats *repeats);

/* The other pass: first is the number of the batch's first row, hashes are those of
 * the batch (duplicates has just seen it).  superseded[n] is set to value for each row
 * n, of this batch or an earlier one, whose key comes again; *found gets their number. */
UP_MUST_CHECK enum up_status up_repeats_mark(struct up_repeats *repeats,
					     const struct up_duplicates *duplicates,
					     const struct up_batch *batch, size_t first,
					     char *superseded, char value, size_t *found,
					     struct up_error *err);

#endif
