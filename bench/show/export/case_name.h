/* SPDX-License-Identifier: PostgreSQL */
/*
 * A case as exports name it.  Consumers follow a name from run to run, cut it at
 * slashes and blanks, and let people match it with patterns; hence a name
 *
 *   - is made of what makes the case, and nothing else, so it is the same in each run
 *   - has a part for each level that is no default, in the order of the table of factors,
 *     one for each setting, and one for the arm
 *   - consists of letters, digits and . _ = + , : @ -; every other byte is written as in
 *     URLs (%2F), so two cases never share a name
 */
#ifndef SHOW_EXPORT_CASE_NAME_H
#define SHOW_EXPORT_CASE_NAME_H

#include "base/buffer.h"
#include "record/run.h"
#include "record/summary.h"

#include <stdbool.h>

/* Whether it is one of those that are exported (export.h). */
bool export_case_has_result(const struct summary *summary);

/* The peer, or the strategy. */
const char *export_contender(const struct case_key *key);

/* Encoded as above: the word; "/NAME=VALUE", or "/NAME" where value is NULL; that of a level, where
 * a flag has the value `yes`, and of each setting. */
void export_append_word(struct up_buffer *text, const char *word);
void export_append_pair(struct up_buffer *text, const char *name, const char *value);
void export_append_level(struct up_buffer *text, const struct case_key *key, enum factor factor,
			 const char *yes);

/* Appends "update/unnest/rows=1914/chunk=100". */
void export_case_append_name(const struct summary *summary, struct up_buffer *text);

#endif
