/* SPDX-License-Identifier: PostgreSQL */
#include "judge/history/history_compare.h"

#include "judge/history/history_row.h"

#include "base/buffer.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const history_verdict_names[] = {
	[HISTORY_REGRESSED] = "regressed",
	[HISTORY_IMPROVED] = "improved",
	[HISTORY_STEADY] = "steady",
	[HISTORY_SHORT] = "short",
	[HISTORY_INCOMPARABLE] = "incomparable",
};

/* The rows of one case, borrowed from the history. */
struct series {
	const struct history_row **rows;
	double *values; /* their update_ns */
	size_t count;
	/* Of the newest row of the case that is of another machine; NULL: there is none. */
	const struct history_row *other;
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
	free(finding->machine);
	free(finding->machine_since);
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

/* 0: not known. */
static long major_of(const struct history_row *row)
{
	return row->server_version != NULL ? strtol(row->server_version, NULL, 10) : 0;
}

static bool same_cpu(const struct history_row *a, const struct history_row *b)
{
	return a->cpu == NULL || b->cpu == NULL || strcmp(a->cpu, b->cpu) == 0;
}

static bool same_major(const struct history_row *a, const struct history_row *b)
{
	return major_of(a) == 0 || major_of(b) == 0 || major_of(a) == major_of(b);
}

/* All runs of a case, on the same machine, up to the one whose row is `last`, which ends it. */
static enum up_status make_series(const struct history *history, const struct history_row *last,
				  struct series *series, struct up_error *err)
{
	series->rows = calloc(history->count + 1, sizeof(void *));
	series->values = calloc(history->count + 1, sizeof *series->values);
	if (series->rows == NULL || series->values == NULL)
		return out_of_memory(err);
	for (size_t r = 0; r < history->count; r++) {
		const struct history_row *row = &history->items[r];
		if (!case_key_equal(&row->key, &last->key, 0) || strcmp(row->run, last->run) == 0 ||
		    strcmp(row->time, last->time) > 0)
			continue;
		if (same_cpu(row, last) && same_major(row, last))
			series->rows[series->count++] = row;
		else if (series->other == NULL || strcmp(row->time, series->other->time) >= 0)
			series->other = row;
	}
	qsort(series->rows, series->count, sizeof(void *), compare_times);
	series->rows[series->count++] = last;
	for (size_t r = 0; r < series->count; r++)
		series->values[r] = series->rows[r]->update_ns;
	return UP_OK;
}

/* ---- findings --------------------------------------------------------- */

/* False when memory runs out. */
static bool copy(char **target, const char *text)
{
	*target = text != NULL ? strdup(text) : NULL;
	return text == NULL || *target != NULL;
}

static enum up_status add_change(struct history_finding *finding, const struct series *series,
				 const struct history_step *step, struct up_error *err)
{
	const struct history_row *row = series->rows[step->position];
	const struct history_row *before = series->rows[step->position - 1];
	struct history_change *change = &finding->changes[finding->change_count++];

	change->runs = series->count - step->position;
	change->p_value = step->p_value;
	change->before_ns = step->before_ns;
	change->after_ns = step->after_ns;
	change->change = step->after_ns / step->before_ns - 1;
	change->is_news = step->is_news;
	if (!copy(&change->time, row->time) || !copy(&change->run, row->run) ||
	    !copy(&change->revision, row->revision) ||
	    !copy(&change->revision_before, before->revision) ||
	    !copy(&change->server_version, row->server_version) ||
	    !copy(&change->server_version_before, before->server_version))
		return out_of_memory(err);
	return UP_OK;
}

const struct history_change *history_finding_change(const struct history_finding *finding)
{
	for (size_t c = finding->change_count; c > 0; c--) {
		if (finding->changes[c - 1].is_news)
			return &finding->changes[c - 1];
	}
	return finding->change_count > 0 ? &finding->changes[finding->change_count - 1] : NULL;
}

static enum history_verdict judge(const struct history_finding *finding)
{
	const struct history_change *change = history_finding_change(finding);

	if (finding->runs < HISTORY_SHORTEST)
		return finding->machine != NULL ? HISTORY_INCOMPARABLE : HISTORY_SHORT;
	if (change != NULL && change->is_news)
		return change->change > 0 ? HISTORY_REGRESSED : HISTORY_IMPROVED;
	if (isnan(finding->crept))
		return HISTORY_STEADY;
	return finding->crept > 0 ? HISTORY_REGRESSED : HISTORY_IMPROVED;
}

static enum up_status add_changes(struct history_finding *finding, const struct series *series,
				  double threshold, uint64_t seed, struct up_error *err)
{
	HISTORY_STEPS steps = {0};

	UP_TRY(history_steps_find(series->values, series->count, threshold, seed, &steps, err));
	finding->changes = calloc(steps.count + 1, sizeof *finding->changes);
	if (finding->changes == NULL)
		return out_of_memory(err);
	for (size_t s = 0; s < steps.count; s++)
		UP_TRY(add_change(finding, series, &steps.items[s], err));
	finding->level_ns = steps.level_ns;
	finding->crept = steps.crept;
	return UP_OK;
}

/* 1: the last value is above all others, -1: below; 0: neither, or there are few others, or it is
 * within the threshold of the level. */
static int find_outside(const struct series *series, double level_ns, double threshold)
{
	const double now = series->values[series->count - 1];
	size_t above = 0;
	size_t below = 0;

	if (series->count < HISTORY_SHORTEST || history_direction(level_ns, now, threshold) == 0)
		return 0;
	for (size_t r = 0; r + 1 < series->count; r++) {
		above += now > series->values[r];
		below += now < series->values[r];
	}
	return (above + 1 == series->count) - (below + 1 == series->count);
}

/* What of the machine changed, and since when. */
static enum up_status add_machine(struct history_finding *finding, const struct series *series,
				  struct up_error *err)
{
	const struct history_row *last = series->rows[series->count - 1];
	const struct history_row *other = series->other;
	const struct history_row *first = last;
	UP_BUFFER text = {0};

	if (other == NULL)
		return UP_OK;
	for (size_t r = series->count; r > 0 && strcmp(series->rows[r - 1]->time, other->time) > 0;
	     r--)
		first = series->rows[r - 1];
	if (!same_cpu(last, other))
		up_buffer_append_format(&text, "cpu %s, before %s", last->cpu, other->cpu);
	if (!same_major(last, other))
		up_buffer_append_format(&text, "%sPostgreSQL %ld, before %ld",
					text.length > 0 ? "; " : "", major_of(last),
					major_of(other));
	finding->machine = up_buffer_detach(&text);
	return finding->machine != NULL && copy(&finding->machine_since, first->time)
		       ? UP_OK
		       : out_of_memory(err);
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
	UP_TRY(add_machine(finding, &series, err));
	UP_TRY(add_changes(finding, &series, list->threshold, seed, err));
	finding->outside = find_outside(&series, finding->level_ns, list->threshold);
	finding->verdict = judge(finding);
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

	if (run == NULL || access(path, F_OK) == 0 || errno != ENOENT)
		UP_TRY(history_read(path, &history, err));
	if (run == NULL && history.count == 0)
		return up_fail(err, UP_INVALID, "%s is empty: add runs with `upbench history`",
			       path);
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
