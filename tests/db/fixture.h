/* SPDX-License-Identifier: PostgreSQL */
/*
 * Hostile fixtures: a table, what it holds before a sync, and what the sync
 * brings.  Every strategy of the registry runs over every one of them.
 */
#ifndef DB_FIXTURE_H
#define DB_FIXTURE_H

#include "model/batch.h"

struct fixture {
	struct up_relation relation; /* its schema is set when the table is made */
	struct up_batch before;      /* rows of the scope in the table */
	struct up_batch after; /* rows that the sync brings; keys that before has not are new */
};

void fixture_release(struct fixture *fixture);

struct fixture_maker {
	const char *name;
	void (*make)(struct fixture *fixture); /* fails the test by an assertion */
};

/* Ends with a NULL name. */
extern const struct fixture_maker fixture_makers[];

#endif
