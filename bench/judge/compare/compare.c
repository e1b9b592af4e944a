/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/compare.h"

#include "judge/compare/case_pair.h"
#include "judge/compare/counter.h"
#include "judge/compare/moderation.h"
#include "judge/compare/overall.h"
#include "judge/compare/presence.h"
#include "judge/compare/sequential.h"
#include "judge/compare/session_noise.h"
#include "judge/compare/tail.h"
#include "judge/compare/verdict.h"

#include <math.h>
#include <stdlib.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a comparison");
}

/* ---- what is compared ------------------------------------------------- */

/* One comparison on its way: what all of them have in common, and what each has found. */
struct bout {
	const struct compare_options *options;
	const struct run *run; /* of the arms; NULL: two runs */
	struct comparison_list *list;
	struct evidence *evidence; /* one a comparison */
	size_t draws;              /* of a randomization test */
};

static void judge_exact(struct comparison *comparison)
{
	double base = comparison->base;
	double new = comparison->new;

	comparison->exact = true;
	comparison->threshold = 0;
	comparison->threshold_source = THRESHOLD_OF_COUNTER;
	comparison->verdict = new > base   ? VERDICT_REGRESSED
			      : new < base ? VERDICT_IMPROVED
					   : VERDICT_EQUIVALENT;
	comparison->ratio = comparison->verdict == VERDICT_EQUIVALENT ? 1 : new / base;
	comparison->low = comparison->high = comparison->ratio;
	comparison->detectable = 0;
}

/* A counter of the server: by its ranges, without a test. */
static enum up_status judge_counter(struct comparison *comparison, const struct contrast *contrast,
				    struct up_error *err)
{
	static const enum verdict verdicts[] = {
		[COUNTED_FEW] = VERDICT_INCONCLUSIVE, [COUNTED_OPEN] = VERDICT_INCONCLUSIVE,
		[COUNTED_SAME] = VERDICT_EQUIVALENT,  [COUNTED_MORE] = VERDICT_REGRESSED,
		[COUNTED_LESS] = VERDICT_IMPROVED,
	};
	const double resolution = counter_resolution(contrast);

	if (isnan(resolution))
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "a median is 0, so there is no ratio");
	const enum counted counted = counter_judge(contrast, resolution);
	comparison->counted = true;
	comparison->threshold = resolution;
	comparison->threshold_source = THRESHOLD_OF_COUNTER;
	comparison->verdict = verdicts[counted];
	comparison->few = counted == COUNTED_FEW;
	comparison->ratio = comparison->new > comparison->base || comparison->new < comparison->base
				    ? comparison->new / comparison->base
				    : 1;
	if (comparison->few)
		comparison->wanted = COUNTER_SAMPLES;
	else
		comparison->detectable = resolution;
	return UP_OK;
}

/* Where sessions are not what is repeated, how much they differ must be known from elsewhere. */
static void note_sessions(const struct bout *bout, const struct contrast *contrast,
			  struct comparison *comparison, struct evidence *evidence)
{
	const bool is_tail = metric_kind(comparison->metric) == METRIC_OF_TAIL;
	const bool is_time = metric_is_time(comparison->metric) && !is_tail;

	if (!session_noise_is_missing(contrast))
		return;
	const bool known =
		is_time && session_noise_widen(bout->options->noise, comparison->case_name,
					       contrast, log1p(comparison->threshold), evidence);
	if (contrast->paired || known)
		return;
	bout->list->few_sessions = true;
	comparison->lacks_sessions = is_tail || metric_kind(comparison->metric) == METRIC_OF_CLOCK;
}

static void take_intervals(struct comparison *comparison, const struct evidence *evidence)
{
	comparison->low = exp(evidence->interval.low);
	comparison->high = exp(evidence->interval.high);
	comparison->narrow_low = exp(evidence->narrow.low);
	comparison->narrow_high = exp(evidence->narrow.high);
}

static enum up_status weigh(const struct bout *bout, struct comparison *comparison,
			    struct evidence *evidence, const struct contrast *contrast,
			    struct up_error *err)
{
	if (!contrast_is_positive(contrast))
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "a value is 0, so there is no ratio");
	UP_TRY(evidence_weigh(contrast, log1p(comparison->threshold), evidence, err));
	comparison->few = evidence->few;
	/* There is one cold sample in each. */
	comparison->by_session = evidence->by_session || comparison->metric == METRIC_COLD;
	note_sessions(bout, contrast, comparison, evidence);
	comparison->ratio = exp(evidence->shift);
	take_intervals(comparison, evidence);
	comparison->gross = gross_of(contrast);
	if (bout->list->sequential > 0)
		sequential_decide(bout->list, contrast, comparison);
	return UP_OK;
}

