/* SPDX-License-Identifier: PostgreSQL */
#include "sync/keymap.h"

#include <stdlib.h>
#include <xxhash.h>

void up_keymap_release(struct up_keymap *map)
{
	free(map->entries);
	free(map->slots);
	up_buffer_release(&map->bytes);
	*map = (struct up_keymap){0};
}

/* The slot that holds key, or the free one where it belongs. */
static size_t find_slot(const struct up_keymap *map, uint64_t hash, const char *key, size_t length)
{
	size_t mask = map->slot_count - 1;

	for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
		if (map->slots[slot] == 0)
			return slot;
		const struct up_keymap_entry *entry = &map->entries[map->slots[slot] - 1];
		if (entry->hash == hash && entry->length == length &&
		    memcmp(up_keymap_key(map, entry), key, length) == 0)
			return slot;
	}
}

/* Room for one more entry, with at most half of the slots taken. */
static enum up_status grow(struct up_keymap *map, struct up_error *err)
{
	if (map->entry_count < map->entry_capacity)
		return UP_OK;

	size_t capacity = map->entry_capacity == 0 ? 512 : map->entry_capacity * 2;
	if (capacity > UINT32_MAX / 2)
		return up_fail(err, UP_UNSUPPORTED, "more than %zu keys", map->entry_count);
	struct up_keymap_entry *entries = realloc(map->entries, capacity * sizeof *entries);
	if (entries != NULL)
		map->entries = entries;
	uint32_t *slots = calloc(capacity * 2, sizeof *slots);
	if (entries == NULL || slots == NULL) {
		free(slots);
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", capacity);
	}
	free(map->slots);
	map->slots = slots;
	map->slot_count = capacity * 2;
	map->entry_capacity = capacity;
	for (size_t e = 0; e < map->entry_count; e++) {
		const struct up_keymap_entry *entry = &map->entries[e];
		size_t slot = find_slot(map, entry->hash, up_keymap_key(map, entry), entry->length);
		map->slots[slot] = (uint32_t)e + 1;
	}
	return UP_OK;
}

enum up_status up_keymap_add(struct up_keymap *map, const char *key, size_t length,
			     struct up_error *err)
{
	UP_TRY(grow(map, err));

	uint64_t hash = XXH3_64bits(key, length);
	size_t slot = find_slot(map, hash, key, length);
	if (map->slots[slot] == 0) {
		struct up_keymap_entry *entry = &map->entries[map->entry_count];
		*entry = (struct up_keymap_entry){
			.hash = hash, .offset = map->bytes.length, .length = length};
		up_buffer_append(&map->bytes, key, length);
		UP_TRY(up_buffer_check(&map->bytes, err));
		map->slots[slot] = (uint32_t)++map->entry_count;
	}
	map->entries[map->slots[slot] - 1].count++;
	return UP_OK;
}

const struct up_keymap_entry *up_keymap_find(const struct up_keymap *map, const char *key,
					     size_t length)
{
	if (map->slot_count == 0)
		return NULL;
	size_t slot = find_slot(map, XXH3_64bits(key, length), key, length);
	return map->slots[slot] != 0 ? &map->entries[map->slots[slot] - 1] : NULL;
}
