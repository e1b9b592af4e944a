/* SPDX-License-Identifier: PostgreSQL */
/*
 * The rows that measure/restore/undo.h inserts again, in a table of their own: the old rows of the sync,
 * and from each of their pages those that lie beside them.  The table has the columns of
 * the original and four more.
 */
#ifndef MEASURE_RESTORE_UNDO_STORE_H
#define MEASURE_RESTORE_UNDO_STORE_H

#include "measure/restore/undo.h"

/* The order in which the rows are inserted: page by page, the sync's own before their neighbors. */
#define UNDO_STORE_PLACE "upbench_place"

/* Where the row is: tableoid, of the partition if there are any, and ctid. */
#define UNDO_STORE_TABLE "upbench_table"
#define UNDO_STORE_HOME "upbench_home"

/* Is the row not of the sync? */
#define UNDO_STORE_NEIGHBOR "upbench_neighbor"

/* Makes the table, of the rows that are there now. */
UP_MUST_CHECK enum up_status undo_store_make(struct up_conn *conn,
					     const struct undo_request *request,
					     struct up_error *err);

/* a."k" = b."k" AND … */
void undo_store_append_match(struct up_buffer *sql, const struct undo_request *request,
			     const char *a, const char *b);

#endif
