/* SPDX-License-Identifier: PostgreSQL */
/*
 * Hostile fixtures: a table, what it holds before a sync, and what the sync
 * brings.  Every strategy of the registry runs over every one of them.
 */
#ifndef DB_FIXTURE_H
#define DB_FIXTURE_H

#include "model/batch.h"

#include <stdlib.h>

struct fixture {
	struct up_relation relation; /* its schema is set when the table is made */
	struct up_batch before;      /* rows of the scope in the table, and of another scope */
	struct up_batch after; /* rows that the sync brings; keys that before has not are new */
	char *scope;           /* owned; NULL: a hostile one */
	char *other_scope;     /* owned; NULL: another */
};

static inline void fixture_release(struct fixture *fixture)
{
	up_batch_release(&fixture->before);
	up_batch_release(&fixture->after);
	up_relation_release(&fixture->relation);
	free(fixture->scope);
	free(fixture->other_scope);
}

static inline const char *fixture_scope(const struct fixture *fixture)
{
	return fixture->scope != NULL ? fixture->scope : "it's \"me\"\\";
}

static inline const char *fixture_other_scope(const struct fixture *fixture)
{
	return fixture->other_scope != NULL ? fixture->other_scope : "somebody else";
}

/* The hostile ones; a test is made of each. */
#define FIXTURES(use)                                                                              \
	use(hostile_programs) use(one_program) use(two_columns) use(nothing_changed) use(some_new) \
		use(all_new) use(no_rows) use(hostile_names) use(hostile_texts) use(extremes)      \
			use(only_nulls) use(wide)

/* Each fails the test by an assertion. */
#define DECLARE(name) void fixture_make_##name(struct fixture *fixture);
FIXTURES(DECLARE)
#undef DECLARE

#endif
