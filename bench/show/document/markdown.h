/* SPDX-License-Identifier: PostgreSQL */
/* Texts of others in Markdown (GitHub's and GitLab's). */
#ifndef SHOW_DOCUMENT_MARKDOWN_H
#define SHOW_DOCUMENT_MARKDOWN_H

#include "base/buffer.h"

/*
 * Appends a text (NULL: nothing) so that it stays one line, one cell of a table, and
 * markup, tags, mentions and references to issues in it stay text.
 */
void markdown_text(struct up_buffer *page, const char *foreign);

#endif
