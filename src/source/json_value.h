/* SPDX-License-Identifier: PostgreSQL */
/*
 * A value of JSON (RFC 8259) as that of a column.
 *
 *   column              JSON
 *   bool                true, false
 *   integers, floats,   a number, in its digits as they stand: none is rounded by way of a double;
 *   numeric             or a string that holds one ("9007199254740993", "NaN")
 *   date, uuid, bytea   a string, as pg/text.h reads it
 *   timestamps          a string, as pg/text.h reads it or of RFC 3339 ("2026-01-31T09:30:00Z")
 *   text, varchar       a string; an object or an array as its JSON text
 *   jsonb               anything, as its JSON text
 *   other               a string
 *
 * A numeric of a column with a scale gets the zeros that it lacks, as the server would print it.
 */
#ifndef UP_SOURCE_JSON_VALUE_H
#define UP_SOURCE_JSON_VALUE_H

#include "model/batch.h"

enum up_json_kind {
	UP_JSON_FALSE,
	UP_JSON_TRUE,
	UP_JSON_NUMBER,
	UP_JSON_STRING,
	UP_JSON_OBJECT,
	UP_JSON_ARRAY,
	UP_JSON_NULL,
};

/* "a number", for messages. */
const char *up_json_kind_name(enum up_json_kind kind);

/* Can a column of the type hold an object or an array? */
static inline bool up_json_holds_documents(enum up_type type)
{
	return type == UP_TYPE_TEXT || type == UP_TYPE_VARCHAR || type == UP_TYPE_JSONB;
}

/* Appends a value that is not null: of a string its characters without escapes, of a number, an
 * object or an array its JSON text.  UP_INVALID, without naming the column or quoting the value. */
UP_MUST_CHECK enum up_status up_json_value_append(struct up_vector *vector,
						  const struct up_column *column,
						  enum up_json_kind kind, const char *text,
						  size_t length, struct up_error *err);

#endif
