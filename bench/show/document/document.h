/* SPDX-License-Identifier: PostgreSQL */
/*
 * A document: blocks in the order of reading, which a writer (writer.h) turns into text for a
 * terminal, Markdown or HTML.  Texts are raw: only writers escape.  All texts are copied.
 *
 * Functions that append cannot fail; when memory runs out the document is marked, what follows
 * is ignored, and document_check() fails.
 *
 *   DOCUMENT document = {0};
 *   document_heading(&document, "1,914 rows");
 *   struct table *table = document_table(&document, "ranking", NULL, columns, 2);
 *   table_row(table, EMPHASIS_BEST);
 *   table_text(table, "unnest");
 *   table_number(table, 19.4e6, "19.4 ms");
 */
#ifndef SHOW_DOCUMENT_DOCUMENT_H
#define SHOW_DOCUMENT_DOCUMENT_H

#include "base/buffer.h"

enum block_kind {
	BLOCK_SECTION, /* a heading that navigation lists; id is an ASCII word */
	BLOCK_OPENING, /* a section that is not listed; its heading is for screen readers */
	BLOCK_HEADING, /* within a section */
	BLOCK_PARAGRAPH,
	BLOCK_LEAD, /* the answer */
	BLOCK_NOTE, /* may be skipped */
	BLOCK_ITEM, /* of a list: neighbors make up one */
	BLOCK_TABLE,
	BLOCK_PICTURE,
	BLOCK_CODE, /* to be copied as it is */
	BLOCK_FOLD, /* title of what is folded away, up to BLOCK_FOLD_END */
	BLOCK_FOLD_END,
};

enum emphasis {
	EMPHASIS_NONE,
	EMPHASIS_BEST,
	EMPHASIS_GOOD,     /* not worse than the best */
	EMPHASIS_IMPROVED, /* against a base */
	EMPHASIS_ASIDE,    /* without weight */
	EMPHASIS_WARNING,
	EMPHASIS_FAILED,
	EMPHASIS_COUNT,
};

/* Columns of a table, at most. */
#define TABLE_COLUMNS 32

enum alignment {
	ALIGN_LEFT,
	ALIGN_RIGHT, /* numbers: their cells have values */
};

struct table_column {
	const char *heading;
	const char *field;      /* name in a CSV file, with its unit: "median_ns" */
	const char *field_high; /* of an interval: field is its lower end; NULL: none */
	enum alignment alignment;
	int priority;  /* in a narrow terminal, 1 gets room first; 0: always shown */
	bool may_wrap; /* text that may take several lines */
	bool is_hidden;
};

/* A stretch of a timeline, in shares of the whole; share is what of it is filled. */
struct lane {
	double begin;
	double end;
	double share;
};

struct cell {
	const char *text; /* of a lane: it, drawn with characters */
	double value;     /* in the unit of the field; NaN: none */
	double high;
	int hue; /* color of a category, from 1; 0: none */
	bool has_lane;
	struct lane lane;
};

struct row {
	enum emphasis emphasis;
	bool is_sentence; /* the first cell is a name, the last a sentence, the others are empty */
	bool has_rule;    /* a line above it */
	struct cell *cells;
};

struct table {
	struct document *document;
	const char *name;    /* of its CSV file, without suffix */
	const char *caption; /* NULL: the heading above is enough */
	struct table_column *columns;
	size_t column_count;
	struct row *rows;
	size_t row_count;
	size_t at;         /* the next cell */
	size_t fold_from;  /* Markdown folds rows from this one on */
	const char *fold;  /* title of that; NULL: nothing is folded */
	bool rule_pending; /* before the next row */
};

struct picture_block {
	const char *file; /* SVG */
	const char *narrow;
	const char *title;
	const char *description;
};

struct block {
	enum block_kind kind;
	const char *text;   /* of a picture: its caption */
	const char *detail; /* of an item, after its text and fainter; of a section: its id */
	size_t depth;       /* of an item, from 0 */
	enum emphasis emphasis;
	struct table *table;
	struct picture_block picture;
};

struct document {
	struct block *blocks;
	size_t count;
	void **owned;
	size_t owned_count;
	bool failed;
};

/* A document must not be moved once it has tables. */
void document_release(struct document *document);
#define DOCUMENT UP_CLEANUP(document_release) struct document

UP_MUST_CHECK enum up_status document_check(const struct document *document, struct up_error *err);

void document_section(struct document *document, const char *id, const char *title);
void document_opening(struct document *document, const char *id, const char *title);
/* kind: one that has a text and nothing else. */
void document_append(struct document *document, enum block_kind kind, const char *text);
/* The same; takes the text out of the buffer and empties it. */
void document_take(struct document *document, enum block_kind kind, struct up_buffer *text);
/* detail may be NULL. */
void document_item(struct document *document, size_t depth, enum emphasis emphasis,
		   const char *text, const char *detail);
void document_picture(struct document *document, const struct picture_block *picture,
		      const char *caption);

/* A column is left out where no row has a value in it ("" or "-").  Returns NULL when memory
 * ran out, which the functions below take. */
struct table *document_table(struct document *document, const char *name, const char *caption,
			     const struct table_column *columns, size_t count);
/* Each row has as many cells as there are columns; the first is its name. */
void table_row(struct table *table, enum emphasis emphasis);
void table_text(struct table *table, const char *text);
void table_number(struct table *table, double value, const char *text);
void table_interval(struct table *table, double low, double high, const char *text);
/* What it shows must also be there in numbers. */
void table_lane(struct table *table, struct lane lane);
/* Takes the text out of the buffer and empties it. */
void table_take(struct table *table, struct up_buffer *text);
/* Of the cell that was written last. */
void table_set_hue(struct table *table, int hue);
/* A row without values: "row chunk=5  skipped: row takes no chunks".  The sentence is the cell
 * of the last column, one for words; a terminal has it right after the name. */
void table_sentence(struct table *table, enum emphasis emphasis, const char *name,
		    const char *sentence);
void table_rule(struct table *table);
/* Markdown folds the rows that follow away, under this title. */
void table_fold(struct table *table, const char *title);

/* ---- for writers */

bool table_shows(const struct table *table, size_t column);

#endif
