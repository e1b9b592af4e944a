/* SPDX-License-Identifier: PostgreSQL */
/*
 * What strategies do with hostile data: for each hostile case a heading and a table with a row
 * for each outcome and the strategies that share it; at the end a table of totals.
 */
#ifndef SHOW_SECTION_CONFORMANCE_H
#define SHOW_SECTION_CONFORMANCE_H

#include "record/conformance.h"
#include "show/document/document.h"

/* The list is in the order of record/conformance.h.  only_departures: other outcomes, and the
 * totals, are left out. */
void conformance_append(struct document *document, const struct conformance_list *list,
			bool only_departures);

#endif
