/* SPDX-License-Identifier: PostgreSQL */
/*
 * Columns of the CSV files of a run, as data: a table of these says the order,
 * names, types and meanings of a record's members, and writing, reading and
 * `upbench list columns` follow it.
 *
 * A value that was not measured is an empty field in the file; in memory it is
 * UNMEASURED for integers, NaN for reals and NULL for texts. Never 0.
 */
#ifndef RECORD_COLUMN_H
#define RECORD_COLUMN_H

#include "base/buffer.h"

#define UNMEASURED INT64_MIN

enum column_kind {
	COLUMN_TEXT,    /* char *, owned by the record */
	COLUMN_INTEGER, /* int64_t */
	COLUMN_REAL,    /* double */
	COLUMN_WORD,    /* int: an index into words */
};

struct column {
	const char *name;
	enum column_kind kind;
	size_t offset;            /* of the member in the record */
	const char *const *words; /* COLUMN_WORD: its values by index, then NULL */
	const char *unit;         /* "ns", "bytes", "rows", ... or "" */
	const char *help;
};

/* Every member as not measured. */
void column_init_record(const struct column *columns, size_t count, void *record);
void column_release_record(const struct column *columns, size_t count, void *record);

/* Appends the text of one member of record; nothing when it was not measured. */
void column_format(const struct column *column, const void *record, struct up_buffer *text);

/* Sets one member from a field; UP_INVALID names the column. */
UP_MUST_CHECK enum up_status column_parse(const struct column *column, void *record,
					  const char *field, struct up_error *err);

#endif
