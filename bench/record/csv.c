/* SPDX-License-Identifier: PostgreSQL */
#include "record/csv.h"

#include "source/csv_write.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>

/* ---- writing ---------------------------------------------------------- */

static enum up_status write_line(FILE *file, struct up_buffer *line, struct up_error *err)
{
	/* A line with nothing in it is no record to a reader. */
	if (line->length == 0)
		up_buffer_append_string(line, "\"\"");
	up_buffer_append_char(line, '\n');
	UP_TRY(up_buffer_check(line, err));
	if (fwrite(line->data, 1, line->length, file) != line->length || fflush(file) != 0)
		return up_fail_errno(err, UP_IO, "cannot write a line of CSV");
	return UP_OK;
}

enum up_status csv_write_header(FILE *file, const struct record_table *table, struct up_error *err)
{
	UP_BUFFER line = {0};

	for (size_t c = 0; c < table->count; c++) {
		const char *name = column_name(&table->members[c]);
		if (c > 0)
			up_buffer_append_char(&line, ',');
		up_csv_write_field(&line, name, strlen(name));
	}
	return write_line(file, &line, err);
}

enum up_status csv_write_record(FILE *file, const struct record_table *table, const void *record,
				struct up_error *err)
{
	UP_BUFFER line = {0};
	UP_BUFFER field = {0};

	for (size_t c = 0; c < table->count; c++) {
		if (c > 0)
			up_buffer_append_char(&line, ',');
		up_buffer_clear(&field);
		member_format(&table->members[c], record, &field);
		UP_TRY(up_buffer_check(&field, err));
		up_csv_write_field(&line, up_buffer_string(&field), field.length);
	}
	return write_line(file, &line, err);
}

enum up_status csv_write_list(FILE *file, const struct record_table *table, const void *list,
			      struct up_error *err)
{
	UP_TRY(csv_write_header(file, table, err));
	for (size_t r = 0; r < record_list_count(list); r++)
		UP_TRY(csv_write_record(file, table, record_list_item(table, list, r), err));
	return UP_OK;
}

/* ---- reading ---------------------------------------------------------- */

#define NO_COLUMN SIZE_MAX

struct reader {
	const char *path;
	const struct record_table *table;
	void *record;
	csv_add_record *add;
	void *context;
	size_t *field_columns; /* by field: which column it is, or NO_COLUMN */
	size_t field_count;
	size_t field; /* the next one of the line under way */
	size_t line;  /* the line under way, from 1 */
	bool in_header;
	bool is_foreign; /* of another program */
	bool ended;      /* the file did, before the line */
	enum up_status status;
	struct up_error *err;
};

static enum up_status fail_line(struct reader *reader, const char *reason)
{
	return up_fail(reader->err, UP_INVALID, "%s:%zu: %s", reader->path, reader->line, reason);
}

static enum up_status add_header_field(struct reader *reader, const char *name)
{
	size_t *fields = realloc(reader->field_columns, (reader->field_count + 1) * sizeof *fields);
	if (fields == NULL)
		return up_fail(reader->err, UP_NO_MEMORY, "out of memory for a header");
	reader->field_columns = fields;

	size_t column = NO_COLUMN;
	for (size_t c = 0; c < reader->table->count; c++) {
		if (strcmp(column_name(&reader->table->members[c]), name) == 0)
			column = c;
	}
	for (size_t f = 0; column != NO_COLUMN && f < reader->field_count; f++) {
		if (fields[f] == column)
			return up_fail(reader->err, UP_INVALID,
				       "%s:%zu: the header has column %s twice", reader->path,
				       reader->line, name);
	}
	fields[reader->field_count++] = column;
	return UP_OK;
}

static enum up_status end_header(struct reader *reader)
{
	for (size_t c = 0; c < reader->table->required; c++) {
		bool found = false;
		for (size_t f = 0; f < reader->field_count; f++)
			found = found || reader->field_columns[f] == c;
		if (!found)
			return up_fail(reader->err, UP_INVALID,
				       "%s:%zu: the header has no column %s", reader->path,
				       reader->line, column_name(&reader->table->members[c]));
	}
	return UP_OK;
}

