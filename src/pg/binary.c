/* SPDX-License-Identifier: PostgreSQL */
/*
 * Room for all that a call appends is reserved once, from an upper bound, so that what runs
 * for each value writes through a raw pointer and checks nothing.
 */
#include "pg/binary.h"

#include "pg/numeric.h"

/* 2000-01-01, where PostgreSQL counts from, in what a batch counts. */
#define EPOCH_DAYS 10957
#define EPOCH_MICROSECONDS INT64_C(946684800000000)

#define JSONB_VERSION 1

/* A single value is stored behind a header of four bytes, and what receives it adds a NUL. */
#define MAX_VALUE_SIZE (UP_BINARY_MAX_SIZE - 8)

/* Of an array: dimensions, has-null flag, element type; length, lower bound. */
#define ARRAY_HEADER_SIZE 20

/* Behind a row or an array put_text() may write this much too much. */
#define SLACK 32

/* ---- values ----------------------------------------------------------- */

static inline char *put16(char *out, uint16_t value)
{
	value = __builtin_bswap16(value);
	memcpy(out, &value, sizeof value);
	return out + sizeof value;
}

static inline char *put32(char *out, uint32_t value)
{
	value = __builtin_bswap32(value);
	memcpy(out, &value, sizeof value);
	return out + sizeof value;
}

static inline char *put64(char *out, uint64_t value)
{
	value = __builtin_bswap64(value);
	memcpy(out, &value, sizeof value);
	return out + sizeof value;
}

/* What a batch can hold below PostgreSQL's range stays below it, instead of turning into
 * an infinity or into the far future: the server must refuse it. */
static inline uint32_t days_since_2000(int32_t days)
{
	if (days == INT32_MAX || days == INT32_MIN)
		return (uint32_t)days;
	return (uint32_t)(days <= INT32_MIN + EPOCH_DAYS ? INT32_MIN + 1 : days - EPOCH_DAYS);
}

static inline uint64_t microseconds_since_2000(int64_t time)
{
	if (time == INT64_MAX || time == INT64_MIN)
		return (uint64_t)time;
	return (uint64_t)(time <= INT64_MIN + EPOCH_MICROSECONDS ? INT64_MIN + 1
								 : time - EPOCH_MICROSECONDS);
}

/* Most texts are short, and a copy of a length that the compiler knows is a few
 * instructions: 32 bytes are copied when the column has that many to read. */
static inline char *put_text(char *out, const struct up_vector *vector, size_t row)
{
	size_t range[2];
	memcpy(range, vector->offsets.data + row * sizeof range[0], sizeof range);
	const size_t length = range[1] - range[0];

	if (length <= SLACK && range[0] + SLACK <= vector->bytes.length)
		memcpy(out, vector->bytes.data + range[0], SLACK);
	else if (length > 0)
		memcpy(out, vector->bytes.data + range[0], length);
	return out + length;
}

static inline char *put_numeric(char *out, const struct up_vector *vector, size_t row)
{
	size_t length;
	const char *text = up_vector_bytes(vector, row, &length);
	return up_numeric_encode(out, text, length);
}

/* Writes a value that is not null and returns its end; NULL when it has no binary form.
 * Inlined with a type that the compiler knows, only that type's code is left. */
static inline __attribute__((always_inline)) char *put_value(char *out, enum up_type type,
							     const struct up_vector *vector,
							     size_t row)
{
	switch (type) {
	case UP_TYPE_BOOL:
		*out = (char)up_vector_bool(vector, row);
		return out + 1;
	case UP_TYPE_INT2:
		return put16(out, (uint16_t)up_vector_int16(vector, row));
	case UP_TYPE_INT4:
	case UP_TYPE_FLOAT4: /* only the order of the bytes differs */
		return put32(out, (uint32_t)up_vector_int32(vector, row));
	case UP_TYPE_INT8:
	case UP_TYPE_FLOAT8:
		return put64(out, (uint64_t)up_vector_int64(vector, row));
	case UP_TYPE_DATE:
		return put32(out, days_since_2000(up_vector_int32(vector, row)));
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		return put64(out, microseconds_since_2000(up_vector_int64(vector, row)));
	case UP_TYPE_UUID:
		memcpy(out, vector->values.data + row * 16, 16);
		return out + 16;
	case UP_TYPE_NUMERIC:
		return put_numeric(out, vector, row);
	case UP_TYPE_JSONB:
		*out = JSONB_VERSION;
		return put_text(out + 1, vector, row);
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
	case UP_TYPE_BYTEA:
	case UP_TYPE_OTHER:
		return put_text(out, vector, row);
	case UP_TYPE_COUNT:
		break;
	}
	return NULL;
}

