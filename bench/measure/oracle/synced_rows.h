/* SPDX-License-Identifier: PostgreSQL */
/*
 * What each row of a sync must be after it, by a hash: for a check that reads the rows that changed
 * (measure/oracle/changed_rows.h), and no others.  Memory grows with the rows of the sync alone.
 *
 *   UP_TRY(synced_rows_init(&rows, subject, population, columns, skipped, err));
 *   for each row that the table must hold
 *           UP_TRY(synced_rows_expect(&rows, image, hash, err));
 *   bool *seen = calloc(rows.count, sizeof *seen);
 *   for each row that changed
 *           UP_TRY(synced_rows_see(&rows, image, hash, seen, &is_right, err));
 *   synced_rows_are_complete(&rows, seen)?
 */
#ifndef MEASURE_ORACLE_SYNCED_ROWS_H
#define MEASURE_ORACLE_SYNCED_ROWS_H

#include "measure/subject/sync_keys.h"

struct synced_rows { /* begin with {0} */
	struct sync_keys keys;
	struct synced_row *items; /* owned; one for each row of the sync, by its number */
	size_t count;
	struct up_buffer scratch;
};

/* skipped: of each column of the image, whether it is not compared. */
UP_MUST_CHECK enum up_status synced_rows_init(struct synced_rows *rows,
					      const struct subject *subject,
					      const struct population *population, size_t columns,
					      const bool *skipped, struct up_error *err);
void synced_rows_release(struct synced_rows *rows);

/* A row of the image with its hash; one that is not of the sync is passed over. */
UP_MUST_CHECK enum up_status synced_rows_expect(struct synced_rows *rows,
						const struct up_batch *image,
						unsigned __int128 hash, struct up_error *err);

/* is_right: such a row is of the sync, as it was expected, and seen for the first time. */
UP_MUST_CHECK enum up_status synced_rows_see(const struct synced_rows *rows,
					     const struct up_batch *image, unsigned __int128 hash,
					     struct up_buffer *scratch, bool *seen, bool *is_right,
					     struct up_error *err);

/* Were all rows seen but those in which the sync changes no value? */
bool synced_rows_are_complete(const struct synced_rows *rows, const bool *seen);

#endif
