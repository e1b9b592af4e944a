/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/text.h"

#define CHARACTERS_MAX 100

/* The bytes of the UTF-8 sequence that text starts with, or 0 when it is none, or is one that XML
 * forbids (Unicode 15.0, table 3-7; XML 1.0, production 2). */
static size_t sequence_length(const unsigned char *text)
{
	size_t length = text[0] < 0x80 ? 1 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;

	if (length == 1)
		return 1;
	if (text[0] < 0xc2 || text[0] > 0xf4)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	}
	bool overlong = (text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xf0 && text[1] < 0x90);
	bool surrogate = text[0] == 0xed && text[1] >= 0xa0;
	bool beyond = text[0] == 0xf4 && text[1] >= 0x90;
	bool noncharacter = text[0] == 0xef && text[1] == 0xbf && text[2] >= 0xbe;
	bool control = text[0] == 0xc2 && text[1] < 0xa0;
	return overlong || surrogate || beyond || noncharacter || control ? 0 : length;
}

static void append_ascii(struct up_buffer *text, const char *c)
{
	if ((unsigned char)c[0] < 0x20 || c[0] == 0x7f)
		up_buffer_append_char(text, ' ');
	else if (c[0] == '"')
		up_buffer_append_char(text, '\'');
	else if (c[0] == '\\')
		up_buffer_append_string(text, "\u2216");
	else if (c[0] == '&' && c[1] == '#')
		up_buffer_append_char(text, '+');
	else
		up_buffer_append_char(text, c[0]);
}

void plot_text_append(struct up_buffer *text, const char *foreign)
{
	size_t characters = 0;

	for (const char *c = foreign; *c != '\0'; characters++) {
		size_t length = sequence_length((const unsigned char *)c);
		if (characters == CHARACTERS_MAX) {
			up_buffer_append_string(text, "\u2026");
			return;
		}
		if (length == 0)
			up_buffer_append_char(text, '?');
		else if (length == 1)
			append_ascii(text, c);
		else
			up_buffer_append(text, c, length);
		c += length > 0 ? length : 1;
	}
}
