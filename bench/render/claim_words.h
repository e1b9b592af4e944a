/* SPDX-License-Identifier: PostgreSQL */
/*
 * What explains the claim, and the verdict, in words, for example:
 *
 *   django-bulk-update: the JIT compiler takes 12.1 s of 13.2 s (1.10 s with jit=off).
 *   asyncpg-unnest: the first call on a connection takes 900 ms, a later one 25.1 ms.
 */
#ifndef RENDER_CLAIM_WORDS_H
#define RENDER_CLAIM_WORDS_H

#include "analyse/claim.h"
#include "base/buffer.h"

/* One sentence without a newline. */
void claim_append_reason(struct up_buffer *text, const struct claim_reason *reason);

/* Two: how much faster, and what becomes of the sync. */
void claim_append_speed_up(struct up_buffer *text, const struct claim *claim);
void claim_append_sync(struct up_buffer *text, const struct claim *claim);

#endif