/* The same, or null, behind a length of four bytes: a field of a row, an element. */
static inline __attribute__((always_inline)) char *put_field(char *out, enum up_type type,
							     const struct up_vector *vector,
							     size_t row)
{
	if (up_vector_is_null(vector, row))
		return put32(out, UINT32_MAX);
	char *end = put_value(out + 4, type, vector, row);
	if (end != NULL)
		put32(out, (uint32_t)(end - out) - 4);
	return end;
}

/* ---- sizes ------------------------------------------------------------ */

static size_t offset_of(const struct up_vector *vector, size_t row)
{
	size_t offset;
	memcpy(&offset, vector->offsets.data + row * sizeof offset, sizeof offset);
	return offset;
}

/* Bytes that count values take at most, without what precedes each of them. */
static size_t size_of(const struct up_vector *vector, size_t first, size_t count)
{
	const struct up_type_info *info = up_type_info(vector->type);

	if (info->storage == UP_STORAGE_BIT)
		return count;
	if (info->storage == UP_STORAGE_FIXED)
		return count * info->width;

	size_t bytes = offset_of(vector, first + count) - offset_of(vector, first);
	if (vector->type == UP_TYPE_NUMERIC)
		return count * UP_NUMERIC_SIZE(0) + bytes / 2;
	return vector->type == UP_TYPE_JSONB ? count + bytes : bytes;
}

/* Without the value, which can be of a table whose rows nobody may see. */
static enum up_status no_number(size_t row, struct up_error *err)
{
	return up_fail(err, UP_INVALID, "row %zu: not a value of type numeric", row + 1);
}

static enum up_status too_large(const char *what, struct up_error *err)
{
	return up_fail(err, UP_UNSUPPORTED,
		       "%s is larger than the server receives at once (%zu bytes): send fewer rows "
		       "at a time",
		       what, UP_BINARY_MAX_SIZE);
}

/* ---- parameters ------------------------------------------------------- */

enum up_status up_binary_append_value(struct up_buffer *buffer, const struct up_vector *vector,
				      size_t row, struct up_error *err)
{
	const size_t size = size_of(vector, row, 1);

	if (size > MAX_VALUE_SIZE)
		return too_large("a value", err);
	if (!up_buffer_reserve(buffer, size + SLACK))
		return up_buffer_check(buffer, err);
	char *end = put_value(up_buffer_end(buffer), vector->type, vector, row);
	if (end == NULL) {
		up_buffer_end_at(buffer, up_buffer_end(buffer));
		return no_number(row, err);
	}
	up_buffer_end_at(buffer, end);
	return UP_OK;
}

/* Writes elements from *row to before end; stops, with NULL, at one that has no binary form. */
static inline __attribute__((always_inline)) char *put_elements(char *out, enum up_type type,
								const struct up_vector *vector,
								size_t *row, size_t end)
{
	for (; *row < end; (*row)++) {
		out = put_field(out, type, vector, *row);
		if (out == NULL)
			break;
	}
	return out;
}

static char *put_elements_of(char *out, const struct up_vector *vector, size_t *row, size_t end)
{
	/* A loop for each type, by the inlining above. */
#define LOOP(type)                                                                                 \
	case type:                                                                                 \
		return put_elements(out, type, vector, row, end)
	switch (vector->type) {
		LOOP(UP_TYPE_BOOL);
		LOOP(UP_TYPE_INT2);
		LOOP(UP_TYPE_INT4);
		LOOP(UP_TYPE_INT8);
		LOOP(UP_TYPE_FLOAT4);
		LOOP(UP_TYPE_FLOAT8);
		LOOP(UP_TYPE_DATE);
		LOOP(UP_TYPE_TIMESTAMP);
		LOOP(UP_TYPE_TIMESTAMPTZ);
		LOOP(UP_TYPE_UUID);
		LOOP(UP_TYPE_NUMERIC);
		LOOP(UP_TYPE_TEXT);
		LOOP(UP_TYPE_VARCHAR);
		LOOP(UP_TYPE_BYTEA);
		LOOP(UP_TYPE_JSONB);
		LOOP(UP_TYPE_OTHER);
	case UP_TYPE_COUNT:
		break;
	}
#undef LOOP
	return NULL;
}

