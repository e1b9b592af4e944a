/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the rows of a relation refer to: a table with one row for each distinct
 * value of one of their columns, and how many rows name it.  The business stage
 * of a sync brings it up to date by INSERT … ON CONFLICT DO UPDATE,
 * in one statement and in the order of the keys: two syncs of the same keys wait for each other and
 * do not deadlock.
 */
#ifndef UP_SYNC_REFERENCE_H
#define UP_SYNC_REFERENCE_H

#include "model/batch.h"
#include "pg/conn.h"

struct up_reference {
	size_t column; /* of the relation, whose values are the reference's keys; its type's text
	                  is that of a varchar */
	const char *table;
	const char *scope; /* names of its columns; (scope, key) is unique */
	const char *key;
	const char *count;
};

/* For rows that come batch by batch: begin, add each batch, then upsert; the
 * values wait in a temporary table of the transaction. */
UP_MUST_CHECK enum up_status up_reference_begin(struct up_conn *conn, struct up_error *err);
/* The same where a row may have the key of one of an earlier batch, and then counts instead of it:
 * each batch is added with a number, which is greater than that of the one before. */
UP_MUST_CHECK enum up_status up_reference_begin_keyed(struct up_conn *conn, struct up_error *err);
UP_MUST_CHECK enum up_status up_reference_add_keyed(const struct up_reference *reference,
						    struct up_conn *conn,
						    const struct up_batch *batch, int64_t number,
						    struct up_error *err);
UP_MUST_CHECK enum up_status up_reference_add(const struct up_reference *reference,
					      struct up_conn *conn, const struct up_batch *batch,
					      struct up_error *err);
/* Removes all that was added without keys. */
UP_MUST_CHECK enum up_status up_reference_restart(struct up_conn *conn, struct up_error *err);
/* has_repeats: some keys may have come in several batches, which were added with them. */
UP_MUST_CHECK enum up_status up_reference_upsert_added(const struct up_reference *reference,
						       struct up_conn *conn,
						       const struct up_relation *relation,
						       const char *scope, bool has_repeats,
						       int64_t *written, struct up_error *err);

/* For rows that are all at hand: upserts what batch names; *written gets the number of rows. */
UP_MUST_CHECK enum up_status up_reference_upsert(const struct up_reference *reference,
						 struct up_conn *conn, const struct up_batch *batch,
						 const char *scope, int64_t *written,
						 struct up_error *err);

#endif
