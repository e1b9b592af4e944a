/* SPDX-License-Identifier: PostgreSQL */
#include "model/batch.h"

#include <stdlib.h>

static enum up_storage storage(const struct up_vector *vector)
{
	return up_type_info(vector->type)->storage;
}

static inline void append_size(struct up_buffer *buffer, size_t value)
{
	up_buffer_append(buffer, &value, sizeof value);
}

/* A byte of eight zeros at a time, then its bits. */
static inline void append_bit(struct up_buffer *bitmap, size_t index, bool bit)
{
	if ((index & 7) == 0)
		up_buffer_append_char(bitmap, 0);
	if (__builtin_expect(!bitmap->failed, 1))
		bitmap->data[index >> 3] = (char)(bitmap->data[index >> 3] | (bit << (index & 7)));
}

void up_vector_init(struct up_vector *vector, enum up_type type)
{
	*vector = (struct up_vector){.type = type};
	if (storage(vector) == UP_STORAGE_VARIABLE)
		append_size(&vector->offsets, 0);
}

void up_vector_release(struct up_vector *vector)
{
	up_buffer_release(&vector->validity);
	up_buffer_release(&vector->values);
	up_buffer_release(&vector->offsets);
	up_buffer_release(&vector->bytes);
}

enum up_status up_batch_init(struct up_batch *batch, const struct up_relation *relation,
			     struct up_error *err)
{
	struct up_vector *vectors = calloc(relation->column_count, sizeof *vectors);
	if (vectors == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a batch of %zu columns",
			       relation->column_count);
	for (size_t c = 0; c < relation->column_count; c++)
		up_vector_init(&vectors[c], relation->columns[c].type);
	*batch = (struct up_batch){.relation = relation, .vectors = vectors};
	return UP_OK;
}

void up_batch_release(struct up_batch *batch)
{
	for (size_t c = 0; batch->vectors != NULL && c < batch->relation->column_count; c++)
		up_vector_release(&batch->vectors[c]);
	free(batch->vectors);
	*batch = (struct up_batch){0};
}

void up_batch_clear(struct up_batch *batch)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		struct up_vector *vector = &batch->vectors[c];
		vector->length = 0;
		up_buffer_clear(&vector->validity);
		up_buffer_clear(&vector->values);
		up_buffer_clear(&vector->bytes);
		up_buffer_clear(&vector->offsets);
		if (storage(vector) == UP_STORAGE_VARIABLE)
			append_size(&vector->offsets, 0);
	}
	batch->row_count = 0;
}

static bool is_failed(const struct up_vector *vector)
{
	return vector->validity.failed | vector->values.failed | vector->offsets.failed |
	       vector->bytes.failed;
}

static enum up_status refuse_row(const struct up_batch *batch, struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		if (is_failed(vector))
			return up_fail(err, UP_NO_MEMORY, "out of memory for row %zu of a batch",
				       batch->row_count + 1);
		if (vector->length != batch->row_count + 1)
			return up_fail(err, UP_INVALID,
				       "row %zu: column \"%s\" has %zu values for this row",
				       batch->row_count + 1, batch->relation->columns[c].name,
				       vector->length - batch->row_count);
	}
	return UP_OK;
}

enum up_status up_batch_end_row(struct up_batch *batch, struct up_error *err)
{
	bool wrong = false;

	/* Which of them it is, and what, matters only when something is wrong. */
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		wrong |= is_failed(vector) | (vector->length != batch->row_count + 1);
	}
	if (wrong)
		return refuse_row(batch, err);
	batch->row_count++;
	return UP_OK;
}

static void cut_bitmap(struct up_buffer *bitmap, size_t bits)
{
	if (bitmap->failed || bitmap->data == NULL)
		return;
	bitmap->length = (bits + 7) / 8;
	if ((bits & 7) != 0)
		bitmap->data[bits / 8] = (char)(bitmap->data[bits / 8] & ((1 << (bits & 7)) - 1));
	bitmap->data[bitmap->length] = '\0';
}

static void cut_bytes(struct up_buffer *buffer, size_t length)
{
	if (!buffer->failed && buffer->data != NULL)
		up_buffer_end_at(buffer, buffer->data + length);
}

