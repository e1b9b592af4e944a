/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/table_layout.h"
#include "show/document/wrap.h"
#include "show/document/writer.h"
#include "text/display.h"

#define PLAIN "\033[0m"

static const char *const styles[EMPHASIS_COUNT] = {
	[EMPHASIS_NONE] = "",           [EMPHASIS_BEST] = "\033[1m",
	[EMPHASIS_GOOD] = "",           [EMPHASIS_IMPROVED] = "\033[32m",
	[EMPHASIS_ASIDE] = "\033[2m",   [EMPHASIS_WARNING] = "\033[33m",
	[EMPHASIS_FAILED] = "\033[31m",
};

struct screen {
	struct up_buffer *text;
	const struct document *document;
	size_t width;
	bool color;
	struct up_buffer dropped; /* names of columns, joined by ", " */
};

/* ---- tables ----------------------------------------------------------- */

static void trim(struct up_buffer *text)
{
	while (text->length > 0 && text->data[text->length - 1] == ' ')
		text->data[--text->length] = '\0';
}

static void append_padded(struct up_buffer *text, const struct table_column *column, size_t width,
			  const char *content)
{
	UP_BUFFER cut = {0};

	wrap_cut_middle(&cut, content, width);
	display_append_cell(text, up_buffer_string(&cut), width,
			    column->alignment == ALIGN_RIGHT ? DISPLAY_RIGHT : DISPLAY_LEFT);
	text->failed |= cut.failed;
}

/* One line of a row, and what is left of each cell; false when nothing is. */
static bool append_line(struct screen *screen, const struct table *table,
			const struct table_layout *layout, const char **rest, bool wraps)
{
	bool is_more = false;

	up_buffer_append_format(screen->text, "%*s", LAYOUT_INDENT, "");
	for (size_t c = 0; c < table->column_count; c++) {
		UP_BUFFER part = {0};
		const char *content = rest[c];
		if (layout->width[c] == 0)
			continue;
		if (wraps || table->columns[c].may_wrap) {
			wrap_next(&part, &rest[c], layout->width[c]);
			content = up_buffer_string(&part);
			is_more |= rest[c][0] != '\0';
		} else {
			rest[c] = "";
		}
		up_buffer_append_format(screen->text, "%*s", c > 0 ? LAYOUT_GAP : 0, "");
		append_padded(screen->text, &table->columns[c], layout->width[c], content);
		screen->text->failed |= part.failed;
	}
	trim(screen->text);
	return is_more;
}

static void append_sentence(struct screen *screen, const struct table *table, const struct row *row)
{
	UP_BUFFER name = {0};

	display_append(&name, row->cells[0].text, SIZE_MAX);
	up_buffer_append_format(screen->text, "  %s  ", up_buffer_string(&name));
	wrap_append(screen->text, row->cells[table->column_count - 1].text,
		    display_width(up_buffer_string(&name)) + 2 + LAYOUT_GAP,
		    (size_t)2 * LAYOUT_INDENT, screen->width);
	/* Without the newline, which stands behind the color. */
	screen->text->length--;
	screen->text->failed |= name.failed;
}

static void append_row(struct screen *screen, const struct table *table,
		       const struct table_layout *layout, size_t r)
{
	const struct row *row = &table->rows[r];
	const struct row *above = r > 0 ? &table->rows[r - 1] : NULL;
	const char *style = screen->color ? styles[row->emphasis] : "";
	const char *rest[TABLE_COLUMNS];
	bool is_more = true;

	if (row->is_sentence) {
		up_buffer_append_string(screen->text, style);
		append_sentence(screen, table, row);
		up_buffer_append_string(screen->text, style[0] != '\0' ? PLAIN "\n" : "\n");
		return;
	}
	for (size_t c = 0; c < table->column_count; c++)
		rest[c] = row->cells[c].text;
	/* What the line above has said, as of the samples of a case. */
	if (above != NULL && !above->is_sentence && strcmp(above->cells[0].text, rest[0]) == 0)
		rest[0] = "";
	while (is_more) {
		up_buffer_append_string(screen->text, style);
		is_more = append_line(screen, table, layout, rest, false);
		up_buffer_append_string(screen->text, style[0] != '\0' ? PLAIN "\n" : "\n");
	}
}

static void append_headings(struct screen *screen, const struct table *table,
			    const struct table_layout *layout)
{
	const char *rest[TABLE_COLUMNS];
	bool any = false;
	bool is_more = true;

	for (size_t c = 0; c < table->column_count; c++) {
		rest[c] = table->columns[c].heading;
		any |= layout->width[c] > 0 && rest[c][0] != '\0';
	}
	while (any && is_more) {
		is_more = append_line(screen, table, layout, rest, true);
		up_buffer_append_char(screen->text, '\n');
	}
}

static void remember_dropped(struct screen *screen, const struct table *table,
			     const struct table_layout *layout)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const char *heading = table->columns[c].heading;
		if (!layout->is_dropped[c] ||
		    strstr(up_buffer_string(&screen->dropped), heading) != NULL)
			continue;
		up_buffer_append_format(&screen->dropped, "%s%s",
					screen->dropped.length > 0 ? ", " : "", heading);
	}
}

static bool has_figures(const struct table *table)
{
	for (size_t r = 0; r < table->row_count; r++) {
		if (!table->rows[r].is_sentence)
			return true;
	}
	return table->row_count == 0;
}

