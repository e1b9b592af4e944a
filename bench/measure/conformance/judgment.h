/* SPDX-License-Identifier: PostgreSQL */
/*
 * Judges what a strategy did with hostile data: an attempt ends with a verdict and an outcome in
 * words.  The table is read back by a connection and a parser of its own (measure/conformance/target.h).
 */
#ifndef MEASURE_CONFORMANCE_JUDGMENT_H
#define MEASURE_CONFORMANCE_JUDGMENT_H

#include "measure/conformance/fixture_case.h"
#include "measure/server/server.h"
#include "pg/pool.h"
#include "record/conformance.h"
#include "record/role.h"
#include "strategy/strategy.h"

/* One way to run a strategy. */
struct way {
	unsigned wants; /* a flag that the strategy must have, or 0 */
	size_t chunk;
	size_t batch_rows; /* 0: all rows in memory */
	bool skip_unchanged;
	bool overlap; /* with the fetch */
};

/* One strategy over one case in one way, and what came of it. */
struct attempt {
	struct server *server;
	struct up_pool *pool; /* of one connection, or none yet */
	const struct fixture_case *fixture_case;
	const struct fixture *fixture;
	const struct up_strategy *strategy;
	enum role role;
	const struct way *way;

	enum up_status status;
	struct up_error error;
	bool opened;        /* the failure is not one of preparing */
	int64_t statements; /* that a run sent */
	int64_t rows_updated;
	int64_t rows_duplicate;

	enum conformance_verdict verdict;
	struct up_buffer outcome;
};

void attempt_release(struct attempt *attempt);

/* Ends it without a look at the table. */
void attempt_end(struct attempt *attempt, enum conformance_verdict verdict, const char *outcome);

/* Appends template, in which the schema of server stands for the one "%s". */
UP_MUST_CHECK enum up_status judgment_append_sql(const struct attempt *attempt,
						 const char *template, struct up_buffer *sql,
						 struct up_error *err);

/* Sets verdict and outcome by status, error, counts and the state of the table.  Fails when the
 * server does. */
UP_MUST_CHECK enum up_status judgment_make(struct attempt *attempt, struct up_error *err);

#endif
