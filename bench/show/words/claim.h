/* SPDX-License-Identifier: PostgreSQL */
/*
 * What explains the claim, and the verdict, in words, for example:
 *
 *   django-bulk-update: the JIT compiler takes 12.1 s of 13.2 s (1.10 s with jit=off).
 */
#ifndef SHOW_WORDS_CLAIM_H
#define SHOW_WORDS_CLAIM_H

#include "base/buffer.h"
#include "judge/summary/claim.h"

/* One sentence without a newline. */
void claim_append_reason(struct up_buffer *text, const struct claim_reason *reason);

/* Two: how much faster, and what becomes of the sync. */
void claim_append_speed_up(struct up_buffer *text, const struct claim *claim);
void claim_append_sync(struct up_buffer *text, const struct claim *claim);

#endif
