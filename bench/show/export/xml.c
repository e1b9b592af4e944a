/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/xml.h"

#include "text/display.h"

#include <string.h>

void xml_append_escaped(struct up_buffer *xml, const char *content)
{
	UP_BUFFER printable = {0};

	display_append(&printable, content, SIZE_MAX);
	for (const char *c = up_buffer_string(&printable); *c != '\0'; c++) {
		if (*c == '&')
			up_buffer_append_string(xml, "&amp;");
		else if (*c == '<')
			up_buffer_append_string(xml, "&lt;");
		else if (*c == '>')
			up_buffer_append_string(xml, "&gt;");
		else if (*c == '"')
			up_buffer_append_string(xml, "&quot;");
		/* U+FFFE and U+FFFF are characters to UTF-8, and none to XML. */
		else if (strncmp(c, "\xef\xbf\xbe", 3) == 0 || strncmp(c, "\xef\xbf\xbf", 3) == 0)
			up_buffer_append_string(xml, "\xef\xbf\xbd"), c += 2;
		else
			up_buffer_append_char(xml, *c);
	}
	xml->failed = xml->failed || printable.failed;
}
