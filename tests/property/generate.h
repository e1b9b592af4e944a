/* SPDX-License-Identifier: PostgreSQL */
/*
 * Random fixtures: a relation (property/relation.h) in a table (property/table.h), and rows of
 * hostile values: some in the table alone, some in what the sync brings alone, the others in
 * both, changed or not.
 *
 * Everything is a function of the seed.  Values are made in the one form in which
 * PostgreSQL prints them, and two that differ in it differ for SQL, too: no column
 * has both zeros of a float, or a numeric with and without a final zero.
 */
#ifndef PROPERTY_GENERATE_H
#define PROPERTY_GENERATE_H

#include "db/differential.h"
#include "measure/conformance/fixture.h"

/* The fixture of a seed for a server of that version (as PQserverVersion()), and the table around its
 * relation; release both also after a failure. */
UP_MUST_CHECK enum up_status generate_fixture(uint64_t seed, int server_version,
					      struct fixture *fixture,
					      struct differential_table *table,
					      struct up_error *err);

/* A variant that the strategy takes, for that fixture. */
struct variant generate_variant(uint64_t seed, const struct fixture *fixture,
				const struct up_strategy *strategy, size_t workers);

#endif
