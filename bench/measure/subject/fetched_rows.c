/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/fetched_rows.h"

#include "measure/subject/image.h"
#include "measure/subject/key_table.h"
#include "measure/subject/row_file.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/create.h"
#include "sync/key.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 4096

/* Where the editions of a row are. */
struct place {
	uint64_t new;
	uint64_t old; /* plus one; 0: there is none */
};

struct fetched_rows {
	struct rows rows;            /* first: the two addresses are the same */
	struct up_relation relation; /* of the source: the first columns of the subject's */
	struct row_file new;         /* of that relation, as the server prints them */
	struct row_file old;         /* of the subject's relation */
	struct up_scratch places;    /* of each number, a struct place */
	struct key_table keys;       /* of the rows, with their numbers */
	struct up_buffer has_old;    /* of each number, a bit */
};

/* ---- the editions ------------------------------------------------------ */

static bool in_old(const struct rows *rows, size_t row)
{
	const struct fetched_rows *self = (const struct fetched_rows *)rows;

	return ((unsigned char)self->has_old.data[row / 8] >> row % 8 & 1) != 0;
}

static enum up_status find_place(const struct fetched_rows *self, size_t row, struct place *place,
				 struct up_error *err)
{
	return up_scratch_read(&self->places, row * sizeof *place, place, sizeof *place, err);
}

static enum up_status read_row(const struct row_file *file, uint64_t place,
			       const struct up_relation *relation, struct up_batch *row,
			       struct up_error *err)
{
	UP_BUFFER line = {0};

	UP_TRY(row_file_read(file, place, &line, err));
	UP_TRY(up_batch_init(row, relation, err));
	return up_text_parse_copy_row(row, up_buffer_string(&line), line.length, err);
}

static enum up_status append(const struct rows *rows, size_t row, enum edition edition,
			     struct up_batch *batch, struct up_error *err)
{
	const struct fetched_rows *self = (const struct fetched_rows *)rows;
	const size_t columns = batch->relation->column_count;
	struct place place;
	UP_BATCH new = {0};
	UP_BATCH old = {0};

	UP_TRY(find_place(self, row, &place, err));
	const size_t fetched =
		edition == EDITION_OLD && place.old != 0 ? 0 : self->relation.column_count;
	if (fetched > 0)
		UP_TRY(read_row(&self->new, place.new, &self->relation, &new, err));
	if (place.old != 0 && fetched < columns)
		UP_TRY(read_row(&self->old, place.old - 1, rows->relation, &old, err));
	for (size_t c = 0; c < columns; c++) {
		struct up_vector *vector = &batch->vectors[c];
		if (c < fetched)
			up_vector_copy_value(vector, &new.vectors[c], 0);
		else if (place.old != 0)
			up_vector_copy_value(vector, &old.vectors[c], 0);
		else
			up_vector_append_null(vector);
	}
	return up_batch_end_row(batch, err);
}

static void fetched_close(struct rows *rows)
{
	struct fetched_rows *self = (struct fetched_rows *)rows;

	row_file_release(&self->new);
	row_file_release(&self->old);
	up_scratch_close(&self->places);
	key_table_release(&self->keys);
	up_buffer_release(&self->has_old);
	up_relation_release(&self->relation);
	free(self);
}

struct rows *fetched_rows_editions(struct fetched_rows *fetched)
{
	return &fetched->rows;
}

/* ---- the source -------------------------------------------------------- */

/* What reads the source does with each batch; row is the number of its first row. */
typedef enum up_status batch_receiver(void *context, const struct up_batch *batch, size_t row,
				      struct up_error *err);

static enum up_status read_source(struct up_source *source, batch_receiver *receive, void *context,
				  struct up_error *err)
{
	UP_BATCH batch = {0};
	size_t first = 0;
	size_t count;

	UP_TRY(up_batch_init(&batch, source->relation, err));
	do {
		up_batch_clear(&batch);
		UP_TRY(source->read(source, &batch, ROWS_AT_ONCE, &count, err));
		UP_TRY(receive(context, &batch, first, err));
		first += count;
	} while (count > 0);
	return UP_OK;
}

/* On their way to the server. */
struct storing {
	struct up_conn *conn;
	struct key_table last; /* of each key, the number of its last row in the source */
	struct up_batch rows;
	struct up_buffer scratch;
};

