/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/wrap.h"

#include "text/display.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Bytes of the character at text, at most four. */
static size_t character(const char *text)
{
	size_t length = 1;

	while (length < 4 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length++;
	return length;
}

/* Columns of the first length bytes. */
static size_t width_of(const char *text, size_t length)
{
	UP_BUFFER part = {0};

	up_buffer_append(&part, text, length);
	return display_width(up_buffer_string(&part));
}

static void append_part(struct up_buffer *line, const char *text, size_t length)
{
	UP_BUFFER part = {0};

	up_buffer_append(&part, text, length);
	display_append(line, up_buffer_string(&part), SIZE_MAX);
	line->failed |= part.failed;
}

/* Bytes of the characters that fit, one at least. */
static size_t fitting(const char *text, size_t length, size_t width)
{
	size_t taken = 0;
	size_t bytes = 0;

	while (bytes < length) {
		size_t next = character(text + bytes);
		taken += width_of(text + bytes, next);
		if (taken > width && bytes > 0)
			break;
		bytes += next;
	}
	return bytes;
}

bool wrap_next(struct up_buffer *line, const char **rest, size_t width)
{
	size_t taken = 0;

	while (is_blank(**rest))
		(*rest)++;
	if (**rest == '\0')
		return false;
	while (**rest != '\0') {
		size_t word = strcspn(*rest, " \n\t");
		size_t wants = width_of(*rest, word) + (taken > 0);
		if (taken > 0 && taken + wants > width)
			break;
		if (taken == 0 && wants > width)
			word = fitting(*rest, word, width);
		if (taken > 0)
			up_buffer_append_char(line, ' ');
		append_part(line, *rest, word);
		taken += wants;
		*rest += word;
		while (is_blank(**rest))
			(*rest)++;
	}
	return true;
}

void wrap_append(struct up_buffer *text, const char *content, size_t taken, size_t hanging,
		 size_t width)
{
	size_t room = width > taken ? width - taken : 1;

	while (wrap_next(text, &content, room) && *content != '\0') {
		up_buffer_append_format(text, "\n%*s", (int)hanging, "");
		room = width > hanging ? width - hanging : 1;
	}
	up_buffer_append_char(text, '\n');
}

void wrap_cut_middle(struct up_buffer *line, const char *text, size_t width)
{
	const size_t length = strlen(text);
	const char *tail = text;

	if (display_width(text) <= width || width < 3) {
		display_append(line, text, width);
		return;
	}
	size_t head = fitting(text, length, width / 2);
	do
		tail += character(tail);
	while (display_width(tail) > (width - 1) / 2);
	append_part(line, text, head);
	up_buffer_append_string(line, "\u2026");
	append_part(line, tail, strlen(tail));
}
