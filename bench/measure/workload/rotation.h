/* SPDX-License-Identifier: PostgreSQL */
/*
 * Two editions made of one: the old edition is what a table holds, and the new edition gives the
 * rows that change each other's values.  So every value of the new edition is one that the table
 * has had in the same column: of its type, its domain, its checks, and as frequent.
 *
 * Columns are in groups, which take their values from the same row, so that what a constraint says
 * of several columns together holds.  Of the m rows that change, number i takes the values of a
 * group from number (i + k) mod m, where the seed and the name of the group, which is that of its
 * first column, decide k, which is never 0.  A column in no group stays as it is: the key, and
 * what does not travel (docs/shape.md).
 *
 * Values go round among the rows that change alone, so that the new edition has every combination
 * of a group's values as often as the old one, whatever the share.  A single row that changes takes
 * the values of some other row.
 *
 * With few distinct values a row can get those that it has: rows_count_different() counts.
 */
#ifndef MEASURE_WORKLOAD_ROTATION_H
#define MEASURE_WORKLOAD_ROTATION_H

#include "measure/workload/grid.h"
#include "measure/workload/rows.h"

struct rotation {
	uint64_t seed;
	double changed; /* share, 0 to 1 */
	double new;     /* share, 0 to 1 */
	/* One for each column of the relation: 0, it stays; else the number of its group.
	 * Borrowed until rotation_open() returns. */
	const size_t *groups;
};

/* grid is borrowed and must outlive the rows.  UP_INVALID: a share is out of range, or a column of
 * the key is in a group.  UP_UNSUPPORTED: rows are to be new, which cannot be inserted, since
 * columns outside the relation may not be null (up_relation.partial). */
UP_MUST_CHECK enum up_status rotation_open(const struct grid *grid, const struct rotation *rotation,
					   struct rows **rows, struct up_error *err);

#endif
