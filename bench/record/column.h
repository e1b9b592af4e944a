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
#include "record/factors.h"

enum column_kind {
	COLUMN_TEXT,    /* char *, owned by the record */
	COLUMN_INTEGER, /* int64_t */
	COLUMN_REAL,    /* double */
	COLUMN_WORD,    /* int: an index into words */
	COLUMN_FACTOR,  /* struct factors: the level of one; record/factors.h has the rest */
};

struct column {
	const char *name;
	enum column_kind kind;
	size_t offset;            /* of the member in the record */
	const char *const *words; /* COLUMN_WORD: its values by index, then NULL */
	const char *unit;         /* "ns", "bytes", "rows", ... or "" */
	const char *help;
	enum factor factor; /* COLUMN_FACTOR */
};

const char *column_name(const struct column *column);
const char *column_unit(const struct column *column);
const char *column_help(const struct column *column);

/* Initializers for tables of columns, whose file says by AT(member) where in its record a member
 * is.  Columns stand where their first version put them; what came later is appended. */
#define COLUMN_OF(kind, name, member, words, unit, help)                                           \
	{                                                                                          \
		name, kind, AT(member), words, unit, help, FACTOR_NONE                             \
	}
#define COLUMN_TEXT_OF(name, member, help) COLUMN_OF(COLUMN_TEXT, name, member, NULL, "", help)
#define COLUMN_INTEGER_OF(member, unit, help)                                                      \
	COLUMN_OF(COLUMN_INTEGER, #member, member, NULL, unit, help)
#define COLUMN_REAL_OF(name, member, unit, help)                                                   \
	COLUMN_OF(COLUMN_REAL, name, member, NULL, unit, help)
#define COLUMN_FACTOR_OF(id)                                                                       \
	{                                                                                          \
		NULL, COLUMN_FACTOR, AT(key.factors), NULL, NULL, NULL, FACTOR_##id                \
	}
/* In the order of the first version. */
#define COLUMNS_OF_FIRST_FACTORS                                                                   \
	COLUMN_FACTOR_OF(ROWS), COLUMN_FACTOR_OF(COLUMNS), COLUMN_FACTOR_OF(CHUNK),                \
		COLUMN_FACTOR_OF(WORKERS), COLUMN_FACTOR_OF(CHANGED), COLUMN_FACTOR_OF(NEW),       \
		COLUMN_FACTOR_OF(SKIP_UNCHANGED), COLUMN_FACTOR_OF(TABLE_ROWS),                    \
		COLUMN_FACTOR_OF(RTT), COLUMN_FACTOR_OF(SETTINGS)

/* Every member as not measured. */
void column_init_record(const struct column *columns, size_t count, void *record);
void column_release_record(const struct column *columns, size_t count, void *record);

/* Appends the text of one member of record; nothing when it was not measured. */
void column_format(const struct column *column, const void *record, struct up_buffer *text);

/* Sets one member from a field; UP_INVALID names the column. */
UP_MUST_CHECK enum up_status column_parse(const struct column *column, void *record,
					  const char *field, struct up_error *err);

#endif
