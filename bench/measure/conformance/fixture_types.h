/* SPDX-License-Identifier: PostgreSQL */
/*
 * Columns of a fixture that are not of native types, or that are of a domain: what they are in the
 * table (definitions: a text for each column of the relation, NULL where the relation states it).
 *
 * Usage: fixture_add_kind() any number of times; fixture_set_schema(), which puts the schema
 * into the names of their types; column_kind_make_types() in that schema; then the table.
 */
#ifndef MEASURE_CONFORMANCE_FIXTURE_TYPES_H
#define MEASURE_CONFORMANCE_FIXTURE_TYPES_H

#include "measure/conformance/column_kind.h"
#include "measure/conformance/fixture.h"

/* Adds a column of a kind to the relation. */
UP_MUST_CHECK enum up_status fixture_add_kind(struct fixture *fixture, const char *name,
					      const struct column_kind *kind, bool nullable,
					      struct up_error *err);

/* Once for a fixture. */
UP_MUST_CHECK enum up_status fixture_set_schema(struct fixture *fixture, const char *schema,
						struct up_error *err);

/* For target_make(). */
static inline const char *const *fixture_definitions(const struct fixture *fixture)
{
	return (const char *const *)fixture->definitions;
}

/* For fixture_release(), before the relation is gone. */
void fixture_types_release(struct fixture *fixture);

#endif
