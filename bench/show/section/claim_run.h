/* SPDX-License-Identifier: PostgreSQL */
/* The claim in several runs: a table with a column for each, the last CLAIM_RUN_COLUMNS of
 * them.  A value that is not known is "-". */
#ifndef SHOW_SECTION_CLAIM_RUN_H
#define SHOW_SECTION_CLAIM_RUN_H

#include "base/buffer.h"
#include "judge/summary/claim_run.h"
#include "text/quantity.h"

#define CLAIM_RUN_COLUMNS 11
#define CLAIM_RUN_LINES (CLAIM_RUN_FACT_COUNT + CLAIM_RUN_FIGURE_COUNT)

/* What stands above it. */
#define CLAIM_RUN_TITLE "The claim, by run"

/* A line of the table, in the order in which they are shown. */
const char *claim_run_line_name(size_t line);
void claim_run_append_text(struct up_buffer *text, const struct claim_run *item, size_t line);

/* Appends nothing for fewer than two runs. */
void claim_run_list_append(struct up_buffer *text, const struct claim_run_list *list);

#endif
