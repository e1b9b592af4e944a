/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/family_times.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of normal values, the standard deviation over the median of absolute deviations. */
#define DEVIATION 1.4826

void family_times_release(struct family_times *times)
{
	free(times->points);
	free(times->samples);
	free(times->first);
	free(times->values);
	*times = (struct family_times){0};
}

static double median_of(double *values, size_t count)
{
	statistics_sort(values, count);
	return statistics_median(values, count);
}

static double spread_of(double *values, size_t count, double median)
{
	for (size_t i = 0; i < count; i++)
		values[i] = fabs(values[i] - median);
	return median > 0 ? DEVIATION * median_of(values, count) / median : 0;
}

/* See struct curve_point.  Sorts both halves. */
static double rise_of(double *values, size_t count)
{
	const size_t half = count / 2;

	if (half == 0)
		return 0;
	statistics_sort(values, half);
	statistics_sort(values + half, count - half);
	return values[half - 1] <= values[half] ? statistics_median(values + half, count - half) -
							  statistics_median(values, half)
						: 0;
}

/* Sorts the values, and more. */
static struct curve_point point_of(const struct summary *summary, double *values, size_t count)
{
	struct curve_point point = {.rows = (double)summary->key.factors.rows, .samples = count};

	point.rise = rise_of(values, count);
	point.value = median_of(values, count);
	point.spread = spread_of(values, count, point.value);
	return point;
}

static size_t collect(const struct family_times *times, size_t of, measured_figure *figure,
		      const void *context, double *values)
{
	const char *name = times->family->cases[of]->case_name;
	return measured_collect(run_find_case(times->run, name), PHASE_MEASURE, figure, context,
				values);
}

size_t family_times_points(struct family_times *times, measured_figure *figure, const void *context,
			   struct curve_point *points)
{
	size_t known = 0;

	for (size_t c = 0; c < times->count; c++) {
		const size_t count = collect(times, c, figure, context, times->values);
		if (count > 0)
			points[known++] = point_of(times->family->cases[c], times->values, count);
	}
	return known;
}

static enum up_status allocate(struct family_times *times, struct up_error *err)
{
	const size_t samples = times->run->samples.count + 1;
	const size_t cases = times->count + 1;

	times->points = calloc(cases, sizeof(*times->points));
	times->samples = calloc(samples, sizeof(*times->samples));
	times->first = calloc(cases, sizeof(*times->first));
	times->values = calloc(samples, sizeof(*times->values));
	if (times->points == NULL || times->samples == NULL || times->first == NULL ||
	    times->values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the times of a family");
	return UP_OK;
}

/* Rows per statement, over all workers; 0: it has no chunks. */
static double chunk_of(const struct summary *summary)
{
	const struct factors *factors = &summary->key.factors;

	if (factors->chunk <= 0)
		return 0;
	return (double)factors->chunk * (factors->workers > 1 ? (double)factors->workers : 1);
}

static enum up_status read_trips(struct family_times *times, struct up_error *err)
{
	UP_FREE double *rows = calloc(times->count + 1, sizeof *rows);
	UP_FREE double *counts = calloc(times->count + 1, sizeof *counts);
	double chunk = 0;

	if (rows == NULL || counts == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the times of a family");
	for (size_t c = 0; c < times->count; c++) {
		const struct summary *summary = times->family->cases[c];
		rows[c] = times->points[c].rows;
		counts[c] = trips_median(times->run, summary->case_name);
		chunk = fmax(chunk, chunk_of(summary));
	}
	times->trips = trips_fit(rows, counts, times->count, chunk);
	times->is_line = chunk > 0 || (times->trips.exact && times->trips.each > 0);
	for (size_t c = 0; c < times->count; c++) {
		const double rtt_ns = family_rtt_ns(times->family->cases[c]);
		if (times->trips.known)
			times->points[c].latency = counts[c] * rtt_ns;
		else if (rtt_ns > 0)
			return up_fail(err, UP_INVALID,
				       "measured with a delay, and with an unknown number of round "
				       "trips");
	}
	return UP_OK;
}

enum up_status family_times_make(const struct run *run, const struct family *family,
				 struct family_times *times, struct up_error *err)
{
	FAMILY_TIMES new = {.run = run, .family = family, .count = family->count};

	UP_TRY(allocate(&new, err));
	for (size_t c = 0; c < family->count; c++) {
		double *samples = new.samples + new.first[c];
		const size_t count = collect(&new, c, measured_time, NULL, samples);
		new.first[c + 1] = new.first[c] + count;
		memcpy(new.values, samples, count * sizeof *samples);
		new.points[c] = point_of(family->cases[c], new.values, count);
	}
	UP_TRY(read_trips(&new, err));
	*times = new;
	new = (struct family_times){0};
	return UP_OK;
}

double family_times_redraw(struct family_times *times, size_t of, struct up_random *random)
{
	const double *samples = times->samples + times->first[of];
	const size_t count = times->first[of + 1] - times->first[of];

	for (size_t i = 0; i < count; i++)
		times->values[i] = samples[up_random_below(random, count)];
	return median_of(times->values, count);
}

size_t family_times_least_samples(const struct family_times *times)
{
	size_t least = SIZE_MAX;

	for (size_t c = 0; c < times->count; c++)
		least = times->points[c].samples < least ? times->points[c].samples : least;
	return least;
}