static void on_field(void *bytes, size_t length, void *context)
{
	struct reader *reader = context;
	const char *field = bytes;

	if (reader->status != UP_OK)
		return;
	if (reader->ended && !reader->is_foreign) {
		/* Called by csv_fini(): the last line has no newline, so the program that
		 * wrote it was stopped in the middle, perhaps of this field. */
		reader->status = fail_line(reader, "the file ends in the middle of a line");
	} else if (strlen(field) != length) {
		reader->status = fail_line(reader, "a NUL byte");
	} else if (reader->in_header) {
		reader->status = add_header_field(reader, field);
	} else if (reader->field >= reader->field_count) {
		reader->status = fail_line(reader, "more fields than the header has");
	} else if (reader->field_columns[reader->field] != NO_COLUMN) {
		const struct member *column =
			&reader->table->members[reader->field_columns[reader->field]];
		reader->status = column_parse(column, reader->record, field, reader->err);
		if (reader->status != UP_OK)
			up_error_prefix(reader->err, "%s:%zu", reader->path, reader->line);
	}
	reader->field++;
}

static void on_line(int terminator, void *context)
{
	struct reader *reader = context;

	(void)terminator;
	if (reader->status != UP_OK)
		return;
	if (reader->in_header) {
		reader->status = end_header(reader);
		reader->in_header = false;
	} else if (reader->field < reader->field_count) {
		reader->status = fail_line(reader, "fewer fields than the header has");
	} else {
		reader->status = reader->add(reader->context, reader->record, reader->err);
		if (reader->status == UP_INVALID)
			up_error_prefix(reader->err, "%s:%zu", reader->path, reader->line);
		record_release(reader->table, reader->record);
	}
	reader->field = 0;
}

/* Hands libcsv a line at a time: it does not report newlines that are quoted, nor
 * empty lines, and messages count them as an editor does. */
static void parse(struct reader *reader, struct csv_parser *parser, const char *bytes,
		  size_t length)
{
	const char *end = bytes + length;

	while (bytes < end && reader->status == UP_OK) {
		const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t piece = (size_t)((newline != NULL ? newline + 1 : end) - bytes);
		if (csv_parse(parser, bytes, piece, on_field, on_line, reader) != piece &&
		    reader->status == UP_OK)
			reader->status =
				csv_error(parser) == CSV_EPARSE
					? fail_line(reader, "a quote in a field without quotes")
					: up_fail(reader->err, UP_NO_MEMORY, "%s: %s", reader->path,
						  csv_strerror(csv_error(parser)));
		bytes += piece;
		if (newline != NULL)
			reader->line++;
	}
}

static void read_all(struct reader *reader, struct csv_parser *parser, FILE *file)
{
	static const char mark[] = "\xef\xbb\xbf";
	char bytes[65536];
	size_t got;

	if (reader->is_foreign && (fread(bytes, 1, 3, file) != 3 || memcmp(bytes, mark, 3) != 0))
		rewind(file);
	while (reader->status == UP_OK && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
		parse(reader, parser, bytes, got);
	if (reader->status == UP_OK && ferror(file))
		reader->status = up_fail_errno(reader->err, UP_IO, "%s", reader->path);
	reader->ended = true;
	if (reader->status == UP_OK && csv_fini(parser, on_field, on_line, reader) != 0 &&
	    reader->status == UP_OK)
		reader->status = fail_line(reader, "the file ends inside quotes");
	if (reader->status == UP_OK && reader->in_header)
		reader->status = fail_line(reader, "the file is empty");
}

static enum up_status read_file(const char *path, const struct record_table *table, bool is_foreign,
				csv_add_record *add, void *context, struct up_error *err)
{
	UP_FCLOSE FILE *file = fopen(path, "r");
	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "%s", path);
	UP_FREE void *record = malloc(table->size);
	struct csv_parser parser;
	struct reader reader = {
		.path = path,
		.table = table,
		.record = record,
		.add = add,
		.context = context,
		.line = 1,
		.in_header = true,
		.is_foreign = is_foreign,
		.err = err,
	};

	if (record == NULL ||
	    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", path);
	record_init(table, record);
	read_all(&reader, &parser, file);
	csv_free(&parser);
	record_release(table, record);
	free(reader.field_columns);
	return reader.status;
}

enum up_status csv_read(const char *path, const struct record_table *table, csv_add_record *add,
			void *context, struct up_error *err)
{
	return read_file(path, table, false, add, context, err);
}

enum up_status csv_read_foreign(const char *path, const struct record_table *table,
				csv_add_record *add, void *context, struct up_error *err)
{
	return read_file(path, table, true, add, context, err);
}
