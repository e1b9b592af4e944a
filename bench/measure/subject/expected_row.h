/* SPDX-License-Identifier: PostgreSQL */
/* A row of a sync as it must be after it: the columns that travel from the new edition, the others
 * from the old one; a row that was added has all of its columns from the new. */
#ifndef MEASURE_SUBJECT_EXPECTED_ROW_H
#define MEASURE_SUBJECT_EXPECTED_ROW_H

#include "measure/workload/rows.h"

struct expected_row {
	struct up_batch new; /* a row each */
	struct up_batch old;
	size_t columns; /* that are those of the new one */
};

/* relation is borrowed, and has all columns. */
UP_MUST_CHECK enum up_status expected_row_init(struct expected_row *row,
					       const struct up_relation *relation,
					       struct up_error *err);
void expected_row_release(struct expected_row *row);
#define EXPECTED_ROW UP_CLEANUP(expected_row_release) struct expected_row

/* Makes it the row of that number, of whose columns that many travel. */
UP_MUST_CHECK enum up_status expected_row_make(struct expected_row *row, const struct rows *rows,
					       size_t columns, size_t number, struct up_error *err);

/* The value of a column: the only one of the vector. */
const struct up_vector *expected_row_vector(const struct expected_row *row, size_t column);

#endif
