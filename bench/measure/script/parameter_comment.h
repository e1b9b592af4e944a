/* SPDX-License-Identifier: PostgreSQL */
/* Comments of a script, and those that say what each parameter of a statement is. */
#ifndef MEASURE_SCRIPT_PARAMETER_COMMENT_H
#define MEASURE_SCRIPT_PARAMETER_COMMENT_H

#include "measure/script/recording.h"

/* Appends text without what would end a comment: a line break in it becomes a blank. */
void comment_append(struct up_buffer *script, const char *text);

/* A line for each, by its number, with type, format and column:
 *
 *   --   $1 uuid, binary: "id", key
 *   --   $2 text[]: "name", an element per row
 *
 * of a statement with several rows only those of the first.  Of a statement that divides its
 * parameters in another way only types and formats. */
void parameter_comment_append(struct up_buffer *script, const struct up_relation *relation,
			      const struct recorded *item);

/* Is it a statement with parameters for several rows, each a value? */
bool parameter_comment_has_rows(const struct up_relation *relation, const struct recorded *item);

#endif
