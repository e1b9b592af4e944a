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
UP_MUST_CHECK enum up_status csv_write_header(FILE *file, const struct record_table *table,
					      struct up_error *err);
UP_MUST_CHECK enum up_status csv_write_record(FILE *file, const struct record_table *table,
					      const void *record, struct up_error *err);

/* Writes the header and each record of a list (record/member.h). */
UP_MUST_CHECK enum up_status csv_write_list(FILE *file, const struct record_table *table,
					    const void *list, struct up_error *err);

/* Reads a file whose header has the required columns of the table (in any order; others may be
 * missing, or not in the table), and calls add for each record, which is released after the call
 * unless add took its content (record_list_take()).  UP_INVALID names file and line: a missing
 * column, a short line, a bad value, or a fault that add finds. */
typedef enum up_status csv_add_record(void *context, void *record, struct up_error *err);
UP_MUST_CHECK enum up_status csv_read(const char *path, const struct record_table *table,
				      csv_add_record *add, void *context, struct up_error *err);

/* The same for a file that other programs may have written, such as a spreadsheet: its byte order mark
 * is skipped, lines may end in CR LF, and the last one need not end at all. */
UP_MUST_CHECK enum up_status csv_read_foreign(const char *path, const struct record_table *table,
					      csv_add_record *add, void *context,
					      struct up_error *err);

#endif
