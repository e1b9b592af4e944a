/* SPDX-License-Identifier: PostgreSQL */
#include "source/csv.h"

#include "base/event.h"
#include "pg/text.h"
#include "source/csv_record.h"

#include <stdlib.h>

#define READ_BYTES ((size_t)16 << 20) /* of the file, with which a read ends */
#define SHOWN_BYTES 80                /* of a value or a name, at most */

struct csv_source {
	struct up_source source; /* first: a source is a csv_source when csv_read is its read */
	struct up_event interrupted;
	struct up_csv_options options;
	char *path;
	struct up_input *input;
	struct up_csv_reader reader;
	/* Of each field of a row its column of the relation; SIZE_MAX: it is not read. */
	size_t *columns;
	size_t field_count;
	bool at_first_row; /* nothing was read behind the header */
};

static enum up_status fail_at(const struct csv_source *csv, size_t line, const char *reason,
			      struct up_error *err)
{
	return up_fail(err, UP_INVALID, "%s:%zu: %s", csv->path, line, reason);
}

/* Whole characters of at most SHOWN_BYTES. */
static int shown_length(size_t length)
{
	return (int)(length < SHOWN_BYTES ? length : SHOWN_BYTES);
}

/* ---- the header ------------------------------------------------------- */

static bool is_name(const struct up_csv_field *field, const char *name)
{
	return field->length == strlen(name) && memcmp(field->text, name, field->length) == 0;
}

static size_t find_column(const struct up_relation *relation, const struct up_csv_field *field)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (is_name(field, relation->columns[c].name))
			return c;
	}
	return SIZE_MAX;
}

static bool is_known(const struct csv_source *csv, const struct up_csv_field *field)
{
	const struct up_relation *table = csv->options.table;

	return table != NULL && find_column(table, field) != SIZE_MAX;
}

static enum up_status take_name(const struct csv_source *csv, const struct up_csv_record *header,
				size_t place, struct up_error *err)
{
	const struct up_relation *relation = csv->source.relation;
	const struct up_csv_field *field = &header->fields[place];

	csv->columns[place] = find_column(relation, field);
	if (csv->columns[place] == SIZE_MAX && !is_known(csv, field))
		return up_fail(err, UP_INVALID,
			       "%s:%zu: column %zu of the header, \"%.*s\", is no column of %s",
			       csv->path, field->line, place + 1, shown_length(field->length),
			       field->text, relation->table);
	for (size_t p = 0; p < place; p++) {
		const struct up_csv_field *other = &header->fields[p];
		if (other->length == field->length &&
		    memcmp(other->text, field->text, field->length) == 0)
			return up_fail(err, UP_INVALID,
				       "%s:%zu: column %.*s is twice in the header", csv->path,
				       field->line, shown_length(field->length), field->text);
	}
	return UP_OK;
}

static enum up_status check_complete(const struct csv_source *csv, size_t line,
				     struct up_error *err)
{
	const struct up_relation *relation = csv->source.relation;

	for (size_t c = 0; c < relation->column_count; c++) {
		size_t place = 0;
		while (place < csv->field_count && csv->columns[place] != c)
			place++;
		if (place == csv->field_count)
			return up_fail(err, UP_INVALID, "%s:%zu: the header has no column %s%s",
				       csv->path, line, relation->columns[c].name,
				       c < relation->key_count ? ", which is part of the key" : "");
	}
	return UP_OK;
}

/* What is wrong with a record, but for its values; NULL: nothing. */
static const char *describe_fault(enum up_csv_fault fault)
{
	static const char *const reasons[UP_CSV_FAULT_COUNT] = {
		[UP_CSV_STRAY_QUOTE] = "a quote in the middle of a field",
		[UP_CSV_OPEN_QUOTE] = "the file ends inside quotes",
		[UP_CSV_NOT_UTF8] = "the text is not UTF-8",
	};

	return reasons[fault];
}

static enum up_status read_header(struct csv_source *csv, struct up_csv_record *header,
				  struct up_error *err)
{
	bool found;

	csv->at_first_row = true;
	UP_TRY(up_csv_reader_next(&csv->reader, header, &found, err));
	if (!found)
		return fail_at(csv, csv->reader.line, "the file is empty, without even a header",
			       err);
	if (header->fault != UP_CSV_FAULTLESS)
		return fail_at(csv, header->fields[header->count - 1].line,
			       describe_fault(header->fault), err);
	return UP_OK;
}

