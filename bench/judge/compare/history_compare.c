/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/history_compare.h"

#include "judge/compare/history_row.h"
#include "stats/change_point.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const history_verdict_names[] = {
	[HISTORY_REGRESSED] = "regressed",
	[HISTORY_IMPROVED] = "improved",
	[HISTORY_STEADY] = "steady",
	[HISTORY_SHORT] = "short",
};

/* The rows of one case, borrowed from the history. */
struct series {
	const struct history_row **rows;
	double *values; /* logarithms of update_ns */
	size_t count;
};

static void series_release(struct series *series)
{
	free(series->rows);
	free(series->values);
}

static void change_release(struct history_change *change)
{
	free(change->time);
	free(change->run);
	free(change->revision);
	free(change->revision_before);
	free(change->server_version);
	free(change->server_version_before);
}

static void finding_release(struct history_finding *finding)
{
	free(finding->case_name);
	for (size_t c = 0; c < finding->change_count; c++)
		change_release(&finding->changes[c]);
	free(finding->changes);
}

void history_finding_list_release(struct history_finding_list *list)
{
	for (size_t f = 0; f < list->count; f++)
		finding_release(&list->items[f]);
	free(list->items);
	*list = (struct history_finding_list){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a history");
}

/* ---- series ----------------------------------------------------------- */

static int compare_times(const void *a, const void *b)
{
	const struct history_row *x = *(const struct history_row *const *)a;
	const struct history_row *y = *(const struct history_row *const *)b;
	int order = strcmp(x->time, y->time);
	/* Those of one second stay in the order of the file. */
	return order != 0 ? order : (x > y) - (x < y);
}

/* All runs of a case up to the one whose row is `last`, which ends it. */
static enum up_status make_series(const struct history *history, const struct history_row *last,
				  struct series *series, struct up_error *err)
{
	series->rows = calloc(history->count + 1, sizeof(void *));
	series->values = calloc(history->count + 1, sizeof *series->values);
	if (series->rows == NULL || series->values == NULL)
		return out_of_memory(err);
	for (size_t r = 0; r < history->count; r++) {
		const struct history_row *row = &history->items[r];
		if (case_key_equal(&row->key, &last->key, 0) && strcmp(row->run, last->run) != 0 &&
		    strcmp(row->time, last->time) <= 0)
			series->rows[series->count++] = row;
	}
	qsort(series->rows, series->count, sizeof(void *), compare_times);
	series->rows[series->count++] = last;
	for (size_t r = 0; r < series->count; r++)
		series->values[r] = log(series->rows[r]->update_ns);
	return UP_OK;
}

/* The median of rows[begin] to rows[end - 1], in ns; the mean would follow an outlier. */
static double median_of(const struct series *series, size_t begin, size_t end)
{
	UP_FREE double *values = malloc((end - begin + 1) * sizeof *values);

	if (values == NULL)
		return NAN;
	for (size_t r = begin; r < end; r++)
		values[r - begin] = series->rows[r]->update_ns;
	statistics_sort(values, end - begin);
	return statistics_median(values, end - begin);
}

/* ---- findings --------------------------------------------------------- */

/* False when memory runs out. */
static bool copy(char **target, const char *text)
{
	*target = text != NULL ? strdup(text) : NULL;
	return text == NULL || *target != NULL;
}

static enum up_status add_change(struct history_finding *finding, const struct series *series,
				 const struct change_point *points, size_t count, size_t index,
				 struct up_error *err)
{
	const size_t begin = index > 0 ? points[index - 1].position : 0;
	const size_t position = points[index].position;
	const size_t end = index + 1 < count ? points[index + 1].position : series->count;
	const struct history_row *row = series->rows[position];
	const struct history_row *before = series->rows[position - 1];
	struct history_change *change = &finding->changes[finding->change_count++];

	change->runs = series->count - position;
	change->p_value = points[index].p_value;
	change->before_ns = median_of(series, begin, position);
	change->after_ns = median_of(series, position, end);
	change->change = change->after_ns / change->before_ns - 1;
	if (!copy(&change->time, row->time) || !copy(&change->run, row->run) ||
	    !copy(&change->revision, row->revision) ||
	    !copy(&change->revision_before, before->revision) ||
	    !copy(&change->server_version, row->server_version) ||
	    !copy(&change->server_version_before, before->server_version))
		return out_of_memory(err);
	return UP_OK;
}

static enum history_verdict judge(const struct history_finding *finding, double threshold)
{
	if (finding->runs < HISTORY_SHORTEST)
		return HISTORY_SHORT;
	if (finding->change_count == 0)
		return HISTORY_STEADY;
	const struct history_change *last = &finding->changes[finding->change_count - 1];
	double ratio = 1 + last->change;
	if (last->runs > HISTORY_RECENT)
		return HISTORY_STEADY;
	if (ratio > 1 + threshold)
		return HISTORY_REGRESSED;
	return ratio < 1 / (1 + threshold) ? HISTORY_IMPROVED : HISTORY_STEADY;
}

static enum up_status add_changes(struct history_finding *finding, const struct series *series,
				  uint64_t seed, struct up_error *err)
{
	UP_FREE struct change_point *points =
		calloc(CHANGE_POINT_MAX(series->count) + 1, sizeof *points);
	size_t count = 0;

	if (points == NULL)
		return out_of_memory(err);
	if (series->count >= HISTORY_SHORTEST)
		UP_TRY(change_points_find(series->values, series->count, HISTORY_LEVEL, seed,
					  points, &count, err));
	finding->changes = calloc(count + 1, sizeof *finding->changes);
	if (finding->changes == NULL)
		return out_of_memory(err);
	for (size_t c = 0; c < count; c++)
		UP_TRY(add_change(finding, series, points, count, c, err));
	finding->level_ns =
		median_of(series, count > 0 ? points[count - 1].position : 0, series->count);
	return UP_OK;
}

static enum up_status add_finding(struct history_finding_list *list, const struct history *history,
				  const struct history_row *last, uint64_t seed,
				  struct up_error *err)
{
	UP_CLEANUP(series_release) struct series series = {0};
	struct history_finding *finding = &list->items[list->count++];

	UP_TRY(make_series(history, last, &series, err));
	if (!copy(&finding->case_name, last->case_name))
		return out_of_memory(err);
	finding->runs = series.count;
	finding->now_ns = last->update_ns;
	UP_TRY(add_changes(finding, &series, seed, err));
	finding->verdict = judge(finding, list->threshold);
	return UP_OK;
}

static const struct history_row *newest(const struct history *history)
{
	const struct history_row *best = &history->items[0];

	for (size_t r = 1; r < history->count; r++) {
		if (strcmp(history->items[r].time, best->time) >= 0)
			best = &history->items[r];
	}
	return best;
}

enum up_status history_compare(const char *path, const struct run *run, double threshold,
			       uint64_t seed, struct history_finding_list *list,
			       struct up_error *err)
{
	HISTORY_FINDING_LIST new = {.threshold = threshold};
	HISTORY history = {0};
	HISTORY rows = {0};

	UP_TRY(history_read(path, &history, err));
	if (history.count == 0)
		return up_fail(err, UP_INVALID, "%s has no row", path);
	if (run != NULL)
		UP_TRY(history_rows_of(run, NULL, &rows, err));
	const struct history *of = run != NULL ? &rows : &history;
	const char *id = newest(of)->run;
	new.items = calloc(of->count, sizeof *new.items);
	if (new.items == NULL)
		return out_of_memory(err);
	for (size_t r = 0; r < of->count; r++) {
		if (strcmp(of->items[r].run, id) == 0)
			UP_TRY(add_finding(&new, &history, &of->items[r], seed, err));
	}
	*list = new;
	new = (struct history_finding_list){0};
	return UP_OK;
}

size_t history_finding_count(const struct history_finding_list *list, enum history_verdict verdict)
{
	size_t count = 0;

	for (size_t f = 0; f < list->count; f++)
		count += list->items[f].verdict == verdict;
	return count;
}
