/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/escape.h"
#include "show/document/svg_inline.h"
#include "show/document/writer.h"

#include <math.h>

/* Bytes of a name that may have a line to itself, however narrow the table becomes. */
#define NAME_MAX_ON_ONE_LINE 40

/* Classes of report.css. */
static const char *const classes[EMPHASIS_COUNT] = {
	[EMPHASIS_NONE] = "",         [EMPHASIS_BEST] = "best",   [EMPHASIS_GOOD] = "good",
	[EMPHASIS_IMPROVED] = "good", [EMPHASIS_ASIDE] = "aside", [EMPHASIS_WARNING] = "aside",
	[EMPHASIS_FAILED] = "failed",
};

struct html {
	struct up_buffer *text;
	struct up_buffer *navigation;
	bool in_section;
	size_t depth; /* lists that are open */
	size_t tables;
	size_t pictures;
};

/* A number and its unit stay on one line. */
static void append_prose(struct up_buffer *text, const char *raw)
{
	UP_BUFFER glued = {0};

	for (const char *c = raw; c != NULL && *c != '\0'; c++) {
		bool is_glue = *c == ' ' && c > raw && c[-1] >= '0' && c[-1] <= '9' &&
			       !(c[1] >= '0' && c[1] <= '9');
		up_buffer_append_string(&glued, is_glue ? "\u00a0" : (const char[]){*c, '\0'});
	}
	text->failed |= glued.failed;
	escape_html(text, up_buffer_string(&glued));
}

static void append_between(struct up_buffer *text, const char *before, const char *raw,
			   const char *after)
{
	up_buffer_append_string(text, before);
	append_prose(text, raw);
	up_buffer_append_string(text, after);
}

static void append_attribute(struct up_buffer *text, const char *name, const char *value)
{
	up_buffer_append_format(text, " %s=\"", name);
	escape_html(text, value);
	up_buffer_append_char(text, '"');
}

/* ---- tables ----------------------------------------------------------- */

static void append_class(struct up_buffer *text, const struct table_column *column,
			 const char *mark)
{
	const char *kind = column->alignment == ALIGN_RIGHT ? "number"
			   : column->may_wrap               ? "long"
							    : "";

	if (kind[0] != '\0' || mark[0] != '\0')
		up_buffer_append_format(text, " class=\"%s%s%s\"", kind,
					kind[0] != '\0' && mark[0] != '\0' ? " " : "", mark);
}

static void append_headings(struct up_buffer *text, const struct table *table)
{
	up_buffer_append_string(text, "<thead><tr>");
	for (size_t c = 0; c < table->column_count; c++) {
		const struct table_column *column = &table->columns[c];
		if (!table_shows(table, c))
			continue;
		up_buffer_append_string(text, "<th scope=\"col\"");
		append_attribute(text, "data-field", column->field);
		if (column->field_high != NULL)
			append_attribute(text, "data-field-high", column->field_high);
		append_class(text, column, "");
		up_buffer_append_char(text, '>');
		escape_html(text, column->heading);
		up_buffer_append_string(text, "</th>");
	}
	up_buffer_append_string(text, "</tr></thead>\n<tbody>\n");
}

static void append_value(struct up_buffer *text, const char *name, double value)
{
	up_buffer_append_format(text, " data-%s=\"", name);
	if (isfinite(value))
		up_buffer_append_format(text, "%.12g", value);
	up_buffer_append_char(text, '"');
}

/* The numbers of the row say the same to readers who do not see it. */
static void append_lane(struct up_buffer *text, struct lane lane)
{
	const double width = fmax(1000 * (lane.end - lane.begin), 2);

	up_buffer_append_format(
		text,
		"<svg class=\"lane\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
		"aria-hidden=\"true\"><rect class=\"span\" x=\"%.1f\" width=\"%.1f\" "
		"height=\"10\"/><rect class=\"filled\" x=\"%.1f\" width=\"%.1f\" y=\"%.1f\" "
		"height=\"%.1f\"/></svg>",
		fmin(1000 * lane.begin, 998), width, fmin(1000 * lane.begin, 998), width,
		10 * (1 - fmin(lane.share, 1)), 10 * fmin(lane.share, 1));
}

static void append_cell(struct up_buffer *text, const struct table_column *column,
			const struct cell *cell, bool is_name)
{
	char hue[] = "hue hue-0";
	const char *mark = is_name && strlen(cell->text) > NAME_MAX_ON_ONE_LINE ? "much" : "";
	const char *tag = is_name ? "th" : "td";

	if (cell->hue > 0) {
		hue[sizeof hue - 2] = (char)('0' + (cell->hue - 1) % 8);
		mark = hue;
	}
	up_buffer_append_format(text, "<%s%s", tag, is_name ? " scope=\"row\"" : "");
	append_class(text, column, mark);
	if (column->alignment == ALIGN_RIGHT)
		append_value(text, "value", cell->value);
	if (column->field_high != NULL)
		append_value(text, "high", cell->high);
	up_buffer_append_char(text, '>');
	if (cell->has_lane)
		append_lane(text, cell->lane);
	else if (is_name)
		escape_html_name(text, cell->text);
	else
		escape_html(text, cell->text);
	up_buffer_append_format(text, "</%s>", tag);
}

static void append_row(struct up_buffer *text, const struct table *table, const struct row *row)
{
	const char *mark = classes[row->emphasis];

	up_buffer_append_format(text, mark[0] != '\0' ? "<tr class=\"%s\">" : "<tr>", mark);
	for (size_t c = 0; c < table->column_count; c++) {
		if (table_shows(table, c))
			append_cell(text, &table->columns[c], &row->cells[c], c == 0);
	}
	up_buffer_append_string(text, "</tr>\n");
}