static enum up_status take_header(struct csv_source *csv, struct up_error *err)
{
	struct up_csv_record header;

	UP_TRY(read_header(csv, &header, err));
	free(csv->columns);
	csv->columns = calloc(header.count, sizeof *csv->columns);
	if (csv->columns == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", csv->path);
	csv->field_count = header.count;
	for (size_t place = 0; place < header.count; place++)
		UP_TRY(take_name(csv, &header, place, err));
	return check_complete(csv, header.line, err);
}

/* ---- a row ------------------------------------------------------------ */

/* Why a row is left out, or reading ends. */
struct verdict {
	size_t line;                      /* of what is wrong */
	const char *column;               /* NULL: none alone */
	const char *reason;               /* NULL: it is not a value of the column's type */
	const struct up_csv_field *value; /* NULL: none alone */
	enum up_type type;                /* of the column */
	size_t fields;                    /* with a wrong number of these; 0: the number is right */
};

static bool is_null(const struct csv_source *csv, const struct up_csv_field *field)
{
	const char *null_text = csv->options.null_text;

	if (field->is_quoted)
		return false;
	return null_text == NULL ? field->length == 0 : is_name(field, null_text);
}

static bool take_value(const struct csv_source *csv, struct up_batch *batch, size_t place,
		       const struct up_csv_field *field, struct verdict *verdict)
{
	const struct up_column *column = &csv->source.relation->columns[place];
	struct up_vector *vector = &batch->vectors[place];
	const bool null = is_null(csv, field);

	if (null && column->nullable) {
		up_vector_append_null(vector);
		return true;
	}
	if (!null && up_text_parse(vector, field->text, field->length, NULL) == UP_OK)
		return true;
	*verdict = (struct verdict){.line = field->line,
				    .column = column->name,
				    .reason = null ? "null, in a column that is NOT NULL" : NULL,
				    .value = null ? NULL : field,
				    .type = column->type};
	return false;
}

static const char *name_of(const struct csv_source *csv, size_t place)
{
	const size_t column = place < csv->field_count ? csv->columns[place] : SIZE_MAX;

	return column != SIZE_MAX ? csv->source.relation->columns[column].name : NULL;
}

/* False, with the verdict, where it is no row; some of its values are in the batch then. */
static bool take_row(const struct csv_source *csv, struct up_batch *batch,
		     const struct up_csv_record *record, struct verdict *verdict)
{
	*verdict = (struct verdict){.line = record->line};
	if (record->fault != UP_CSV_FAULTLESS) {
		verdict->line = record->fields[record->count - 1].line;
		verdict->column = name_of(csv, record->count - 1);
		verdict->reason = describe_fault(record->fault);
		return false;
	}
	if (record->count != csv->field_count) {
		verdict->fields = record->count;
		return false;
	}
	for (size_t place = 0; place < record->count; place++) {
		const size_t column = csv->columns[place];
		if (column != SIZE_MAX &&
		    !take_value(csv, batch, column, &record->fields[place], verdict))
			return false;
	}
	return true;
}

static void append_verdict(const struct csv_source *csv, const struct verdict *verdict,
			   struct up_buffer *text)
{
	const struct up_csv_field *value = csv->options.shows_values ? verdict->value : NULL;