static void append_table(struct screen *screen, const struct table *table)
{
	struct table_layout layout;

	if (table->caption != NULL)
		wrap_append(screen->text, table->caption, 0, 0, screen->width);
	table_layout_make(&layout, screen->document, table, screen->width);
	if (has_figures(table))
		append_headings(screen, table, &layout);
	for (size_t r = 0; r < table->row_count; r++) {
		if (table->rows[r].has_rule) {
			up_buffer_append_format(screen->text, "%*s", LAYOUT_INDENT, "");
			for (size_t c = LAYOUT_INDENT; c < table_layout_total(&layout); c++)
				up_buffer_append_string(screen->text, "\u2500");
			up_buffer_append_char(screen->text, '\n');
		}
		append_row(screen, table, &layout, r);
	}
	remember_dropped(screen, table, &layout);
}

/* ---- other blocks ----------------------------------------------------- */

static bool is_heading(enum block_kind kind)
{
	return kind == BLOCK_SECTION || kind == BLOCK_HEADING || kind == BLOCK_FOLD;
}

static bool is_silent(enum block_kind kind)
{
	return kind == BLOCK_PICTURE || kind == BLOCK_FOLD_END || kind == BLOCK_OPENING;
}

static bool has_line_between(enum block_kind above, enum block_kind below)
{
	if (is_heading(below) || above == BLOCK_TABLE || above == BLOCK_CODE)
		return true;
	return !is_heading(above) && (below == BLOCK_TABLE || below == BLOCK_CODE);
}

static void append_lines(struct screen *screen, const char *content)
{
	while (*content != '\0') {
		UP_BUFFER line = {0};
		size_t length = strcspn(content, "\n");
		up_buffer_append(&line, content, length);
		up_buffer_append_string(screen->text, "    ");
		display_append(screen->text, up_buffer_string(&line), SIZE_MAX);
		up_buffer_append_char(screen->text, '\n');
		content += length + (content[length] == '\n');
		screen->text->failed |= line.failed;
	}
}

static void append_item(struct screen *screen, const struct block *block)
{
	const size_t indent = 4 + 2 * block->depth;
	UP_BUFFER item = {0};

	up_buffer_append_format(&item, "%s%s%s", block->text, block->detail != NULL ? ": " : "",
				block->detail != NULL ? block->detail : "");
	up_buffer_append_format(screen->text, "%*s- ", (int)indent - 2, "");
	wrap_append(screen->text, up_buffer_string(&item), indent, indent, screen->width);
	screen->text->failed |= item.failed;
}

static void append_block(struct screen *screen, const struct block *block,
			 const struct block *below)
{
	if (block->kind == BLOCK_TABLE) {
		append_table(screen, block->table);
	} else if (block->kind == BLOCK_ITEM) {
		append_item(screen, block);
	} else if (block->kind == BLOCK_CODE) {
		append_lines(screen, block->text);
	} else {
		wrap_append(screen->text, block->text, 0, 0, screen->width);
		if (is_heading(block->kind) && below != NULL && below->kind == BLOCK_ITEM) {
			screen->text->length--;
			up_buffer_append_string(screen->text, ":\n");
		}
	}
}

/* ---- without UTF-8 ---------------------------------------------------- */

static const struct {
	const char *text;
	char ascii;
} replacements[] = {{"\u2026", '~'}, {"\u00d7", 'x'}, {"\u00b5", 'u'}, {"\u2500", '-'},
		    {"\u2192", '>'}, {"\u201c", '"'}, {"\u201d", '"'}, {"\u00a0", ' '},
		    {"\u00b7", '*'}, {"\u2013", '-'}};

static void replace(struct up_buffer *text, const char *original)
{
	while (*original != '\0') {
		char ascii = '?';
		size_t length = 1;
		while (((unsigned char)original[length] & 0xc0) == 0x80)
			length++;
		for (size_t r = 0; r < sizeof replacements / sizeof replacements[0]; r++) {
			if (strncmp(original, replacements[r].text, length) == 0)
				ascii = replacements[r].ascii;
		}
		up_buffer_append_char(text, length == 1 ? *original : ascii);
		original += length;
	}
}

enum up_status terminal_append(struct up_buffer *text, const struct document *document,
			       struct terminal_style style, struct up_error *err)
{
	UP_BUFFER all = {0};
	struct screen screen = {.text = &all,
				.document = document,
				.width = style.width > 0 ? (size_t)style.width : SIZE_MAX,
				.color = style.color};
	const struct block *above = NULL;

	UP_TRY(document_check(document, err));
	for (size_t b = 0; b < document->count; b++) {
		const struct block *block = &document->blocks[b];
		if (is_silent(block->kind))
			continue;
		if (above != NULL && has_line_between(above->kind, block->kind))
			up_buffer_append_char(&all, '\n');
		append_block(&screen, block, b + 1 < document->count ? block + 1 : NULL);
		above = block;
	}
	if (screen.dropped.length > 0) {
		UP_BUFFER note = {0};
		up_buffer_append_format(&note, "Not shown in %d columns: %s.", style.width,
					screen.dropped.data);
		up_buffer_append_char(&all, '\n');
		wrap_append(&all, up_buffer_string(&note), 0, 0, screen.width);
	}
	all.failed |= screen.dropped.failed;
	up_buffer_release(&screen.dropped);
	UP_TRY(up_buffer_check(&all, err));
	if (style.ascii)
		replace(text, up_buffer_string(&all));
	else
		up_buffer_append(text, all.data, all.length);
	return up_buffer_check(text, err);
}
