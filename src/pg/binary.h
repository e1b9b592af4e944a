/* SPDX-License-Identifier: PostgreSQL */
/*
 * Values in PostgreSQL's binary forms, straight from the columns of a batch: what a type's
 * receive function reads (src/backend/utils/adt: int4recv() and its kin), numbers in network
 * order.
 *
 *   bool                   one byte
 *   int2, int4, int8       two's complement
 *   float4, float8         IEEE 754
 *   numeric                see pg/numeric.h
 *   date                   int4, days since 2000-01-01; the least and the greatest int4 are
 *                          the infinities
 *   timestamp, timestamptz int8, microseconds since 2000-01-01 00:00 (UTC); infinities alike
 *   uuid                   its 16 bytes
 *   text, varchar, bytea   their bytes
 *   jsonb                  one byte, the version 1, then text
 *   other                  the bytes of its text: to the server it is a text, which a statement
 *                          casts (up_sql_transfer_type() in pg/statement.h)
 *
 * Arrays: array_recv() in src/backend/utils/adt/arrayfuncs.c.  COPY: "Binary Format" in
 * https://www.postgresql.org/docs/current/sql-copy.html.
 *
 * The functions return a failure and leave the buffer as it was when
 *   UP_INVALID      a value of type numeric is no number (see up_numeric_encode())
 *   UP_UNSUPPORTED  what the server would receive is larger than it can hold in one piece
 *   UP_NO_MEMORY    memory ran out; the buffer is marked as well
 */
#ifndef UP_PG_BINARY_H
#define UP_PG_BINARY_H

#include "model/batch.h"

/* What the server allocates at once at most, and so receives as one value or as one message,
 * which all parameters of a statement share: MaxAllocSize in src/include/utils/memutils.h. */
#define UP_BINARY_MAX_SIZE ((size_t)0x3fffffff)

/* Elements of an array: MaxArraySize in src/include/utils/array.h. */
#define UP_BINARY_MAX_ELEMENTS (UP_BINARY_MAX_SIZE / 8)

/* Appends one value that is not null: what a binary parameter holds. */
UP_MUST_CHECK enum up_status up_binary_append_value(struct up_buffer *buffer,
						    const struct up_vector *vector, size_t row,
						    struct up_error *err);

/* Appends count values from first on as an array of one dimension with the lower bound 1;
 * of no dimension when count is 0.  A limit is checked before anything is encoded, against
 * the most that the values can take: an array within a few bytes an element of the limit
 * is refused as well.  (How large jsonb becomes on the server cannot be foreseen here.) */
UP_MUST_CHECK enum up_status up_binary_append_array(struct up_buffer *buffer,
						    const struct up_vector *vector, size_t first,
						    size_t count, struct up_error *err);

/* Appends the parts of a COPY in binary format: the header once, any number of rows, and
 * the trailer once. */
void up_binary_append_copy_header(struct up_buffer *buffer);
UP_MUST_CHECK enum up_status up_binary_append_copy_rows(struct up_buffer *buffer,
							const struct up_batch *batch, size_t first,
							size_t count, struct up_error *err);
void up_binary_append_copy_trailer(struct up_buffer *buffer);

#endif
