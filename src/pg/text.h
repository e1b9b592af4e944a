/* SPDX-License-Identifier: PostgreSQL */
/*
 * Values as text, in the forms that PostgreSQL reads and writes.
 *
 * The text written here means the same whatever DateStyle or TimeZone a session
 * has: dates are ISO, timestamps carry +00.  The text read must come from a
 * session with DateStyle ISO, TimeZone UTC, extra_float_digits 1 or more and
 * bytea_output hex, which is what the server's own text looks
 * like then.  Text of UP_TYPE_OTHER is written as it was read; that of interval, money and xml
 * depends on further settings, nulls in arrays on array_nulls, and that of regclass
 * and its kin on the search path, which is the caller's.  All but the last are in UP_TEXT_SESSION, and
 * every session (pg/session.h) has them.  Floating-point numbers are written with as many digits as
 * bring the same bits back.
 */
#ifndef UP_PG_TEXT_H
#define UP_PG_TEXT_H

#include "model/batch.h"

#define UP_TEXT_SETTINGS(SETTING)                                                                  \
	SETTING("datestyle", "ISO, MDY")                                                           \
	SETTING("intervalstyle", "postgres")                                                       \
	SETTING("timezone", "UTC")                                                                 \
	SETTING("extra_float_digits", "1")                                                         \
	SETTING("bytea_output", "hex")                                                             \
	SETTING("lc_monetary", "C")                                                                \
	SETTING("xmloption", "content")                                                            \
	SETTING("array_nulls", "on")                                                               \
	SETTING("standard_conforming_strings", "on")

#define UP_TEXT_SET(name, value) "SET " name " = '" value "'; "
#define UP_TEXT_SESSION UP_TEXT_SETTINGS(UP_TEXT_SET)

/* Appends the plain text of a value that is not null: what a text parameter holds. */
void up_text_append(struct up_buffer *buffer, const struct up_vector *vector, size_t row);

/* Appends a whole row in COPY's text format, columns separated by tabs, nulls as
 * \N, with the final newline: backslash, tab, newline, carriage return escaped. */
void up_text_append_copy_row(struct up_buffer *buffer, const struct up_batch *batch, size_t row);

/* Appends count values from row on as an array literal: {1,NULL,"a \"b\""}. */
void up_text_append_array(struct up_buffer *buffer, const struct up_vector *vector, size_t row,
			  size_t count);

/* Appends the value that text means to the vector; UP_INVALID when it means none of
 * that type: other spellings, days that no calendar has, values outside the range
 * of PostgreSQL or of a vector (timestamps after 294247-01-10), a NUL byte.  The message does not
 * quote text, which can be of a table whose rows nobody may see. */
UP_MUST_CHECK enum up_status up_text_parse(struct up_vector *vector, const char *text,
					   size_t length, struct up_error *err);

/* Takes a line of COPY's text format (with or without its newline) apart and
 * appends it to batch as a row; UP_INVALID names the column. */
UP_MUST_CHECK enum up_status up_text_parse_copy_row(struct up_batch *batch, const char *line,
						    size_t length, struct up_error *err);

#endif
