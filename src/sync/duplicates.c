/* SPDX-License-Identifier: PostgreSQL */
#include "sync/duplicates.h"

#include "sync/key.h"

#include <xxhash.h>

void up_duplicates_release(struct up_duplicates *duplicates)
{
	up_buffer_release(&duplicates->hashes);
	up_buffer_release(&duplicates->slots);
	up_buffer_release(&duplicates->losers);
	up_buffer_release(&duplicates->keys[0]);
	up_buffer_release(&duplicates->keys[1]);
}

static enum up_status hash_keys(struct up_duplicates *duplicates, const struct up_batch *batch,
				int64_t first, struct up_error *err)
{
	up_buffer_clear(&duplicates->hashes);
	for (size_t row = 0; row < batch->row_count; row++) {
		size_t length;
		if (up_key_has_null(batch, row))
			return up_key_refuse_null(batch, row, first, err);
		const char *bytes = up_key_bytes(batch, row, &duplicates->keys[0], &length);
		uint64_t hash = XXH3_64bits(bytes, length);
		up_buffer_append(&duplicates->hashes, &hash, sizeof hash);
	}
	UP_TRY(up_buffer_check(&duplicates->keys[0], err));
	return up_buffer_check(&duplicates->hashes, err);
}

static bool equal_keys(struct up_duplicates *duplicates, const struct up_batch *batch, size_t a,
		       size_t b)
{
	size_t lengths[2];
	const char *bytes[2] = {up_key_bytes(batch, a, &duplicates->keys[0], &lengths[0]),
				up_key_bytes(batch, b, &duplicates->keys[1], &lengths[1])};

	return lengths[0] == lengths[1] && memcmp(bytes[0], bytes[1], lengths[0]) == 0;
}

/* Zeroed, with at most half of the slots taken. */
static enum up_status make_room(struct up_duplicates *duplicates, size_t rows, size_t *slot_count,
				struct up_error *err)
{
	size_t count = 1024;

	if (rows >= UINT32_MAX)
		return up_fail(err, UP_UNSUPPORTED, "more than %u rows at once", UINT32_MAX);
	while (count < rows * 2)
		count *= 2;
	up_buffer_clear(&duplicates->slots);
	up_buffer_clear(&duplicates->losers);
	if (!up_buffer_reserve(&duplicates->slots, count * sizeof(uint32_t)) ||
	    !up_buffer_reserve(&duplicates->losers, rows))
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", rows);
	memset(duplicates->slots.data, 0, count * sizeof(uint32_t));
	memset(duplicates->losers.data, 0, rows);
	*slot_count = count;
	return UP_OK;
}

/* Marks the rows that another one with their key follows; their number. */
static size_t find_losers(struct up_duplicates *duplicates, const struct up_batch *batch,
			  size_t slot_count)
{
	uint32_t *slots = (uint32_t *)(void *)duplicates->slots.data;
	size_t found = 0;

	for (size_t row = 0; row < batch->row_count; row++) {
		uint64_t hash = up_duplicates_hash(duplicates, row);
		size_t slot = hash & (slot_count - 1);
		for (; slots[slot] != 0; slot = (slot + 1) & (slot_count - 1)) {
			size_t other = slots[slot] - 1;
			if (up_duplicates_hash(duplicates, other) == hash &&
			    equal_keys(duplicates, batch, other, row)) {
				duplicates->losers.data[other] = 1;
				found++;
				break;
			}
		}
		slots[slot] = (uint32_t)row + 1;
	}
	return found;
}

static enum up_status keep_winners(struct up_duplicates *duplicates, struct up_batch *batch,
				   struct up_error *err)
{
	UP_BATCH kept = {0};

	UP_TRY(up_batch_init(&kept, batch->relation, err));
	for (size_t row = 0; row < batch->row_count; row++) {
		uint64_t hash = up_duplicates_hash(duplicates, row);
		if (duplicates->losers.data[row])
			continue;
		memcpy(duplicates->hashes.data + kept.row_count * sizeof hash, &hash, sizeof hash);
		UP_TRY(up_batch_copy_row(&kept, batch, row, err));
	}
	up_buffer_end_at(&duplicates->hashes,
			 duplicates->hashes.data + kept.row_count * sizeof(uint64_t));

	const struct up_batch old = *batch;
	*batch = kept;
	kept = old;
	return UP_OK;
}

enum up_status up_duplicates_drop(struct up_duplicates *duplicates, struct up_batch *batch,
				  int64_t first, size_t *dropped, struct up_error *err)
{
	size_t slot_count = 0;

	*dropped = 0;
	UP_TRY(hash_keys(duplicates, batch, first, err));
	if (batch->row_count < 2)
		return UP_OK;
	UP_TRY(make_room(duplicates, batch->row_count, &slot_count, err));
	size_t found = find_losers(duplicates, batch, slot_count);
	UP_TRY(up_buffer_check(&duplicates->keys[0], err));
	UP_TRY(up_buffer_check(&duplicates->keys[1], err));
	if (found > 0)
		UP_TRY(keep_winners(duplicates, batch, err));
	*dropped = found;
	return UP_OK;
}
