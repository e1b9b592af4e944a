/* SPDX-License-Identifier: PostgreSQL */
/*
 * Fixtures of a table of the user's, made from its shape: its own columns with made-up rows, and what
 * can be hostile to any table.
 */
#ifndef MEASURE_CONFORMANCE_OWN_FIXTURE_H
#define MEASURE_CONFORMANCE_OWN_FIXTURE_H

#include "measure/conformance/fixture_case.h"
#include "measure/subject/subject.h"

struct own_fixture_table {
	const struct subject *subject; /* installed; without a scope */
	const struct population
		*population; /* filled; its pristine table has the rows before a sync */
	const char *no_new;  /* why no row of a sync is new; NULL: some are */
};

typedef enum up_status own_fixture_function(const struct own_fixture_table *table,
					    struct fixture *fixture, struct up_error *err);

/* Makes the fixture of a case; the schema of its relation is set. */
struct own_fixture_case {
	struct fixture_case base; /* its make is NULL */
	own_fixture_function *make;
	bool needs_new;
};

/* Ends with a NULL name. */
extern const struct own_fixture_case own_fixture_cases[];

/* UP_UNSUPPORTED, with the reason: the table has no column for the case. */
UP_MUST_CHECK enum up_status own_fixture_make(const struct own_fixture_table *table,
					      const struct own_fixture_case *own_case,
					      const char *schema, struct fixture *fixture,
					      struct up_error *err);

/* Puts the rows before a sync back. */
UP_MUST_CHECK enum up_status own_fixture_restore(const struct own_fixture_table *table,
						 const struct server *server, struct up_error *err);

/* Makes a query, with %s for the schema, of how many rows have other values than before in a column that
 * does not travel, or in a generated one other than its expression; to be freed. */
UP_MUST_CHECK enum up_status own_fixture_proof(const struct own_fixture_table *table, char **proof,
					       struct up_error *err);

#endif
