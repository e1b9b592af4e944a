/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/workload.h"

#include <math.h>

double workload_changed(const struct model *model)
{
	const double changed = model->family->cases[0]->key.factors.changed;
	return isnan(changed) ? 1 : changed;
}

double workload_table(int64_t table_rows, double rows)
{
	return table_rows != UNMEASURED ? (double)table_rows : rows;
}

struct workload workload_with_rows(const struct workload *workload, double rows)
{
	struct workload with = *workload;

	with.rows = rows;
	if (workload->table_rows != UNMEASURED)
		with.table_rows = llround((double)workload->table_rows * rows / workload->rows);
	return with;
}

bool workload_is_contender(const struct model *model, bool peers)
{
	return model->family->role == ROLE_RANKED &&
	       (peers || model->family->cases[0]->key.peer == NULL);
}

bool workload_same_contender(const struct model *a, const struct model *b)
{
	return case_key_equal(&a->family->cases[0]->key, &b->family->cases[0]->key,
			      factors_of_workload());
}

static double nearest_changed(const struct model_list *models, double asked, bool peers)
{
	double best = NAN;

	for (size_t m = 0; m < models->count; m++) {
		const double level = workload_changed(&models->items[m]);
		if (workload_is_contender(&models->items[m], peers) &&
		    (isnan(best) || fabs(level - asked) < fabs(best - asked)))
			best = level;
	}
	return best;
}

struct workload workload_nearest(const struct model_list *models, const struct workload *asked,
				 bool peers)
{
	struct workload nearest = *asked;
	double least = INFINITY;

	nearest.changed = nearest_changed(models, asked->changed, peers);
	nearest.table_rows = UNMEASURED;
	for (size_t m = 0; m < models->count; m++) {
		const struct model *model = &models->items[m];
		const int64_t level = family_table_rows(model->family);
		const double distance = fabs(log(workload_table(level, asked->rows) /
						 workload_table(asked->table_rows, asked->rows)));
		if (workload_is_contender(model, peers) && distance < least &&
		    fabs(workload_changed(model) - nearest.changed) < 1e-9) {
			least = distance;
			nearest.table_rows = level;
		}
	}
	return nearest;
}
