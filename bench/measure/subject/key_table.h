/* SPDX-License-Identifier: PostgreSQL */
/*
 * A map from keys to numbers in a file, for more keys than memory should hold: a table of open
 * addressing, at most half full, of which the kernel caches what is in use.
 *
 * A key is its hash of 128 bits (XXH3), as a row is in a digest (measure/workload/digest.h): that two
 * keys have the same is less likely than a fault of the memory.
 */
#ifndef MEASURE_SUBJECT_KEY_TABLE_H
#define MEASURE_SUBJECT_KEY_TABLE_H

#include "base/scratch.h"

#define KEY_TABLE_NONE SIZE_MAX

struct key_table { /* begin with {0} */
	struct up_scratch file;
	size_t slots; /* a power of two */
	size_t count; /* of keys */
};

void key_table_release(struct key_table *table);
#define KEY_TABLE UP_CLEANUP(key_table_release) struct key_table

/* Gives the key that number, in place of one that it has.  UP_IO. */
UP_MUST_CHECK enum up_status key_table_set(struct key_table *table, const char *key, size_t length,
					   size_t number, struct up_error *err);

/* KEY_TABLE_NONE: it was never set. */
UP_MUST_CHECK enum up_status key_table_find(const struct key_table *table, const char *key,
					    size_t length, size_t *number, struct up_error *err);

#endif
