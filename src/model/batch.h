/* SPDX-License-Identifier: PostgreSQL */
/*
 * A batch is rows in memory, column by column, laid out as in Apache Arrow's
 * columnar format (https://arrow.apache.org/docs/format/Columnar.html): a
 * validity bitmap (bit set: not null; least significant bit first), then
 * either fixed-width values, a bitmap (bool), or offsets with a run of bytes.
 * Two departures: offsets are as wide as size_t (Arrow's large_utf8), so that a
 * column has no 2 GiB limit, and numeric is text; see model/type.h.
 *
 * Rows are made by appending one value to every vector of the batch and then
 * closing the row:
 *
 *     up_vector_append_int64(&batch.vectors[3], 42);
 *     ...
 *     UP_TRY(up_batch_end_row(&batch, err));
 *
 * Like a buffer's, appends report a lack of memory later: at up_batch_end_row().
 */
#ifndef UP_MODEL_BATCH_H
#define UP_MODEL_BATCH_H

#include "base/buffer.h"
#include "model/relation.h"

struct up_vector {
	enum up_type type;
	size_t length;             /* values appended so far */
	struct up_buffer validity; /* bitmap */
	struct up_buffer values;  /* fixed-width values or bitmap; empty when storage is variable */
	struct up_buffer offsets; /* size_t[length + 1] when storage is variable, else empty */
	struct up_buffer bytes;   /* what offsets point into */
};

struct up_batch {
	const struct up_relation *relation; /* borrowed: must outlive the batch */
	size_t row_count;
	struct up_vector *vectors; /* owned; one for each column of the relation, in its order */
};

UP_MUST_CHECK enum up_status up_batch_init(struct up_batch *batch,
					   const struct up_relation *relation,
					   struct up_error *err);
void up_batch_release(struct up_batch *batch);
#define UP_BATCH UP_CLEANUP(up_batch_release) struct up_batch

/* Forgets all rows and keeps the memory. */
void up_batch_clear(struct up_batch *batch);

/* Counts the row whose values have been appended; fails when memory ran out, or
 * (UP_INVALID) when a vector did not get exactly one value. */
UP_MUST_CHECK enum up_status up_batch_end_row(struct up_batch *batch, struct up_error *err);

/* Forgets the values that were appended since the last row ended. */
void up_batch_cancel_row(struct up_batch *batch);

/* Appends a copy of one row of another batch of a relation with the same columns. */
UP_MUST_CHECK enum up_status up_batch_copy_row(struct up_batch *batch, const struct up_batch *from,
					       size_t row, struct up_error *err);

/* Bytes of its rows: a function of their values alone. */
size_t up_batch_bytes(const struct up_batch *batch);

/* Bytes of memory that the batch holds, also for rows that it had before it was cleared. */
size_t up_batch_memory(const struct up_batch *batch);

/* A vector by itself, outside a batch. */
void up_vector_init(struct up_vector *vector, enum up_type type);
void up_vector_release(struct up_vector *vector);

/* One value each; the function must fit the vector's type: int16 for int2, int32 for
 * int4 and date, int64 for int8 and both timestamps, float for float4, double for float8,
 * bytes for types of variable storage, fixed (as many bytes as the type is wide) for uuid. */
void up_vector_append_null(struct up_vector *vector);
void up_vector_append_bool(struct up_vector *vector, bool value);
void up_vector_append_int16(struct up_vector *vector, int16_t value);
void up_vector_append_int32(struct up_vector *vector, int32_t value);
void up_vector_append_int64(struct up_vector *vector, int64_t value);
void up_vector_append_float(struct up_vector *vector, float value);
void up_vector_append_double(struct up_vector *vector, double value);
void up_vector_append_bytes(struct up_vector *vector, const char *bytes, size_t length);
void up_vector_append_fixed(struct up_vector *vector, const void *bytes);

/* Appends a copy of a value, or null, of another vector of the same type. */
void up_vector_copy_value(struct up_vector *vector, const struct up_vector *from, size_t row);

static inline bool up_bit(const char *bitmap, size_t index)
{
	return ((unsigned char)bitmap[index >> 3] >> (index & 7)) & 1;
}

static inline bool up_vector_is_null(const struct up_vector *vector, size_t row)
{
	return !up_bit(vector->validity.data, row);
}

static inline bool up_vector_bool(const struct up_vector *vector, size_t row)
{
	return up_bit(vector->values.data, row);
}

static inline int16_t up_vector_int16(const struct up_vector *vector, size_t row)
{
	int16_t value;
	memcpy(&value, vector->values.data + row * sizeof value, sizeof value);
	return value;
}

static inline int32_t up_vector_int32(const struct up_vector *vector, size_t row)
{
	int32_t value;
	memcpy(&value, vector->values.data + row * sizeof value, sizeof value);
	return value;
}

static inline int64_t up_vector_int64(const struct up_vector *vector, size_t row)
{
	int64_t value;
	memcpy(&value, vector->values.data + row * sizeof value, sizeof value);
	return value;
}

static inline float up_vector_float(const struct up_vector *vector, size_t row)
{
	float value;
	memcpy(&value, vector->values.data + row * sizeof value, sizeof value);
	return value;
}

static inline double up_vector_double(const struct up_vector *vector, size_t row)
{
	double value;
	memcpy(&value, vector->values.data + row * sizeof value, sizeof value);
	return value;
}

/* The bytes of a value (not NUL-terminated), valid until the next append. */
static inline const char *up_vector_bytes(const struct up_vector *vector, size_t row,
					  size_t *length)
{
	size_t range[2];
	memcpy(range, vector->offsets.data + row * sizeof range[0], sizeof range);
	*length = range[1] - range[0];
	return vector->bytes.data != NULL ? vector->bytes.data + range[0] : "";
}

#endif
