/* SPDX-License-Identifier: PostgreSQL */
/* Text in lines of a terminal. */
#ifndef SHOW_DOCUMENT_WRAP_H
#define SHOW_DOCUMENT_WRAP_H

#include "base/buffer.h"

/* Appends the words at the beginning of *rest that fit into width columns, at least one
 * character, and moves *rest behind them and the blanks that follow; false at the end. */
bool wrap_next(struct up_buffer *line, const char **rest, size_t width);

/* Appends all of text in lines of at most width columns; lines but the first begin with
 * hanging blanks.  The caller has taken `taken` columns of the first one.  A newline ends it. */
void wrap_append(struct up_buffer *text, const char *content, size_t taken, size_t hanging,
		 size_t width);

/* Appends text, cut with "…" in the middle where it takes more than width columns: names
 * differ at their ends as often as at their beginnings. */
void wrap_cut_middle(struct up_buffer *line, const char *text, size_t width);

#endif
