/* SPDX-License-Identifier: PostgreSQL */
#include "sync/seen.h"

#include <stdlib.h>

#define FIRST_SLOTS ((size_t)1 << 12)

void up_seen_release(struct up_seen *seen)
{
	free(seen->slots);
	*seen = (struct up_seen){0};
}

static bool has_room(size_t slot_count, size_t count)
{
	return count <= slot_count / 4 * 3;
}

/* The slot that has the hash, or the free one where it belongs.  0 means free, so the key with that
 * hash takes that of another. */
static size_t find(const struct up_seen *seen, uint64_t hash)
{
	const size_t mask = seen->slot_count - 1;
	size_t slot = (size_t)hash & mask;

	while (seen->slots[slot] != 0 && seen->slots[slot] != hash)
		slot = (slot + 1) & mask;
	return slot;
}

static uint64_t hash_of(const struct up_duplicates *duplicates, size_t row)
{
	const uint64_t hash = up_duplicates_hash(duplicates, row);
	return hash != 0 ? hash : 1;
}

bool up_seen_must_forget(const struct up_seen *seen, const struct up_duplicates *duplicates,
			 size_t rows)
{
	if (seen->count == 0)
		return false;
	if (!has_room(UP_SEEN_MAX_SLOTS, seen->count + rows))
		return true;
	for (size_t row = 0; row < rows; row++) {
		if (seen->slots[find(seen, hash_of(duplicates, row))] != 0)
			return true;
	}
	return false;
}

void up_seen_forget(struct up_seen *seen)
{
	if (seen->count > 0)
		memset(seen->slots, 0, seen->slot_count * sizeof *seen->slots);
	seen->count = 0;
}

static void add(struct up_seen *seen, uint64_t hash)
{
	const size_t slot = find(seen, hash);

	if (seen->slots[slot] == 0)
		seen->count++;
	seen->slots[slot] = hash;
}

static enum up_status make_room(struct up_seen *seen, size_t rows, struct up_error *err)
{
	struct up_seen new = {.slot_count = seen->slot_count > 0 ? seen->slot_count : FIRST_SLOTS};

	while (!has_room(new.slot_count, seen->count + rows))
		new.slot_count *= 2;
	if (new.slot_count == seen->slot_count)
		return UP_OK;
	new.slots = calloc(new.slot_count, sizeof *new.slots);
	if (new.slots == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", new.slot_count);
	for (size_t slot = 0; slot < seen->slot_count; slot++) {
		if (seen->slots[slot] != 0)
			add(&new, seen->slots[slot]);
	}
	free(seen->slots);
	*seen = new;
	return UP_OK;
}

enum up_status up_seen_note(struct up_seen *seen, const struct up_duplicates *duplicates,
			    size_t rows, struct up_error *err)
{
	UP_TRY(make_room(seen, rows, err));
	for (size_t row = 0; row < rows; row++)
		add(seen, hash_of(duplicates, row));
	return UP_OK;
}
