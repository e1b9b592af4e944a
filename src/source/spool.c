/* SPDX-License-Identifier: PostgreSQL */
#include "source/spool.h"

#define PARTS 4 /* buffers of a vector */

void up_spool_release(struct up_spool *spool)
{
	up_scratch_close(&spool->file);
	up_buffer_release(&spool->places);
	*spool = (struct up_spool){0};
}

enum up_status up_spool_clear(struct up_spool *spool, struct up_error *err)
{
	spool->count = 0;
	spool->end = 0;
	up_buffer_clear(&spool->places);
	return up_scratch_is_open(&spool->file) ? up_scratch_resize(&spool->file, 0, err) : UP_OK;
}

static void list_parts(const struct up_vector *vector, const struct up_buffer *parts[PARTS])
{
	parts[0] = &vector->validity;
	parts[1] = &vector->values;
	parts[2] = &vector->offsets;
	parts[3] = &vector->bytes;
}

/* Moves on behind what was read. */
static enum up_status read_next(const struct up_spool *spool, void *bytes, size_t length,
				uint64_t *place, struct up_error *err)
{
	UP_TRY(up_scratch_read(&spool->file, *place, bytes, length, err));
	*place += length;
	return UP_OK;
}

/* The lengths of all buffers, with the number of rows in front. */
static void append_lengths(struct up_buffer *head, const struct up_batch *batch)
{
	const struct up_buffer *parts[PARTS];

	up_buffer_append(head, &batch->row_count, sizeof batch->row_count);
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		list_parts(&batch->vectors[c], parts);
		for (size_t p = 0; p < PARTS; p++)
			up_buffer_append(head, &parts[p]->length, sizeof parts[p]->length);
	}
}

enum up_status up_spool_append(struct up_spool *spool, const struct up_batch *batch,
			       struct up_error *err)
{
	const struct up_buffer *parts[PARTS];
	const uint64_t place = spool->end;
	UP_BUFFER image = {0};

	if (!up_scratch_is_open(&spool->file))
		UP_TRY(up_scratch_open(&spool->file, err));
	append_lengths(&image, batch);
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		list_parts(&batch->vectors[c], parts);
		for (size_t p = 0; p < PARTS; p++)
			up_buffer_append(&image, parts[p]->data, parts[p]->length);
	}
	UP_TRY(up_buffer_check(&image, err));
	UP_TRY(up_scratch_write(&spool->file, place, image.data, image.length, err));
	up_buffer_append(&spool->places, &place, sizeof place);
	UP_TRY(up_buffer_check(&spool->places, err));
	spool->end += image.length;
	spool->count++;
	return UP_OK;
}

static enum up_status read_part(const struct up_spool *spool, struct up_buffer *part, size_t length,
				uint64_t *place, struct up_error *err)
{
	up_buffer_clear(part);
	if (length == 0)
		return UP_OK;
	if (!up_buffer_reserve(part, length))
		return up_buffer_check(part, err);
	UP_TRY(read_next(spool, part->data, length, place, err));
	up_buffer_end_at(part, part->data + length);
	return UP_OK;
}

static enum up_status read_vector(const struct up_spool *spool, struct up_vector *vector,
				  const size_t lengths[PARTS], uint64_t *place,
				  struct up_error *err)
{
	struct up_buffer *parts[PARTS] = {&vector->validity, &vector->values, &vector->offsets,
					  &vector->bytes};

	for (size_t p = 0; p < PARTS; p++)
		UP_TRY(read_part(spool, parts[p], lengths[p], place, err));
	return UP_OK;
}

enum up_status up_spool_read(const struct up_spool *spool, size_t index, struct up_batch *batch,
			     struct up_error *err)
{
	const size_t columns = batch->relation->column_count;
	UP_FREE size_t *lengths = calloc(columns * PARTS, sizeof *lengths);
	uint64_t place;

	if (lengths == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for fetched rows");
	memcpy(&place, spool->places.data + index * sizeof place, sizeof place);
	UP_TRY(read_next(spool, &batch->row_count, sizeof batch->row_count, &place, err));
	UP_TRY(read_next(spool, lengths, columns * PARTS * sizeof *lengths, &place, err));
	for (size_t c = 0; c < columns; c++) {
		UP_TRY(read_vector(spool, &batch->vectors[c], lengths + c * PARTS, &place, err));
		batch->vectors[c].length = batch->row_count;
	}
	return UP_OK;
}
