/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/document.h"

#include <math.h>
#include <stdlib.h>

void document_release(struct document *document)
{
	for (size_t b = 0; b < document->count; b++) {
		struct table *table = document->blocks[b].table;
		for (size_t r = 0; table != NULL && r < table->row_count; r++)
			free(table->rows[r].cells);
		if (table != NULL)
			free(table->rows);
		free(table);
	}
	for (size_t o = 0; o < document->owned_count; o++)
		free(document->owned[o]);
	free(document->owned);
	free(document->blocks);
	*document = (struct document){0};
}

enum up_status document_check(const struct document *document, struct up_error *err)
{
	return document->failed ? up_fail(err, UP_NO_MEMORY, "out of memory for a document")
				: UP_OK;
}

/* Makes room for one more; false marks the document. */
static bool grow(struct document *document, void *items, size_t count, size_t size)
{
	void **array = items;
	/* Doubled at powers of two: the room follows from the count alone. */
	if (document->failed || (count & (count - 1)) != 0)
		return !document->failed;
	void *larger = realloc(*array, (count > 0 ? 2 * count : 1) * size);
	document->failed = larger == NULL;
	if (larger != NULL)
		*array = larger;
	return larger != NULL;
}

/* Takes over what was allocated; frees it when there is no room. */
static void *own(struct document *document, void *allocated)
{
	if (allocated == NULL)
		document->failed = true;
	if (!grow(document, &document->owned, document->owned_count, sizeof *document->owned)) {
		free(allocated);
		return NULL;
	}
	return document->owned[document->owned_count++] = allocated;
}

static const char *copy(struct document *document, const char *text)
{
	return text == NULL || document->failed ? NULL : own(document, strdup(text));
}

static void add(struct document *document, struct block block)
{
	if (grow(document, &document->blocks, document->count, sizeof *document->blocks))
		document->blocks[document->count++] = block;
}

void document_append(struct document *document, enum block_kind kind, const char *text)
{
	add(document, (struct block){.kind = kind, .text = copy(document, text)});
}

void document_take(struct document *document, enum block_kind kind, struct up_buffer *text)
{
	document->failed |= text->failed;
	document_append(document, kind, up_buffer_string(text));
	up_buffer_clear(text);
}

void document_section(struct document *document, const char *id, const char *title)
{
	add(document, (struct block){.kind = BLOCK_SECTION,
				     .text = copy(document, title),
				     .detail = copy(document, id)});
}

void document_opening(struct document *document, const char *id, const char *title)
{
	add(document, (struct block){.kind = BLOCK_OPENING,
				     .text = copy(document, title),
				     .detail = copy(document, id)});
}

void document_item(struct document *document, size_t depth, enum emphasis emphasis,
		   const char *text, const char *detail)
{
	add(document, (struct block){.kind = BLOCK_ITEM,
				     .text = copy(document, text),
				     .detail = copy(document, detail),
				     .depth = depth,
				     .emphasis = emphasis});
}

void document_picture(struct document *document, const struct picture_block *picture,
		      const char *caption)
{
	add(document, (struct block){.kind = BLOCK_PICTURE,
				     .text = copy(document, caption),
				     .picture = {copy(document, picture->file),
						 copy(document, picture->narrow),
						 copy(document, picture->title),
						 copy(document, picture->description)}});
}

/* ---- tables ----------------------------------------------------------- */

struct table *document_table(struct document *document, const char *name, const char *caption,
			     const struct table_column *columns, size_t count)
{
	struct table_column *own_columns = own(document, malloc((count + 1) * sizeof *own_columns));
	struct table *table = calloc(1, sizeof *table);

	document->failed |= table == NULL || count > TABLE_COLUMNS;
	for (size_t c = 0; c < count && own_columns != NULL; c++) {
		own_columns[c] = columns[c];
		own_columns[c].heading = copy(document, columns[c].heading);
		own_columns[c].field = copy(document, columns[c].field);
		own_columns[c].field_high = copy(document, columns[c].field_high);
	}
	if (!document->failed)
		*table = (struct table){.document = document,
					.name = copy(document, name),
					.caption = copy(document, caption),
					.columns = own_columns,
					.column_count = count};
	add(document, (struct block){.kind = BLOCK_TABLE, .table = table});
	if (!document->failed)
		return table;
	free(table);
	return NULL;
}

