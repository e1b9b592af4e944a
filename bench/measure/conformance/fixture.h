/* SPDX-License-Identifier: PostgreSQL */
/*
 * Hostile data: a table, what it holds before a sync, what the sync brings, and
 * what the table must hold after it.  Every strategy runs over all of it, in the
 * tests and in `upbench check`.
 */
#ifndef MEASURE_CONFORMANCE_FIXTURE_H
#define MEASURE_CONFORMANCE_FIXTURE_H

#include "measure/conformance/target.h"
#include "model/batch.h"

struct hostile {
	struct up_relation relation; /* its schema is set when the table is made */
	struct up_batch before;      /* rows of the scope in the table */
	struct up_batch incoming;    /* what the sync brings, where that is not after */
	struct up_batch after;       /* keys that before has not are new */
	char *scope;                 /* owned; whose rows are synced; NULL: TARGET_SCOPE */
	char *other_scope;           /* owned; whose rows are not; NULL: TARGET_OTHER_SCOPE */
};

/* The batches know the relation by its address: a hostile does not move. */
void hostile_release(struct hostile *hostile);
#define HOSTILE UP_CLEANUP(hostile_release) struct hostile

static inline const struct up_batch *hostile_incoming(const struct hostile *hostile)
{
	return hostile->incoming.vectors != NULL ? &hostile->incoming : &hostile->after;
}

static inline const char *hostile_scope(const struct hostile *hostile)
{
	return hostile->scope != NULL ? hostile->scope : TARGET_SCOPE;
}

static inline const char *hostile_other_scope(const struct hostile *hostile)
{
	return hostile->other_scope != NULL ? hostile->other_scope : TARGET_OTHER_SCOPE;
}

typedef enum up_status hostile_function(struct hostile *hostile, struct up_error *err);

struct hostile_maker {
	const char *name;
	hostile_function *make; /* fills a zeroed one, to be released also after a failure */
};

/* Ends with a NULL name. */
extern const struct hostile_maker hostile_makers[];

/* Those of them that others look up by name. */
#define HOSTILE_NAMES "hostile names"
#define HOSTILE_TEXTS "hostile texts"
#define HOSTILE_EXTREMES "extremes"
#define HOSTILE_NULLS "only nulls"

/* NULL when there is none of that name. */
const struct hostile_maker *hostile_find(const char *name);

#endif
