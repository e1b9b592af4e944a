/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/planner.h"

#include <string.h>

uint64_t planner_hash(const char *name)
{
	uint64_t result = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		result = (result ^ (unsigned char)*name) * 0x100000001b3u;
	return result;
}

size_t planner_find(const struct planner *planner, const char *name)
{
	const struct column_plans *plans = planner->plans;

	for (size_t c = 0; c < plans->count; c++) {
		if (strcmp(plans->items[c].column->name, name) == 0)
			return c;
	}
	return PLANNER_NOT_FOUND;
}

bool planner_is_scope(const struct planner *planner, const struct column_plan *plan)
{
	return planner->counts->scope != NULL &&
	       strcmp(planner->counts->scope, plan->column->name) == 0;
}
