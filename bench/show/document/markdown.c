/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/escape.h"
#include "show/document/writer.h"

/* At the beginning of a line these would begin a list, a heading or a rule. */
static void append_start(struct up_buffer *text, const char *raw)
{
	if (raw != NULL && raw[0] != '\0' && strchr("-+=", raw[0]) != NULL)
		up_buffer_append_char(text, '\\');
	escape_markdown(text, raw);
}

static void append_headings(struct up_buffer *text, const struct table *table)
{
	up_buffer_append_string(text, "\n|");
	for (size_t c = 0; c < table->column_count; c++) {
		if (!table_shows(table, c))
			continue;
		up_buffer_append_char(text, ' ');
		escape_markdown(text, table->columns[c].heading);
		up_buffer_append_string(text, " |");
	}
	up_buffer_append_string(text, "\n|");
	for (size_t c = 0; c < table->column_count; c++) {
		if (table_shows(table, c))
			up_buffer_append_string(text, table->columns[c].alignment == ALIGN_RIGHT
							      ? " ---: |"
							      : " --- |");
	}
	up_buffer_append_char(text, '\n');
}

static bool is_urgent(const struct row *row)
{
	return row->emphasis == EMPHASIS_FAILED;
}

static void append_row(struct up_buffer *text, const struct table *table, const struct row *row)
{
	up_buffer_append_char(text, '|');
	for (size_t c = 0; c < table->column_count; c++) {
		const char *bold = c == 0 && is_urgent(row) ? "**" : "";
		if (!table_shows(table, c))
			continue;
		up_buffer_append_format(text, " %s", bold);
		escape_markdown(text, row->cells[c].text);
		up_buffer_append_format(text, "%s |", bold);
	}
	up_buffer_append_char(text, '\n');
}

static void append_rows(struct up_buffer *text, const struct table *table, size_t from, size_t to)
{
	if (from == to)
		return;
	append_headings(text, table);
	for (size_t r = from; r < to; r++)
		append_row(text, table, &table->rows[r]);
}

static void open_fold(struct up_buffer *text, const char *title)
{
	up_buffer_append_string(text, "\n<details><summary>");
	escape_html(text, title);
	up_buffer_append_string(text, "</summary>\n");
}

static void append_table(struct up_buffer *text, const struct table *table)
{
	const size_t shown = table->fold != NULL ? table->fold_from : table->row_count;

	if (table->caption != NULL) {
		up_buffer_append_char(text, '\n');
		append_start(text, table->caption);
		up_buffer_append_char(text, '\n');
	}
	append_rows(text, table, 0, shown);
	if (shown == table->row_count)
		return;
	open_fold(text, table->fold);
	append_rows(text, table, shown, table->row_count);
	up_buffer_append_string(text, "\n</details>\n");
}

/* An indented block ends with its last indented line: there is no fence to be closed from
 * inside. */
static void append_code(struct up_buffer *text, const char *code)
{
	up_buffer_append_string(text, "\n    ");
	for (const char *c = code; *c != '\0'; c++) {
		if (*c == '\n')
			up_buffer_append_string(text, "\n    ");
		else
			up_buffer_append_char(text, (unsigned char)*c < 0x20 ? ' ' : *c);
	}
	up_buffer_append_char(text, '\n');
}

static void append_item(struct up_buffer *text, const struct block *block, bool is_first)
{
	up_buffer_append_format(text, "%s%*s- ", is_first ? "\n" : "", (int)(2 * block->depth), "");
	append_start(text, block->text);
	up_buffer_append_string(text, block->detail != NULL ? ": " : "");
	escape_markdown(text, block->detail);
	up_buffer_append_char(text, '\n');
}

static void append_between(struct up_buffer *text, const char *before, const char *raw,
			   const char *after)
{
	up_buffer_append_string(text, before);
	append_start(text, raw);
	up_buffer_append_string(text, after);
}

static void append_block(struct up_buffer *text, const struct block *block,
			 const struct block *above)
{
	switch (block->kind) {
	case BLOCK_SECTION:
		append_between(text, "\n## ", block->text, "\n");
		break;
	case BLOCK_HEADING:
		append_between(text, "\n### ", block->text, "\n");
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		append_between(text, "\n", block->text, "\n");
		break;
	case BLOCK_LEAD:
		append_between(text, "\n**", block->text, "**\n");
		break;
	case BLOCK_ITEM:
		append_item(text, block, above == NULL || above->kind != BLOCK_ITEM);
		break;
	case BLOCK_TABLE:
		append_table(text, block->table);
		break;
	case BLOCK_CODE:
		append_code(text, block->text);
		break;
	case BLOCK_FOLD:
		open_fold(text, block->text);
		break;
	case BLOCK_FOLD_END:
		up_buffer_append_string(text, "\n</details>\n");
		break;
	case BLOCK_OPENING:
	case BLOCK_PICTURE: /* the figures are in its table */
		break;
	}
}

enum up_status markdown_append(struct up_buffer *text, const struct document *document,
			       struct up_error *err)
{
	UP_BUFFER all = {0};

	UP_TRY(document_check(document, err));
	for (size_t b = 0; b < document->count; b++)
		append_block(&all, &document->blocks[b], b > 0 ? &document->blocks[b - 1] : NULL);
	UP_TRY(up_buffer_check(&all, err));
	/* Each block begins with an empty line, which a file need not. */
	up_buffer_append_string(text, up_buffer_string(&all) + (all.length > 0));
	return up_buffer_check(text, err);
}
