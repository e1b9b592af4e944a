/* SPDX-License-Identifier: PostgreSQL */
/*
 * A table of a page, written row by row.  In HTML each number carries its value beside
 * its text, for sorting and for the CSV file that the browser writes: that has the
 * columns' fields as its header, and numbers in the unit that the field says.
 */
#ifndef SHOW_DOCUMENT_SHEET_H
#define SHOW_DOCUMENT_SHEET_H

#include "show/document/page.h"

struct sheet_column {
	const char *heading;
	const char *field;      /* name in the CSV file: "median_ns" */
	const char *field_high; /* of an interval: field is its lower end; NULL: none */
	bool is_number;         /* aligned to the right */
	bool is_hidden;         /* left out, whatever the rows say */
	bool is_long;           /* text that may break into lines */
};

struct sheet {
	struct page *page;
	const struct sheet_column *columns; /* borrowed; the first one is the name of a row */
	size_t count;
	size_t at; /* the column to be written next */
	bool in_row;
};

/* name: of the CSV file, without its suffix; foreign text is fine.  caption says what to
 * see in the table; NULL: the heading before it does. */
struct sheet sheet_begin(struct page *page, const char *name, const char *caption,
			 const struct sheet_column *columns, size_t count);
/* mark: a class of report.css, or NULL.  Each row has as many cells as there are columns. */
void sheet_row(struct sheet *sheet, const char *mark);
void sheet_text(struct sheet *sheet, const char *text);
/* value NaN: an empty cell in the CSV file, sorted to the end. */
void sheet_number(struct sheet *sheet, double value, const char *shown);
/* In a column with field_high. */
void sheet_interval(struct sheet *sheet, double low, double high, const char *shown);
/* A cell with a class of report.css. */
void sheet_marked(struct sheet *sheet, const char *mark, const char *text);
void sheet_end(struct sheet *sheet);

#endif
