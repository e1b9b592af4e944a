/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/svg_inline.h"

#include "show/document/escape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEPTH_MAX 32
/* Pixels at the left in which the scripts draw nothing, so that a picture begins where the
 * text of the page does. */
#define MARGIN 16
#define SIZE_MAX_BYTES ((size_t)8 << 20)

/* ---- colors ----------------------------------------------------------- */

/* The colors of scripts/plot/style.gnuplot.  What is filled keeps its color in the dark,
 * because texts stand on it; lines and points become lighter there, and so does what is
 * transparent: a band belongs to its line. */
static const struct color {
	const char *value; /* without blanks */
	const char *line;
	const char *fill;
} colors[] = {
	{"rgb(34,34,34)", "ink", "ink"},
	{"black", "ink", "ink"},
	{"rgb(102,102,102)", "faint", "faint"},
	{"rgb(227,227,227)", "hairline", "hairline"},
	{"rgb(187,187,187)", "leader", "leader"},
	{"rgb(255,255,255)", "paper", "on-dark"},
	{"#FFFFFF", "paper", "on-dark"},
	{"rgb(0,0,0)", "line-black", "on-light"},
	{"rgb(0,114,178)", "line-blue", "fill-blue"},
	{"rgb(213,94,0)", "line-vermilion", "fill-vermilion"},
	{"rgb(0,158,115)", "line-green", "fill-green"},
	{"rgb(204,121,167)", "line-pink", "fill-pink"},
	{"rgb(230,159,0)", "line-orange", "fill-orange"},
	{"rgb(86,180,233)", "line-sky", "fill-sky"},
	{"rgb(153,153,153)", "line-gray", "fill-gray"},
};

static bool equals_without_blanks(const char *text, size_t length, const char *plain)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == ' ')
			continue;
		if (*plain++ != text[i])
			return false;
	}
	return *plain == '\0';
}

static void append_color(struct up_buffer *page, bool is_fill, const char *value, size_t length)
{
	if (equals_without_blanks(value, length, "none")) {
		up_buffer_append_string(page, "none");
		return;
	}
	for (size_t i = 0; i < sizeof colors / sizeof colors[0]; i++) {
		if (!equals_without_blanks(value, length, colors[i].value))
			continue;
		up_buffer_append_format(page, "var(--%s)",
					is_fill ? colors[i].fill : colors[i].line);
		return;
	}
	up_buffer_append_string(page, "currentColor");
}

/* ---- tags ------------------------------------------------------------- */

struct span {
	const char *at;
	size_t length;
};

static bool is(struct span span, const char *word)
{
	return strlen(word) == span.length && memcmp(span.at, word, span.length) == 0;
}

static bool is_among(struct span span, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (is(span, *words))
			return true;
	}
	return false;
}

static const char *const drawn[] = {"g",       "defs", "path", "rect", "circle",
				    "polygon", "use",  "text", NULL};
static const char *const kept[] = {"width",
				   "height",
				   "r",
				   "stroke-width",
				   "fill-opacity",
				   "stroke-opacity",
				   "stroke-dasharray",
				   "opacity",
				   "font-size",
				   "text-anchor",
				   "shape-rendering",
				   NULL};
static const char *const paints[] = {"fill", "stroke", "color", NULL};
/* Of these a tenth of a pixel is enough: a page holds tens of thousands of their numbers. */
static const char *const places[] = {"d",  "points", "transform", "x",  "y",  "x1",
				     "y1", "x2",     "y2",        "cx", "cy", NULL};

static const char *skip_blanks(const char *c, const char *end)
{
	while (c < end && strchr(" \t\r\n", *c) != NULL)
		c++;
	return c;
}

static struct span word_at(const char *c, const char *end)
{
	struct span word = {c, 0};

	while (c + word.length < end && strchr(" \t\r\n=/>'\"<", c[word.length]) == NULL)
		word.length++;
	return word;
}

/* What the attributes of an element are written for. */
struct appearance {
	size_t number;       /* of the picture */
	bool is_transparent; /* what is filled */
};

