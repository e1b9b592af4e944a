/* SPDX-License-Identifier: PostgreSQL */
/* Which row of a sync a row of the table is. */
#ifndef MEASURE_SUBJECT_SYNC_KEYS_H
#define MEASURE_SUBJECT_SYNC_KEYS_H

#include "measure/subject/subject.h"
#include "sync/keymap.h"

struct sync_keys {
	const struct subject *subject; /* borrowed */
	struct up_keymap keys;         /* the entry's index is the row's number */
};

/* Of all rows of the sync. */
UP_MUST_CHECK enum up_status sync_keys_init(struct sync_keys *keys, const struct subject *subject,
					    const struct rows *rows, struct up_error *err);
void sync_keys_release(struct sync_keys *keys);
#define SYNC_KEYS UP_CLEANUP(sync_keys_release) struct sync_keys

/* Is a row of the subject's image, the only one of its batch, of the scope of the sync?  scratch
 * is overwritten. */
bool sync_keys_has_scope(const struct sync_keys *keys, const struct up_batch *image,
			 struct up_buffer *scratch);

/* The number of such a row in the sync, or SIZE_MAX: it is not in it. */
UP_MUST_CHECK enum up_status sync_keys_find(const struct sync_keys *keys,
					    const struct up_batch *image, struct up_buffer *scratch,
					    size_t *number, struct up_error *err);

#endif
