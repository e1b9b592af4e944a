/* SPDX-License-Identifier: PostgreSQL */
/*
 * Text for a terminal: how many columns it takes, and how to fit it into some.
 *
 * Names and messages may hold anything, so what is shown is always valid UTF-8 of
 * printable characters: a control character (an escape sequence could repaint the
 * screen) or a byte that is not UTF-8 becomes U+FFFD.  Widths are those of
 * Unicode's East Asian Width, without a locale: 0 for combining marks, 2 for
 * wide characters, 1 for the rest.
 */
#ifndef TEXT_DISPLAY_H
#define TEXT_DISPLAY_H

#include "base/buffer.h"

enum display_side {
	DISPLAY_LEFT,
	DISPLAY_RIGHT,
};

size_t display_width(const char *text);

/* Appends text, cut with "…" where it takes more than width columns; returns the
 * columns taken. */
size_t display_append(struct up_buffer *line, const char *text, size_t width);

/* The same, filled up with blanks to exactly width columns. */
void display_append_cell(struct up_buffer *line, const char *text, size_t width,
			 enum display_side side);

/* Appends text of any width; lines and tabs in it stay. */
void display_append_lines(struct up_buffer *lines, const char *text);

#endif
