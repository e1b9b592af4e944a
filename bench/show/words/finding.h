/* SPDX-License-Identifier: PostgreSQL */
/*
 * Findings in words, for example:
 *
 *   At 1,914 rows, case-when takes 512 times as long as copy-temp (13.9 s against
 *   27.1 ms).
 *   case-when at 1,914 rows: jit=off makes it 19.8 times faster (702 ms against
 *   13.9 s with the server's defaults).
 *   unnest-binary at 1,914 rows: the plan turned from custom to generic at sample 6;
 *   medians mix both.
 *   json at 1,914 rows: the planner expected 100 rows and met 1,914.
 *
 *   case-when at 1,914 rows: the server compiled 38,282 functions in 12.3 s (JIT, from the plan).
 *   psycopg-copy at 1,914 rows: the first call on a connection takes 900 ms, a later one
 *   25.1 ms.
 *
 * A difference that the samples cannot tell from chance is called that.
 */
#ifndef SHOW_WORDS_FINDING_H
#define SHOW_WORDS_FINDING_H

#include "judge/summary/finding.h"

/* Appends one sentence without a newline; summaries are those that the finding
 * was made of. */
void sentence_append(struct up_buffer *text, const struct finding *finding,
		     const struct summary_list *summaries);

#endif
