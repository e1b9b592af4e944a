/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/summarize.h"

#include "judge/summary/measured.h"
#include "judge/summary/plan_change.h"
#include "record/manifest.h"
#include "stats/precision.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for summaries");
}

static bool same(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static enum up_status copy_text(char **target, const char *text, struct up_error *err)
{
	if (text == NULL)
		return UP_OK;
	char *copy = strdup(text);
	if (copy == NULL)
		return out_of_memory(err);
	free(*target);
	*target = copy;
	return UP_OK;
}

/* ---- which cases there are -------------------------------------------- */

static struct summary *find(struct summary_list *list, const char *name)
{
	for (size_t c = 0; c < list->count; c++) {
		if (same(list->items[c].case_name, name))
			return &list->items[c];
	}
	return NULL;
}

/* NULL when memory runs out. */
static struct summary *add(struct summary_list *list, const char *name)
{
	struct summary *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return NULL;
	list->items = items;

	struct summary *summary = &items[list->count++];
	summary_init(summary);
	summary->n = 0;
	return copy_text(&summary->case_name, name, NULL) == UP_OK ? summary : NULL;
}

static enum up_status add_planned(struct summary_list *list, const struct manifest *manifest,
				  struct up_error *err)
{
	for (size_t c = 0; c < manifest->cases.count; c++) {
		const struct manifest_case *planned = &manifest->cases.items[c];
		if (find(list, planned->name) != NULL)
			continue;
		struct summary *summary = add(list, planned->name);
		if (summary == NULL)
			return out_of_memory(err);
		UP_TRY(case_key_complete(&summary->key, &planned->key, err));
	}
	return UP_OK;
}

static enum up_status add_measured(struct summary_list *list, const struct sample_list *samples,
				   struct up_error *err)
{
	for (size_t s = 0; s < samples->count; s++) {
		struct summary *summary = find(list, samples->items[s].case_name);
		const bool is_planned = summary != NULL;
		if (summary == NULL)
			summary = add(list, samples->items[s].case_name);
		if (summary == NULL)
			return out_of_memory(err);
		UP_TRY(case_key_complete(&summary->key, &samples->items[s].key, err));
		if (!is_planned)
			UP_TRY(case_key_recover(&summary->key, summary->case_name, err));
	}
	return UP_OK;
}

/* ---- one case --------------------------------------------------------- */

static int severity(int status)
{
	static const int order[] = {
		[SAMPLE_OK] = 0,      [SAMPLE_SKIPPED] = 1,  [SAMPLE_FAILED] = 2,
		[SAMPLE_TIMEOUT] = 3, [SAMPLE_MISMATCH] = 4,
	};
	return order[status];
}

static enum up_status judge(struct summary *summary, const struct sample_list *samples,
			    struct up_error *err)
{
	const char *error = NULL;
	bool met = false;

	for (size_t s = 0; s < samples->count; s++) {
		const struct sample *sample = &samples->items[s];
		if (!same(sample->case_name, summary->case_name))
			continue;
		met = true;
		if (severity(sample->status) > severity(summary->status)) {
			summary->status = sample->status;
			error = sample->error;
		} else if (sample->status == summary->status && error == NULL) {
			error = sample->error;
		}
	}
	if (!met) {
		summary->status = SAMPLE_SKIPPED;
		error = "the run ended before its first sample";
	}
	return summary->status == SAMPLE_OK ? UP_OK : copy_text(&summary->error, error, err);
}

static int64_t member(const struct run *run, const struct sample *sample, size_t offset)
{
	(void)run;
	return *(const int64_t *)(const void *)((const char *)sample + offset);
}

static int64_t measured(const struct run *run, const struct sample *sample, size_t offset)
{
	(void)offset;
	return measured_ns(run, sample);
}

typedef int64_t measure_function(const struct run *run, const struct sample *sample, size_t offset);

/* One measure of the ok samples of a case in a phase, sorted; values has room
 * for all samples of the run. */
static size_t collect(const struct run *run, const char *case_name, int phase,
		      measure_function *function, size_t offset, double *values)
{
	const struct sample_list *samples = &run->samples;
	size_t count = 0;

	for (size_t s = 0; s < samples->count; s++) {
		const struct sample *sample = &samples->items[s];
		if (sample->phase != phase || sample->status != SAMPLE_OK ||
		    !same(sample->case_name, case_name))
			continue;
		int64_t value = function(run, sample, offset);
		if (value != UNMEASURED)
			values[count++] = (double)value;
	}
	statistics_sort(values, count);
	return count;
}

#define MEDIAN(name)                                                                               \
	statistics_median(values, collect(run, summary->case_name, PHASE_MEASURE, member,          \
					  offsetof(struct sample, name), values))

static void measure(struct summary *summary, const struct run *run, double *values)
{
	if (summary->status == SAMPLE_MISMATCH)
		return;
	summary->cold_ns = statistics_median(
		values, collect(run, summary->case_name, PHASE_COLD, measured, 0, values));
	summary->total_ns = MEDIAN(total_ns);
	summary->fetch_ns = MEDIAN(fetch_ns);
	summary->classify_ns = MEDIAN(classify_ns);
	summary->create_ns = MEDIAN(create_ns);
	summary->update_ns = MEDIAN(update_ns);
	summary->business_ns = MEDIAN(business_ns);
	summary->commit_ns = MEDIAN(commit_ns);
	summary->encode_ns = MEDIAN(encode_ns);
	summary->round_trips = MEDIAN(round_trips);

	size_t count = collect(run, summary->case_name, PHASE_MEASURE, measured, 0, values);
	summary->n = (int64_t)count;
	if (count == 0)
		return;
	struct interval interval = statistics_median_interval(values, count, PRECISION_CONFIDENCE);
	summary->min_ns = values[0];
	summary->median_ns = statistics_median(values, count);
	summary->mean_ns = statistics_mean(values, count);
	summary->p95_ns = statistics_quantile(values, count, 0.95);
	summary->max_ns = values[count - 1];
	summary->low_ns = interval.low;
	summary->high_ns = interval.high;
	if (summary->key.factors.rows != UNMEASURED && summary->median_ns > 0)
		summary->rows_per_second =
			(double)summary->key.factors.rows * 1e9 / summary->median_ns;
}

static enum up_status note_plan_change(struct summary *summary, const struct sample_list *samples,
				       struct up_error *err)
{
	const struct plan_change change = plan_change_find(samples, summary->case_name);
	UP_BUFFER text = {0};

	if (change.count == 0)
		return UP_OK;
	plan_change_append(&change, &text);
	UP_TRY(up_buffer_check(&text, err));
	summary->plan_change = up_buffer_detach(&text);
	return UP_OK;
}

/* ---- against the fastest ---------------------------------------------- */

static bool takes_part(const struct summary *summary, const struct manifest *manifest)
{
	return summary->status == SAMPLE_OK && summary->n > 0 &&
	       manifest_role(manifest, summary->key.strategy) == ROLE_RANKED;
}

static const struct summary *fastest(const struct summary_list *list,
				     const struct manifest *manifest, const struct summary *summary)
{
	const struct summary *best = NULL;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (takes_part(other, manifest) &&
		    case_key_same_workload(&other->key, &summary->key) &&
		    (best == NULL || other->median_ns < best->median_ns))
			best = other;
	}
	return best;
}

