/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/smaller_sizes.h"

#include "measure/case/forecast.h"

#include <stdlib.h>

/* Only the first sample depends on them. */
static bool is_bound(const struct case_progress *progress)
{
	return case_progress_sampling(progress)->stop_at_budget && progress->sample_count == 0;
}

static bool is_smaller_size(const struct case_progress *other, const struct case_progress *progress)
{
	return other->trial_case->key.factors.rows < progress->trial_case->key.factors.rows &&
	       case_same_family(other->trial_case, progress->trial_case);
}

bool smaller_sizes_are_awaited(const struct case_progress *cases, size_t count,
			       const struct case_progress *progress)
{
	if (!is_bound(progress))
		return false;
	for (size_t e = 0; e < count; e++) {
		const struct case_progress *other = &cases[e];
		if (is_smaller_size(other, progress) && !other->left && other->sample_count == 0)
			return true;
	}
	return false;
}

static int compare_points(const void *a, const void *b)
{
	size_t rows_a = ((const struct forecast_point *)a)->rows;
	size_t rows_b = ((const struct forecast_point *)b)->rows;
	return (rows_a > rows_b) - (rows_a < rows_b);
}

enum up_status smaller_sizes_foresee(const struct case_progress *cases, size_t count,
				     const struct case_progress *progress, struct up_error *err)
{
	size_t points = 0;

	if (!is_bound(progress))
		return UP_OK;
	UP_FREE struct forecast_point *point = calloc(count, sizeof *point);
	if (point == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a forecast");
	for (size_t e = 0; e < count; e++) {
		const struct case_progress *other = &cases[e];
		if (is_smaller_size(other, progress) && other->first_ns > 0)
			point[points++] = (struct forecast_point){
				.rows = (size_t)other->trial_case->key.factors.rows,
				.sync_ns = other->first_ns,
				.stopped = other->stopped,
			};
	}
	qsort(point, points, sizeof *point, compare_points);
	return forecast_check(point, points, (size_t)progress->trial_case->key.factors.rows,
			      case_progress_sampling(progress), err);
}
