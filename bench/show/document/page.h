/* SPDX-License-Identifier: PostgreSQL */
/*
 * A page of sections, paragraphs and lists, written as HTML or as Markdown: who fills it
 * does not say which.  All texts are of others: they are escaped here.
 */
#ifndef SHOW_DOCUMENT_PAGE_H
#define SHOW_DOCUMENT_PAGE_H

#include "base/buffer.h"

enum page_format {
	PAGE_HTML,
	PAGE_MARKDOWN,
};

struct page {
	enum page_format format;
	struct up_buffer text;
	struct up_buffer navigation; /* HTML: the items of the list of sections */
	bool in_section;
	size_t sheets; /* tables so far */
	size_t figures;
};

void page_release(struct page *page);
#define PAGE UP_CLEANUP(page_release) struct page

/* Ends the section before, if any; id is a word of the program's. */
void page_section(struct page *page, const char *id, const char *title);
/* The same without a heading and outside the list of sections: what the page begins with. */
void page_opening(struct page *page, const char *id, const char *label);
void page_end(struct page *page);

void page_heading(struct page *page, const char *title); /* within a section */
void page_paragraph(struct page *page, const char *text);
void page_lead(struct page *page, const char *text); /* what a reader must not miss */
void page_note(struct page *page, const char *text); /* what may be skipped */

void page_list(struct page *page);
void page_item(struct page *page, const char *text);
void page_list_end(struct page *page);

/* A text to be copied, as it is. */
void page_code(struct page *page, const char *text);

/* What is folded away.  Markdown: nothing, what is in between is there. */
void page_fold(struct page *page, const char *title);
void page_fold_end(struct page *page);

/* Escaped as the format wants it. */
void page_text(struct page *page, const char *text);

#endif