/* A tail is one number per side: its own test, and no interval. */
static enum up_status weigh_tail(const struct bout *bout, struct comparison *comparison,
				 struct evidence *evidence, const struct contrast *contrast,
				 struct up_error *err)
{
	comparison->base = tail_of(comparison->metric, &contrast->base);
	comparison->new = tail_of(comparison->metric, &contrast->new);
	if (!contrast_is_positive(contrast) || !(comparison->base > 0) || !(comparison->new > 0))
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "a value is 0, so there is no ratio");
	UP_TRY(tail_weigh(contrast, comparison->metric, comparison->threshold, bout->draws,
			  bout->options->seed, evidence, err));
	comparison->base_p90 = tail_p90(&contrast->base);
	comparison->new_p90 = tail_p90(&contrast->new);
	comparison->few = evidence->few;
	note_sessions(bout, contrast, comparison, evidence);
	comparison->ratio = exp(evidence->shift);
	return UP_OK;
}

static enum up_status measure(const struct bout *bout, struct comparison *comparison,
			      struct evidence *evidence, struct contrast *contrast,
			      struct up_error *err)
{
	const enum metric metric = comparison->metric;
	const bool is_counter =
		counter_is_exact(contrast, metric) || metric_kind(metric) == METRIC_OF_SERVER;

	/* Counters need no partner. */
	if (bout->list->paired && !is_counter)
		contrast_pair(contrast);
	if (contrast->base.count == 0)
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "no round has a sample of both");
	comparison->n_base = contrast->base.count;
	comparison->n_new = contrast->new.count;
	comparison->base = contrast_median(&contrast->base);
	comparison->new = contrast_median(&contrast->new);
	if (metric == METRIC_UPDATE || metric == METRIC_TOTAL) {
		comparison->base_modes = contrast_modes(&contrast->base);
		comparison->new_modes = contrast_modes(&contrast->new);
	}
	if (metric_kind(metric) == METRIC_OF_SERVER)
		return judge_counter(comparison, contrast, err);
	if (metric_kind(metric) == METRIC_OF_TAIL)
		return weigh_tail(bout, comparison, evidence, contrast, err);
	if (!is_counter)
		return weigh(bout, comparison, evidence, contrast, err);
	judge_exact(comparison);
	return UP_OK;
}

static enum up_status compare_pair(const struct bout *bout, const struct case_pair *pair,
				   struct comparison *comparison, struct evidence *evidence,
				   struct up_error *err)
{
	const struct comparison_list *list = bout->list;
	CONTRAST contrast = {0};

	if (pair->base != NULL)
		UP_TRY(contrast_collect(pair->base, comparison->metric, &contrast.base, err));
	if (pair->new != NULL)
		UP_TRY(contrast_collect(pair->new, comparison->metric, &contrast.new, err));
	const struct presence presence = {
		.base = {pair->base, contrast.base.count, list->base_label},
		.new = {pair->new, contrast.new.count, list->new_label},
		.paired = list->paired,
		.strict = bout->options->strict,
		.expected = bout->options->expected,
	};
	UP_TRY(presence_check(&presence, comparison, err));
	if (comparison->verdict == VERDICT_NEW) {
		comparison->n_new = contrast.new.count;
		comparison->new = contrast_median(&contrast.new);
	}
	if (!comparison_is_judged(comparison))
		return UP_OK;
	return measure(bout, comparison, evidence, &contrast, err);
}

/* ---- lists ------------------------------------------------------------ */

static enum up_status add(struct bout *bout, const struct case_pair *pair, enum metric metric,
			  struct up_error *err)
{
	struct comparison_list *list = bout->list;
	struct comparison *comparison = &list->items[list->count];
	const struct threshold threshold =
		case_rule_threshold(bout->options, pair, metric, list->paired);

	*comparison = (struct comparison){
		.case_name = strdup(pair->name),
		.metric = metric,
		.verdict = VERDICT_INCONCLUSIVE,
		.paired = list->paired,
		.base = NAN,
		.new = NAN,
		.ratio = NAN,
		.low = NAN,
		.high = NAN,
		.narrow_low = NAN,
		.narrow_high = NAN,
		.base_p90 = NAN,
		.new_p90 = NAN,
		.p_value = NAN,
		.threshold = threshold.value,
		.threshold_source = threshold.source,
		.detectable = NAN,
		.wanted = -1,
	};
	if (comparison->case_name == NULL)
		return out_of_memory(err);
	comparison->ended_early =
		list->sequential > 0 && pair->new != NULL &&sequential_ended(bout->run, pair->new);
	struct evidence *evidence = &bout->evidence[list->count++];
	return compare_pair(bout, pair, comparison, evidence, err);
}

static bool is_wanted(const struct comparison_list *suspects, const char *name, enum metric metric)
{
	if (suspects == NULL)
		return true;
	const struct comparison *first = comparison_find(suspects, name, metric);
	return first != NULL && comparison_is_suspect(first);
}

/* All comparisons, and the most times that one case is compared by. */
static enum up_status count_metrics(const struct bout *bout, const struct case_pair_list *pairs,
				    size_t *comparisons, size_t *times, struct up_error *err)
{
	*comparisons = 0;
	*times = 0;
	for (size_t p = 0; p < pairs->count; p++) {
		enum metric metrics[METRIC_COUNT];
		size_t count;
		size_t own = 0;
		UP_TRY(case_rule_metrics(bout->options, &pairs->items[p], metrics, &count, err));
		*comparisons += count;
		for (size_t m = 0; m < count; m++)
			own += metric_kind(metrics[m]) == METRIC_OF_CLOCK;
		*times = own > *times ? own : *times;
	}
	return UP_OK;
}

