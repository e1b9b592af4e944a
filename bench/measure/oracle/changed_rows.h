/* SPDX-License-Identifier: PostgreSQL */
/*
 * The rows of a table that were written since a moment, and how many others there are.
 *
 * PostgreSQL changes no row in place: an UPDATE or INSERT leaves a row version that carries the id of
 * its transaction (xmin).  A version older than the moment is therefore as it was then, byte by byte,
 * without being sent to the client; a row that is gone shows in the number of them.
 *
 *   struct changed_rows_moment moment;
 *   UP_TRY(changed_rows_mark(conn, &moment, err));
 *   ...                             the sync
 *   UP_TRY(changed_rows_read(conn, &moment, &request, digest_line, &reading, &counts, err));
 *   changed rows as expected, and counts.unchanged as expected?
 *
 * It costs one scan on the server, and the client what changed.
 *
 * A row that a sync should have written and did not is among the unchanged: whoever compares has to
 * miss it among those that changed.
 *
 * What it does not see: a row that was wrong at the moment already (whoever restores has to see to it
 * that none is, and reads the whole table now and then); what a transaction writes that had an id at
 * the moment, so none of the measured sessions may have one open; damage below SQL, such as a page
 * written by another program; an index that disagrees with its table, which it does not read.  A
 * version older than 2^31 transactions counts as changed, which is more work and no error.
 */
#ifndef MEASURE_ORACLE_CHANGED_ROWS_H
#define MEASURE_ORACLE_CHANGED_ROWS_H

#include "pg/conn.h"

struct changed_rows_moment {
	int64_t transaction; /* every id that is given out later is this or a later one; 32 bits */
};

/* Outside of a transaction. */
UP_MUST_CHECK enum up_status changed_rows_mark(struct up_conn *conn,
					       struct changed_rows_moment *moment,
					       struct up_error *err);

struct changed_rows_request {
	const char *table;   /* qualified and quoted; may be partitioned */
	const char *columns; /* a list of quoted columns or expressions, of the rows that changed */
};

struct changed_rows_counts {
	int64_t changed;
	int64_t unchanged;
};

/* Calls receive for each row that was written since the moment, as up_conn_copy_out() does. */
UP_MUST_CHECK enum up_status changed_rows_read(struct up_conn *conn,
					       const struct changed_rows_moment *moment,
					       const struct changed_rows_request *request,
					       up_copy_receiver *receive, void *context,
					       struct changed_rows_counts *counts,
					       struct up_error *err);

#endif