static void storing_release(struct storing *storing)
{
	key_table_release(&storing->last);
	up_batch_release(&storing->rows);
	up_buffer_release(&storing->scratch);
}

static enum up_status note_keys(void *context, const struct up_batch *batch, size_t row,
				struct up_error *err)
{
	struct storing *storing = context;

	for (size_t r = 0; r < batch->row_count; r++) {
		size_t length;
		const char *key = up_key_bytes(batch, r, &storing->scratch, &length);
		UP_TRY(up_buffer_check(&storing->scratch, err));
		UP_TRY(key_table_set(&storing->last, key, length, row + r, err));
	}
	return UP_OK;
}

/* Those that count: the last ones of their keys. */
static enum up_status send_rows(void *context, const struct up_batch *batch, size_t row,
				struct up_error *err)
{
	struct storing *storing = context;
	int64_t created;

	up_batch_clear(&storing->rows);
	for (size_t r = 0; r < batch->row_count; r++) {
		size_t length;
		size_t last;
		const char *key = up_key_bytes(batch, r, &storing->scratch, &length);
		UP_TRY(up_buffer_check(&storing->scratch, err));
		UP_TRY(key_table_find(&storing->last, key, length, &last, err));
		if (last == row + r)
			UP_TRY(up_batch_copy_row(&storing->rows, batch, r, err));
	}
	return up_create(storing->conn, &storing->rows, NULL, &created, err);
}

/* ---- what the server makes of it ---------------------------------------- */

#define STORED "upbench_fetched"

static enum up_status create_table(const struct subject *subject, const struct up_relation *stored,
				   const struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "CREATE TEMPORARY TABLE " STORED " AS SELECT ");
	up_sql_columns(&sql, stored);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_identifier(&sql, subject->relation.table);
	up_buffer_append_string(&sql, " LIMIT 0");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

/* The same columns, of a table that has no scope. */
static enum up_status relation_of_stored(const struct up_relation *from, struct up_relation *stored,
					 struct up_error *err)
{
	UP_TRY(up_relation_init(stored, NULL, STORED, NULL, err));
	for (size_t c = 0; c < from->column_count; c++)
		UP_TRY(up_relation_add(stored, &from->columns[c], err));
	return up_relation_set_key(stored, from->key_count, err);
}

/* Nothing that the server refuses as a row of the table can be synced. */
static enum up_status refuse(enum up_status status, struct up_error *err)
{
	const enum up_status shown = status == UP_STATEMENT ? UP_INVALID : status;

	if (err != NULL) {
		err->status = shown;
		(void)up_error_prefix(err, "--source");
	}
	return shown;
}

/* Reads the source twice: an API is asked once nevertheless, as it keeps its pages. */
static enum up_status send_source(struct storing *storing, const struct subject *subject,
				  const struct up_relation *relation, struct up_error *err)
{
	UP_SOURCE *source = NULL;

	UP_TRY(origin_open_source(subject->origin, relation, &subject->relation, &source, err));
	UP_TRY(read_source(source, note_keys, storing, err));
	UP_TRY(source->rewind(source, err));
	const enum up_status status = read_source(source, send_rows, storing, err);
	return status == UP_STATEMENT ? refuse(status, err) : status;
}

/* What the server has, on its way into the files. */
struct numbering {
	struct fetched_rows *fetched;
	struct up_batch row;
	struct up_buffer scratch;
};

static void numbering_release(struct numbering *numbering)
{
	up_batch_release(&numbering->row);
	up_buffer_release(&numbering->scratch);
}

/* Keys that were different texts can have become the same. */
static enum up_status number_line(void *context, const char *line, size_t length,
				  struct up_error *err)
{
	struct numbering *numbering = context;
	struct fetched_rows *self = numbering->fetched;
	struct place place = {0};
	size_t key_length;
	size_t number;

