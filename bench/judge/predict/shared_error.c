/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/shared_error.h"

#include "base/cleanup.h"
#include "judge/predict/plan_group.h"

#include <math.h>
#include <stdlib.h>

void shared_error_release(struct shared_error *shared)
{
	free(shared->residuals);
	free(shared->misses[DRIFT_UP]);
	free(shared->misses[DRIFT_DOWN]);
	*shared = (struct shared_error){0};
}

static enum up_status allocate(struct shared_error *shared, size_t cases, struct up_error *err)
{
	shared->residuals = calloc(cases + 1, sizeof(*shared->residuals));
	shared->misses[DRIFT_UP] = calloc(cases + 1, sizeof(*shared->misses[DRIFT_UP]));
	shared->misses[DRIFT_DOWN] = calloc(cases + 1, sizeof(*shared->misses[DRIFT_DOWN]));
	if (shared->residuals == NULL || shared->misses[DRIFT_UP] == NULL ||
	    shared->misses[DRIFT_DOWN] == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for errors of predictions");
	return UP_OK;
}

static void add_residuals(struct shared_error *shared, const struct family_times *times,
			  const struct curve *curve)
{
	const size_t parameters = curve_parameters(curve);

	if (times->count <= parameters)
		return;
	const double larger = sqrt((double)times->count / (double)(times->count - parameters));
	for (size_t c = 0; c < times->count; c++) {
		const struct curve_point *point = &times->points[c];
		const double at = curve_at(curve, point->rows, point->latency);
		const double residual = larger * log(at / point->value);
		if (!isfinite(residual))
			continue;
		shared->residuals[shared->residual_count++] = residual;
		shared->sampled += pow(curve_point_error(point), 2);
	}
}

static enum up_status add(struct shared_error *shared, const struct run *run,
			  const struct family *family, struct up_error *err)
{
	PLAN_GROUP group = {0};
	FAMILY_TIMES times = {0};
	struct curve curve = {0};
	enum up_status status = plan_group_make(run, family, CURVE_LEAST_SIZES, &group, err);

	if (status == UP_OK)
		status = family_times_make(run, &group.family, &times, err);
	if (status == UP_INVALID)
		return UP_OK;
	UP_TRY(status);
	if ((times.is_line ? curve_fit_line : curve_fit)(times.points, times.count, &curve, NULL) !=
	    UP_OK)
		return UP_OK;
	add_residuals(shared, &times, &curve);
	for (enum drift_direction d = DRIFT_UP; d <= DRIFT_DOWN; d++)
		shared->miss_count[d] += drift_misses(times.points, times.count, times.is_line, d,
						      shared->misses[d] + shared->miss_count[d]);
	return UP_OK;
}

/* Samples that are drawn anew show what the scatter of the samples adds. */
static void take_sampling_out(struct shared_error *shared)
{
	double squares = 0;

	for (size_t i = 0; i < shared->residual_count; i++)
		squares += shared->residuals[i] * shared->residuals[i];
	for (size_t i = 0; i < shared->residual_count && squares > 0; i++)
		shared->residuals[i] *= sqrt(fmax(0, 1 - shared->sampled / squares));
}

enum up_status shared_error_make(const struct run *run, const struct family *families, size_t count,
				 struct shared_error *shared, struct up_error *err)
{
	SHARED_ERROR new = {0};
	size_t cases = 0;

	for (size_t f = 0; f < count; f++)
		cases += families[f].count;
	UP_TRY(allocate(&new, cases, err));
	for (size_t f = 0; f < count; f++) {
		if (families[f].role != ROLE_IDLE)
			UP_TRY(add(&new, run, &families[f], err));
	}
	for (enum drift_direction d = DRIFT_UP; d <= DRIFT_DOWN; d++) {
		new.drift[d] = drift_of(new.misses[d], new.miss_count[d]);
		drift_student(&new.drift[d], new.student[d]);
	}
	take_sampling_out(&new);
	*shared = new;
	new = (struct shared_error){0};
	return UP_OK;
}
