/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/html.h"

static const char *reference_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
		return NULL;
	default:
		return (unsigned char)c < 0x20 || c == 0x7f ? "\ufffd" : NULL;
	}
}

static void append_character(struct up_buffer *page, char c)
{
	const char *reference = reference_of(c);

	if (reference != NULL)
		up_buffer_append_string(page, reference);
	else
		up_buffer_append_char(page, c);
}

void html_text(struct up_buffer *page, const char *foreign)
{
	for (const char *c = foreign; c != NULL && *c != '\0'; c++)
		append_character(page, *c);
}

void html_name(struct up_buffer *page, const char *foreign)
{
	for (const char *c = foreign; c != NULL && *c != '\0'; c++) {
		append_character(page, *c);
		if (strchr("_:/", *c) != NULL)
			up_buffer_append_string(page, "<wbr>");
	}
}