static void cut_vector(struct up_vector *vector, size_t length)
{
	size_t bytes = 0;

	cut_bitmap(&vector->validity, length);
	switch (storage(vector)) {
	case UP_STORAGE_BIT:
		cut_bitmap(&vector->values, length);
		break;
	case UP_STORAGE_FIXED:
		cut_bytes(&vector->values, length * up_type_info(vector->type)->width);
		break;
	case UP_STORAGE_VARIABLE:
		if (!vector->offsets.failed && vector->offsets.data != NULL)
			memcpy(&bytes, vector->offsets.data + length * sizeof bytes, sizeof bytes);
		cut_bytes(&vector->offsets, (length + 1) * sizeof bytes);
		cut_bytes(&vector->bytes, bytes);
		break;
	}
	vector->length = length;
}

void up_batch_cancel_row(struct up_batch *batch)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		if (batch->vectors[c].length > batch->row_count)
			cut_vector(&batch->vectors[c], batch->row_count);
	}
}

void up_vector_append_null(struct up_vector *vector)
{
	static const char zero[16];
	const struct up_type_info *info = up_type_info(vector->type);

	append_bit(&vector->validity, vector->length, false);
	switch (info->storage) {
	case UP_STORAGE_BIT:
		append_bit(&vector->values, vector->length, false);
		break;
	case UP_STORAGE_FIXED:
		up_buffer_append(&vector->values, zero, info->width);
		break;
	case UP_STORAGE_VARIABLE:
		append_size(&vector->offsets, vector->bytes.length);
		break;
	}
	vector->length++;
}

static inline void append_fixed(struct up_vector *vector, const void *value, size_t width)
{
	append_bit(&vector->validity, vector->length, true);
	up_buffer_append(&vector->values, value, width);
	vector->length++;
}

void up_vector_append_bool(struct up_vector *vector, bool value)
{
	append_bit(&vector->validity, vector->length, true);
	append_bit(&vector->values, vector->length, value);
	vector->length++;
}

void up_vector_append_int16(struct up_vector *vector, int16_t value)
{
	append_fixed(vector, &value, sizeof value);
}

void up_vector_append_int32(struct up_vector *vector, int32_t value)
{
	append_fixed(vector, &value, sizeof value);
}

void up_vector_append_int64(struct up_vector *vector, int64_t value)
{
	append_fixed(vector, &value, sizeof value);
}

void up_vector_append_float(struct up_vector *vector, float value)
{
	append_fixed(vector, &value, sizeof value);
}

void up_vector_append_double(struct up_vector *vector, double value)
{
	append_fixed(vector, &value, sizeof value);
}

void up_vector_append_bytes(struct up_vector *vector, const char *bytes, size_t length)
{
	append_bit(&vector->validity, vector->length, true);
	up_buffer_append(&vector->bytes, bytes, length);
	append_size(&vector->offsets, vector->bytes.length);
	vector->length++;
}

void up_vector_append_fixed(struct up_vector *vector, const void *bytes)
{
	append_fixed(vector, bytes, up_type_info(vector->type)->width);
}

void up_vector_copy_value(struct up_vector *vector, const struct up_vector *from, size_t row)
{
	const struct up_type_info *info = up_type_info(vector->type);

	if (up_vector_is_null(from, row)) {
		up_vector_append_null(vector);
		return;
	}
	switch (info->storage) {
	case UP_STORAGE_BIT:
		up_vector_append_bool(vector, up_vector_bool(from, row));
		break;
	case UP_STORAGE_FIXED:
		append_fixed(vector, from->values.data + row * info->width, info->width);
		break;
	case UP_STORAGE_VARIABLE: {
		size_t length;
		const char *bytes = up_vector_bytes(from, row, &length);
		up_vector_append_bytes(vector, bytes, length);
		break;
	}
	}
}

enum up_status up_batch_copy_row(struct up_batch *batch, const struct up_batch *from, size_t row,
				 struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++)
		up_vector_copy_value(&batch->vectors[c], &from->vectors[c], row);
	return up_batch_end_row(batch, err);
}

size_t up_batch_bytes(const struct up_batch *batch)
{
	size_t bytes = 0;

	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		bytes += vector->validity.length + vector->values.length + vector->offsets.length +
			 vector->bytes.length;
	}
	return bytes;
}

size_t up_batch_memory(const struct up_batch *batch)
{
	size_t total = 0;
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		total += vector->validity.capacity + vector->values.capacity +
			 vector->offsets.capacity + vector->bytes.capacity;
	}
	return total;
}
