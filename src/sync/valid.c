/* SPDX-License-Identifier: PostgreSQL */
#include "sync/valid.h"

static enum up_status refuse(const struct up_batch *batch, size_t column, int64_t first,
			     struct up_error *err)
{
	const struct up_vector *vector = &batch->vectors[column];
	size_t row = 0;
	size_t length;

	for (; row + 1 < batch->row_count; row++) {
		const char *bytes = up_vector_bytes(vector, row, &length);
		if (memchr(bytes, '\0', length) != NULL)
			break;
	}
	return up_fail(
		err, UP_INVALID, "row %lld has a NUL byte in %s: PostgreSQL has no text with one",
		(long long)first + (long long)row + 1, batch->relation->columns[column].name);
}

enum up_status up_valid_check(const struct up_batch *batch, int64_t first, struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		if (up_type_info(vector->type)->storage != UP_STORAGE_VARIABLE ||
		    vector->type == UP_TYPE_BYTEA || vector->bytes.length == 0)
			continue;
		/* All values of a column in one go. */
		if (memchr(vector->bytes.data, '\0', vector->bytes.length) != NULL)
			return refuse(batch, c, first, err);
	}
	return UP_OK;
}
