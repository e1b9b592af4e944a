/* SPDX-License-Identifier: PostgreSQL */
/*
 * Tables of records as CSV (RFC 4180, lines ended by a newline alone), by
 * libcsv.  The first line names the columns.  A field is quoted only where it
 * must be.
 */
#ifndef RECORD_CSV_H
#define RECORD_CSV_H

#include "record/column.h"

#include <stdio.h>

/* Writes the header, or one record, as one line and flushes it to the file, so
 * that a killed program loses nothing. */
UP_MUST_CHECK enum up_status csv_write_header(FILE *file, const struct column *columns,
					      size_t count, struct up_error *err);
UP_MUST_CHECK enum up_status csv_write_record(FILE *file, const struct column *columns,
					      size_t count, const void *record,
					      struct up_error *err);

/* Reads a file whose header has all of these columns (in any order; others are
 * ignored), and calls add for each record; record has size bytes and is
 * released after each call unless add took what it owns (column_init_record()).
 * UP_INVALID names file and line: a missing column, a short line, a bad value, or
 * what add finds. */
typedef enum up_status csv_add_record(void *context, void *record, struct up_error *err);
UP_MUST_CHECK enum up_status csv_read(const char *path, const struct column *columns, size_t count,
				      void *record, csv_add_record *add, void *context,
				      struct up_error *err);

/* The same of a file that may be older than some of the columns: those behind the first
 * `required` may be missing, and stay unmeasured. */
UP_MUST_CHECK enum up_status csv_read_older(const char *path, const struct column *columns,
					    size_t count, size_t required, void *record,
					    csv_add_record *add, void *context,
					    struct up_error *err);

#endif
