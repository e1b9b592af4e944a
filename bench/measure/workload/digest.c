/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/digest.h"

#include "text/sha256.h"

#include <math.h>
#include <stdio.h>
#include <sys/random.h>
#include <xxhash.h>

/* There are many NaNs, and the server keeps only one of them. */
static bool is_nan(const struct up_vector *vector, size_t row)
{
	if (vector->type == UP_TYPE_FLOAT4)
		return isnan(up_vector_float(vector, row));
	return vector->type == UP_TYPE_FLOAT8 && isnan(up_vector_double(vector, row));
}

void digest_begin_row(struct up_buffer *scratch)
{
	up_buffer_clear(scratch);
}

void digest_add_value(struct up_buffer *scratch, const struct up_vector *vector, size_t row)
{
	const struct up_type_info *info = up_type_info(vector->type);

	if (up_vector_is_null(vector, row)) {
		up_buffer_append_char(scratch, 0);
		return;
	}
	up_buffer_append_char(scratch, 1);
	switch (info->storage) {
	case UP_STORAGE_BIT:
		up_buffer_append_char(scratch, (char)up_vector_bool(vector, row));
		break;
	case UP_STORAGE_FIXED:
		if (is_nan(vector, row))
			up_buffer_append(scratch, "NaN", 3);
		else
			up_buffer_append(scratch, vector->values.data + row * info->width,
					 info->width);
		break;
	case UP_STORAGE_VARIABLE: {
		size_t length;
		const char *bytes = up_vector_bytes(vector, row, &length);
		up_buffer_append(scratch, &length, sizeof length);
		up_buffer_append(scratch, bytes, length);
		break;
	}
	}
}

void digest_end_row(struct digest *digest, const struct up_buffer *scratch)
{
	XXH128_hash_t hash = XXH3_128bits(scratch->data, scratch->length);

	digest->sum += (unsigned __int128)hash.high64 << 64 | hash.low64;
	digest->rows++;
}

void digest_add_row(struct digest *digest, struct up_buffer *scratch, const struct up_batch *batch,
		    size_t row)
{
	digest_begin_row(scratch);
	for (size_t c = 0; c < batch->relation->column_count; c++)
		digest_add_value(scratch, &batch->vectors[c], row);
	digest_end_row(digest, scratch);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return a->sum == b->sum && a->rows == b->rows;
}

void digest_format(const struct digest *digest, char text[DIGEST_TEXT_SIZE])
{
	snprintf(text, DIGEST_TEXT_SIZE, "%016llx%016llx", (unsigned long long)(digest->sum >> 64),
		 (unsigned long long)digest->sum);
}

enum up_status digest_key_draw(struct digest_key *key, struct up_error *err)
{
	struct digest_key drawn;

	if (getrandom(&drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn)
		return up_fail_errno(err, UP_IO, "cannot draw a random key");
	*key = drawn;
	return UP_OK;
}

void digest_format_keyed(const struct digest *digest, const struct digest_key *key,
			 char text[DIGEST_TEXT_SIZE])
{
	/* Always of the same length, so that the key needs to be at no other place. */
	unsigned char bytes[sizeof key->bytes + sizeof digest->sum + sizeof digest->rows];
	unsigned char hash[SHA256_SIZE];

	if (key == NULL) {
		digest_format(digest, text);
		return;
	}
	memcpy(bytes, key->bytes, sizeof key->bytes);
	memcpy(bytes + sizeof key->bytes, &digest->sum, sizeof digest->sum);
	memcpy(bytes + sizeof key->bytes + sizeof digest->sum, &digest->rows, sizeof digest->rows);
	sha256(bytes, sizeof bytes, hash);
	for (size_t i = 0; i < (DIGEST_TEXT_SIZE - 1) / 2; i++)
		snprintf(text + 2 * i, 3, "%02x", hash[i]);
}
