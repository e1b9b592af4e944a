/* SPDX-License-Identifier: PostgreSQL */
/*
 * A set of byte strings (keys as text) that stores 96 bits of a hash of each: 16 bytes per key
 * where their number was reserved, at most 32 otherwise.
 *
 * The hash (XXH3, 128 bits) has a secret of its own in each set, drawn from the system's random
 * numbers, so that nobody can prepare keys that collide.  Among a billion keys, that one which was
 * never added is taken for one that was has a probability below 1e-10.
 */
#ifndef UP_SYNC_KEYSET_H
#define UP_SYNC_KEYSET_H

#include "base/buffer.h"

struct up_keyset_slot {
	uint32_t hash[3]; /* all 0: free */
};

struct up_keyset {
	struct up_keyset_slot *slots; /* owned; open addressing */
	size_t slot_count;
	size_t count;
	unsigned char secret[192];
};

/* An empty set.  UP_IO without random numbers. */
UP_MUST_CHECK enum up_status up_keyset_init(struct up_keyset *set, struct up_error *err);
/* Of one that was initialized, or is all zero. */
void up_keyset_release(struct up_keyset *set);
#define UP_KEYSET UP_CLEANUP(up_keyset_release) struct up_keyset

/* Forgets all keys and releases their memory. */
void up_keyset_clear(struct up_keyset *set);

/* Makes room for that many keys in all. */
UP_MUST_CHECK enum up_status up_keyset_reserve(struct up_keyset *set, size_t count,
					       struct up_error *err);

/* Nothing happens if the set has the key already. */
UP_MUST_CHECK enum up_status up_keyset_add(struct up_keyset *set, const char *key, size_t length,
					   struct up_error *err);

bool up_keyset_has(const struct up_keyset *set, const char *key, size_t length);

#endif
