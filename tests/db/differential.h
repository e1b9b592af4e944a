/* SPDX-License-Identifier: PostgreSQL */
/*
 * The differential: one fixture, updated by any number of strategies, each from
 * the same first state and each time against what the client computes the table
 * to be.  It knows no test framework: what is wrong comes back as an error.
 *
 * Usage: differential_open() makes the schema and the table,
 * differential_run() any number of times, differential_close() drops them.
 */
#ifndef DB_DIFFERENTIAL_H
#define DB_DIFFERENTIAL_H

#include "base/buffer.h"
#include "measure/conformance/fixture.h"
#include "measure/workload/digest.h"
#include "pg/pool.h"
#include "strategy/strategy.h"

/* One way to run a strategy. */
struct variant {
	size_t chunk;      /* 0: what the strategy does by itself */
	size_t workers;    /* at least 1 */
	size_t batch_rows; /* small, so that even few rows are streamed; 0: whole */
	bool overlap;      /* with the fetch, by batches of batch_rows */
	bool skip_unchanged;
	bool tuned;
	const struct up_strategy *create; /* NULL: the default */
};

/* "chunk 7, workers 2, skip unchanged": what is not the default. */
void variant_append(struct up_buffer *text, const struct variant *variant);

/* What the table holds at first, kept beside it. */
#define DIFFERENTIAL_FIRST_STATE "first state"

/* A table that has more than the columns of its relation; all of it is SQL. */
struct differential_table {
	struct up_buffer create;  /* makes it, empty, in the schema of the relation */
	struct up_buffer settle;  /* once the rows are in it; may be empty */
	struct up_buffer columns; /* those by which a row is put back: "a", "b", … */
	struct up_buffer faults;  /* a query of one text: what is wrong of columns that do not
				     travel, in words, or nothing; may be empty.  It can compare
				     with the table DIFFERENTIAL_FIRST_STATE */
};

void differential_table_release(struct differential_table *table);
#define DIFFERENTIAL_TABLE UP_CLEANUP(differential_table_release) struct differential_table

struct differential {
	const struct fixture *fixture;          /* borrowed, as is the next */
	const struct differential_table *table; /* NULL: made from the fixture alone */
	struct digest expected;                 /* the scope after a sync */
	struct digest others;                   /* the other scope, always */
	int64_t common;                         /* rows that the table has and the sync brings */
	int64_t changed;                        /* of them, those with different values */
	int64_t total;                          /* rows that the sync brings */
};

/* The relation of fixture must have a schema, which must not exist.  table may be NULL. */
UP_MUST_CHECK enum up_status differential_open(struct differential *differential,
					       const struct fixture *fixture,
					       const struct differential_table *table,
					       struct up_conn *conn, struct up_error *err);
UP_MUST_CHECK enum up_status differential_close(const struct differential *differential,
						struct up_conn *conn, struct up_error *err);

/*
 * Two syncs on the same connections: what the first one kept must serve the
 * second.  pool has at least as many connections as variant wants workers; what
 * the sessions hold is discarded before.
 *
 * UP_UNSUPPORTED: the strategy does not take this relation or variant.
 * UP_MISMATCH: a sync failed, or the table, a count or another scope's rows are
 * or columns that do not travel are not what they must be; the message has the first difference.
 */
UP_MUST_CHECK enum up_status differential_run(const struct differential *differential,
					      const struct up_pool *pool,
					      const struct up_strategy *strategy,
					      const struct variant *variant, struct up_error *err);

#endif
