/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows of a table, one value at a time: what a table holds, by the number of the row and of the
 * column.  A grid has no editions and no order but that of its numbers; it is what a rotation
 * (measure/workload/rotation.h) makes two editions of.  Rows that were read from a table are one
 * (grid_open_batch()), rows that are made from a shape another (measure/generator/generator.h).
 *
 * A value is a function of row and column: asked again, it is the same.  A grid may be read by
 * several threads.
 */
#ifndef MEASURE_WORKLOAD_GRID_H
#define MEASURE_WORKLOAD_GRID_H

#include "model/batch.h"

struct grid {
	const struct up_relation *relation; /* borrowed: its columns */
	size_t rows;

	/* Appends the value in row and column (both 0-based and below their number) to a vector of
	 * the column's type. */
	enum up_status (*append)(const struct grid *grid, size_t row, size_t column,
				 struct up_vector *vector, struct up_error *err);
	void (*close)(struct grid *grid); /* frees grid as well */
};

void grid_close(struct grid *grid); /* NULL is fine */

static inline void grid_close_p(struct grid **grid)
{
	grid_close(*grid);
}
#define GRID UP_CLEANUP(grid_close_p) struct grid

/* Of the rows of a batch, which is borrowed and must not change meanwhile. */
UP_MUST_CHECK enum up_status grid_open_batch(const struct up_batch *batch, struct grid **grid,
					     struct up_error *err);

#endif
