/* SPDX-License-Identifier: PostgreSQL */
/* What is known while the plans of columns are made (measure/generator/column_plan.h). */
#ifndef MEASURE_GENERATOR_PLANNER_H
#define MEASURE_GENERATOR_PLANNER_H

#include "measure/generator/column_plan.h"

#define PLANNER_NOT_FOUND SIZE_MAX

/* All borrowed. */
struct planner {
	struct column_plans *plans;
	const struct shape *shape;
	const struct row_counts *counts;
	uint64_t seed;
};

/* The place of a column among the plans; PLANNER_NOT_FOUND: it has none. */
size_t planner_find(const struct planner *planner, const char *name);

/* Is it the column whose value the rows of a sync share? */
bool planner_is_scope(const struct planner *planner, const struct column_plan *plan);

/* Of a name, for the random numbers that belong to it. */
uint64_t planner_hash(const char *name);

#endif
