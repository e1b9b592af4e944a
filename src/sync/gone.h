/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows that are gone: of the scope of a sync (of the table, where there is none) but not fetched.
 *
 * The keys of all fetched rows wait in a temporary table, and one statement finds the rows without
 * one, by the operators of the server, in the transaction of the sync.  Without an action nothing
 * is sent.
 */
#ifndef UP_SYNC_GONE_H
#define UP_SYNC_GONE_H

#include "model/batch.h"
#include "model/gone.h"
#include "pg/conn.h"

/* UP_INVALID: the column to mark is that of the scope or part of the key. */
UP_MUST_CHECK enum up_status up_gone_check(const struct up_gone *gone,
					   const struct up_relation *relation,
					   struct up_error *err);

/* Begin, add each batch, finish; with UP_GONE_IGNORE they do nothing.  The scope is not read where the relation has none.  *rows gets the
 * number that were counted, marked (without those that had the value) or deleted.  Where nothing was
 * added, all would be gone: of rows that are to be marked or deleted that is UP_INVALID. */
UP_MUST_CHECK enum up_status up_gone_begin(const struct up_gone *gone, struct up_conn *conn,
					   const struct up_relation *relation,
					   struct up_error *err);
UP_MUST_CHECK enum up_status up_gone_add(const struct up_gone *gone, struct up_conn *conn,
					 const struct up_batch *batch, struct up_error *err);
UP_MUST_CHECK enum up_status up_gone_finish(const struct up_gone *gone, struct up_conn *conn,
					    const struct up_relation *relation, const char *scope,
					    int64_t *rows, struct up_error *err);

#endif
