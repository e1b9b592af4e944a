/* SPDX-License-Identifier: PostgreSQL */
#ifndef SHOW_SECTION_CLAIM_H
#define SHOW_SECTION_CLAIM_H

#include "judge/summary/claim.h"
#include "show/document/document.h"

/* Appends what became of the claim, a sentence per stage that it has of two cases; nothing where
 * none of them was measured, as the others do. */
void claim_append_verdict(struct document *document, const struct claim *claim,
			  enum block_kind kind);

/* The figures as a table, and the pairs as a list. */
void claim_append(struct document *document, const struct run *run, const struct claim *claim);

/* A table with a column per run, the last ones; nothing for less than two of them. */
void claim_run_list_append(struct document *document, const struct claim_run_list *list);

#endif
