/* SPDX-License-Identifier: PostgreSQL */
#include "sync/keyset.h"

#include <stdlib.h>
#include <sys/random.h>
#include <xxhash.h>

#define SLOTS_MIN 1024

/* At most three quarters of the slots are taken. */
static size_t slots_for(size_t count)
{
	const size_t slots = count + count / 3 + 1;
	return slots < SLOTS_MIN ? SLOTS_MIN : slots;
}

enum up_status up_keyset_init(struct up_keyset *set, struct up_error *err)
{
	*set = (struct up_keyset){0};
	if (getrandom(set->secret, sizeof set->secret, 0) != (ssize_t)sizeof set->secret)
		return up_fail(err, UP_IO, "no random numbers for a set of keys");
	return UP_OK;
}

void up_keyset_release(struct up_keyset *set)
{
	up_keyset_clear(set);
}

void up_keyset_clear(struct up_keyset *set)
{
	free(set->slots);
	set->slots = NULL;
	set->slot_count = 0;
	set->count = 0;
}

static struct up_keyset_slot hash_of(const struct up_keyset *set, const char *key, size_t length)
{
	const XXH128_hash_t hash =
		XXH3_128bits_withSecret(key, length, set->secret, sizeof set->secret);
	const struct up_keyset_slot slot = {
		{(uint32_t)hash.low64, (uint32_t)(hash.low64 >> 32), (uint32_t)hash.high64 | 1}};

	return slot;
}

static bool is_free(const struct up_keyset_slot *slot)
{
	return slot->hash[2] == 0; /* it is odd where a key is */
}

static bool is_same(const struct up_keyset_slot *a, const struct up_keyset_slot *b)
{
	return memcmp(a->hash, b->hash, sizeof a->hash) == 0;
}

/* The slot that has the hash, or the free one where it belongs. */
static size_t find_slot(const struct up_keyset *set, const struct up_keyset_slot *wanted)
{
	const uint64_t high = (uint64_t)wanted->hash[0] << 32 | wanted->hash[1];
	size_t slot = (size_t)(((unsigned __int128)high * set->slot_count) >> 64);

	while (!is_free(&set->slots[slot]) && !is_same(&set->slots[slot], wanted))
		slot = slot + 1 < set->slot_count ? slot + 1 : 0;
	return slot;
}

static enum up_status resize(struct up_keyset *set, size_t slot_count, struct up_error *err)
{
	struct up_keyset_slot *old = set->slots;
	const size_t old_count = set->slot_count;
	struct up_keyset_slot *slots = calloc(slot_count, sizeof *slots);

	if (slots == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", slot_count);
	set->slots = slots;
	set->slot_count = slot_count;
	for (size_t s = 0; s < old_count; s++) {
		if (!is_free(&old[s]))
			slots[find_slot(set, &old[s])] = old[s];
	}
	free(old);
	return UP_OK;
}

enum up_status up_keyset_reserve(struct up_keyset *set, size_t count, struct up_error *err)
{
	const size_t slot_count = slots_for(count);
	return slot_count > set->slot_count ? resize(set, slot_count, err) : UP_OK;
}

enum up_status up_keyset_add(struct up_keyset *set, const char *key, size_t length,
			     struct up_error *err)
{
	const struct up_keyset_slot hash = hash_of(set, key, length);

	if (set->slot_count > 0 && !is_free(&set->slots[find_slot(set, &hash)]))
		return UP_OK;
	if (slots_for(set->count + 1) > set->slot_count)
		UP_TRY(up_keyset_reserve(set, 2 * (set->count + 1), err));
	set->slots[find_slot(set, &hash)] = hash;
	set->count++;
	return UP_OK;
}

bool up_keyset_has(const struct up_keyset *set, const char *key, size_t length)
{
	if (set->slot_count == 0)
		return false;
	const struct up_keyset_slot hash = hash_of(set, key, length);
	return !is_free(&set->slots[find_slot(set, &hash)]);
}
