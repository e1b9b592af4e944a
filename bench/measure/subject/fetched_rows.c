/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/fetched_rows.h"

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

static enum up_status read_source(struct fetched_rows *self, const struct origin *origin,
				  const struct up_relation *table, struct up_error *err)
{
	UP_SOURCE *source = NULL;
	size_t count;

	UP_TRY(origin_open_source(origin, &self->relation, table, &source, err));
	do {
		UP_TRY(source->read(source, &self->new, ROWS_AT_ONCE, &count, err));
	} while (count > 0);
	return UP_OK;
}

static enum up_status number_rows(struct fetched_rows *self, struct up_error *err)
{
	const size_t count = self->new.row_count;
	UP_BUFFER space = {0};

	self->places = calloc(count + 1, sizeof *self->places);
	self->old_places = calloc(count + 1, sizeof *self->old_places);
	if (self->places == NULL || self->old_places == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", count);
	for (size_t row = 0; row < count; row++) {
		size_t length;
		const char *key = up_key_bytes(&self->new, row, &space, &length);
		UP_TRY(up_buffer_check(&space, err));
		UP_TRY(up_keymap_add(&self->keys, key, length, err));
		const struct up_keymap_entry *entry = up_keymap_find(&self->keys, key, length);
		self->places[entry - self->keys.entries] = row;
		self->old_places[row] = NONE;
	}
	self->rows.count = self->keys.entry_count;
	return UP_OK;
}

static enum up_status fill_in(struct fetched_rows *self, const struct subject *subject,
			      struct up_error *err)
{
	UP_TRY(up_relation_narrow(&subject->relation, subject->fetched_columns, NULL,
				  &self->relation, err));
	UP_TRY(up_batch_init(&self->new, &self->relation, err));
	UP_TRY(up_batch_init(&self->old, &subject->relation, err));
	UP_TRY(read_source(self, subject->origin, &subject->relation, err));
	return number_rows(self, err);
}

enum up_status fetched_rows_open(const struct subject *subject, struct fetched_rows **fetched,
				 struct up_error *err)
{
	struct fetched_rows *self = calloc(1, sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	self->rows = (struct rows){.relation = &subject->relation,
				   .in_old = in_old,
				   .append = append,
				   .close = fetched_close};
	SYNC_ROWS *rows = &self->rows;
	UP_TRY(fill_in(self, subject, err));
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