static struct row *add_row(struct table *table, enum emphasis emphasis)
{
	struct document *document = table->document;

	if (!grow(document, &table->rows, table->row_count, sizeof *table->rows))
		return NULL;
	struct row *row = &table->rows[table->row_count++];
	*row = (struct row){.emphasis = emphasis, .has_rule = table->rule_pending};
	table->rule_pending = false;
	table->at = 0;
	row->cells = calloc(table->column_count, sizeof *row->cells);
	for (size_t c = 0; row->cells != NULL && c < table->column_count; c++)
		row->cells[c] = (struct cell){.text = "", .value = NAN, .high = NAN};
	document->failed |= row->cells == NULL;
	return document->failed ? NULL : row;
}

void table_row(struct table *table, enum emphasis emphasis)
{
	if (table != NULL)
		add_row(table, emphasis);
}

void table_interval(struct table *table, double low, double high, const char *text)
{
	const char *own_text = table == NULL ? NULL : copy(table->document, text);

	if (own_text != NULL && table->row_count > 0 && table->at < table->column_count)
		table->rows[table->row_count - 1].cells[table->at++] =
			(struct cell){.text = own_text, .value = low, .high = high};
}

void table_number(struct table *table, double value, const char *text)
{
	table_interval(table, value, NAN, text);
}

void table_text(struct table *table, const char *text)
{
	table_interval(table, NAN, NAN, text != NULL ? text : "");
}

void table_take(struct table *table, struct up_buffer *text)
{
	if (table != NULL)
		table->document->failed |= text->failed;
	table_text(table, up_buffer_string(text));
	up_buffer_clear(text);
}

/* NULL when memory ran out. */
static struct cell *last_cell(struct table *table)
{
	return table == NULL || table->document->failed || table->at == 0
		       ? NULL
		       : &table->rows[table->row_count - 1].cells[table->at - 1];
}

#define LANE_CHARACTERS 24

void table_lane(struct table *table, struct lane lane)
{
	const bool is_known = lane.begin >= 0 && lane.end >= lane.begin && lane.share >= 0;
	UP_BUFFER text = {0};

	for (int c = 0; c < LANE_CHARACTERS && is_known; c++) {
		const bool is_within = (c + 1.0) / LANE_CHARACTERS > lane.begin &&
				       (double)c / LANE_CHARACTERS < lane.end;
		up_buffer_append_string(&text, !is_within ? "·" : lane.share >= 0.5 ? "━" : "─");
	}
	table_take(table, &text);
	struct cell *cell = last_cell(table);
	if (cell != NULL && is_known) {
		cell->has_lane = true;
		cell->lane = lane;
	}
}

void table_set_hue(struct table *table, int hue)
{
	struct cell *cell = last_cell(table);

	if (cell != NULL)
		cell->hue = hue;
}

void table_sentence(struct table *table, enum emphasis emphasis, const char *name,
		    const char *sentence)
{
	struct row *row = table == NULL ? NULL : add_row(table, emphasis);

	if (row == NULL)
		return;
	row->is_sentence = true;
	row->cells[0].text = copy(table->document, name);
	row->cells[table->column_count - 1].text = copy(table->document, sentence);
}

void table_rule(struct table *table)
{
	if (table != NULL)
		table->rule_pending = true;
}

void table_fold(struct table *table, const char *title)
{
	if (table == NULL)
		return;
	table->fold_from = table->row_count;
	table->fold = copy(table->document, title);
}

bool table_shows(const struct table *table, size_t column)
{
	if (table->columns[column].is_hidden)
		return false;
	if (column == 0)
		return true;
	for (size_t r = 0; r < table->row_count; r++) {
		const char *text = table->rows[r].cells[column].text;
		if (text[0] != '\0' && strcmp(text, "-") != 0)
			return true;
	}
	return false;
}
