/* SPDX-License-Identifier: PostgreSQL */
/* A run against the history of its cases: how many changed, and a table with a row a case. */
#ifndef SHOW_SECTION_HISTORY_H
#define SHOW_SECTION_HISTORY_H

#include "judge/history/history_compare.h"
#include "show/document/document.h"

void history_findings_append(struct document *document, const struct history_finding_list *list);

#endif
