/* SPDX-License-Identifier: PostgreSQL */
/* Two columns of one type of which a check wants one to be less than the other: shipped >= ordered. */
#ifndef MEASURE_GENERATOR_ORDERED_PAIR_H
#define MEASURE_GENERATOR_ORDERED_PAIR_H

#include "measure/generator/column_plan.h"

/* Sets the side of each column of such a pair whose values are neither unique nor share the rows.  A
 * column is in one pair at most; what else its checks want, the server decides. */
UP_MUST_CHECK enum up_status ordered_pairs_set(struct column_plans *plans,
					       const struct shape *shape, struct up_error *err);

/* Puts the numbers of both columns in order; returns that of the column with this plan. */
uint64_t ordered_pair_number(const struct column_plan *plan, uint64_t own, uint64_t other);

#endif
