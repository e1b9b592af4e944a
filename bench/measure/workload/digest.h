/* SPDX-License-Identifier: PostgreSQL */
/*
 * A digest of a table's content, whatever the order of its rows: each row is
 * hashed by itself (XXH3, 128 bits), and the hashes are added up.  Values are
 * hashed as a batch holds them, not as text, so that the expected
 * state depends on no encoder.
 */
#ifndef MEASURE_WORKLOAD_DIGEST_H
#define MEASURE_WORKLOAD_DIGEST_H

#include "model/batch.h"

struct digest {
	unsigned __int128 sum;
	int64_t rows;
};

#define DIGEST_TEXT_SIZE 33

/* Random bytes that are never written anywhere. */
#define DIGEST_KEY_SIZE 32
struct digest_key {
	unsigned char bytes[DIGEST_KEY_SIZE];
};

/* Draws a key from the system's generator. UP_IO when it has none. */
UP_MUST_CHECK enum up_status digest_key_draw(struct digest_key *key, struct up_error *err);

/* Starts a row in scratch; then one call a value; then the row counts. */
void digest_begin_row(struct up_buffer *scratch);
void digest_add_value(struct up_buffer *scratch, const struct up_vector *vector, size_t row);
void digest_end_row(struct digest *digest, const struct up_buffer *scratch);

/* All values of a row of a batch. */
void digest_add_row(struct digest *digest, struct up_buffer *scratch, const struct up_batch *batch,
		    size_t row);

bool digest_equal(const struct digest *a, const struct digest *b);

/* 32 hexadecimal digits of the sum. */
void digest_format(const struct digest *digest, char text[DIGEST_TEXT_SIZE]);

/* The same many digits of an SHA-256 of key, sum and rows: equal for equal digests of one key, and
 * of no use for guessing the rows of a small table without the key.  NULL: digest_format(). */
void digest_format_keyed(const struct digest *digest, const struct digest_key *key,
			 char text[DIGEST_TEXT_SIZE]);

#endif
