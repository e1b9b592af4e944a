/* SPDX-License-Identifier: PostgreSQL */
/*
 * A case as exports name it.  Consumers follow a name from run to run, cut it at
 * slashes and blanks, and let people match it with patterns; hence a name
 *
 *   - is made of what makes the case, and nothing else, so it is the same in each run
 *   - has a part for each word of the case's name, in its order
 *   - consists of letters, digits and . _ = + , : @ -; every other byte is written as in
 *     URLs (%2F), so two cases never share a name
 */
#ifndef SHOW_EXPORT_CASE_NAME_H
#define SHOW_EXPORT_CASE_NAME_H

#include "base/buffer.h"
#include "record/run.h"
#include "record/summary.h"

#include <stdbool.h>

/* Whether it is one of those that export.h says are exported. */
bool export_case_has_result(const struct run *run, const struct summary *summary);

/* Sets word to the next word at or after *rest, encoded as above; *rest goes behind it.
 * False at the end. */
bool export_case_word(const char **rest, struct up_buffer *word);

/* Appends "update/unnest/rows=1914/chunk=100". */
void export_case_append_name(const struct summary *summary, struct up_buffer *text);

#endif
