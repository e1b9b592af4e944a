/* SPDX-License-Identifier: PostgreSQL */
/*
 * The claim that the project began with, and what a run says of it: a table of the
 * sync before and after, what explains the difference in words, and the verdict.
 */
#ifndef RENDER_CLAIM_H
#define RENDER_CLAIM_H

#include "analyse/claim.h"
#include "base/buffer.h"

/* Appends nothing for a run without the claim.  The table has lines of at most width
 * columns (0: as wide as it gets, which is less than 100) as far as that can be: then
 * the columns that say less are left out.  Memory that runs out marks text. */
void claim_append(struct up_buffer *text, const struct claim *claim, size_t width);

#endif
