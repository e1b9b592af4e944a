/* SPDX-License-Identifier: PostgreSQL */
#include "source/csv.h"

#include "pg/text.h"

#include <csv.h>

#define BLOCK 65536

struct csv_source {
	struct up_source source; /* first: a source is a csv_source when csv_read is its read */
	char *path;
	FILE *file;
	struct csv_parser parser;
	size_t line;  /* the line under way, from 1 */
	size_t field; /* how many fields it has so far */
	bool in_header;
	bool at_first_row; /* nothing was read behind the header */
	bool ended;
	/* Of the read under way. */
	struct up_batch *batch;
	size_t rows;
	enum up_status status;
	struct up_error *err;
	/* Bytes read of the file and not parsed yet. */
	size_t next;
	size_t end;
	char block[BLOCK];
};

static enum up_status fail_line(const struct csv_source *csv, const char *reason)
{
	return up_fail(csv->err, UP_INVALID, "%s:%zu: %s", csv->path, csv->line, reason);
}

/* ---- a line ----------------------------------------------------------- */

static enum up_status check_name(const struct csv_source *csv, const char *name, size_t length)
{
	const char *expected = csv->source.relation->columns[csv->field].name;

	if (length == strlen(expected) && memcmp(name, expected, length) == 0)
		return UP_OK;
	return up_fail(csv->err, UP_INVALID,
		       "%s:%zu: column %zu of the header is \"%.*s\", and must be \"%s\"",
		       csv->path, csv->line, csv->field + 1, (int)(length < 80 ? length : 80), name,
		       expected);
}

static enum up_status add_value(const struct csv_source *csv, const char *text, size_t length)
{
	struct up_vector *vector = &csv->batch->vectors[csv->field];

	if (text == NULL) {
		up_vector_append_null(vector);
		return UP_OK;
	}
	if (up_text_parse(vector, text, length, csv->err) == UP_OK)
		return UP_OK;
	return up_fail(csv->err, UP_INVALID,
		       "%s:%zu: column %s: \"%.*s\" is not a value of type %s", csv->path,
		       csv->line, csv->source.relation->columns[csv->field].name,
		       (int)(length < 80 ? length : 80), text, up_type_info(vector->type)->name);
}

static void on_field(void *bytes, size_t length, void *context)
{
	struct csv_source *csv = context;

	if (csv->status != UP_OK)
		return;
	if (csv->field == csv->source.relation->column_count)
		csv->status = up_fail(csv->err, UP_INVALID, "%s:%zu: more than %zu fields",
				      csv->path, csv->line, csv->source.relation->column_count);
	else if (csv->in_header)
		csv->status = check_name(csv, bytes != NULL ? bytes : "", length);
	else
		csv->status = add_value(csv, bytes, length);
	csv->field++;
}

static void on_line(int terminator, void *context)
{
	struct csv_source *csv = context;

	(void)terminator;
	if (csv->status != UP_OK)
		return;
	if (csv->field < csv->source.relation->column_count) {
		csv->status = up_fail(csv->err, UP_INVALID, "%s:%zu: %zu fields, where %zu must be",
				      csv->path, csv->line, csv->field,
				      csv->source.relation->column_count);
	} else if (csv->in_header) {
		csv->in_header = false;
	} else {
		csv->status = up_batch_end_row(csv->batch, csv->err);
		csv->rows++;
	}
	csv->field = 0;
}

/* ---- the file --------------------------------------------------------- */

/* False at the end, where the last line may still be under way. */
static bool fill(struct csv_source *csv)
{
	csv->next = 0;
	csv->end = fread(csv->block, 1, sizeof csv->block, csv->file);
	if (csv->end > 0)
		return true;
	if (ferror(csv->file)) {
		csv->status = up_fail_errno(csv->err, UP_IO, "cannot read %s", csv->path);
	} else if (!csv->ended) {
		csv->ended = true;
		if (csv_fini(&csv->parser, on_field, on_line, csv) != 0 && csv->status == UP_OK)
			csv->status = fail_line(csv, "the file ends inside quotes");
	}
	return false;
}

