/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows for a table made from the shape of another one on the same server: copied inside the server by
 * one statement, in the order in which they lie there.  Of the original it takes ACCESS SHARE and
 * one snapshot, gives up rather than wait, and fails rather than see a part of the rows through
 * row-level security.
 */
#ifndef MEASURE_CLONE_FILL_H
#define MEASURE_CLONE_FILL_H

#include "measure/clone/definition.h"
#include "pg/conn.h"

enum fill_rows {
	FILL_ALL,
	FILL_PAGES, /* those of some pages: TABLESAMPLE SYSTEM, which reads no others */
	FILL_KEYS,  /* those of some keys, by a hash of them: the same ones wherever they lie */
};

struct fill_request {
	struct place source;
	enum fill_rows which;
	double share;       /* of the pages or keys: above 0, up to 1 */
	int64_t seed;       /* another one, another sample */
	int64_t timeout_ms; /* of the statement; 0: none */
};

/* Appends the names of all columns that can be inserted, with commas. */
void fill_append_columns(struct up_buffer *sql, const struct shape *blueprint);

/* Appends the condition that a row is of the sample FILL_KEYS. */
void fill_append_sample(struct up_buffer *sql, const struct shape *blueprint,
			const struct fill_request *request);

/* Appends the statement. */
void fill_append_sql(struct up_buffer *sql, const struct shape *blueprint,
		     const struct fill_request *request);

/* In a transaction of ddl_begin().  *copied is the number of rows.  UP_INVALID: the share is out of
 * its range.  UP_TIMEOUT: the original is locked, or the copy took too long. */
UP_MUST_CHECK enum up_status fill_table(struct up_conn *conn, const struct shape *blueprint,
					const struct fill_request *request, int64_t *copied,
					struct up_error *err);

/* Sets the sequences of columns behind the values that are there, as far as these are in their
 * range. */
UP_MUST_CHECK enum up_status fill_set_sequences(struct up_conn *conn, const struct shape *blueprint,
						struct up_error *err);

#endif
