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

struct fixture {
	struct up_relation relation; /* its schema is set when the table is made */
	struct up_batch before;      /* rows of the scope in the table */
	struct up_batch incoming;    /* what the sync brings, where that is not after */
	struct up_batch after;       /* keys that before has not are new */
	size_t not_brought;          /* rows of before whose keys do not come in */
	char *scope;                 /* owned; whose rows are synced; NULL: TARGET_SCOPE */
	char *other_scope;           /* owned; whose rows are not; NULL: TARGET_OTHER_SCOPE */
	char **definitions;          /* see fixture_types.h; NULL: none */
};

/* The batches know the relation by its address: a hostile does not move. */
void fixture_release(struct fixture *fixture);
#define FIXTURE UP_CLEANUP(fixture_release) struct fixture

static inline const struct up_batch *fixture_incoming(const struct fixture *fixture)
{
	return fixture->incoming.vectors != NULL ? &fixture->incoming : &fixture->after;
}

/* NULL where the relation has no scope, as is the next. */
static inline const char *fixture_scope(const struct fixture *fixture)
{
	if (!up_relation_has_scope(&fixture->relation))
		return NULL;
	return fixture->scope != NULL ? fixture->scope : TARGET_SCOPE;
}

static inline const char *fixture_other_scope(const struct fixture *fixture)
{
	if (!up_relation_has_scope(&fixture->relation))
		return NULL;
	return fixture->other_scope != NULL ? fixture->other_scope : TARGET_OTHER_SCOPE;
}

/* Where the scope is outside the key, the other one cannot have rows of the same keys. */
static inline bool fixture_has_other_rows(const struct fixture *fixture)
{
	return up_relation_has_scope(&fixture->relation) && !fixture->relation.scope_outside_key;
}

#define FIXTURE_GOOD_ROWS 4 /* before the bad one, where there is one */

typedef enum up_status fixture_function(struct fixture *fixture, struct up_error *err);

struct fixture_maker {
	const char *name;
	fixture_function *make; /* fills a zeroed one, to be released also after a failure */
};

/* Ends with a NULL name. */
extern const struct fixture_maker fixture_makers[];

/* Those of them that others look up by name. */
#define FIXTURE_NAMES "hostile names"
#define FIXTURE_TEXTS "hostile texts"
#define FIXTURE_EXTREMES "extremes"
#define FIXTURE_NULLS "only nulls"

/* NULL when there is none of that name. */
const struct fixture_maker *fixture_find(const char *name);

#endif
