/* SPDX-License-Identifier: PostgreSQL */
/*
 * A source over a CSV file as COPY … CSV HEADER writes it: RFC 4180 with a header line.  An empty field without quotes is null, with quotes it is an
 * empty text.  Blanks belong to fields; lines end with a newline, a carriage return or
 * both; the last line may do without; empty lines are skipped.  Values are text as
 * pg/text.h reads it.
 *
 * The file is read a block at a time: memory does not grow with its rows.
 */
#ifndef UP_SOURCE_CSV_H
#define UP_SOURCE_CSV_H

#include "model/source.h"

/* Opens a file whose header names exactly the columns of relation, in their order.
 * relation is borrowed.
 *
 * Here and when it is read: UP_INVALID when the file cannot be opened, or naming file
 * and line: the header, a line with too few or too many fields, a value that its column
 * cannot have, quotes where none may be or that do not end.  UP_IO when reading fails;
 * a rewind of what cannot be read twice (a pipe, after its first row) is UP_IO, too.
 * After a failed read the batch can only be cleared, and the source rewound or closed. */
UP_MUST_CHECK enum up_status up_csv_open(const char *path, const struct up_relation *relation,
					 struct up_source **source, struct up_error *err);

#endif
