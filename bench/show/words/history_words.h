/* SPDX-License-Identifier: PostgreSQL */
/* A finding of a history in words, beside its numbers. */
#ifndef SHOW_WORDS_HISTORY_WORDS_H
#define SHOW_WORDS_HISTORY_WORDS_H

#include "base/buffer.h"
#include "judge/history/history_compare.h"

/* "above all 20 earlier runs; incomparable: the machine changed on 2026-11-24 (cpu A, before B)";
 * appends nothing if there is nothing to remark. */
void history_append_remark(struct up_buffer *text, const struct history_finding *finding);

/* "12 cases: 1 regressed, 0 improved, 11 steady, 0 short"; incomparable ones only if there are any. */
void history_append_tally(struct up_buffer *text, const struct history_finding_list *list);

#endif
