/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows in a file, each a line of COPY's text format (pg/text.h), found again by their places.  Memory
 * is that of one buffer.
 *
 * Lines are added by one thread; then several may read.
 */
#ifndef MEASURE_SUBJECT_ROW_FILE_H
#define MEASURE_SUBJECT_ROW_FILE_H

#include "base/buffer.h"
#include "base/scratch.h"

struct row_file { /* begin with {0} */
	struct up_scratch file;
	uint64_t written;         /* bytes of the file */
	struct up_buffer pending; /* what comes behind them */
};

void row_file_release(struct row_file *rows);

/* *place is where row_file_read() finds it.  UP_IO. */
UP_MUST_CHECK enum up_status row_file_append(struct row_file *rows, const char *line, size_t length,
					     uint64_t *place, struct up_error *err);

/* Overwrites line. */
UP_MUST_CHECK enum up_status row_file_read(const struct row_file *rows, uint64_t place,
					   struct up_buffer *line, struct up_error *err);

#endif
