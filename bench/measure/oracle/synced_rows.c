/* SPDX-License-Identifier: PostgreSQL */
#include "measure/oracle/synced_rows.h"

#include "measure/subject/expected_row.h"
#include "measure/workload/digest.h"

#include <stdlib.h>

struct synced_row {
	unsigned __int128 hash;
	bool may_stay; /* it is there before the sync, with the same values */
};

void synced_rows_release(struct synced_rows *rows)
{
	sync_keys_release(&rows->keys);
	free(rows->items);
	up_buffer_release(&rows->scratch);
	*rows = (struct synced_rows){0};
}

static void hash_values(const struct up_batch *row, const struct subject *subject, size_t columns,
			const bool *skipped, struct digest *digest, struct up_buffer *scratch)
{
	digest_begin_row(scratch);
	for (size_t c = 0; c < columns; c++) {
		if (!skipped[subject_lead(subject) + c])
			digest_add_value(scratch, &row->vectors[c], 0);
	}
	digest_end_row(digest, scratch);
}

/* Which rows a sync may leave alone. */
static enum up_status compare_editions(struct synced_rows *rows, const struct rows *source,
				       size_t columns, const bool *skipped, struct up_error *err)
{
	const struct subject *subject = rows->keys.subject;
	EXPECTED_ROW row = {0};

	UP_TRY(expected_row_init(&row, &subject->relation, err));
	for (size_t number = 0; number < rows->count; number++) {
		struct digest old = {0};
		struct digest new = {0};
		if (!source->in_old(source, number))
			continue;
		UP_TRY(expected_row_make(&row, source, columns, number, err));
		hash_values(&row.old, subject, columns, skipped, &old, &rows->scratch);
		hash_values(&row.new, subject, columns, skipped, &new, &rows->scratch);
		UP_TRY(up_buffer_check(&rows->scratch, err));
		rows->items[number].may_stay = digest_equal(&old, &new);
	}
	return UP_OK;
}

enum up_status synced_rows_init(struct synced_rows *rows, const struct subject *subject,
				const struct population *population, size_t columns,
				const bool *skipped, struct up_error *err)
{
	UP_CLEANUP(synced_rows_release)
	struct synced_rows new = {.count = population->rows->count};

	new.items = calloc(new.count + 1, sizeof *new.items);
	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", new.count);
	UP_TRY(sync_keys_init(&new.keys, subject, population->rows, err));
	const size_t all = subject->relation.column_count;
	UP_TRY(compare_editions(&new, population->rows, columns < all ? columns : all, skipped,
				err));
	*rows = new;
	new = (struct synced_rows){0};
	return UP_OK;
}

enum up_status synced_rows_expect(struct synced_rows *rows, const struct up_batch *image,
				  unsigned __int128 hash, struct up_error *err)
{
	size_t number;

	UP_TRY(sync_keys_find(&rows->keys, image, &rows->scratch, &number, err));
	if (number != SIZE_MAX)
		rows->items[number].hash = hash;
	return UP_OK;
}

enum up_status synced_rows_see(const struct synced_rows *rows, const struct up_batch *image,
			       unsigned __int128 hash, struct up_buffer *scratch, bool *seen,
			       bool *is_right, struct up_error *err)
{
	size_t number;

	UP_TRY(sync_keys_find(&rows->keys, image, scratch, &number, err));
	*is_right = number != SIZE_MAX && !seen[number] && rows->items[number].hash == hash;
	if (number != SIZE_MAX)
		seen[number] = true;
	return UP_OK;
}

bool synced_rows_are_complete(const struct synced_rows *rows, const bool *seen)
{
	for (size_t number = 0; number < rows->count; number++) {
		if (!seen[number] && !rows->items[number].may_stay)
			return false;
	}
	return true;
}
