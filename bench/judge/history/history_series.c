/* SPDX-License-Identifier: PostgreSQL */
#include "judge/history/history_series.h"

#include "stats/change_point.h"
#include "stats/level_test.h"
#include "stats/statistics.h"

#include <math.h>

/* A series, and what is known of it with the runs that were looked at so far. */
struct series {
	const double *times_ns;
	double *logarithms;          /* owned, as the following */
	double *sorted;              /* room to find a median */
	struct change_point *points; /* room for a search */
	struct level_test test;
	struct history_step *steps; /* in order */
	size_t *found;              /* by step: its position when it was found */
	bool *is_told;              /* by step: it was news */
	size_t *begins;             /* of segments: the first one's is 0 */
	size_t step_count;
	double *crept; /* by count of runs: as creep() has it */
	double threshold;
	uint64_t seed;
};

static void series_release(struct series *series)
{
	free(series->logarithms);
	free(series->sorted);
	free(series->points);
	level_test_release(&series->test);
	free(series->steps);
	free(series->found);
	free(series->is_told);
	free(series->begins);
	free(series->crept);
}

static enum up_status series_init(struct series *series, const double *times_ns, size_t count,
				  struct up_error *err)
{
	const size_t most = count / LEVEL_SUDDEN_SEGMENT + 1;

	series->times_ns = times_ns;
	series->logarithms = calloc(count + 1, sizeof *series->logarithms);
	series->sorted = calloc(count + 1, sizeof *series->sorted);
	series->points = calloc(CHANGE_POINT_MAX(count) + 1, sizeof *series->points);
	series->steps = calloc(most, sizeof *series->steps);
	series->found = calloc(most, sizeof *series->found);
	series->is_told = calloc(most, sizeof *series->is_told);
	series->begins = calloc(most, sizeof *series->begins);
	series->crept = calloc(count + 1, sizeof *series->crept);
	if (series->logarithms == NULL || series->sorted == NULL || series->points == NULL ||
	    series->steps == NULL || series->found == NULL || series->is_told == NULL ||
	    series->begins == NULL || series->crept == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a history");
	for (size_t r = 0; r < count; r++)
		series->logarithms[r] = log(times_ns[r]);
	return level_test_init(&series->test, series->logarithms, count, err);
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

/* ---- one look ---------------------------------------------------------- */

static size_t begin_of(const struct series *series, size_t segment)
{
	return series->begins[segment];
}

static size_t end_of(const struct series *series, size_t segment, size_t count)
{
	return segment < series->step_count ? series->begins[segment + 1] : count;
}

static double level_of(const struct series *series, size_t count)
{
	return median_of(series, begin_of(series, series->step_count), count);
}

/* The runs since then show better where a step began.  Its position is among the cuts that are
 * tried, so that there always is one. */
static void refine(struct series *series, size_t count)
{
	for (size_t s = 0; s < series->step_count; s++)
		series->begins[s + 1] = level_test_refine(&series->test, begin_of(series, s),
							  end_of(series, s + 1, count),
							  series->found[s], HISTORY_SAME);
}

/* Over the looks at a series of any length these come to HISTORY_SUDDEN_LEVEL. */
static double sudden_level(size_t count)
{
	const double n = (double)count;

	return HISTORY_SUDDEN_LEVEL * (HISTORY_SHORTEST - 1) / (n * (n - 1));
}

/* The permutation test is asked last, since it takes long. */
static enum up_status find_sustained(struct series *series, size_t count, struct level_cut *cut,
				     struct up_error *err)
{
	const size_t begin = begin_of(series, series->step_count);
	size_t found = 0;

	*cut = level_test_find(&series->test, series->begins, series->step_count + 1, count,
			       LEVEL_SUSTAINED);
	if (cut->p_value <= HISTORY_SUSTAINED_LEVEL)
		UP_TRY(change_points_find(series->logarithms + begin, count - begin, HISTORY_LEVEL,
					  series->seed, series->points, &found, err));
	if (found == 0)
		cut->position = 0;
	/* The test of means is not corrected for the cuts. */
	cut->p_value = 1;
	for (size_t p = 0; p < found; p++)
		cut->p_value = fmin(cut->p_value, series->points[p].p_value);
	return UP_OK;
}

/* A step of the last segment, if there is one. */
static enum up_status search(struct series *series, size_t count, struct up_error *err)
{
	struct level_cut cut = level_test_find(&series->test, series->begins,
					       series->step_count + 1, count, LEVEL_SUDDEN);

	cut.p_value = fmin(cut.p_value / cut.share, 1);
	if (cut.position == 0 || cut.p_value > sudden_level(count))
		UP_TRY(find_sustained(series, count, &cut, err));
	if (cut.position == 0)
		return UP_OK;
	series->found[series->step_count] = cut.position;
	series->steps[series->step_count] = (struct history_step){.p_value = cut.p_value};
	series->begins[++series->step_count] = cut.position;
	return UP_OK;
}

/* As the runs so far show them, and which of them are news with the last one. */
static void describe(struct series *series, size_t count)
{
	for (size_t s = 0; s < series->step_count; s++) {
		struct history_step *step = &series->steps[s];
		step->position = begin_of(series, s + 1);
		step->before_ns = median_of(series, begin_of(series, s), step->position);
		step->after_ns = median_of(series, step->position, end_of(series, s + 1, count));
		step->is_news = !series->is_told[s] && direction_of(step, series->threshold) != 0;
		series->is_told[s] |= step->is_news;
	}
}

/* ---- creeping --------------------------------------------------------- */

/* How far the level of the first `count` values crept, as in struct history_steps, whether that is
 * news or not; 0: not beyond the threshold. */
static double creep(const struct series *series, size_t count)
{
	const double level_ns = level_of(series, count);
	double before = level_ns;

	if (count <= HISTORY_CREEP)
		return 0;
	const size_t then = count - 1 - HISTORY_CREEP;
	for (size_t s = series->step_count; s > 0 && series->steps[s - 1].position > then; s--) {
		if (direction_of(&series->steps[s - 1], series->threshold) != 0)
			return 0;
		before = series->steps[s - 1].before_ns;
	}
	return history_direction(before, level_ns, series->threshold) != 0 ? level_ns / before - 1
									   : 0;
}

/* As in struct history_steps. */
static double creep_as_news(const struct series *series, size_t count)
{
	const double crept = series->crept[count];

	if (crept == 0)
		return NAN;
	for (size_t back = 1; back <= HISTORY_CREEP && back < count; back++) {
		/* The same creep, to the same side. */
		if (series->crept[count - back] * crept > 0)
			return NAN;
	}
	return crept;
}

enum up_status history_steps_find(const double *times_ns, size_t count, double threshold,
				  uint64_t seed, struct history_steps *steps, struct up_error *err)
{
	UP_CLEANUP(series_release)
	struct series series = {.threshold = threshold, .seed = seed};

	UP_TRY(series_init(&series, times_ns, count, err));
	for (size_t looked = HISTORY_SHORTEST; looked <= count; looked++) {
		refine(&series, looked);
		UP_TRY(search(&series, looked, err));
		describe(&series, looked);
		series.crept[looked] = creep(&series, looked);
	}
	*steps = (struct history_steps){
		.items = series.steps,
		.count = series.step_count,
		.level_ns = level_of(&series, count),
		.crept = creep_as_news(&series, count),
	};
	series.steps = NULL;
	return UP_OK;
}
