/* SPDX-License-Identifier: PostgreSQL */
#include "render/html.h"

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

void html_text(struct up_buffer *page, const char *foreign)
{
	for (const char *c = foreign; c != NULL && *c != '\0'; c++) {
		const char *reference = reference_of(*c);
		if (reference != NULL)
			up_buffer_append_string(page, reference);
		else
			up_buffer_append_char(page, *c);
	}
}
