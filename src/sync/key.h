/* SPDX-License-Identifier: PostgreSQL */
/*
 * The key of a row as bytes that are equal for equal keys.
 *
 * Keys are equal by the server's operator =: 0 and -0 of a float, 1.0 and 1.00 of a
 * numeric are; texts are when their bytes are, as with every deterministic collation,
 * and so are the texts of UP_TYPE_OTHER (see model/relation.h).
 *
 * In a key of several columns the length of each part precedes it, so that
 * ('a', 'bc') and ('ab', 'c') differ.
 */
#ifndef UP_SYNC_KEY_H
#define UP_SYNC_KEY_H

#include "model/batch.h"

/* The bytes of the key of a row, none of whose parts is null: in the batch, or in space, whose
 * content they replace.  If memory for it ran out (space->failed), *length is 0. */
const char *up_key_bytes(const struct up_batch *batch, size_t row, struct up_buffer *space,
			 size_t *length);

static inline bool up_key_has_null(const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->key_count; c++) {
		if (up_vector_is_null(&batch->vectors[c], row))
			return true;
	}
	return false;
}

/* UP_INVALID, naming the row, the first of the batch being first + 1, and the column of its key
 * that is null. */
enum up_status up_key_refuse_null(const struct up_batch *batch, size_t row, int64_t first,
				  struct up_error *err);

#endif