/* "12.0,7.26 " as "12,7.3". */
static void append_places(struct up_buffer *page, const char *c, const char *end)
{
	char number[32];

	while (end > c && end[-1] == ' ')
		end--;
	while (c < end) {
		size_t length = strspn(c, "-0123456789.");
		const char *point = memchr(c, '.', length);
		if (length == 0 || length >= sizeof number || c + length > end || point == NULL) {
			length = length == 0 || c + length > end ? 1 : length;
			up_buffer_append(page, c, length);
		} else {
			memcpy(number, c, length);
			number[length] = '\0';
			up_buffer_append_format(page, "%.10g",
						round(strtod(number, NULL) * 10) / 10);
		}
		c += length;
	}
}

/* gnuplot opens a group for each thing that it draws, and repeats most of the time what the root
 * has as well.  Nothing refers to a group. */
static bool is_needless(struct span element, struct span name, struct span value)
{
	static const struct {
		const char *name, *value;
	} defaults[] = {{"fill", "none"},
			{"color", "black"},
			{"stroke", "currentColor"},
			{"stroke-width", "1.00"},
			{"font-size", "12.00"}};

	if (!is(element, "g"))
		return false;
	for (size_t i = 0; i < sizeof defaults / sizeof defaults[0]; i++) {
		if (is(name, defaults[i].name) && is(value, defaults[i].value))
			return true;
	}
	return is(name, "id");
}

static void append_attribute(struct up_buffer *page, struct span name, struct span value,
			     struct appearance of)
{
	if (is_among(name, paints)) {
		up_buffer_append_format(page, " %.*s=\"", (int)name.length, name.at);
		append_color(page, is(name, "fill") && !of.is_transparent, value.at, value.length);
	} else if (is(name, "id")) {
		up_buffer_append_format(page, " id=\"f%zu-%.*s", of.number, (int)value.length,
					value.at);
	} else if (is(name, "xlink:href") && value.length > 0 && value.at[0] == '#') {
		up_buffer_append_format(page, " href=\"#f%zu-%.*s", of.number,
					(int)value.length - 1, value.at + 1);
	} else if (is_among(name, places)) {
		up_buffer_append_format(page, " %.*s=\"", (int)name.length, name.at);
		append_places(page, value.at, value.at + value.length);
	} else if (is_among(name, kept)) {
		up_buffer_append_format(page, " %.*s=\"%.*s", (int)name.length, name.at,
					(int)value.length, value.at);
	} else {
		return;
	}
	up_buffer_append_char(page, '"');
}

/* A value with a quote of the other kind, or a tag, is not gnuplot's. */
static bool is_plain(struct span value)
{
	for (size_t i = 0; i < value.length; i++) {
		if (strchr("\"'<>&", value.at[i]) != NULL)
			return false;
	}
	return true;
}

static bool has_opacity(const char *c, const char *end)
{
	static const char opacity[] = "fill-opacity";
	return memmem(c, (size_t)(end - c), opacity, sizeof opacity - 1) != NULL;
}

static void append_attributes(struct up_buffer *page, struct span element, const char *c,
			      const char *end, size_t number)
{
	const struct appearance of = {number, has_opacity(c, end)};

	for (;;) {
		c = skip_blanks(c, end);
		struct span name = word_at(c, end);
		if (name.length == 0)
			return;
		c = skip_blanks(c + name.length, end);
		if (c == end || *c != '=')
			return;
		c = skip_blanks(c + 1, end);
		if (c == end || (*c != '"' && *c != '\''))
			return;
		const char *close = memchr(c + 1, *c, (size_t)(end - c - 1));
		if (close == NULL)
			return;
		struct span value = {c + 1, (size_t)(close - c - 1)};
		if (is_plain(value) && !is_needless(element, name, value))
			append_attribute(page, name, value, of);
		c = close + 1;
	}
}

/* ---- the drawing ------------------------------------------------------ */

/* An element that is open, and where the page was before and after its tag. */
struct element {
	bool is_drawn;
	size_t before;
	size_t after;
};

struct drawing {
	struct up_buffer *page;
	size_t number;
	struct element open[DEPTH_MAX];
	size_t depth;
	bool in_text;
};

static bool is_background(struct span name, const char *c, const char *end)
{
	static const char white[] = "fill=\"#ffffff\"";
	return is(name, "rect") && memmem(c, (size_t)(end - c), white, sizeof white - 1) != NULL;
}

static void truncate_to(struct up_buffer *page, size_t length)
{
	if (page->data == NULL)
		return;
	page->length = length;
	page->data[length] = '\0';
}