static void append_table(struct html *html, const struct table *table)
{
	struct up_buffer *text = html->text;
	char id[32];

	snprintf(id, sizeof id, "table-%zu", ++html->tables);
	up_buffer_append_string(text, "<div class=\"sheet\">\n");
	if (table->caption != NULL) {
		up_buffer_append_format(text, "<p class=\"caption\" id=\"%s\">", id);
		append_prose(text, table->caption);
		up_buffer_append_string(text, "</p>\n");
	}
	up_buffer_append_string(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
	if (table->caption != NULL)
		append_attribute(text, "aria-labelledby", id);
	else
		append_attribute(text, "aria-label", table->name);
	up_buffer_append_string(text, "><table");
	append_attribute(text, "data-name", table->name);
	up_buffer_append_string(text, ">\n");
	append_headings(text, table);
	for (size_t r = 0; r < table->row_count; r++)
		append_row(text, table, &table->rows[r]);
	up_buffer_append_string(text, "</tbody></table></div></div>\n");
}

/* ---- other blocks ----------------------------------------------------- */

static enum up_status append_picture(struct html *html, const struct block *block,
				     struct up_error *err)
{
	const struct picture_block *picture = &block->picture;
	struct svg_caption wide = {++html->pictures, picture->title, picture->description, "wide"};
	struct svg_caption narrow = wide;

	narrow.number = ++html->pictures;
	narrow.layout = "narrow";
	up_buffer_append_string(html->text,
				"<figure><div class=\"scroll\" role=\"region\" tabindex=\"0\"");
	append_attribute(html->text, "aria-label", picture->title);
	up_buffer_append_char(html->text, '>');
	/* Which of the two is seen is for the style. */
	UP_TRY(svg_inline(html->text, picture->file, &wide, err));
	UP_TRY(svg_inline(html->text, picture->narrow, &narrow, err));
	append_between(html->text, "</div><figcaption>", block->text, "</figcaption></figure>\n");
	return UP_OK;
}

static void append_section(struct html *html, const struct block *block)
{
	const char *id = block->detail;

	up_buffer_append_format(html->text,
				"%s<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
				"<h2 id=\"%s-title\"%s>",
				html->in_section ? "</section>\n" : "", id, id, id,
				block->kind == BLOCK_OPENING ? " class=\"unseen\"" : "");
	html->in_section = true;
	append_between(html->text, "", block->text, "</h2>\n");
	if (block->kind == BLOCK_OPENING)
		return;
	up_buffer_append_format(html->navigation, "<li><a href=\"#%s\">", id);
	append_between(html->navigation, "", block->text, "</a></li>\n");
}

/* Lists within lists are the items of a plan. */
static void nest(struct html *html, size_t depth)
{
	for (; html->depth > depth; html->depth--)
		up_buffer_append_string(html->text,
					html->depth > 1 ? "</li></ul>" : "</li>\n</ul>\n");
	if (html->depth == depth && depth > 0)
		up_buffer_append_string(html->text, "</li>\n");
	for (; html->depth < depth; html->depth++)
		up_buffer_append_string(html->text, "<ul>\n");
}

static void append_item(struct html *html, const struct block *block)
{
	nest(html, block->depth + 1);
	append_between(html->text, block->detail != NULL ? "<li><b>" : "<li>", block->text,
		       block->detail != NULL ? "</b> " : "");
	if (block->detail == NULL)
		return;
	up_buffer_append_string(html->text, block->emphasis == EMPHASIS_FAILED
						    ? "<span class=\"wrong\">"
						    : "<span>");
	append_between(html->text, "", block->detail, "</span>");
}

/* Of the blocks that are a text between tags. */
static const struct {
	const char *begin;
	const char *end;
} tags[] = {
	[BLOCK_HEADING] = {"<h3>", "</h3>\n"},
	[BLOCK_PARAGRAPH] = {"<p>", "</p>\n"},
	[BLOCK_LEAD] = {"<p class=\"lead\">", "</p>\n"},
	[BLOCK_NOTE] = {"<p class=\"note\">", "</p>\n"},
	[BLOCK_FOLD] = {"<details>\n<summary>", "</summary>\n"},
	[BLOCK_FOLD_END] = {"", "</details>\n"},
};

static enum up_status append_block(struct html *html, const struct block *block,
				   struct up_error *err)
{
	if (block->kind != BLOCK_ITEM)
		nest(html, 0);
	switch (block->kind) {
	case BLOCK_SECTION:
	case BLOCK_OPENING:
		append_section(html, block);
		break;
	case BLOCK_ITEM:
		append_item(html, block);
		break;
	case BLOCK_TABLE:
		append_table(html, block->table);
		break;
	case BLOCK_PICTURE:
		return append_picture(html, block, err);
	case BLOCK_CODE:
		up_buffer_append_string(html->text, "<pre tabindex=\"0\"><code>");
		escape_html(html->text, block->text);
		up_buffer_append_string(html->text, "</code></pre>\n");
		break;
	default:
		append_between(html->text, tags[block->kind].begin, block->text,
			       tags[block->kind].end);
	}
	return UP_OK;
}

enum up_status html_append(struct up_buffer *content, struct up_buffer *navigation,
			   const struct document *document, struct up_error *err)
{
	struct html html = {.text = content, .navigation = navigation};

	UP_TRY(document_check(document, err));
	for (size_t b = 0; b < document->count; b++)
		UP_TRY(append_block(&html, &document->blocks[b], err));
	nest(&html, 0);
	up_buffer_append_string(content, html.in_section ? "</section>\n" : "");
	UP_TRY(up_buffer_check(navigation, err));
	return up_buffer_check(content, err);
}
