/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/summarize.h"

#include "judge/summary/measured.h"
#include "judge/summary/plan_change.h"
#include "judge/summary/server_columns.h"
#include "stats/precision.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for summaries");
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

/* ---- one case --------------------------------------------------------- */

/* The side to blame comes before what was found in the first row, or after it if both are. */
static enum up_status judge_mismatch(struct summary *summary, const struct run *run,
				     const struct run_case *of, const struct sample *worst,
				     struct up_error *err)
{
	UP_BUFFER text = {0};

	summary->is_by_table = server_columns_excuse(of);
	if (!summary->is_by_table && worst->error != NULL)
		up_buffer_append_string(&text, worst->error);
	server_columns_append(&text, of);
	server_columns_append_hint(&text, run, of);
	UP_TRY(up_buffer_check(&text, err));
	return copy_text(&summary->error, text.data, err);
}

static enum up_status judge(struct summary *summary, const struct run *run,
			    const struct run_case *of, struct up_error *err)
{
	const struct sample *worst = run_case_worst(of);

	if (worst == NULL)
		summary->status = SAMPLE_SKIPPED;
	else
		summary->status = worst->status;
	if (summary->status == SAMPLE_OK)
		return UP_OK;
	if (summary->status == SAMPLE_MISMATCH)
		return judge_mismatch(summary, run, of, worst, err);
	return copy_text(&summary->error,
			 worst != NULL ? worst->error : "the run ended before its first sample",
			 err);
}

static double median(const struct run_case *of, size_t offset)
{
	return measured_median(of, PHASE_MEASURE, measured_member, &offset);
}

#define MEDIAN(name) median(of, offsetof(struct sample, name))

static double carried_rows(const struct run_case *of, const struct sample *sample,
			   const void *context)
{
	(void)of;
	(void)context;
	return sample_carried_rows(sample);
}

static void measure(struct summary *summary, const struct run_case *of, double *values)
{
	if (summary->status == SAMPLE_MISMATCH)
		return;
	summary->cold_ns = measured_median(of, PHASE_COLD, measured_time, NULL);
	summary->total_ns = MEDIAN(total_ns);
	summary->fetch_ns = MEDIAN(fetch_ns);
	summary->classify_ns = MEDIAN(classify_ns);
	summary->create_ns = MEDIAN(create_ns);
	summary->update_ns = MEDIAN(update_ns);
	summary->business_ns = MEDIAN(business_ns);
	summary->commit_ns = MEDIAN(commit_ns);
	summary->fetch_critical_ns = MEDIAN(fetch_critical_ns);
	summary->classify_critical_ns = MEDIAN(classify_critical_ns);
	summary->create_critical_ns = MEDIAN(create_critical_ns);
	summary->update_critical_ns = MEDIAN(update_critical_ns);
	summary->business_critical_ns = MEDIAN(business_critical_ns);
	summary->commit_critical_ns = MEDIAN(commit_critical_ns);
	summary->gone_ns = MEDIAN(gone_ns);
	summary->gone_critical_ns = MEDIAN(gone_critical_ns);
	summary->fetch_begin_ns = MEDIAN(fetch_begin_ns);
	summary->fetch_end_ns = MEDIAN(fetch_end_ns);
	summary->classify_begin_ns = MEDIAN(classify_begin_ns);
	summary->classify_end_ns = MEDIAN(classify_end_ns);
	summary->create_begin_ns = MEDIAN(create_begin_ns);
	summary->create_end_ns = MEDIAN(create_end_ns);
	summary->update_begin_ns = MEDIAN(update_begin_ns);
	summary->update_end_ns = MEDIAN(update_end_ns);
	summary->business_begin_ns = MEDIAN(business_begin_ns);
	summary->business_end_ns = MEDIAN(business_end_ns);
	summary->commit_begin_ns = MEDIAN(commit_begin_ns);
	summary->commit_end_ns = MEDIAN(commit_end_ns);
	summary->gone_begin_ns = MEDIAN(gone_begin_ns);
	summary->gone_end_ns = MEDIAN(gone_end_ns);
	summary->encode_ns = MEDIAN(encode_ns);
	summary->round_trips = MEDIAN(round_trips);

	size_t count = measured_collect(of, PHASE_MEASURE, measured_time, NULL, values);
	summary->n = (int64_t)count;
	if (count == 0)
		return;
	statistics_sort(values, count);
	struct interval interval = statistics_median_interval(values, count, PRECISION_CONFIDENCE);
	summary->min_ns = values[0];
	summary->median_ns = statistics_median(values, count);
	summary->mean_ns = statistics_mean(values, count);
	summary->p95_ns = statistics_quantile(values, count, 0.95);
	summary->max_ns = values[count - 1];
	summary->low_ns = interval.low;
	summary->high_ns = interval.high;
	summary->rows_per_second = sample_rate(
		measured_median(of, PHASE_MEASURE, carried_rows, NULL), summary->median_ns);
}

static enum up_status note_plan_change(struct summary *summary, const struct run_case *of,
				       struct up_error *err)
{
	const struct plan_change change = plan_change_find(of);
	UP_BUFFER text = {0};

	if (change.count == 0)
		return UP_OK;
	plan_change_append(&change, &text);
	UP_TRY(up_buffer_check(&text, err));
	summary->plan_change = up_buffer_detach(&text);
	return UP_OK;
}

/* ---- against the fastest ---------------------------------------------- */

static bool takes_part(const struct summary *summary)
{
	/* With no row to update there is nothing to compare. */
	return summary->status == SAMPLE_OK && summary->n > 0 && summary->role == ROLE_RANKED &&
	       factors_updated_rows(&summary->key.factors) != 0;
}

static const struct summary *fastest(const struct summary_list *list, const struct summary *summary)
{
	const struct summary *best = NULL;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (takes_part(other) && case_key_same_workload(&other->key, &summary->key) &&
		    (best == NULL || other->median_ns < best->median_ns))
			best = other;
	}
	return best;
}

static enum up_status rank(struct summary *summary, const struct summary_list *list,
			   const struct run *run, struct up_error *err)
{
	if (!takes_part(summary))
		return UP_OK;
	const struct summary *best = fastest(list, summary);
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

static enum up_status summarize_case(struct summary *summary, const struct run *run,
				     const struct run_case *of, struct up_error *err)
{
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);

	summary->n = 0;
	if (values == NULL)
		return out_of_memory(err);
	UP_TRY(copy_text(&summary->case_name, of->name, err));
	UP_TRY(case_key_copy(&summary->key, of->key, err));
	summary->role = of->role;
	UP_TRY(judge(summary, run, of, err));
	measure(summary, of, values);
	return note_plan_change(summary, of, err);
}

enum up_status summarise(const struct run *run, struct summary_list *out, struct up_error *err)
{
	SUMMARY_LIST list = {.items = calloc(run->cases.count + 1, sizeof *list.items)};

	if (list.items == NULL)
		return out_of_memory(err);
	for (size_t c = 0; c < run->cases.count; c++) {
		summary_init(&list.items[list.count++]);
		UP_TRY(summarize_case(&list.items[c], run, &run->cases.items[c], err));
	}
	for (size_t c = 0; c < list.count; c++)
		UP_TRY(rank(&list.items[c], &list, run, err));
	*out = list;
	list = (struct summary_list){0};
	return UP_OK;
}