static void close_element(struct drawing *drawing, struct span name)
{
	struct element element = drawing->open[--drawing->depth];

	drawing->in_text = false;
	if (!element.is_drawn)
		return;
	/* gnuplot opens a group for whatever it might draw. */
	if (drawing->page->length == element.after)
		truncate_to(drawing->page, element.before);
	else
		up_buffer_append_format(drawing->page, "</%.*s>", (int)name.length, name.at);
}

static bool open_element(struct drawing *drawing, struct span name, const char *c, const char *end)
{
	bool is_whole = end > c && end[-1] == '/';
	bool parent_is_drawn = drawing->depth == 0 || drawing->open[drawing->depth - 1].is_drawn ||
			       drawing->depth == 1;
	struct element element = {
		.is_drawn =
			parent_is_drawn && is_among(name, drawn) && !is_background(name, c, end),
		.before = drawing->page->length,
	};

	if (element.is_drawn) {
		up_buffer_append_format(drawing->page, "<%.*s", (int)name.length, name.at);
		append_attributes(drawing->page, name, c, is_whole ? end - 1 : end,
				  drawing->number);
		up_buffer_append_string(drawing->page, is_whole ? "/>" : ">");
	}
	if (is_whole)
		return true;
	if (drawing->depth == DEPTH_MAX)
		return false;
	element.after = drawing->page->length;
	drawing->open[drawing->depth++] = element;
	drawing->in_text = element.is_drawn && is(name, "text");
	return true;
}

/* From the root element on. */
static bool draw(struct drawing *drawing, const char *rest)
{
	const char *tag, *end;

	while ((tag = strchr(rest, '<')) != NULL && (end = strchr(tag, '>')) != NULL) {
		if (drawing->in_text)
			up_buffer_append(drawing->page, rest, (size_t)(tag - rest));
		bool is_end = tag[1] == '/';
		struct span name = word_at(tag + 1 + is_end, end);
		if (is_end && drawing->depth == 0)
			return false;
		if (is_end)
			close_element(drawing, name);
		else if (!open_element(drawing, name, name.at + name.length, end))
			return false;
		rest = end + 1;
		if (drawing->depth == 0)
			return true;
	}
	return false;
}

static enum up_status read_all(const char *path, struct up_buffer *text, struct up_error *err)
{
	UP_FCLOSE FILE *file = fopen(path, "re");
	char bytes[16384];
	size_t got;

	if (file == NULL)
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0 && text->length < SIZE_MAX_BYTES)
		up_buffer_append(text, bytes, got);
	if (ferror(file))
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	return up_buffer_check(text, err);
}

static bool append_root(struct up_buffer *page, const char *root, const struct svg_caption *caption)
{
	const char *box = strstr(root, "viewBox=\"");
	const char *end = strchr(root, '>');
	int width, height;

	if (box == NULL || end == NULL || box > end ||
	    sscanf(box, "viewBox=\"0 0 %6d %6d\"", &width, &height) != 2 || width <= MARGIN)
		return false;
	up_buffer_append_format(page,
				"<svg class=\"plot %s\" role=\"img\" fill=\"none\" "
				"stroke=\"currentColor\" viewBox=\"%d 0 %d %d\" width=\"%d\" "
				"height=\"%d\" aria-labelledby=\"f%zu-title f%zu-desc\">"
				"<title id=\"f%zu-title\">",
				caption->layout, MARGIN, width - MARGIN, height, width - MARGIN,
				height, caption->number, caption->number, caption->number);
	escape_html(page, caption->title);
	up_buffer_append_format(page, "</title><desc id=\"f%zu-desc\">", caption->number);
	escape_html(page, caption->description);
	up_buffer_append_string(page, "</desc>");
	return true;
}

enum up_status svg_inline(struct up_buffer *page, const char *path,
			  const struct svg_caption *caption, struct up_error *err)
{
	UP_BUFFER original = {0};
	UP_BUFFER text = {0};
	struct drawing drawing = {.page = &text, .number = caption->number};

	UP_TRY(read_all(path, &original, err));
	const char *root = strstr(up_buffer_string(&original), "<svg");
	if (root == NULL || !append_root(&text, root, caption) || !draw(&drawing, root))
		return up_fail(err, UP_INVALID, "%s is no picture of gnuplot", path);
	up_buffer_append_string(&text, "</svg>\n");
	UP_TRY(up_buffer_check(&text, err));
	up_buffer_append(page, text.data, text.length);
	return up_buffer_check(page, err);
}
