/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/rows.h"

void rows_close(struct rows *rows)
{
	if (rows != NULL)
		rows->close(rows);
}

size_t rows_old_count(const struct rows *rows)
{
	size_t count = 0;

	for (size_t row = 0; row < rows->count; row++)
		count += rows->in_old(rows, row);
	return count;
}

/* ---- what differs ---- */

static bool is_equal(const struct up_vector *a, const struct up_vector *b)
{
	const struct up_type_info *info = up_type_info(a->type);
	size_t length_a, length_b;

	if (up_vector_is_null(a, 0) || up_vector_is_null(b, 0))
		return up_vector_is_null(a, 0) == up_vector_is_null(b, 0);
	switch (info->storage) {
	case UP_STORAGE_BIT:
		return up_vector_bool(a, 0) == up_vector_bool(b, 0);
	case UP_STORAGE_FIXED:
		return memcmp(a->values.data, b->values.data, info->width) == 0;
	case UP_STORAGE_VARIABLE:
		break;
	}
	const char *bytes_a = up_vector_bytes(a, 0, &length_a);
	const char *bytes_b = up_vector_bytes(b, 0, &length_b);
	return length_a == length_b && memcmp(bytes_a, bytes_b, length_a) == 0;
}

static bool is_different(const struct up_batch *old, const struct up_batch *new)
{
	for (size_t c = 0; c < old->relation->column_count; c++) {
		if (!is_equal(&old->vectors[c], &new->vectors[c]))
			return true;
	}
	return false;
}

enum up_status rows_count_different(const struct rows *rows, size_t *count, struct up_error *err)
{
	UP_BATCH old = {0};
	UP_BATCH new = {0};
	size_t different = 0;

	UP_TRY(up_batch_init(&old, rows->relation, err));
	UP_TRY(up_batch_init(&new, rows->relation, err));
	for (size_t row = 0; row < rows->count; row++) {
		if (!rows->in_old(rows, row))
			continue;
		up_batch_clear(&old);
		up_batch_clear(&new);
		UP_TRY(rows->append(rows, row, EDITION_OLD, &old, err));
		UP_TRY(rows->append(rows, row, EDITION_NEW, &new, err));
		different += is_different(&old, &new);
	}
	*count = different;
	return UP_OK;
}

/* ---- the source ---- */

struct rows_source {
	struct up_source source; /* first: the two addresses are the same */
	const struct rows *rows;
	enum edition edition;
	size_t next;
};

static enum up_status source_read(struct up_source *source, struct up_batch *batch, size_t limit,
				  size_t *read, struct up_error *err)
{
	struct rows_source *self = (struct rows_source *)source;
	const struct rows *rows = self->rows;
	size_t done = 0;

	for (; done < limit && self->next < rows->count; self->next++) {
		if (self->edition == EDITION_OLD && !rows->in_old(rows, self->next))
			continue;
		UP_TRY(rows->append(rows, self->next, self->edition, batch, err));
		done++;
	}
	*read = done;
	return UP_OK;
}

static enum up_status source_rewind(struct up_source *source, struct up_error *err)
{
	(void)err;
	((struct rows_source *)source)->next = 0;
	return UP_OK;
}

static void source_close(struct up_source *source)
{
	free(source);
}

enum up_status rows_open_source(const struct rows *rows, const struct up_relation *relation,
				enum edition edition, struct up_source **source,
				struct up_error *err)
{
	struct rows_source *self = malloc(sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	*self = (struct rows_source){
		.source = {.relation = relation,
			   .read = source_read,
			   .rewind = source_rewind,
			   .close = source_close},
		.rows = rows,
		.edition = edition,
	};
	*source = &self->source;
	return UP_OK;
}
