/* SPDX-License-Identifier: PostgreSQL */
#include "sync/partition.h"

#include <stdlib.h>

static size_t common_length(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t shorter = a_length < b_length ? a_length : b_length;
	size_t same = 0;

	while (same < shorter && a[same] == b[same])
		same++;
	return same;
}

/* What all values of a column of the batch begin with. */
static size_t common_prefix(const struct up_vector *keys, size_t rows)
{
	size_t length;
	const char *first = up_vector_bytes(keys, 0, &length);

	for (size_t row = 1; row < rows; row++) {
		size_t other_length;
		const char *other = up_vector_bytes(keys, row, &other_length);
		length = common_length(first, length, other, other_length);
	}
	return length;
}

static uint64_t rank_of_bytes(const char *bytes, size_t length, size_t prefix)
{
	uint64_t rank = 0;

	for (size_t i = 0; i < sizeof rank; i++)
		rank = rank << 8 | (prefix + i < length ? (unsigned char)bytes[prefix + i] : 0u);
	return rank;
}

/* 64 bits of a key that keep its order; the sign bit turned, so that negative
 * numbers come first. */
static uint64_t rank_of(const struct up_vector *keys, size_t row, size_t prefix)
{
	const struct up_type_info *info = up_type_info(keys->type);

	if (info->storage == UP_STORAGE_VARIABLE) {
		size_t length;
		const char *bytes = up_vector_bytes(keys, row, &length);
		return rank_of_bytes(bytes, length, prefix);
	}
	if (info->storage == UP_STORAGE_BIT)
		return up_vector_bool(keys, row);
	if (info->width == 2)
		return (uint64_t)(int64_t)up_vector_int16(keys, row) ^ UINT64_C(1) << 63;
	if (info->width == 4)
		return (uint64_t)(int64_t)up_vector_int32(keys, row) ^ UINT64_C(1) << 63;
	if (info->width == 8)
		return (uint64_t)up_vector_int64(keys, row) ^ UINT64_C(1) << 63;
	return rank_of_bytes(keys->values.data + row * info->width, info->width, 0);
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Splits by one column; the number of parts that get rows. */
static size_t split_by(struct up_partition *partition, size_t column, const struct up_batch *batch,
		       uint64_t *ranks)
{
	const struct up_vector *keys = &batch->vectors[column];
	size_t filled = 1;

	partition->column = column;
	partition->prefix = 0;
	if (up_type_info(keys->type)->storage == UP_STORAGE_VARIABLE)
		partition->prefix = common_prefix(keys, batch->row_count);
	for (size_t row = 0; row < batch->row_count; row++)
		ranks[row] = rank_of(keys, row, partition->prefix);
	qsort(ranks, batch->row_count, sizeof *ranks, compare);
	for (size_t part = 1; part < partition->parts; part++) {
		const uint64_t bound = ranks[batch->row_count * part / partition->parts];
		partition->bounds[part - 1] = bound;
		filled += bound > (part > 1 ? partition->bounds[part - 2] : ranks[0]);
	}
	return filled;
}

enum up_status up_partition_init(struct up_partition *partition, size_t parts,
				 const struct up_batch *batch, struct up_error *err)
{
	const size_t key_count = batch->relation->key_count;
	struct up_partition new = {.parts = parts};
	UP_FREE uint64_t *ranks = calloc(batch->row_count, sizeof *ranks);
	size_t best = 0;
	size_t most = 0;

	new.bounds = calloc(parts, sizeof *new.bounds);
	if (ranks == NULL || new.bounds == NULL) {
		up_partition_release(&new);
		return up_fail(err, UP_NO_MEMORY, "out of memory to split %zu rows",
			       batch->row_count);
	}
	for (size_t c = 0; c < key_count && most < parts; c++) {
		const size_t filled = split_by(&new, c, batch, ranks);
		if (filled > most) {
			most = filled;
			best = c;
		}
	}
	if (new.column != best)
		split_by(&new, best, batch, ranks);
	*partition = new;
	return UP_OK;
}

void up_partition_release(struct up_partition *partition)
{
	free(partition->bounds);
	*partition = (struct up_partition){0};
}

size_t up_partition_of(const struct up_partition *partition, const struct up_batch *batch,
		       size_t row)
{
	uint64_t rank = rank_of(&batch->vectors[partition->column], row, partition->prefix);
	size_t part = 0;

	while (part + 1 < partition->parts && rank >= partition->bounds[part])
		part++;
	return part;
}
