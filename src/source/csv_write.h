/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows as lines of CSV (RFC 4180, lines ended by a newline alone): what
 * source/csv.h reads, and COPY … CSV too.  Null is an empty field without quotes, an
 * empty text is one with quotes.  A field is quoted only where it must be.
 */
#ifndef UP_SOURCE_CSV_WRITE_H
#define UP_SOURCE_CSV_WRITE_H

#include "model/batch.h"

/* Appends one field, quoted where it must be; an empty one is not. */
void up_csv_write_field(struct up_buffer *lines, const char *field, size_t length);

/* Appends the line that names the columns. */
void up_csv_write_header(struct up_buffer *lines, const struct up_relation *relation);

/* Appends a row; scratch is overwritten, and kept from row to row for its memory. */
void up_csv_write_row(struct up_buffer *lines, struct up_buffer *scratch,
		      const struct up_batch *batch, size_t row);

#endif
