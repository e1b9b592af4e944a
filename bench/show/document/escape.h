/* SPDX-License-Identifier: PostgreSQL */
/* Text within HTML and Markdown: whatever it holds, it stays text.  NULL appends nothing. */
#ifndef SHOW_DOCUMENT_ESCAPE_H
#define SHOW_DOCUMENT_ESCAPE_H

#include "base/buffer.h"

/* Between tags and in quoted attributes: & < > " ' become references, control characters but
 * tab and newline become U+FFFD. */
void escape_html(struct up_buffer *text, const char *raw);

/* The same between tags, for names: a line may end after "_", ":" or "/". */
void escape_html_name(struct up_buffer *text, const char *raw);

/* GitHub's and GitLab's Markdown: stays one line and one cell of a table; markup, tags,
 * mentions and references to issues stay text.  Blanks stand for newlines, U+FFFD for other
 * control characters. */
void escape_markdown(struct up_buffer *text, const char *raw);

#endif
