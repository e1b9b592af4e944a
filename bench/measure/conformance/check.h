/* SPDX-License-Identifier: PostgreSQL */
/*
 * Runs strategies over hostile cases and records the outcome of each.  Nothing is timed.
 *
 * Each case is run in every way that a strategy has: with all rows in memory,
 * streamed in batches of three, in chunks of two, and without the rows that are unchanged.  The outcome is
 * the one that departs from the policy, if any does, else that of the first way.  A strategy that the server
 * refuses to carry out with plain data (measure/server/refusal.h) is skipped in all cases.
 */
#ifndef MEASURE_CONFORMANCE_CHECK_H
#define MEASURE_CONFORMANCE_CHECK_H

#include "measure/conformance/own_fixture.h"
#include "measure/server/server.h"
#include "record/conformance.h"
#include "record/role.h"
#include "strategy/strategy.h"

struct checked_strategy {
	const struct up_strategy *strategy; /* its context is the source of the rows */
	enum role role;
};

struct conformance_check {
	struct server *server; /* with the tables of schema/hostile.sql, or with that of table */
	const struct own_fixture_table *table; /* NULL: the tables of schema/hostile.sql */
	const struct checked_strategy *strategies;
	size_t strategy_count;
};

/* Adds a result for each case and strategy to list.  Fails when the server does, or
 * with UP_INTERRUPTED; what a strategy does wrong is a result. */
UP_MUST_CHECK enum up_status conformance_check_run(const struct conformance_check *check,
						   struct conformance_list *list,
						   struct up_error *err);

#endif