static enum up_status compare_all(struct bout *bout, struct case_pair_list *pairs,
				  struct up_error *err)
{
	UP_TRY(presence_expect(bout->options->expected, pairs, err));
	size_t comparisons;
	size_t times;
	UP_TRY(count_metrics(bout, pairs, &comparisons, &times, err));
	if (bout->run != NULL)
		UP_TRY(sequential_cases(bout->run, bout->options->threshold, times,
					&bout->list->sequential, err));
	UP_FREE struct evidence *evidence = calloc(comparisons + 1, sizeof *evidence);
	bout->list->items = calloc(comparisons + 1, sizeof *bout->list->items);
	if (bout->list->items == NULL || evidence == NULL)
		return out_of_memory(err);
	bout->evidence = evidence;
	bout->draws = tail_draws(2 * comparisons * bout->list->together, COMPARE_LEVEL);
	for (size_t p = 0; p < pairs->count; p++) {
		enum metric metrics[METRIC_COUNT];
		size_t metric_count;
		UP_TRY(case_rule_metrics(bout->options, &pairs->items[p], metrics, &metric_count,
					 err));
		for (size_t m = 0; m < metric_count; m++) {
			if (is_wanted(bout->options->suspects, pairs->items[p].name, metrics[m]))
				UP_TRY(add(bout, &pairs->items[p], metrics[m], err));
		}
	}
	UP_TRY(moderate_sessions(bout->list, evidence, bout->options->noise, err));
	for (size_t c = 0; c < bout->list->count; c++) {
		if (bout->list->items[c].by_session)
			take_intervals(&bout->list->items[c], &evidence[c]);
	}
	UP_TRY(verdict_find(bout->list, evidence, err));
	for (size_t c = 0; c < bout->list->count; c++) {
		if (bout->list->items[c].metric == METRIC_UPDATE)
			return overall_find(pairs, bout->options->threshold, bout->list, err);
	}
	return UP_OK;
}

static enum up_status label(struct comparison_list *list, const char *base, const char *new,
			    struct up_error *err)
{
	list->base_label = strdup(base != NULL ? base : "base");
	list->new_label = strdup(new != NULL ? new : "new");
	return list->base_label != NULL && list->new_label != NULL ? UP_OK : out_of_memory(err);
}

size_t compare_arms(const struct run *run, const char **names, size_t size)
{
	for (size_t a = 0; a < run->manifest.arms.count && a < size; a++)
		names[a] = run->manifest.arms.items[a].name;
	return run->manifest.arms.count;
}

static bool has_peer(const struct run *run, const char *name)
{
	for (size_t a = 0; a < run->manifest.arms.count; a++) {
		const struct manifest_arm *arm = &run->manifest.arms.items[a];
		if (strcmp(arm->name, name) == 0)
			return arm->peer != NULL;
	}
	return false;
}

static size_t share_of(const struct compare_options *options)
{
	return options->together > 0 ? options->together : 1;
}

enum up_status compare_arm(const struct run *run, const char *other,
			   const struct compare_options *options, struct comparison_list *out,
			   struct up_error *err)
{
	const char *first;
	COMPARISON_LIST list = {
		.paired = true, .threshold = options->threshold, .together = share_of(options)};
	CASE_PAIR_LIST pairs = {0};
	struct bout bout = {.options = options, .run = run, .list = &list};

	if (compare_arms(run, &first, 1) == 0)
		return up_fail(err, UP_INVALID, "%s: the run has no arms", run->directory);
	UP_TRY(label(&list, first, other, err));
	list.is_mixed = has_peer(run, first) != has_peer(run, other);
	/* It can differ from itself only in not having ended. */
	UP_TRY(fingerprint_compare(run, run, &list.differences, err));
	UP_TRY(case_pair_of_arms(run, first, other, &pairs, err));
	UP_TRY(compare_all(&bout, &pairs, err));
	*out = list;
	list = (struct comparison_list){0};
	return UP_OK;
}

enum up_status compare_runs(const struct run *base, const struct run *new,
			    const struct compare_options *options, struct comparison_list *out,
			    struct up_error *err)
{
	COMPARISON_LIST list = {.threshold = options->threshold, .together = share_of(options)};
	CASE_PAIR_LIST pairs = {0};
	struct bout bout = {.options = options, .list = &list};

	UP_TRY(label(&list, base->directory, new->directory, err));
	list.cpu_unknown = fingerprint_lacks_cpu(base, new);
	UP_TRY(fingerprint_compare(base, new, &list.differences, err));
	UP_TRY(case_pair_of_runs(base, new, &pairs, err));
	UP_TRY(compare_all(&bout, &pairs, err));
	*out = list;
	list = (struct comparison_list){0};
	return UP_OK;
}
