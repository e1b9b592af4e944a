/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/key_table.h"

#include <stdbool.h>
#include <xxhash.h>

#define FIRST_SLOTS 4096
#define SLOTS_AT_ONCE 1024

struct slot {
	uint64_t low;
	uint64_t high;
	uint64_t number; /* plus one; 0: free */
};

void key_table_release(struct key_table *table)
{
	up_scratch_close(&table->file);
	*table = (struct key_table){0};
}

/* Finds the slot of a hash, or the free one where it belongs. */
static enum up_status probe(const struct key_table *table, struct slot *slot, size_t *index,
			    struct up_error *err)
{
	const uint64_t low = slot->low;
	const uint64_t high = slot->high;

	for (*index = low & (table->slots - 1);; *index = (*index + 1) & (table->slots - 1)) {
		UP_TRY(up_scratch_read(&table->file, *index * sizeof *slot, slot, sizeof *slot,
				       err));
		if (slot->number == 0 || (slot->low == low && slot->high == high))
			return UP_OK;
	}
}

static enum up_status put(struct key_table *table, const struct slot *new, bool *is_new,
			  struct up_error *err)
{
	struct slot slot = *new;
	size_t index;

	UP_TRY(probe(table, &slot, &index, err));
	*is_new = slot.number == 0;
	return up_scratch_write(&table->file, index * sizeof *new, new, sizeof *new, err);
}

/* Into another file, slot by slot. */
static enum up_status grow(struct key_table *table, struct up_error *err)
{
	UP_CLEANUP(key_table_release)
	struct key_table larger = {.slots = table->slots > 0 ? 2 * table->slots : FIRST_SLOTS,
				   .count = table->count};
	struct slot slots[SLOTS_AT_ONCE];
	bool is_new;

	UP_TRY(up_scratch_open(&larger.file, err));
	UP_TRY(up_scratch_resize(&larger.file, larger.slots * sizeof *slots, err));
	for (size_t first = 0; first < table->slots; first += SLOTS_AT_ONCE) {
		UP_TRY(up_scratch_read(&table->file, first * sizeof *slots, slots, sizeof slots,
				       err));
		for (size_t s = 0; s < SLOTS_AT_ONCE; s++) {
			if (slots[s].number != 0)
				UP_TRY(put(&larger, &slots[s], &is_new, err));
		}
	}
	key_table_release(table);
	*table = larger;
	larger = (struct key_table){0};
	return UP_OK;
}

static struct slot slot_of(const char *key, size_t length)
{
	const XXH128_hash_t hash = XXH3_128bits(key, length);

	return (struct slot){.low = hash.low64, .high = hash.high64};
}

enum up_status key_table_set(struct key_table *table, const char *key, size_t length, size_t number,
			     struct up_error *err)
{
	struct slot slot = slot_of(key, length);
	bool is_new;

	if (2 * (table->count + 1) > table->slots)
		UP_TRY(grow(table, err));
	slot.number = number + 1;
	UP_TRY(put(table, &slot, &is_new, err));
	table->count += is_new ? 1 : 0;
	return UP_OK;
}

enum up_status key_table_find(const struct key_table *table, const char *key, size_t length,
			      size_t *number, struct up_error *err)
{
	struct slot slot = slot_of(key, length);
	size_t index;

	*number = KEY_TABLE_NONE;
	if (table->count == 0)
		return UP_OK;
	UP_TRY(probe(table, &slot, &index, err));
	if (slot.number != 0)
		*number = slot.number - 1;
	return UP_OK;
}
