/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/read_rows.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 4096

struct read_rows {
	struct rows rows; /* first: the two addresses are the same */
	struct up_batch batch;
};

static bool is_in_old(const struct rows *rows, size_t row)
{
	(void)rows;
	(void)row;
	return true;
}

static enum up_status append(const struct rows *rows, size_t row, enum edition edition,
			     struct up_batch *batch, struct up_error *err)
{
	(void)edition;
	return up_batch_copy_row(batch, &((const struct read_rows *)rows)->batch, row, err);
}

static void close_rows(struct rows *rows)
{
	up_batch_release(&((struct read_rows *)rows)->batch);
	free(rows);
}

enum up_status read_rows_open(struct up_source *source, struct rows **rows, struct up_error *err)
{
	struct read_rows *self = calloc(1, sizeof *self);
	size_t count;

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	SYNC_ROWS *new = &self->rows;
	*new = (struct rows){.relation = source->relation,
			     .in_old = is_in_old,
			     .append = append,
			     .close = close_rows};
	UP_TRY(up_batch_init(&self->batch, source->relation, err));
	do
		UP_TRY(source->read(source, &self->batch, ROWS_AT_ONCE, &count, err));
	while (count > 0);
	new->count = self->batch.row_count;
	*rows = UP_TAKE(new);
	return UP_OK;
}
