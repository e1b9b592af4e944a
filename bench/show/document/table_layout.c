/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/table_layout.h"

#include "text/display.h"

#define NARROWEST_NAME 10
#define NARROWEST_TEXT 14
#define WIDEST_NAME 60
/* Beyond that, where there is no room, a heading takes several lines. */
#define WIDEST_HEADING 13

static bool are_alike(const struct table *a, const struct table *b)
{
	if (a->column_count != b->column_count)
		return false;
	for (size_t c = 0; c < a->column_count; c++) {
		if (strcmp(a->columns[c].heading, b->columns[c].heading) != 0)
			return false;
	}
	return true;
}

/* Of what the cells of a column need; 0 where none has a value. */
static size_t content_width(const struct table *table, size_t column)
{
	size_t widest = 0;
	bool is_empty = column > 0;

	for (size_t r = 0; r < table->row_count; r++) {
		const char *text = table->rows[r].cells[column].text;
		if (table->rows[r].is_sentence)
			continue;
		is_empty &= text[0] == '\0' || strcmp(text, "-") == 0;
		size_t width = display_width(text);
		widest = width > widest ? width : widest;
	}
	return is_empty || table->columns[column].is_hidden ? 0 : widest;
}

/* Of a heading that is broken into lines, one for each word. */
static size_t longest_word(const char *heading)
{
	size_t longest = 0;

	while (*heading != '\0') {
		UP_BUFFER word = {0};
		size_t length = strcspn(heading, " ");
		up_buffer_append(&word, heading, length);
		size_t width = display_width(up_buffer_string(&word));
		longest = width > longest ? width : longest;
		heading += length + (heading[length] == ' ');
	}
	return longest;
}

static void widen(struct table_layout *layout, const struct table *table, bool in_lines)
{
	for (size_t c = 0; c < table->column_count; c++) {
		size_t content = content_width(table, c);
		const char *name = table->columns[c].heading;
		size_t heading = display_width(name);
		if (in_lines && heading > WIDEST_HEADING)
			heading = longest_word(name);
		size_t width = content > 0 && heading > content ? heading : content;
		if (width > layout->width[c])
			layout->width[c] = width;
	}
}

size_t table_layout_total(const struct table_layout *layout)
{
	size_t total = LAYOUT_INDENT;

	for (size_t c = 0; c < TABLE_COLUMNS; c++) {
		if (layout->width[c] > 0)
			total += layout->width[c] + (c > 0 ? LAYOUT_GAP : 0);
	}
	return total;
}

/* Takes what is too much from a column, down to the least. */
static void shrink(struct table_layout *layout, size_t column, size_t least, size_t line)
{
	size_t total = table_layout_total(layout);
	size_t width = layout->width[column];

	if (total <= line || width <= least)
		return;
	layout->width[column] = width - least > total - line ? width - (total - line) : least;
}

static void drop(struct table_layout *layout, const struct table *table, size_t line)
{
	struct table_layout wanted = *layout;
	int last = 0;

	for (size_t c = 0; c < table->column_count; c++) {
		last = table->columns[c].priority > last ? table->columns[c].priority : last;
		if (table->columns[c].priority > 0)
			layout->width[c] = 0;
	}
	for (int priority = 1; priority <= last; priority++) {
		for (size_t c = 0; c < table->column_count; c++) {
			if (table->columns[c].priority != priority || wanted.width[c] == 0)
				continue;
			layout->width[c] = wanted.width[c];
			layout->is_dropped[c] = table_layout_total(layout) > line;
			if (layout->is_dropped[c])
				layout->width[c] = 0;
		}
	}
}

void table_layout_make(struct table_layout *layout, const struct document *document,
		       const struct table *table, size_t width)
{
	for (int in_lines = 0; in_lines < 2; in_lines++) {
		*layout = (struct table_layout){0};
		for (size_t b = 0; b < document->count; b++) {
			const struct table *other = document->blocks[b].table;
			if (other != NULL && are_alike(table, other))
				widen(layout, other, in_lines > 0);
		}
		if (layout->width[0] > WIDEST_NAME)
			layout->width[0] = WIDEST_NAME;
		if (table_layout_total(layout) <= width)
			break;
	}
	/* What may wrap gives way before a column is left out. */
	for (size_t c = 1; c < table->column_count; c++) {
		if (table->columns[c].may_wrap)
			shrink(layout, c, (size_t)2 * NARROWEST_TEXT, width);
	}
	drop(layout, table, width);
	for (size_t c = 1; c < table->column_count; c++) {
		if (table->columns[c].may_wrap)
			shrink(layout, c, NARROWEST_TEXT, width);
	}
	shrink(layout, 0, NARROWEST_NAME, width);
	for (size_t c = 1; c < table->column_count; c++) {
		if (table->columns[c].alignment == ALIGN_LEFT)
			shrink(layout, c, NARROWEST_NAME, width);
	}
}