	up_batch_clear(&numbering->row);
	UP_TRY(up_text_parse_copy_row(&numbering->row, line, length, err));
	const char *key = up_key_bytes(&numbering->row, 0, &numbering->scratch, &key_length);
	UP_TRY(up_buffer_check(&numbering->scratch, err));
	UP_TRY(key_table_find(&self->keys, key, key_length, &number, err));
	if (number == KEY_TABLE_NONE) {
		number = self->rows.count++;
		UP_TRY(key_table_set(&self->keys, key, key_length, number, err));
	}
	UP_TRY(row_file_append(&self->new, line, length, &place.new, err));
	return up_scratch_write(&self->places, number * sizeof place, &place, sizeof place, err);
}

static enum up_status number_rows(struct fetched_rows *self, const struct up_relation *stored,
				  const struct server *server, struct up_error *err)
{
	UP_CLEANUP(numbering_release) struct numbering numbering = {.fetched = self};

	UP_TRY(up_scratch_open(&self->places, err));
	UP_TRY(up_batch_init(&numbering.row, stored, err));
	UP_TRY(image_read_lines(stored, server->control, number_line, &numbering, err));
	for (size_t byte = 0; byte <= self->rows.count / 8; byte++)
		up_buffer_append_char(&self->has_old, '\0');
	return up_buffer_check(&self->has_old, err);
}

/* Sends rows, and reads them back into the files. */
static enum up_status store(struct fetched_rows *self, const struct subject *subject,
			    const struct server *server, struct up_error *err)
{
	UP_RELATION stored = {0};
	UP_CLEANUP(storing_release) struct storing storing = {.conn = server->control};

	UP_TRY(relation_of_stored(&self->relation, &stored, err));
	UP_TRY(up_batch_init(&storing.rows, &stored, err));
	UP_TRY(create_table(subject, &stored, server, err));
	UP_TRY(send_source(&storing, subject, &self->relation, err));
	UP_TRY(number_rows(self, &stored, server, err));
	return up_conn_exec(server->control, "DROP TABLE " STORED, err);
}

static enum up_status fill_in(struct fetched_rows *self, const struct subject *subject,
			      const struct server *server, struct up_error *err)
{
	UP_TRY(up_relation_narrow(&subject->relation, subject->fetched_columns, NULL,
				  &self->relation, err));
	return store(self, subject, server, err);
}

enum up_status fetched_rows_open(const struct subject *subject, const struct server *server,
				 struct fetched_rows **fetched, struct up_error *err)
{
	struct fetched_rows *self = calloc(1, sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	self->rows = (struct rows){.relation = &subject->relation,
				   .in_old = in_old,
				   .append = append,
				   .close = fetched_close};
	SYNC_ROWS *rows = &self->rows;
	UP_TRY(fill_in(self, subject, server, err));
	rows = NULL;
	*fetched = self;
	return UP_OK;
}

/* ---- the table --------------------------------------------------------- */

enum up_status fetched_rows_find(const struct fetched_rows *fetched, const struct up_batch *batch,
				 size_t row, struct up_buffer *scratch, size_t *number,
				 bool *is_fetched, struct up_error *err)
{
	size_t length;
	size_t found;
	const char *key = up_key_bytes(batch, row, scratch, &length);

	UP_TRY(up_buffer_check(scratch, err));
	UP_TRY(key_table_find(&fetched->keys, key, length, &found, err));
	*is_fetched = found != KEY_TABLE_NONE;
	if (*is_fetched)
		*number = found;
	return UP_OK;
}

enum up_status fetched_rows_add_old(struct fetched_rows *fetched, const struct up_batch *batch,
				    size_t row, bool *is_fetched, struct up_error *err)
{
	UP_BUFFER scratch = {0};
	struct place place;
	uint64_t old;
	size_t number;

	UP_TRY(fetched_rows_find(fetched, batch, row, &scratch, &number, is_fetched, err));
	if (!*is_fetched)
		return UP_OK;
	up_buffer_clear(&scratch);
	up_text_append_copy_row(&scratch, batch, row);
	UP_TRY(up_buffer_check(&scratch, err));
	UP_TRY(row_file_append(&fetched->old, scratch.data, scratch.length, &old, err));
	UP_TRY(find_place(fetched, number, &place, err));
	place.old = old + 1;
	UP_TRY(up_scratch_write(&fetched->places, number * sizeof place, &place, sizeof place,
				err));
	fetched->has_old.data[number / 8] =
		(char)((unsigned char)fetched->has_old.data[number / 8] | 1U << number % 8);
	return UP_OK;
}
