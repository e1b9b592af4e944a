/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"
#include "judge/summary/summarize.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void claim_release(struct claim *claim)
{
	free(claim->figures);
	free(claim->pairs);
	*claim = (struct claim){0};
}

static const struct summary *find(const struct summary_list *summaries, const struct case_key *key)
{
	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (summary->status == SAMPLE_OK && summary->median_ns > 0 &&
		    case_key_equal(&summary->key, key, CASE_KEY_ARM))
			return summary;
	}
	return NULL;
}

/* The values of a stage, in ns, sorted; values has room for all samples of the case. */
static size_t collect(const struct run_case *of, const char *stage, double *values)
{
	static const struct {
		const char *name;
		size_t offset;
	} stages[] = {
		{"fetch", offsetof(struct sample, fetch_ns)},
		{"classify", offsetof(struct sample, classify_ns)},
		{"create", offsetof(struct sample, create_ns)},
		{"business", offsetof(struct sample, business_ns)},
		{"sync", offsetof(struct sample, total_ns)},
	};
	/* The update is what contenders are compared by. */
	measured_figure *figure = measured_time;
	const size_t *offset = NULL;

	for (size_t s = 0; s < sizeof stages / sizeof stages[0]; s++) {
		if (strcmp(stages[s].name, stage) != 0)
			continue;
		figure = measured_member;
		offset = &stages[s].offset;
	}
	const size_t count = measured_collect(of, PHASE_MEASURE, figure, offset, values);
	statistics_sort(values, count);
	return count;
}

static enum up_status measure(struct claim_figure *figure, const struct run *run,
			      struct up_error *err)
{
	const struct run_case *of = run_find_case(run, figure->summary->case_name);
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);

	if (values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim");
	figure->count = collect(of, figure->claimed->stage, values);
	if (figure->count == 0)
		return UP_OK;
	figure->median_ns = statistics_median(values, figure->count);
	figure->extremes = (struct interval){values[0], values[figure->count - 1]};
	return UP_OK;
}

/* Intervals are of the update: only its samples come in pairs. */
static enum up_status compare(struct claim_figure *figure, const struct run *run,
			      struct up_error *err)
{
	const struct claim_figure *before = figure->before;
	struct claim_ratio *ratio = &figure->ratio;

	ratio->times = before->median_ns / figure->median_ns;
	ratio->any_two = (struct interval){before->extremes.low / figure->extremes.high,
					   before->extremes.high / figure->extremes.low};
	figure->claimed_ratio = (struct interval){
		(double)before->claimed->low_ns / (double)figure->claimed->high_ns,
		(double)before->claimed->high_ns / (double)figure->claimed->low_ns};
	return strcmp(figure->claimed->stage, "update") == 0
		       ? measured_ratio_interval(run, before->summary->case_name,
						 figure->summary->case_name, &ratio->interval, err)
		       : UP_OK;
}

static const struct claim_figure *first_of_stage(const struct claim *claim, const char *stage)
{
	for (size_t f = 0; f < claim->figure_count; f++) {
		if (claim->figures[f].count > 0 &&
		    strcmp(claim->figures[f].claimed->stage, stage) == 0)
			return &claim->figures[f];
	}
	return NULL;
}

static const struct claim_ratio not_measured = {NAN, {NAN, NAN}, {NAN, NAN}};

static enum up_status add_figure(struct claim *claim, const struct manifest_figure *claimed,
				 const struct run *run, const struct summary_list *summaries,
				 struct up_error *err)
{
	struct claim_figure figure = {
		.claimed = claimed,
		.summary = find(summaries, &claimed->key),
		.median_ns = NAN,
		.before = first_of_stage(claim, claimed->stage),
		.ratio = not_measured,
	};

	if (figure.summary != NULL)
		UP_TRY(measure(&figure, run, err));
	if (figure.count == 0)
		figure.before = NULL;
	if (figure.before != NULL)
		UP_TRY(compare(&figure, run, err));
	claim->measured_count += figure.count > 0;
	claim->figures[claim->figure_count++] = figure;
	return UP_OK;
}

static enum up_status add_pair(struct claim *claim, const struct manifest_pair *claimed,
			       const struct run *run, const struct summary_list *summaries,
			       struct up_error *err)
{
	struct claim_pair pair = {.claimed = claimed, .ratio = not_measured};
	const struct summary *subject = find(summaries, &claimed->subject.key);
	const struct summary *against = find(summaries, &claimed->against.key);

	if (subject != NULL && against != NULL) {
		const char *settings = against->key.factors.settings;
		pair.subject = subject;
		pair.against = against;
		pair.is_jit =
			case_key_difference(&subject->key, &against->key) == FACTOR_SETTINGS &&
			settings != NULL && strcmp(settings, "jit=off") == 0;
		pair.ratio.times = subject->median_ns / against->median_ns;
		pair.ratio.any_two = (struct interval){subject->min_ns / against->max_ns,
						       subject->max_ns / against->min_ns};
		UP_TRY(measured_ratio_interval(run, subject->case_name, against->case_name,
					       &pair.ratio.interval, err));
	}
	claim->pairs[claim->pair_count++] = pair;
	return UP_OK;
}

enum up_status claim_compare(const struct run *run, const struct summary_list *summaries,
			     struct claim *out, struct up_error *err)
{
	const struct manifest_claim *claimed = &run->manifest.claim;
	CLAIM claim = {
		.figures = calloc(claimed->figures.count + 1, sizeof *claim.figures),
		.pairs = calloc(claimed->pairs.count + 1, sizeof *claim.pairs),
	};

	if (claim.figures == NULL || claim.pairs == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim");
	for (size_t f = 0; f < claimed->figures.count; f++)
		UP_TRY(add_figure(&claim, &claimed->figures.items[f], run, summaries, err));
	for (size_t p = 0; p < claimed->pairs.count; p++)
		UP_TRY(add_pair(&claim, &claimed->pairs.items[p], run, summaries, err));
	*out = claim;
	claim = (struct claim){0};
	return UP_OK;
}

/* ---- of several runs -------------------------------------------------- */

static void claim_run_release(struct claim_run *item)
{
	claim_release(&item->claim);
	summary_list_release(&item->summaries);
}

void claim_run_list_release(struct claim_run_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		claim_run_release(&list->items[i]);
	free(list->items);
	*list = (struct claim_run_list){0};
}

enum up_status claim_run_list_add(struct claim_run_list *list, const struct run *run,
				  struct up_error *err)
{
	UP_CLEANUP(claim_run_release) struct claim_run item = {.run = run};

	UP_TRY(summarise(run, &item.summaries, err));
	UP_TRY(claim_compare(run, &item.summaries, &item.claim, err));
	if (item.claim.measured_count == 0)
		return UP_OK;
	struct claim_run *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim of several runs");
	list->items = items;
	list->items[list->count++] = item;
	item = (struct claim_run){0};
	return UP_OK;
}
