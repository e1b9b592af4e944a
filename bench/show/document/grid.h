/* SPDX-License-Identifier: PostgreSQL */
/* Cells of text in rows and columns, for a terminal or as a table of Markdown. */
#ifndef SHOW_DOCUMENT_GRID_H
#define SHOW_DOCUMENT_GRID_H

#include "base/buffer.h"

#include <stdbool.h>

#define GRID_COLUMNS 12

enum grid_style {
	GRID_PLAIN,    /* aligned, indented by two blanks */
	GRID_MARKDOWN, /* the tables of GitHub */
};

struct grid {
	size_t columns;          /* at most GRID_COLUMNS; set it first */
	bool left[GRID_COLUMNS]; /* aligned to the left, not to the right */
	char **cells;            /* owned; row after row, the heading first */
	size_t count;
	bool failed; /* memory ran out */
};

void grid_release(struct grid *grid);
#define GRID UP_CLEANUP(grid_release) struct grid

/* The next cell; text is copied. */
void grid_add(struct grid *grid, const char *text);

/* Appends all complete rows; a column without any text but its heading is left out. */
void grid_append(struct up_buffer *text, const struct grid *grid, enum grid_style style);

/* Appends text with what Markdown would take for its own escaped, and control characters
 * replaced. */
void grid_append_markdown(struct up_buffer *text, const char *plain);

#endif
