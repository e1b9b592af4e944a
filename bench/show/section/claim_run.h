/* SPDX-License-Identifier: PostgreSQL */
/* The claim in several runs: a table with a column for each of the last ones. */
#ifndef SHOW_SECTION_CLAIM_RUN_H
#define SHOW_SECTION_CLAIM_RUN_H

#include "judge/summary/claim_run.h"
#include "show/document/document.h"

/* Appends nothing for fewer than two runs. */
void claim_run_list_append(struct document *document, const struct claim_run_list *list);

#endif
