/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/drift.h"

#include "base/cleanup.h"
#include "stats/distribution.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

/* As a number that grows with the distance. */
static double place(const struct curve_point *point, enum drift_direction direction)
{
	return direction == DRIFT_UP ? log(point->rows) : -log(point->rows);
}

/* The mean miss of the points at a place by a curve of those before it; NaN: there is no curve. */
static double miss(const struct curve_point *points, size_t count, bool is_line,
		   enum drift_direction direction, double at, struct curve_point *before)
{
	struct curve curve = {0};
	size_t known = 0;
	size_t missed = 0;
	double last = -INFINITY;
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (!(place(&points[i], direction) < at))
			continue;
		before[known++] = points[i];
		last = fmax(last, place(&points[i], direction));
	}
	if ((is_line ? curve_fit_line : curve_fit)(before, known, &curve, NULL) != UP_OK)
		return NAN;
	for (size_t i = 0; i < count; i++) {
		const double there = place(&points[i], direction);
		if (there < at || there > at)
			continue;
		sum += log(curve_at(&curve, points[i].rows, points[i].latency) / points[i].value);
		missed++;
	}
	return sum / (double)missed / (at - last);
}

size_t drift_misses(const struct curve_point *points, size_t count, bool is_line,
		    enum drift_direction direction, double *misses)
{
	UP_FREE struct curve_point *before = calloc(count + 1, sizeof *before);
	size_t found = 0;

	for (size_t i = 0; i < count && before != NULL; i++) {
		size_t first = 0;
		while (first < i && fabs(points[first].rows - points[i].rows) > 0)
			first++;
		if (first < i)
			continue;
		const double z = miss(points, count, is_line, direction,
				      place(&points[i], direction), before);
		if (isfinite(z))
			misses[found++] = z;
	}
	return found;
}

struct drift drift_of(const double *misses, size_t count)
{
	struct drift drift = {.deviation = NAN, .count = count};
	double sum = 0;

	if (count < DRIFT_LEAST_MISSES)
		return drift;
	const double mean = statistics_mean(misses, count);
	for (size_t i = 0; i < count; i++)
		sum += (misses[i] - mean) * (misses[i] - mean);
	const double variance = sum / (double)(count - 1);
	drift.deviation = sqrt(variance);
	if (mean * mean > variance / (double)count)
		drift.bias = mean - variance / (double)count / mean;
	return drift;
}

static double probability(size_t i)
{
	return ((double)i + 0.5) / DRIFT_QUANTILES;
}

void drift_student(const struct drift *drift, double *quantiles)
{
	for (size_t i = 0; i < DRIFT_QUANTILES / 2; i++) {
		quantiles[i] = drift->count >= DRIFT_LEAST_MISSES
				       ? student_quantile(probability(i), (double)drift->count - 1)
				       : NAN;
		quantiles[DRIFT_QUANTILES - 1 - i] = -quantiles[i];
	}
}

void drift_quantiles(const struct drift *drift, const double *student, double step,
		     double *quantiles)
{
	const double larger = sqrt(1 + 1 / (double)drift->count);

	for (size_t i = 0; i < DRIFT_QUANTILES; i++) {
		const double seen = student[i] * drift->deviation * larger;
		const double least = normal_quantile(probability(i)) * CURVE_DISCREPANCY / step;
		quantiles[i] = (fabs(seen) < fabs(least) ? least : seen) - drift->bias;
	}
}
