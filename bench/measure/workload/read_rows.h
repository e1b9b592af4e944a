/* SPDX-License-Identifier: PostgreSQL */
/* The rows of a source, read once and held in memory: in both editions the same. */
#ifndef MEASURE_WORKLOAD_READ_ROWS_H
#define MEASURE_WORKLOAD_READ_ROWS_H

#include "measure/workload/rows.h"

/* Reads source to its end.  Its relation is borrowed by the rows; errors are those of the source. */
UP_MUST_CHECK enum up_status read_rows_open(struct up_source *source, struct rows **rows,
					    struct up_error *err);

#endif
