/* SPDX-License-Identifier: PostgreSQL */
/*
 * The rows that a sync fetches from a source that upbench does not make (measure/workload/origin.h), as
 * the two editions of a data set: the new edition is what the source has, and the old one what the
 * table has of the same keys.  Of rows with the same key the last one counts, as in a sync.
 *
 * A source may have only some columns of the table: the first of its relation.  Others stay as they
 * are, and are null in rows that are new.
 *
 *   UP_TRY(fetched_rows_open(subject, &fetched, err));
 *   for each row that the table has
 *           UP_TRY(fetched_rows_add_old(fetched, &batch, row, &is_fetched, err));
 *   use fetched_rows_editions(fetched)
 *
 * The rows are in files without names (measure/subject/row_file.h), and so are their keys, since a source
 * may have more than memory should hold: of each row a bit is in memory.  A batch of the source is, too.
 */
#ifndef MEASURE_SUBJECT_FETCHED_ROWS_H
#define MEASURE_SUBJECT_FETCHED_ROWS_H

#include "measure/subject/subject.h"

struct fetched_rows;

/* Reads the source of the subject, which is borrowed, and has one.  The values are those that the
 * server makes of them in the columns of the table: "5" is 5.00 as a numeric(10,2), and a jsonb has its
 * own order; the search path of server->control is the schema.  UP_INVALID: it refuses one.
 * UP_IO: a file cannot be written. */
UP_MUST_CHECK enum up_status fetched_rows_open(const struct subject *subject,
					       const struct server *server,
					       struct fetched_rows **fetched, struct up_error *err);

/* Takes a row of the scope that the table has, in a batch that has the columns of the subject's
 * relation.  is_fetched: the source has its key. */
UP_MUST_CHECK enum up_status fetched_rows_add_old(struct fetched_rows *fetched,
						  const struct up_batch *batch, size_t row,
						  bool *is_fetched, struct up_error *err);

/* Whether the source has the key of a row; number, if so, is that of the row in the editions. */
UP_MUST_CHECK enum up_status fetched_rows_find(const struct fetched_rows *fetched,
					       const struct up_batch *batch, size_t row,
					       struct up_buffer *scratch, size_t *number,
					       bool *is_fetched, struct up_error *err);

/* The rows, of the subject's relation, which are closed by rows_close(), and everything with them. */
struct rows *fetched_rows_editions(struct fetched_rows *fetched);

#endif
