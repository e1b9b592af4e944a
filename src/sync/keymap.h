/* SPDX-License-Identifier: PostgreSQL */
/*
 * A map from byte strings (keys as text) to counts: which keys the server has,
 * how many programs name a business.  Iterates in the order of first insertion.
 */
#ifndef UP_SYNC_KEYMAP_H
#define UP_SYNC_KEYMAP_H

#include "base/buffer.h"

struct up_keymap_entry {
	uint64_t hash;
	size_t offset; /* of the key in bytes */
	size_t length;
	int64_t count;
};

struct up_keymap {
	struct up_keymap_entry *entries; /* owned; in the order of insertion */
	size_t entry_count;
	size_t entry_capacity;
	uint32_t *slots;   /* owned; open addressing: index of an entry + 1, 0 is free */
	size_t slot_count; /* a power of two */
	struct up_buffer bytes;
};

void up_keymap_release(struct up_keymap *map);
#define UP_KEYMAP UP_CLEANUP(up_keymap_release) struct up_keymap

/* Adds one to the count of key, which starts at 0. */
UP_MUST_CHECK enum up_status up_keymap_add(struct up_keymap *map, const char *key, size_t length,
					   struct up_error *err);

/* NULL when key was never added. */
const struct up_keymap_entry *up_keymap_find(const struct up_keymap *map, const char *key,
					     size_t length);

static inline const char *up_keymap_key(const struct up_keymap *map,
					const struct up_keymap_entry *entry)
{
	return up_buffer_string(&map->bytes) + entry->offset;
}

#endif
