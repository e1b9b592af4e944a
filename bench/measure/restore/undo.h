/* SPDX-License-Identifier: PostgreSQL */
/*
 * Putting a table back before a sample at the cost of what a sync changes: for tables of which the
 * sync has few rows.  The other way is to fill the table anew (measure/restore/restoration.h).
 *
 *   1. the rows of the sync are deleted, those that it created as well
 *   2. VACUUM takes them, and all their dead versions, out of table and indexes
 *   3. the old rows are inserted again, always in the same order
 *   4. VACUUM records free space and visibility; sequences, CHECKPOINT
 *
 * The state is the same every time by construction, whichever strategy was there before.  What step 2
 * leaves is the table without the rows of the sync, and no sync or step moves any other row: the
 * same rows in the same places, the same free space.  Where an inserted row goes follows from the
 * free space map and the rows inserted before it alone (RelationGetBufferForTuple() in
 * hio.c, fsm_search_avail() in fsmpage.c: the first page with room from where the last search ended;
 * VACUUM lets searches begin with the first page).  So the old rows come to the same places each
 * time, and undo_run() looks whether they did.  UPDATE back to the old values would not do: where
 * a row is then depends on where the sync had put it, so that from round to round rows gather on fewer
 * pages and more updates are HOT.
 *
 * Two rows of each page next to those of the sync take part ("neighbors"): they are deleted and
 * inserted with them, behind them.  The free space map knows of room in steps of 32 bytes, and would
 * often not offer the hole of one row for that row again; it then went to the end of the table,
 * where rows of the sync lie together.  A hole of three is found, and what does not fit any more is a
 * neighbor, not a row of the sync.
 *
 * Statistics are not collected again: the table holds the same rows as when they were.  VACUUM
 * writes an estimate of the rows (pg_class.reltuples), which may be off by a permille or two and comes
 * to rest as the table does.
 *
 * The table keeps the room that the dead versions of a sync had, at its end: VACUUM does not cut it
 * off, so a sync fills pages that are there already, and the size is the same every time.  Leaves of
 * indexes that a sync has split stay so, and before 14 so do the line pointers of a page.  The first
 * syncs therefore find a table that still grows.  undo_settle() sees to that beforehand, by the old
 * rows alone; new ones that are longer, created or elsewhere in an index are beyond it, so call it again
 * after the first sync of each case.  undo_state() shows whether a state is that of before.
 *
 * It takes an owner of the table and nothing else; triggers of the table for INSERT and DELETE run.
 * A transaction of anybody else in the database that is older than the sync keeps VACUUM from removing
 * rows; the old ones then come to other places.  undo_run() tries again, and reports it if that
 * does not help.
 *
 *   UNDO undo = {0};
 *   UP_TRY(undo_prepare(conn, &request, &undo, err));      table filled, VACUUM (ANALYZE) done
 *   UP_TRY(undo_settle(&undo, conn, &is_settled, err));
 *   for each sample {
 *           UP_TRY(undo_run(&undo, conn, &displaced, err));
 *           ...                                             the sync
 *   }
 *
 * If a sync changed rows that are not its own (the oracle reports it), the table has to be filled anew, and
 * undo to be prepared again.
 */
#ifndef MEASURE_RESTORE_UNDO_H
#define MEASURE_RESTORE_UNDO_H

#include "pg/conn.h"
#include "record/text_list.h"

/* Names of tables are as SQL has them: quoted, with a schema. */
struct undo_request {
	const char *table; /* as it is before a sync; may be partitioned */
	/* A table with the keys of all rows that the sync brings, under the names of the table's
	 * columns; analyzed. Other columns of it are not looked at. */
	const char *keys;
	const char *store;           /* is made: the old rows, and their places */
	const struct text_list *key; /* names of columns, unquoted; unique, not null */
	/* Statements, each with its semicolon, that were run before the table was filled and behind that,
	 * in the transaction: a fillfactor that it has not otherwise, without which rows would go to
	 * pages that have room and not to their own.  NULL: none. */
	const char *before;
	const char *behind;
	bool can_checkpoint;
};

struct undo {                        /* begin with {0} */
	struct text_list statements; /* of undo_run(), in their order */
	char *look; /* owned, as are the others; a query: rows displaced, pages not all-visible */
	char *state;
	char *remember;    /* makes the present places those of the rows */
	char *disturb;     /* what a sync does to table and indexes, without changing a value */
	int64_t invisible; /* pages that were not all-visible when it was settled */
};

/* Makes the store, from the table as it was filled: after a sync its rows lie together, and would stay
 * so.  Outside of a transaction.  Costs what the sync's rows cost; on a partitioned table
 * that times its partitions. */
UP_MUST_CHECK enum up_status undo_prepare(struct up_conn *conn, const struct undo_request *request,
					  struct undo *undo, struct up_error *err);
void undo_release(struct undo *undo);
#define UNDO UP_CLEANUP(undo_release) struct undo

/* Puts the table back from whatever a sync of these rows left, also from its half, and from a former
 * undo_run() that failed.  displaced gets how many of the old rows are not where undo_settle() saw
 * them: 0, or the state is not the same.  A failure shows no value of a row. */
UP_MUST_CHECK enum up_status undo_run(const struct undo *undo, struct up_conn *conn,
				      int64_t *displaced, struct up_error *err);

/* Disturbs the table and puts it back until its state is twice the same, and remembers the places of
 * the rows.  is_settled is false if that did not come about in a few rounds. */
UP_MUST_CHECK enum up_status undo_settle(struct undo *undo, struct up_conn *conn, bool *is_settled,
					 struct up_error *err);

/* What can be seen of the physical state without an extension, as a text to free, to be compared with
 * another one: sizes, pages and all-visible pages of table, partitions, indexes and TOAST, and
 * the places of the old rows. */
UP_MUST_CHECK enum up_status undo_state(const struct undo *undo, struct up_conn *conn, char **state,
					struct up_error *err);

/* Appends the statements of undo_run(), for the record of a run.  They have names of columns and no
 * values of rows. */
UP_MUST_CHECK enum up_status undo_append_statements(const struct undo *undo,
						    struct text_list *statements,
						    struct up_error *err);

#endif
