/* SPDX-License-Identifier: PostgreSQL */
/* The columns of a table in a terminal: which are shown, and how wide. */
#ifndef SHOW_DOCUMENT_TABLE_LAYOUT_H
#define SHOW_DOCUMENT_TABLE_LAYOUT_H

#include "show/document/document.h"

#define LAYOUT_INDENT 2
#define LAYOUT_GAP 2

struct table_layout {
	size_t width[TABLE_COLUMNS]; /* 0: not shown */
	bool is_dropped[TABLE_COLUMNS];
};

/* For lines of width columns.  Tables of a document that have the same headings are laid out
 * alike. */
void table_layout_make(struct table_layout *layout, const struct document *document,
		       const struct table *table, size_t width);

/* Columns of a whole line. */
size_t table_layout_total(const struct table_layout *layout);

#endif
