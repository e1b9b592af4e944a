/* SPDX-License-Identifier: PostgreSQL */
/*
 * The records of a CSV file (RFC 4180), one at a time, as fields that lie in memory.
 *
 * Records end with a newline, a carriage return or both, the last one perhaps with nothing; empty
 * lines are skipped, and a byte order mark before the first record.  A field with quotes around it may
 * hold delimiters, ends of lines and quotes, these doubled; quotes anywhere else are an error.  Blanks
 * belong to fields.  All is UTF-8.
 *
 * Why not libcsv, which source/csv_write.h uses: it ends at the first fault, so that no row can be left
 * out; it does not report lines that quotes span; and with a function per field and a copy of each
 * byte it takes about twice as long (bench/micro/csv.c measures both).  Here fields without quotes are
 * found by a table lookup per byte, and not copied.  tests/fuzz/csv.c holds the two against each other.
 *
 * A record is held in memory whole, and nothing else of the file is.
 */
#ifndef UP_SOURCE_CSV_RECORD_H
#define UP_SOURCE_CSV_RECORD_H

#include "base/buffer.h"
#include "source/input.h"

/* Bytes of a record, so that quotes that are not closed do not bring a whole file into memory. */
#define UP_CSV_RECORD_MAX ((size_t)1 << 28)

struct up_csv_field {
	const char *text; /* not NUL-terminated */
	size_t length;
	size_t line; /* that it begins in, from 1, as an editor counts */
	bool is_quoted;
};

/* What is wrong with a record, apart from its values. */
enum up_csv_fault {
	UP_CSV_FAULTLESS,
	UP_CSV_STRAY_QUOTE, /* quotes within a field, or behind those that end it */
	UP_CSV_OPEN_QUOTE,  /* the file ends within quotes */
	UP_CSV_NOT_UTF8,
	UP_CSV_FAULT_COUNT
};

/* Valid until the next record is read. */
struct up_csv_record {
	const struct up_csv_field *fields;
	size_t count; /* of a faulty record: fields up to the fault, which is in the last one */
	const char *bytes; /* as they are in the file, without the end of the line */
	size_t length;
	size_t line; /* that it begins in */
	enum up_csv_fault fault;
};

struct up_csv_reader {
	struct up_input *input; /* borrowed */
	const char *path;       /* borrowed; for messages */
	bool ends[256];         /* bytes that end the scan of a field without quotes */
	char delimiter;
	/* Bytes of the file: [begin, end) are not parsed yet; behind the last stands a newline, which is
	 * none of the file. */
	char *bytes; /* owned */
	size_t begin;
	size_t end;
	size_t capacity;
	bool has_ended;            /* no byte of the file is missing in bytes */
	bool is_at_start;          /* a byte order mark may follow */
	size_t line;               /* of bytes[begin] */
	struct up_buffer fields;   /* struct up_csv_field */
	struct up_buffer unquoted; /* texts whose quotes were doubled */
};

/* delimiter: an ASCII character other than quotes and ends of lines. */
void up_csv_reader_init(struct up_csv_reader *reader, struct up_input *input, const char *path,
			char delimiter);
void up_csv_reader_release(struct up_csv_reader *reader);

/* Starts again, with an input that was rewound. */
void up_csv_reader_restart(struct up_csv_reader *reader);

/* *found is false at the end of the file.  A fault is no failure, and what follows it can be read: the
 * next record begins behind the end of the line with the fault.  UP_INVALID: a record is too long; or
 * as of up_input_read(). */
UP_MUST_CHECK enum up_status up_csv_reader_next(struct up_csv_reader *reader,
						struct up_csv_record *record, bool *found,
						struct up_error *err);

#endif