/* Up to the next end of a line and no further, so that a read ends where its limit
 * does, and lines are counted as an editor does: libcsv does not report newlines that
 * are quoted, nor of empty lines. */
static void parse_piece(struct csv_source *csv)
{
	const char *piece = csv->block + csv->next;
	size_t length = csv->end - csv->next;
	const char *newline = memchr(piece, '\n', length);

	if (newline != NULL)
		length = (size_t)(newline - piece) + 1;
	const char *carriage_return = memchr(piece, '\r', length);
	if (carriage_return != NULL)
		length = (size_t)(carriage_return - piece) + 1;

	if (csv_parse(&csv->parser, piece, length, on_field, on_line, csv) != length &&
	    csv->status == UP_OK)
		csv->status = csv_error(&csv->parser) == CSV_EPARSE
				      ? fail_line(csv, "a quote in the middle of a field")
				      : up_fail(csv->err, UP_NO_MEMORY, "%s:%zu: %s", csv->path,
						csv->line, csv_strerror(csv_error(&csv->parser)));
	if (newline != NULL && carriage_return == NULL)
		csv->line++;
	csv->next += length;
}

static bool has_more(struct csv_source *csv)
{
	return csv->status == UP_OK && (csv->next < csv->end || fill(csv));
}

static int no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static enum up_status read_header(struct csv_source *csv, struct up_error *err)
{
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", csv->path);
	csv_set_space_func(&csv->parser, no_blank);
	csv->line = 1;
	csv->field = 0;
	csv->in_header = true;
	csv->at_first_row = true;
	csv->ended = false;
	csv->next = 0;
	csv->end = 0;
	csv->status = UP_OK;
	csv->err = err;
	while (csv->in_header && has_more(csv))
		parse_piece(csv);
	if (csv->status == UP_OK && csv->in_header)
		csv->status = fail_line(csv, "the file is empty, without even a header");
	return csv->status;
}

/* ---- the source ------------------------------------------------------- */

static enum up_status csv_read(struct up_source *source, struct up_batch *batch, size_t limit,
			       size_t *read, struct up_error *err)
{
	struct csv_source *csv = (struct csv_source *)source;

	csv->batch = batch;
	csv->rows = 0;
	csv->err = err;
	while (csv->rows < limit && has_more(csv)) {
		csv->at_first_row = false;
		parse_piece(csv);
	}
	if (csv->status == UP_OK)
		*read = csv->rows;
	return csv->status;
}

static enum up_status csv_rewind(struct up_source *source, struct up_error *err)
{
	struct csv_source *csv = (struct csv_source *)source;

	if (csv->at_first_row && csv->status == UP_OK)
		return UP_OK;
	if (fseek(csv->file, 0, SEEK_SET) != 0)
		return up_fail_errno(err, UP_IO, "cannot read %s once more", csv->path);
	csv_free(&csv->parser);
	return read_header(csv, err);
}

static void csv_close(struct up_source *source)
{
	struct csv_source *csv = (struct csv_source *)source;

	csv_free(&csv->parser);
	if (csv->file != NULL)
		fclose(csv->file);
	free(csv->path);
	free(csv);
}

enum up_status up_csv_open(const char *path, const struct up_relation *relation,
			   struct up_source **source, struct up_error *err)
{
	struct csv_source *csv = calloc(1, sizeof *csv);
	if (csv == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	UP_SOURCE *new = &csv->source;

	*new = (struct up_source){
		.relation = relation, .read = csv_read, .rewind = csv_rewind, .close = csv_close};
	csv->path = strdup(path);
	if (csv->path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	csv->file = fopen(path, "re");
	if (csv->file == NULL)
		return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
	UP_TRY(read_header(csv, err));
	*source = UP_TAKE(new);
	return UP_OK;
}
