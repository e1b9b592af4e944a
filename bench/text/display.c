/* SPDX-License-Identifier: PostgreSQL */
#include "text/display.h"

#define REPLACEMENT 0xfffdu
#define ELLIPSIS "\xe2\x80\xa6"

/* The next character of text, REPLACEMENT for what must not be shown, and how
 * many bytes it takes. */
static uint32_t decode(const char *text, size_t *length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t count = bytes[0] < 0x80 ? 1 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
	uint32_t c = bytes[0];

	*length = 1;
	if (bytes[0] >= 0x80 && (bytes[0] < 0xc2 || bytes[0] > 0xf4))
		return REPLACEMENT;
	if (count > 1)
		c &= 0x7fu >> count;
	for (size_t i = 1; i < count; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return REPLACEMENT;
		c = c << 6 | (bytes[i] & 0x3fu);
	}
	if (c < least[count] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return REPLACEMENT;
	*length = count;
	/* Also the marks that turn the direction of what follows. */
	bool shown = c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0x2028 && c <= 0x202e) &&
		     !(c >= 0x2066 && c <= 0x2069);
	return shown ? c : REPLACEMENT;
}

struct range {
	uint32_t first;
	uint32_t last;
};

static const struct range combining[] = {
	{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a},
	{0x064b, 0x065f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f},
	{0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

static const struct range wide[] = {
	{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97c},
	{0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
	{0xffe0, 0xffe6},   {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
	{0x20000, 0x3fffd},
};

#define IS_IN(c, ranges) is_in((c), (ranges), sizeof(ranges) / sizeof(ranges)[0])

static bool is_in(uint32_t c, const struct range *ranges, size_t count)
{
	for (size_t r = 0; r < count; r++) {
		if (c >= ranges[r].first && c <= ranges[r].last)
			return true;
	}
	return false;
}

static size_t width_of(uint32_t c)
{
	return IS_IN(c, combining) ? 0 : IS_IN(c, wide) ? 2 : 1;
}

size_t display_width(const char *text)
{
	size_t width = 0;
	size_t length;

	for (; *text != '\0'; text += length)
		width += width_of(decode(text, &length));
	return width;
}

size_t display_append(struct up_buffer *line, const char *text, size_t width)
{
	bool fits = display_width(text) <= width;
	size_t room = fits ? width : width - (width > 0);
	size_t taken = 0;
	size_t length;

	for (; *text != '\0'; text += length) {
		uint32_t c = decode(text, &length);
		if (taken + width_of(c) > room)
			break;
		taken += width_of(c);
		if (c == REPLACEMENT)
			up_buffer_append_string(line, "\xef\xbf\xbd");
		else
			up_buffer_append(line, text, length);
	}
	if (!fits && width > 0) {
		up_buffer_append_string(line, ELLIPSIS);
		taken++;
	}
	return taken;
}

void display_append_cell(struct up_buffer *line, const char *text, size_t width,
			 enum display_side side)
{
	size_t needed = display_width(text);

	if (side == DISPLAY_RIGHT && needed < width)
		up_buffer_append_format(line, "%*s", (int)(width - needed), "");
	size_t taken = display_append(line, text, width);
	if ((side == DISPLAY_LEFT || needed > width) && taken < width)
		up_buffer_append_format(line, "%*s", (int)(width - taken), "");
}

void display_append_lines(struct up_buffer *lines, const char *text)
{
	size_t length;

	for (; *text != '\0'; text += length) {
		if (decode(text, &length) == REPLACEMENT && *text != '\n' && *text != '\t')
			up_buffer_append_string(lines, "\xef\xbf\xbd");
		else
			up_buffer_append(lines, text, length);
	}
}
