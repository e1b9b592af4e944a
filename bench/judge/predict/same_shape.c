/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/same_shape.h"

#include <math.h>
#include <string.h>

/* NULL: not known. */
static const struct plan_shape *main_shape(const struct case_plans *plans)
{
	const struct plan_shape *found = NULL;
	double most = 0;

	for (size_t s = 0; plans != NULL && s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		const double rows = isnan(shape->actual_rows) ? 1 : fmax(1, shape->actual_rows);
		if ((double)shape->count * rows > most) {
			most = (double)shape->count * rows;
			found = shape;
		}
	}
	return found;
}

bool same_shape(const struct run *run, const struct summary *a, const struct summary *b)
{
	const struct case_plans *plans = run_find_case(run, a->case_name)->plans;
	const struct case_plans *others = run_find_case(run, b->case_name)->plans;
	const struct plan_shape *shape = main_shape(plans);
	const struct plan_shape *other = main_shape(others);

	if (shape == NULL || other == NULL || shape->shape == NULL || other->shape == NULL)
		return true;
	return plans->plan == others->plan && strcmp(shape->shape, other->shape) == 0;
}
