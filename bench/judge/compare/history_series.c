/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/history_series.h"

#include "stats/change_point.h"
#include "stats/level_test.h"
#include "stats/statistics.h"

#include <math.h>

/* A series, of which searches see a prefix. */
struct series {
	const double *times_ns;
	double *logarithms; /* owned */
	double *sorted;     /* owned: room to find a median */
	size_t count;
	double threshold;
	uint64_t seed;
};

static void series_release(struct series *series)
{
	free(series->logarithms);
	free(series->sorted);
}

void history_steps_release(struct history_steps *steps)
{
	free(steps->items);
	*steps = (struct history_steps){0};
}

int history_direction(double before_ns, double after_ns, double threshold)
{
	if (after_ns > before_ns * (1 + threshold))
		return 1;
	return after_ns * (1 + threshold) < before_ns ? -1 : 0;
}

static int direction_of(const struct history_step *step, double threshold)
{
	return history_direction(step->before_ns, step->after_ns, threshold);
}

/* Of the times from begin to end - 1; the mean would follow an outlier. */
static double median_of(const struct series *series, size_t begin, size_t end)
{
	for (size_t r = begin; r < end; r++)
		series->sorted[r - begin] = series->times_ns[r];
	statistics_sort(series->sorted, end - begin);
	return statistics_median(series->sorted, end - begin);
}

/* ---- one search ------------------------------------------------------- */

/* Those of the first `count` values; none is news. */
static enum up_status search(const struct series *series, size_t count, struct history_steps *steps,
			     struct up_error *err)
{
	UP_FREE struct change_point *points = calloc(CHANGE_POINT_MAX(count) + 1, sizeof *points);
	struct history_step *items = calloc(CHANGE_POINT_MAX(count) + 1, sizeof *items);
	size_t found = 0;

	*steps = (struct history_steps){.items = items, .crept = NAN};
	if (points == NULL || items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a history");
	if (count >= HISTORY_SHORTEST)
		UP_TRY(change_points_find(series->logarithms, count, HISTORY_LEVEL, series->seed,
					  points, &found, err));
	level_test_keep(series->logarithms, count, HISTORY_T_LEVEL, points, &found);
	for (size_t p = 0; p < found; p++) {
		const size_t begin = p > 0 ? points[p - 1].position : 0;
		const size_t end = p + 1 < found ? points[p + 1].position : count;
		items[p].position = points[p].position;
		items[p].p_value = points[p].p_value;
		items[p].before_ns = median_of(series, begin, points[p].position);
		items[p].after_ns = median_of(series, points[p].position, end);
	}
	steps->count = found;
	steps->level_ns = median_of(series, found > 0 ? points[found - 1].position : 0, count);
	return UP_OK;
}

/* ---- news ------------------------------------------------------------- */

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

static bool has_same(const struct history_steps *steps, const struct history_step *step,
		     double threshold)
{
	for (size_t s = 0; s < steps->count; s++) {
		const struct history_step *other = &steps->items[s];
		if (distance(other->position, step->position) <= HISTORY_SAME &&
		    direction_of(other, threshold) == direction_of(step, threshold))
			return true;
	}
	return false;
}

static enum up_status find_news(const struct series *series, struct history_step *step,
				struct up_error *err)
{
	/* A prefix that ends before has no value of even the earliest step that would be the same. */
	const size_t begin = step->position > HISTORY_SAME ? step->position - HISTORY_SAME : 0;

	step->is_news = direction_of(step, series->threshold) != 0;
	for (size_t count = series->count - 1;
	     step->is_news && count >= HISTORY_SHORTEST && count > begin; count--) {
		HISTORY_STEPS earlier = {0};
		UP_TRY(search(series, count, &earlier, err));
		step->is_news = !has_same(&earlier, step, series->threshold);
	}
	return UP_OK;
}

/* How far the level of the first `count` values crept, as in struct history_steps, whether that is
 * news or not; 0: not beyond the threshold. */
static double creep(const struct series *series, size_t count, const struct history_steps *steps)
{
	if (count <= HISTORY_CREEP)
		return 0;
	const size_t then = count - 1 - HISTORY_CREEP;
	double before = steps->level_ns;

	for (size_t s = steps->count; s > 0 && steps->items[s - 1].position > then; s--) {
		if (direction_of(&steps->items[s - 1], series->threshold) != 0)
			return 0;
		before = steps->items[s - 1].before_ns;
	}
	return history_direction(before, steps->level_ns, series->threshold) != 0
		       ? steps->level_ns / before - 1
		       : 0;
}

static enum up_status find_creep(const struct series *series, struct history_steps *steps,
				 struct up_error *err)
{
	const double crept = creep(series, series->count, steps);
	bool is_known = crept == 0;

	for (size_t back = 1; !is_known && back <= HISTORY_CREEP && back < series->count; back++) {
		HISTORY_STEPS earlier = {0};
		UP_TRY(search(series, series->count - back, &earlier, err));
		/* The same creep, to the same side. */
		is_known = creep(series, series->count - back, &earlier) * crept > 0;
	}
	steps->crept = is_known ? NAN : crept;
	return UP_OK;
}

enum up_status history_steps_find(const double *times_ns, size_t count, double threshold,
				  uint64_t seed, struct history_steps *steps, struct up_error *err)
{
	HISTORY_STEPS new = {0};
	UP_CLEANUP(series_release)
	struct series series = {
		.times_ns = times_ns,
		.logarithms = calloc(count + 1, sizeof *series.logarithms),
		.sorted = calloc(count + 1, sizeof *series.sorted),
		.count = count,
		.threshold = threshold,
		.seed = seed,
	};

	if (series.logarithms == NULL || series.sorted == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a history");
	for (size_t r = 0; r < count; r++)
		series.logarithms[r] = log(times_ns[r]);
	UP_TRY(search(&series, count, &new, err));
	for (size_t s = 0; s < new.count; s++)
		UP_TRY(find_news(&series, &new.items[s], err));
	UP_TRY(find_creep(&series, &new, err));
	*steps = new;
	new = (struct history_steps){0};
	return UP_OK;
}
