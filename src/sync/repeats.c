/* SPDX-License-Identifier: PostgreSQL */
#include "sync/repeats.h"

#include "sync/key.h"

#include <stdlib.h>

void up_repeats_release(struct up_repeats *repeats)
{
	up_buffer_release(&repeats->hashes);
	up_keymap_release(&repeats->keys);
	up_buffer_release(&repeats->last);
	up_buffer_release(&repeats->key);
	*repeats = (struct up_repeats){0};
}

enum up_status up_repeats_note(struct up_repeats *repeats, const struct up_duplicates *duplicates,
			       struct up_error *err)
{
	up_buffer_append(&repeats->hashes, duplicates->hashes.data, duplicates->hashes.length);
	return up_buffer_check(&repeats->hashes, err);
}

#define SMALL 48 /* hashes that are sorted one by one */

static void sort_small(uint64_t *hashes, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t hash = hashes[i];
		size_t place = i;
		for (; place > 0 && hashes[place - 1] > hash; place--)
			hashes[place] = hashes[place - 1];
		hashes[place] = hash;
	}
}

/* Sorts by the byte at shift and those below it, in place ("American flag sort",
 * McIlroy, Bostic and McIlroy, Computing Systems 6(1), 1993): qsort() would want as
 * much memory again. */
static void sort(uint64_t *hashes, size_t count, int shift)
{
	size_t ends[256] = {0};
	size_t next[256];
	size_t sum = 0;

	if (count < SMALL || shift < 0) {
		sort_small(hashes, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		ends[hashes[i] >> shift & 255]++;
	for (int byte = 0; byte < 256; byte++) {
		next[byte] = sum;
		sum += ends[byte];
		ends[byte] = sum;
	}
	for (size_t byte = 0; byte < 256; byte++) {
		while (next[byte] < ends[byte]) {
			uint64_t hash = hashes[next[byte]];
			size_t home = hash >> shift & 255;
			hashes[next[byte]] = hashes[next[home]];
			hashes[next[home]++] = hash;
		}
	}
	for (size_t byte = 0; byte < 256; byte++) {
		size_t begin = byte == 0 ? 0 : ends[byte - 1];
		sort(hashes + begin, ends[byte] - begin, shift - 8);
	}
}

void up_repeats_sort(struct up_repeats *repeats)
{
	uint64_t *hashes = (uint64_t *)(void *)repeats->hashes.data;
	size_t total = repeats->hashes.length / sizeof *hashes;

	sort(hashes, total, 56);
	repeats->count = 0;
	for (size_t i = 1; i < total; i++) {
		if (hashes[i] == hashes[i - 1] &&
		    (repeats->count == 0 || hashes[repeats->count - 1] != hashes[i]))
			hashes[repeats->count++] = hashes[i];
	}
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static bool repeats_hash(const struct up_repeats *repeats, uint64_t hash)
{
	return bsearch(&hash, repeats->hashes.data, repeats->count, sizeof hash, compare) != NULL;
}

enum up_status up_repeats_mark(struct up_repeats *repeats, const struct up_duplicates *duplicates,
			       const struct up_batch *batch, size_t first, char *superseded,
			       char value, size_t *found, struct up_error *err)
{
	*found = 0;
	for (size_t row = 0; row < batch->row_count; row++) {
		size_t length;
		size_t number = first + row;
		if (!repeats_hash(repeats, up_duplicates_hash(duplicates, row)))
			continue;
		const char *key = up_key_bytes(batch, row, &repeats->key, &length);
		UP_TRY(up_buffer_check(&repeats->key, err));
		UP_TRY(up_keymap_add(&repeats->keys, key, length, err));
		const struct up_keymap_entry *entry = up_keymap_find(&repeats->keys, key, length);
		if (entry->count == 1) {
			up_buffer_append(&repeats->last, &number, sizeof number);
			UP_TRY(up_buffer_check(&repeats->last, err));
			continue;
		}
		size_t *last =
			(size_t *)(void *)repeats->last.data + (entry - repeats->keys.entries);
		superseded[*last] = value;
		*last = number;
		(*found)++;
	}
	return UP_OK;
}
