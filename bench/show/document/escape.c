/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/escape.h"

#include "text/display.h"

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

static void append_character(struct up_buffer *text, char c)
{
	const char *reference = reference_of(c);

	if (reference != NULL)
		up_buffer_append_string(text, reference);
	else
		up_buffer_append_char(text, c);
}

void escape_html(struct up_buffer *text, const char *raw)
{
	for (const char *c = raw; c != NULL && *c != '\0'; c++)
		append_character(text, *c);
}

void escape_html_name(struct up_buffer *text, const char *raw)
{
	for (const char *c = raw; c != NULL && *c != '\0'; c++) {
		append_character(text, *c);
		if (strchr("_:/", *c) != NULL)
			up_buffer_append_string(text, "<wbr>");
	}
}

void escape_markdown(struct up_buffer *text, const char *raw)
{
	UP_BUFFER line = {0};
	UP_BUFFER clean = {0};

	for (const char *c = raw; c != NULL && *c != '\0'; c++)
		up_buffer_append_char(&line, strchr("\t\r\n", *c) != NULL ? ' ' : *c);
	display_append(&clean, up_buffer_string(&line), SIZE_MAX);
	for (const char *c = up_buffer_string(&clean); *c != '\0'; c++) {
		if (strchr("&<>@#", *c) != NULL)
			up_buffer_append_format(text, "&#%d;", *c);
		else if (strchr("\\`*_[]|~", *c) != NULL)
			up_buffer_append_format(text, "\\%c", *c);
		else
			up_buffer_append_char(text, *c);
	}
	text->failed |= line.failed || clean.failed;
}
