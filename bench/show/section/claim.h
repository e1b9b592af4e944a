/* SPDX-License-Identifier: PostgreSQL */
/* The claim that the project began with, and what a run found; nothing for a run without it. */
#ifndef SHOW_SECTION_CLAIM_H
#define SHOW_SECTION_CLAIM_H

#include "judge/summary/claim.h"
#include "show/document/document.h"

void claim_append(struct document *document, const struct claim *claim);

/* How much faster, and what becomes of the sync. */
void claim_append_verdict(struct document *document, const struct claim *claim,
			  enum block_kind kind);

#endif