static enum up_status rank(struct summary *summary, const struct summary_list *list,
			   const struct run *run, struct up_error *err)
{
	if (!takes_part(summary, &run->manifest))
		return UP_OK;
	const struct summary *best = fastest(list, &run->manifest, summary);
	UP_TRY(copy_text(&summary->reference, best->case_name, err));
	if (summary == best) {
		/* Exactly itself: a resampling would say so, too, and take its time. */
		summary->ratio = summary->ratio_low = summary->ratio_high = 1;
		return UP_OK;
	}
	if (!(best->median_ns > 0))
		return UP_OK;
	struct interval interval;
	UP_TRY(measured_ratio_interval(run, summary->case_name, best->case_name, &interval, err));
	summary->ratio = summary->median_ns / best->median_ns;
	summary->ratio_low = interval.low;
	summary->ratio_high = interval.high;
	return UP_OK;
}

enum up_status summarise(const struct run *run, struct summary_list *out, struct up_error *err)
{
	SUMMARY_LIST list = {0};
	UP_FREE double *values = malloc((run->samples.count + 1) * sizeof *values);

	if (values == NULL)
		return out_of_memory(err);
	UP_TRY(add_planned(&list, &run->manifest, err));
	UP_TRY(add_measured(&list, &run->samples, err));
	for (size_t c = 0; c < list.count; c++) {
		UP_TRY(judge(&list.items[c], &run->samples, err));
		measure(&list.items[c], run, values);
		UP_TRY(note_plan_change(&list.items[c], &run->samples, err));
	}
	for (size_t c = 0; c < list.count; c++)
		UP_TRY(rank(&list.items[c], &list, run, err));
	*out = list;
	list = (struct summary_list){0};
	return UP_OK;
}
