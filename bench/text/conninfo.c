/* SPDX-License-Identifier: PostgreSQL */
#include "text/conninfo.h"

void conninfo_append(struct up_buffer *conninfo, const char *keyword, const char *value)
{
	up_buffer_append_format(conninfo, "%s='", keyword);
	for (const char *at = value; *at != '\0'; at++) {
		if (*at == '\'' || *at == '\\')
			up_buffer_append_char(conninfo, '\\');
		up_buffer_append_char(conninfo, *at);
	}
	up_buffer_append_string(conninfo, "' ");
}