	if (verdict->fields > 0) {
		up_buffer_append_format(text, "%zu field%s, where %zu must be", verdict->fields,
					verdict->fields == 1 ? "" : "s", csv->field_count);
		return;
	}
	if (verdict->column != NULL)
		up_buffer_append_format(text, "column %s: ", verdict->column);
	if (verdict->reason != NULL)
		up_buffer_append_string(text, verdict->reason);
	else if (value != NULL)
		up_buffer_append_format(text, "\"%.*s\" is not a value of type %s",
					shown_length(value->length), value->text,
					up_type_info(verdict->type)->name);
	else
		up_buffer_append_format(text, "not a value of type %s",
					up_type_info(verdict->type)->name);
}

/* Leaves the row out, or fails. */
static enum up_status refuse_row(const struct csv_source *csv, const struct up_csv_record *record,
				 const struct verdict *verdict, struct up_error *err)
{
	UP_BUFFER reason = {0};

	append_verdict(csv, verdict, &reason);
	UP_TRY(up_buffer_check(&reason, err));
	if (csv->options.on_bad_row == NULL)
		return fail_at(csv, verdict->line, reason.data, err);
	const struct up_csv_bad_row row = {.line = record->line,
					   .reason = reason.data,
					   .bytes = record->bytes,
					   .length = record->length};
	return csv->options.on_bad_row(csv->options.context, &row, err);
}

/* ---- the source ------------------------------------------------------- */

static enum up_status csv_read(struct up_source *source, struct up_batch *batch, size_t limit,
			       size_t *read, struct up_error *err)
{
	struct csv_source *csv = (struct csv_source *)source;
	size_t rows = 0;
	size_t bytes = 0;

	csv->at_first_row = false;
	while (rows < limit && bytes < READ_BYTES) {
		struct up_csv_record record;
		struct verdict verdict;
		bool found;
		UP_TRY(up_csv_reader_next(&csv->reader, &record, &found, err));
		if (!found)
			break;
		if (!take_row(csv, batch, &record, &verdict)) {
			up_batch_cancel_row(batch);
			UP_TRY(refuse_row(csv, &record, &verdict, err));
			continue;
		}
		UP_TRY(up_batch_end_row(batch, err));
		rows++;
		bytes += record.length;
	}
	*read = rows;
	return UP_OK;
}

static enum up_status csv_rewind(struct up_source *source, struct up_error *err)
{
	struct csv_source *csv = (struct csv_source *)source;

	if (csv->at_first_row)
		return UP_OK;
	UP_TRY(up_input_rewind(csv->input, err));
	up_csv_reader_restart(&csv->reader);
	return take_header(csv, err);
}

static enum up_status csv_refresh(struct up_source *source, struct up_error *err)
{
	up_event_clear(&((struct csv_source *)source)->interrupted);
	return csv_rewind(source, err);
}

static void csv_interrupt(struct up_source *source)
{
	up_event_set(&((struct csv_source *)source)->interrupted);
}

static void csv_close(struct up_source *source)
{
	struct csv_source *csv = (struct csv_source *)source;

	up_csv_reader_release(&csv->reader);
	up_input_close(csv->input);
	free(csv->columns);
	free(csv->path);
	up_event_release(&csv->interrupted);
	free(csv);
}

/* Up to the header. */
static enum up_status open_file(const char *path, const struct up_relation *relation,
				const struct up_csv_options *options, struct csv_source **csv,
				struct up_error *err)
{
	struct csv_source *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	if (up_event_init(&new->interrupted, err) != UP_OK) {
		free(new);
		return UP_IO;
	}
	UP_SOURCE *source = &new->source;
	*source = (struct up_source){.relation = relation,
				     .read = csv_read,
				     .rewind = csv_rewind,
				     .refresh = csv_refresh,
				     .interrupt = csv_interrupt,
				     .close = csv_close};
	if (options != NULL)
		new->options = *options;
	new->path = strdup(path);
	if (new->path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	UP_TRY(up_input_open(path, &new->interrupted, &new->input, err));
	up_csv_reader_init(&new->reader, new->input, new->path,
			   new->options.delimiter != 0 ? new->options.delimiter : ',');
	*csv = new;
	source = NULL;
	return UP_OK;
}

enum up_status up_csv_open(const char *path, const struct up_relation *relation,
			   const struct up_csv_options *options, struct up_source **source,
			   struct up_error *err)
{
	struct csv_source *csv = NULL;

	UP_TRY(open_file(path, relation, options, &csv, err));
	if (csv == NULL) /* never, which the analyzer does not see */
		return UP_NO_MEMORY;
	UP_SOURCE *new = &csv->source;
	UP_TRY(take_header(csv, err));
	*source = UP_TAKE(new);
	return UP_OK;
}

enum up_status up_csv_read_header(const char *path, const struct up_csv_options *options,
				  enum up_status (*receive)(void *context, const char *name,
							    size_t length, struct up_error *err),
				  void *context, struct up_error *err)
{
	struct csv_source *csv = NULL;
	struct up_csv_record header;

	UP_TRY(open_file(path, NULL, options, &csv, err));
	if (csv == NULL) /* likewise */
		return UP_NO_MEMORY;
	UP_SOURCE *source = &csv->source;
	UP_TRY(read_header(csv, &header, err));
	for (size_t place = 0; place < header.count; place++)
		UP_TRY(receive(context, header.fields[place].text, header.fields[place].length,
			       err));
	(void)source;
	return UP_OK;
}
