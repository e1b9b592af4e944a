/* SPDX-License-Identifier: PostgreSQL */
/*
 * Random tables around a random relation: with columns that do not travel, generated ones among them,
 * constraints, defaults, identities, indexes, partitions, storage parameters, and the columns in
 * any order with gaps where some were dropped.
 */
#ifndef PROPERTY_TABLE_H
#define PROPERTY_TABLE_H

#include "db/differential.h"
#include "property/value.h"

/* Does a table of that seed have a column that a new row lacks a value of?  Then the relation is
 * partial, and a sync must not create rows. */
bool random_table_is_partial(uint64_t seed);

/* For a fixture with its rows.  profiles are those of the relation's columns; table is zeroed and
 * to be released also after a failure. */
UP_MUST_CHECK enum up_status random_table_make(uint64_t seed, int server_version,
					       const struct fixture *fixture,
					       const struct value_profile *profiles,
					       struct differential_table *table,
					       struct up_error *err);

#endif
