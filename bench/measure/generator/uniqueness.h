/* SPDX-License-Identifier: PostgreSQL */
/* Which columns are planned so that the unique indexes and exclusion constraints of a shape are met, and
 * those that are unique by its statistics. */
#ifndef MEASURE_GENERATOR_UNIQUENESS_H
#define MEASURE_GENERATOR_UNIQUENESS_H

#include "measure/generator/planner.h"

/* Changes the plans of columns that were planned by themselves.  UP_UNSUPPORTED: a unique index wants more
 * values than the types of its columns have. */
UP_MUST_CHECK enum up_status uniqueness_settle(const struct planner *planner, struct up_error *err);

#endif
