/* SPDX-License-Identifier: PostgreSQL */
/*
 * The writers of a document, one a format, each in a file of its own.  They alone know what a
 * format takes for its own; whatever a text holds, it stays text:
 *
 *   terminal  no control character, no byte that is not UTF-8 (U+FFFD in its place)
 *   markdown  GitHub's and GitLab's: no markup, tag, mention or reference, one line a block
 *   html      references for & < > " ', U+FFFD for control characters
 */
#ifndef SHOW_DOCUMENT_WRITER_H
#define SHOW_DOCUMENT_WRITER_H

#include "show/document/document.h"

enum document_format {
	DOCUMENT_TERMINAL,
	DOCUMENT_MARKDOWN,
};

struct terminal_style {
	int width;  /* columns; 0: as wide as it gets */
	bool color; /* emphasis by escape sequences */
	bool ascii; /* "~" for "…" and the like, each as wide as what it stands for */
};

/* Lines have at most the width, as far as that can be: columns are left out in the order of
 * their priority, and a line at the end names them; then names are cut in the middle.
 * Sentences wrap at words. */
UP_MUST_CHECK enum up_status terminal_append(struct up_buffer *text,
					     const struct document *document,
					     struct terminal_style style, struct up_error *err);

UP_MUST_CHECK enum up_status markdown_append(struct up_buffer *text,
					     const struct document *document, struct up_error *err);

/* The content of a page, and the items of its list of sections.  UP_IO when a picture cannot
 * be read, UP_INVALID when it is none. */
UP_MUST_CHECK enum up_status html_append(struct up_buffer *content, struct up_buffer *navigation,
					 const struct document *document, struct up_error *err);

UP_MUST_CHECK enum up_status document_write(struct up_buffer *text, const struct document *document,
					    enum document_format format,
					    struct terminal_style style, struct up_error *err);

#endif
