/* SPDX-License-Identifier: PostgreSQL */
/*
 * How the update of a foreign table reaches the server that has its rows, by the captured plan.
 *
 * postgres_fdw either passes a statement on as a whole, which the plan has as a Foreign Scan with the
 * operation Update, or it fetches the rows, joins them here, and sends an UPDATE for each: a prepared one,
 * whose answer it waits for.  No version sends several of them at once; batch_size is for INSERT.
 * https://www.postgresql.org/docs/current/postgres-fdw.html
 */
#ifndef JUDGE_SUMMARY_FOREIGN_UPDATE_H
#define JUDGE_SUMMARY_FOREIGN_UPDATE_H

#include "record/query_plan.h"

enum foreign_update {
	FOREIGN_UPDATE_NONE,   /* not of a foreign table, or not known */
	FOREIGN_UPDATE_BY_ROW, /* a round trip to its server per row */
	FOREIGN_UPDATE_WHOLE,  /* one per statement */
};

/* Of an UPDATE of one table: those of a table with foreign partitions are not known. */
enum foreign_update foreign_update_of(const struct plan_shape *shape);

/* Round trips of updates to the foreign server that a statement with this plan made; those that fetch rows
 * are not among them.  NaN: not known, or of no foreign table. */
double foreign_update_trips(const struct plan_shape *shape);

#endif