static bool has_null(const struct up_vector *vector, size_t first, size_t count)
{
	for (size_t row = first; row < first + count; row++) {
		/* Eight at once where a byte of the bitmap is covered. */
		if (row % 8 == 0 && first + count - row >= 8) {
			if ((unsigned char)vector->validity.data[row / 8] != 0xff)
				return true;
			row += 7;
		} else if (up_vector_is_null(vector, row)) {
			return true;
		}
	}
	return false;
}

/* On the server an element of variable length has a header of four bytes as well, and up
 * to three bytes before it for alignment; a null has a bit. */
static enum up_status check_array(const struct up_vector *vector, size_t first, size_t count,
				  size_t *size, struct up_error *err)
{
	if (count > UP_BINARY_MAX_ELEMENTS)
		return up_fail(err, UP_UNSUPPORTED,
			       "an array of %zu elements, of at most %zu that the server can hold: "
			       "send fewer rows at a time",
			       count, UP_BINARY_MAX_ELEMENTS);
	*size = ARRAY_HEADER_SIZE + 4 * count + size_of(vector, first, count);
	if (*size + 3 * count + count / 8 + 8 > UP_BINARY_MAX_SIZE)
		return too_large("an array", err);
	return UP_OK;
}

enum up_status up_binary_append_array(struct up_buffer *buffer, const struct up_vector *vector,
				      size_t first, size_t count, struct up_error *err)
{
	const struct up_type_info *info = up_type_info(vector->type);
	size_t row = first;
	size_t size = 0;

	UP_TRY(check_array(vector, first, count, &size, err));
	if (!up_buffer_reserve(buffer, size + SLACK))
		return up_buffer_check(buffer, err);

	char *out = put32(up_buffer_end(buffer), count > 0 ? 1 : 0);
	out = put32(out, has_null(vector, first, count));
	out = put32(out, info->oid);
	if (count > 0) {
		out = put32(out, (uint32_t)count);
		out = put32(out, 1);
	}
	out = put_elements_of(out, vector, &row, first + count);
	if (out == NULL) {
		up_buffer_end_at(buffer, up_buffer_end(buffer));
		return no_number(row, err);
	}
	up_buffer_end_at(buffer, out);
	return UP_OK;
}

/* ---- COPY ------------------------------------------------------------- */

void up_binary_append_copy_header(struct up_buffer *buffer)
{
	/* Signature of 11 bytes, no flags, no extension: four bytes of zeros each. */
	static const char header[11 + 4 + 4] = "PGCOPY\n\377\r\n";
	up_buffer_append(buffer, header, sizeof header);
}

void up_binary_append_copy_trailer(struct up_buffer *buffer)
{
	up_buffer_append(buffer, "\377\377", 2);
}

static enum up_status in_column(const struct up_batch *batch, size_t column, struct up_error *err)
{
	return up_error_prefix(err, "column \"%s\"", batch->relation->columns[column].name);
}

static enum up_status copy_size(const struct up_batch *batch, size_t first, size_t count,
				size_t *size, struct up_error *err)
{
	const size_t columns = batch->relation->column_count;

	*size = count * (2 + 4 * columns);
	for (size_t c = 0; c < columns; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		const size_t bytes = size_of(vector, first, count);
		*size += bytes;
		/* Only where one value could be too large is each of them looked at. */
		for (size_t row = first; bytes > MAX_VALUE_SIZE && row < first + count; row++) {
			if (size_of(vector, row, 1) <= MAX_VALUE_SIZE)
				continue;
			too_large("a value", err);
			return in_column(batch, c, err);
		}
	}
	return UP_OK;
}

enum up_status up_binary_append_copy_rows(struct up_buffer *buffer, const struct up_batch *batch,
					  size_t first, size_t count, struct up_error *err)
{
	const size_t columns = batch->relation->column_count;
	size_t size = 0;

	UP_TRY(copy_size(batch, first, count, &size, err));
	if (!up_buffer_reserve(buffer, size + SLACK))
		return up_buffer_check(buffer, err);

	char *out = up_buffer_end(buffer);
	for (size_t row = first; row < first + count; row++) {
		out = put16(out, (uint16_t)columns);
		for (size_t c = 0; c < columns; c++) {
			const struct up_vector *vector = &batch->vectors[c];
			out = put_field(out, vector->type, vector, row);
			if (out == NULL) {
				up_buffer_end_at(buffer, up_buffer_end(buffer));
				no_number(row, err);
				return in_column(batch, c, err);
			}
		}
	}
	up_buffer_end_at(buffer, out);
	return UP_OK;
}
