/* SPDX-License-Identifier: PostgreSQL */
/*
 * The rows of a sync, in two editions (measure/workload/edition.h): the interface by which they
 * are loaded, sent and checked, whatever they are made from.  The built-in data set is one
 * implementation (synthetic_open_rows()), a rotation of a table's own rows or of rows made from a
 * shape another (measure/workload/rotation.h).
 *
 * Rows have numbers from 0, and are asked for in any order: a row is a function of its number and
 * the edition.  Both editions have the same keys, but for the rows that the old one lacks.  Rows
 * may be read by several threads.
 *
 *   SYNC_ROWS *rows = NULL;
 *   UP_TRY(rotation_open(grid, &options, &rows, err));
 *   for (size_t row = 0; row < rows->count; row++) {
 *           if (rows->in_old(rows, row))
 *                   UP_TRY(rows->append(rows, row, EDITION_OLD, &batch, err));
 *   }
 */
#ifndef MEASURE_WORKLOAD_ROWS_H
#define MEASURE_WORKLOAD_ROWS_H

#include "measure/workload/edition.h"
#include "model/source.h"

struct rows {
	const struct up_relation *relation; /* borrowed: that of the batches */
	size_t count;                       /* of the new edition */

	/* Is the row in the old edition?  All are in the new one. */
	bool (*in_old)(const struct rows *rows, size_t row);

	/* Appends the row as that edition has it to a batch of the relation or a narrowing of it.
	 * The old edition can be asked for a row that it lacks: it is then as the new one. */
	enum up_status (*append)(const struct rows *rows, size_t row, enum edition edition,
				 struct up_batch *batch, struct up_error *err);
	void (*close)(struct rows *rows); /* frees rows as well */
};

void rows_close(struct rows *rows); /* NULL is fine */

static inline void rows_close_p(struct rows **rows)
{
	rows_close(*rows);
}
#define SYNC_ROWS UP_CLEANUP(rows_close_p) struct rows

/* Rows of the old edition. */
size_t rows_old_count(const struct rows *rows);

/* How many rows of the old edition differ in a value from the new one.  With few distinct values a
 * row that changes can get an equal value: this counts those that do not.  Values are equal when
 * their bytes are. */
UP_MUST_CHECK enum up_status rows_count_different(const struct rows *rows, size_t *count,
						  struct up_error *err);

/* A source over all rows of an edition in the order of their numbers, of the relation or a
 * narrowing of it.  rows and relation are borrowed and must outlive it. */
UP_MUST_CHECK enum up_status rows_open_source(const struct rows *rows,
					      const struct up_relation *relation,
					      enum edition edition, struct up_source **source,
					      struct up_error *err);

#endif
