/* SPDX-License-Identifier: PostgreSQL */
/* Members of a record as columns of a CSV file: initializers for their tables, which writing,
 * reading and `upbench list columns` follow, and the text of a field. */
#ifndef RECORD_COLUMN_H
#define RECORD_COLUMN_H

#include "record/member.h"

const char *column_name(const struct member *column);
const char *column_unit(const struct member *column);
const char *column_help(const struct member *column);

/* A file with a table of columns defines AT(member), the offset of a member in its record.
 * Columns stand where their first version put them; later ones are appended. */
#define COLUMN_OF(kind, name, member, words_, unit_, help_)                                        \
	MEMBER_WITH(name, kind, member, .words = (words_), .unit = (unit_), .help = (help_))
#define COLUMN_TEXT_OF(name, member, help) COLUMN_OF(TEXT, name, member, NULL, "", help)
#define COLUMN_INTEGER_OF(member, unit, help) COLUMN_OF(INTEGER, #member, member, NULL, unit, help)
#define COLUMN_COUNT_OF(member_, unit_, help_)                                                     \
	MEMBER_WITH(#member_, INTEGER, member_, .unit = (unit_), .help = (help_), .is_count = true)
#define COLUMN_REAL_OF(member, unit, help) COLUMN_OF(REAL, #member, member, NULL, unit, help)
#define COLUMN_FACTOR_OF(id) MEMBER_WITH(NULL, FACTOR, key.factors, .factor = FACTOR_##id)
/* In the order of the first version. */
#define COLUMNS_OF_FIRST_FACTORS                                                                   \
	COLUMN_FACTOR_OF(ROWS), COLUMN_FACTOR_OF(COLUMNS), COLUMN_FACTOR_OF(CHUNK),                \
		COLUMN_FACTOR_OF(WORKERS), COLUMN_FACTOR_OF(CHANGED), COLUMN_FACTOR_OF(NEW),       \
		COLUMN_FACTOR_OF(SKIP_UNCHANGED), COLUMN_FACTOR_OF(TABLE_ROWS),                    \
		COLUMN_FACTOR_OF(RTT), COLUMN_FACTOR_OF(SETTINGS)

/* Sets one member from a field.  UP_INVALID names the column: the field is not of its kind, or it is
 * below 0 and a time, a count or the level of a factor, or a time above a quarter of what an int64_t
 * holds (73 years), since times are added. */
UP_MUST_CHECK enum up_status column_parse(const struct member *column, void *record,
					  const char *field, struct up_error *err);

#endif
