/* SPDX-License-Identifier: PostgreSQL */
#include "sync/key.h"

#include <math.h>

/* Trailing zeros of a fraction are ignored: 1.500 is 1.5, and 1.00 is 1. */
static size_t numeric_length(const char *text, size_t length)
{
	if (memchr(text, '.', length) == NULL)
		return length;
	while (text[length - 1] == '0')
		length--;
	return text[length - 1] == '.' ? length - 1 : length;
}

/* Are the bytes of a value in the vector as they must be? */
static bool is_stored(enum up_type type)
{
	return type != UP_TYPE_FLOAT4 && type != UP_TYPE_FLOAT8 &&
	       up_type_info(type)->storage != UP_STORAGE_BIT;
}

static const char *stored_bytes(const struct up_vector *vector, size_t row, size_t *length)
{
	const struct up_type_info *info = up_type_info(vector->type);
	const char *bytes;

	if (info->storage == UP_STORAGE_FIXED) {
		*length = info->width;
		return vector->values.data + row * info->width;
	}
	bytes = up_vector_bytes(vector, row, length);
	if (vector->type == UP_TYPE_NUMERIC)
		*length = numeric_length(bytes, *length);
	return bytes;
}

#define MADE_SIZE sizeof(double)

/* The bytes of the others, all of one length. */
static void append_made(struct up_buffer *space, const struct up_vector *vector, size_t row)
{
	double value;

	if (vector->type == UP_TYPE_FLOAT4)
		value = (double)up_vector_float(vector, row);
	else if (vector->type == UP_TYPE_FLOAT8)
		value = up_vector_double(vector, row);
	else
		value = up_vector_bool(vector, row);
	value = isnan(value) ? (double)NAN : value + 0.0; /* -0 + 0 is 0 */
	up_buffer_append(space, &value, MADE_SIZE);
}

static void append_part(struct up_buffer *space, const struct up_vector *vector, size_t row)
{
	const bool stored = is_stored(vector->type);
	size_t length = MADE_SIZE;
	const char *bytes = stored ? stored_bytes(vector, row, &length) : NULL;

	up_buffer_append(space, &length, sizeof length);
	if (stored)
		up_buffer_append(space, bytes, length);
	else
		append_made(space, vector, row);
}

const char *up_key_bytes(const struct up_batch *batch, size_t row, struct up_buffer *space,
			 size_t *length)
{
	const size_t key_count = batch->relation->key_count;

	if (key_count == 1 && is_stored(batch->vectors[0].type))
		return stored_bytes(&batch->vectors[0], row, length);
	up_buffer_clear(space);
	if (key_count == 1)
		append_made(space, &batch->vectors[0], row);
	for (size_t c = 0; key_count > 1 && c < key_count; c++)
		append_part(space, &batch->vectors[c], row);
	*length = space->failed ? 0 : space->length;
	return up_buffer_string(space);
}

enum up_status up_key_refuse_null(const struct up_batch *batch, size_t row, int64_t first,
				  struct up_error *err)
{
	size_t column = 0;

	while (column + 1 < batch->relation->key_count &&
	       !up_vector_is_null(&batch->vectors[column], row))
		column++;
	return up_fail(err, UP_INVALID, "row %lld has no %s: a key cannot be null",
		       (long long)first + (long long)row + 1,
		       batch->relation->columns[column].name);
}
