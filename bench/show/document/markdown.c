/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/markdown.h"

void markdown_text(struct up_buffer *page, const char *foreign)
{
	for (const char *c = foreign; c != NULL && *c != '\0'; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			up_buffer_append_char(page, ' ');
		else if (strchr("&<>@#", *c) != NULL)
			up_buffer_append_format(page, "&#%d;", *c);
		else if (strchr("\\`*_[]|~", *c) != NULL)
			up_buffer_append_format(page, "\\%c", *c);
		else
			up_buffer_append_char(page, *c);
	}
}
