/* SPDX-License-Identifier: PostgreSQL */
/*
 * A source over a CSV file (RFC 4180; source/csv_record.h has the details), plain or compressed by gzip,
 * whose first record names columns.  Values are text as pg/text.h reads it.
 *
 * The file is read a block at a time: memory grows with its longest row, not with their number.  A read ends
 * after 16 MiB of the file, however many rows it may have.
 */
#ifndef UP_SOURCE_CSV_H
#define UP_SOURCE_CSV_H

#include "model/source.h"

/* A row that is left out. */
struct up_csv_bad_row {
	size_t line;        /* that it begins in, from 1 */
	const char *reason; /* as a message has it, without values */
	const char *bytes;  /* of the row as it is in the file, without the end of the line */
	size_t length;
};

struct up_csv_options {
	char delimiter; /* an ASCII character other than quotes and ends of lines; 0: a comma */
	/* Borrowed.  A field without quotes that is this text is null.  NULL: an empty one is. */
	const char *null_text;
	/* Borrowed.  Its columns may be in the file, too, and are not read unless they are the
	 * source's.  NULL: only those of the source may. */
	const struct up_relation *table;
	/* Whether messages quote the value that is wrong; where they do not, whoever sees them sees nothing
	 * of a row. */
	bool shows_values;
	/* Called for each row that is wrong, which is left out.  NULL: reading ends there.  A
	 * failure is passed on. */
	enum up_status (*on_bad_row)(void *context, const struct up_csv_bad_row *row,
				     struct up_error *err);
	void *context;
};

/* Opens a file whose header names all columns of relation, in any order.  relation is borrowed, and
 * copied are the options; NULL: the defaults.
 *
 * Here and when it is read: UP_INVALID when the file cannot be opened or is a directory, or naming the file, the line
 * and, where it is one field, the column: a name of the header that is none of the table's or is
 * there twice, a column that the header lacks, a row with too few or too many fields, a value that its
 * column cannot have, quotes where none may be or that do not end, a text that is not UTF-8, compressed
 * data that are damaged.  UP_IO when reading fails; a rewind of what cannot be read twice (a pipe,
 * after its first row) is UP_IO, too.  Where rows are waited for (a pipe, a FIFO), the source can be
 * interrupted; opening a FIFO waits for a writer, and for the header.
 * After a failed read the batch can only be cleared, and the source rewound or closed. */
UP_MUST_CHECK enum up_status up_csv_open(const char *path, const struct up_relation *relation,
					 const struct up_csv_options *options,
					 struct up_source **source, struct up_error *err);

/* Calls receive with each name of the header of such a file, in their order; the text is not
 * NUL-terminated.  Errors as above, and as receive returns them. */
UP_MUST_CHECK enum up_status up_csv_read_header(
	const char *path, const struct up_csv_options *options,
	enum up_status (*receive)(void *context, const char *name, size_t length,
				  struct up_error *err),
	void *context, struct up_error *err);

#endif
