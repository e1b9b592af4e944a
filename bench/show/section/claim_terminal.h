/* SPDX-License-Identifier: PostgreSQL */
/*
 * The claim that the project began with, and what a run says of it: a table of the
 * sync before and after, what explains the difference in words, and the verdict.
 */
#ifndef SHOW_SECTION_CLAIM_TERMINAL_H
#define SHOW_SECTION_CLAIM_TERMINAL_H

#include "base/buffer.h"
#include "judge/summary/claim.h"
#include "text/quantity.h"

/* Appends nothing for a run without the claim.  The table has lines of at most width
 * columns (0: as wide as it gets, which is less than 100) as far as that can be: then
 * the columns that say less are left out.  Memory that runs out marks text. */
void claim_append(struct up_buffer *text, const struct claim *claim, size_t width);

/* The same, piece by piece: the lines of the table are those of the claim and then two
 * that count samples; its columns are those of the claim. */
#define CLAIM_SHOWN_LINES (CLAIM_LINE_COUNT + 2)
const char *claim_line_name(size_t line);
struct quantity claim_figure_text(const struct claim *claim, size_t line, size_t column);
bool claim_column_is_there(const struct claim *claim, size_t column);
/* Two lines or three: who is before and after, and what is stated rather than measured. */
void claim_append_origins(struct up_buffer *text, const struct claim *claim);

#endif
