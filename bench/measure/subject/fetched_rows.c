/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/fetched_rows.h"

#include "measure/subject/image.h"
#include "pg/statement.h"
#include "sync/create.h"
#include "sync/key.h"
#include "sync/keymap.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 4096
#define NONE SIZE_MAX

struct fetched_rows {
	struct rows rows;            /* first: the two addresses are the same */
	struct up_relation relation; /* of the source: the first columns of the subject's */
	struct up_batch new;         /* of that relation; some of its rows are superseded */
	struct up_batch old;         /* of the subject's relation */
	struct up_keymap keys;       /* of new; the entry's index is the row's number */
	size_t *places;              /* owned; of each number its row in new */
	size_t *old_places;          /* owned; of each number its row in old; NONE: there is none */
};

/* ---- the editions ------------------------------------------------------ */

static bool in_old(const struct rows *rows, size_t row)
{
	return ((const struct fetched_rows *)rows)->old_places[row] != NONE;
}

static enum up_status append(const struct rows *rows, size_t row, enum edition edition,
			     struct up_batch *batch, struct up_error *err)
{
	const struct fetched_rows *self = (const struct fetched_rows *)rows;
	const size_t old = self->old_places[row];
	const size_t fetched =
		edition == EDITION_OLD && old != NONE ? 0 : self->relation.column_count;

	for (size_t c = 0; c < batch->relation->column_count; c++) {
		struct up_vector *vector = &batch->vectors[c];
		if (c < fetched)
			up_vector_copy_value(vector, &self->new.vectors[c], self->places[row]);
		else if (old != NONE)
			up_vector_copy_value(vector, &self->old.vectors[c], old);
		else
			up_vector_append_null(vector);
	}
	return up_batch_end_row(batch, err);
}

static void fetched_close(struct rows *rows)
{
	struct fetched_rows *self = (struct fetched_rows *)rows;

	up_batch_release(&self->new);
	up_batch_release(&self->old);
	up_relation_release(&self->relation);
	up_keymap_release(&self->keys);
	free(self->places);
	free(self->old_places);
	free(self);
}

struct rows *fetched_rows_editions(struct fetched_rows *fetched)
{
	return &fetched->rows;
}

/* ---- the source -------------------------------------------------------- */

static enum up_status read_source(const struct subject *subject, struct up_batch *batch,
				  struct up_error *err)
{
	UP_SOURCE *source = NULL;
	size_t count;

	UP_TRY(origin_open_source(subject->origin, batch->relation, &subject->relation, &source,
				  err));
	do {
		UP_TRY(source->read(source, batch, ROWS_AT_ONCE, &count, err));
	} while (count > 0);
	return UP_OK;
}

/* Numbers the keys, and finds the last row of each. */
static enum up_status number_keys(const struct up_batch *batch, struct up_keymap *keys,
				  size_t *places, struct up_error *err)
{
	UP_BUFFER space = {0};

	for (size_t row = 0; row < batch->row_count; row++) {
		size_t length;
		const char *key = up_key_bytes(batch, row, &space, &length);
		UP_TRY(up_buffer_check(&space, err));
		UP_TRY(up_keymap_add(keys, key, length, err));
		const struct up_keymap_entry *entry = up_keymap_find(keys, key, length);
		places[entry - keys->entries] = row;
	}
	return UP_OK;
}

/* The rows that count. */
static enum up_status drop_superseded(const struct up_batch *all, struct up_batch *last,
				      struct up_error *err)
{
	UP_KEYMAP keys = {0};
	UP_FREE size_t *places = calloc(all->row_count + 1, sizeof *places);

	if (places == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", all->row_count);
	UP_TRY(number_keys(all, &keys, places, err));
	for (size_t number = 0; number < keys.entry_count; number++)
		UP_TRY(up_batch_copy_row(last, all, places[number], err));
	return UP_OK;
}

static enum up_status fetch(const struct subject *subject, struct up_batch *rows,
			    struct up_error *err)
{
	UP_BATCH all = {0};

	UP_TRY(up_batch_init(&all, rows->relation, err));
	UP_TRY(read_source(subject, &all, err));
	return drop_superseded(&all, rows, err);
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

static enum up_status add_stored(void *context, const struct up_batch *row, struct up_error *err)
{
	return up_batch_copy_row(context, row, 0, err);
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

/* Sends rows, and reads them back into self->new. */
static enum up_status store(struct fetched_rows *self, const struct subject *subject,
			    const struct server *server, struct up_error *err)
{
	UP_RELATION stored = {0};
	UP_BATCH rows = {0};
	int64_t created;

	UP_TRY(relation_of_stored(&self->relation, &stored, err));
	UP_TRY(up_batch_init(&rows, &stored, err));
	UP_TRY(fetch(subject, &rows, err));
	UP_TRY(create_table(subject, &stored, server, err));
	const enum up_status status = up_create(server->control, &rows, NULL, &created, err);
	if (status != UP_OK)
		return refuse(status, err);
	UP_TRY(image_read(&stored, server->control, add_stored, &self->new, err));
	return up_conn_exec(server->control, "DROP TABLE " STORED, err);
}

static enum up_status number_rows(struct fetched_rows *self, struct up_error *err)
{
	const size_t count = self->new.row_count;

	self->places = calloc(count + 1, sizeof *self->places);
	self->old_places = calloc(count + 1, sizeof *self->old_places);
	if (self->places == NULL || self->old_places == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", count);
	for (size_t row = 0; row < count; row++)
		self->old_places[row] = NONE;
	UP_TRY(number_keys(&self->new, &self->keys, self->places, err));
	self->rows.count = self->keys.entry_count;
	return UP_OK;
}

static enum up_status fill_in(struct fetched_rows *self, const struct subject *subject,
			      const struct server *server, struct up_error *err)
{
	UP_TRY(up_relation_narrow(&subject->relation, subject->fetched_columns, NULL,
				  &self->relation, err));
	UP_TRY(up_batch_init(&self->new, &self->relation, err));
	UP_TRY(up_batch_init(&self->old, &subject->relation, err));
	UP_TRY(store(self, subject, server, err));
	return number_rows(self, err);
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
	const char *key = up_key_bytes(batch, row, scratch, &length);

	UP_TRY(up_buffer_check(scratch, err));
	const struct up_keymap_entry *entry = up_keymap_find(&fetched->keys, key, length);
	*is_fetched = entry != NULL;
	if (entry != NULL)
		*number = (size_t)(entry - fetched->keys.entries);
	return UP_OK;
}

enum up_status fetched_rows_add_old(struct fetched_rows *fetched, const struct up_batch *batch,
				    size_t row, bool *is_fetched, struct up_error *err)
{
	UP_BUFFER scratch = {0};
	size_t number;

	UP_TRY(fetched_rows_find(fetched, batch, row, &scratch, &number, is_fetched, err));
	if (!*is_fetched)
		return UP_OK;
	fetched->old_places[number] = fetched->old.row_count;
	return up_batch_copy_row(&fetched->old, batch, row, err);
}
