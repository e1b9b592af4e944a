/* SPDX-License-Identifier: PostgreSQL */
/* Texts of others in a page. */
#ifndef SHOW_DOCUMENT_HTML_H
#define SHOW_DOCUMENT_HTML_H

#include "base/buffer.h"

/*
 * Appends a text (NULL: nothing) so that HTML and XML show it and take it for nothing
 * else, between tags and in quoted attributes: & < > " ' become references, control
 * characters but tab and newline become U+FFFD.
 */
void html_text(struct up_buffer *page, const char *foreign);

/* The same between tags, for names: where there is no room for "default_text_search_config"
 * a line may end after one of its parts. */
void html_name(struct up_buffer *page, const char *foreign);

#endif
