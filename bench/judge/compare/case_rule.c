/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/case_rule.h"

#include "judge/compare/compare.h"
#include "judge/compare/session_noise.h"

#include <math.h>

const char *const threshold_source_names[] = {
	[THRESHOLD_OF_COMPARISON] = "comparison",
	[THRESHOLD_OF_EXPERIMENT] = "experiment",
	[THRESHOLD_OF_NOISE] = "noise",
	[THRESHOLD_OF_COUNTER] = "counter",
	NULL,
};

/* The case as run.json of a side lists it; NULL: the side does not have it. */
static const struct manifest_case *planned(const struct run_case *of)
{
	return of != NULL ? of->planned : NULL;
}

static double threshold_of_experiment(const struct case_pair *pair)
{
	const struct manifest_case *of_new = planned(pair->new);
	const struct manifest_case *of_base = planned(pair->base);

	if (of_new != NULL && !isnan(of_new->threshold))
		return of_new->threshold;
	return of_base != NULL ? of_base->threshold : NAN;
}

struct threshold case_rule_threshold(const struct compare_options *options,
				     const struct case_pair *pair, enum metric metric, bool paired)
{
	struct threshold threshold = {options->threshold, THRESHOLD_OF_COMPARISON};
	const double own = threshold_of_experiment(pair);

	if (!options->threshold_is_given && !isnan(own))
		threshold = (struct threshold){own, THRESHOLD_OF_EXPERIMENT};
	/* Those of tails are in the proportion of the defaults. */
	if (metric_kind(metric) == METRIC_OF_TAIL)
		threshold.value *= metric_threshold(metric) / COMPARE_THRESHOLD;
	if (!metric_is_time(metric) || metric_kind(metric) == METRIC_OF_TAIL)
		return threshold;
	const double noisy =
		session_noise_threshold(options->noise, pair->name, paired, threshold.value);
	return noisy > threshold.value ? (struct threshold){noisy, THRESHOLD_OF_NOISE} : threshold;
}

static const struct text_list *metrics_of_experiment(const struct case_pair *pair)
{
	const struct manifest_case *of_new = planned(pair->new);
	const struct manifest_case *of_base = planned(pair->base);

	if (of_new != NULL && of_new->metrics.count > 0)
		return &of_new->metrics;
	return of_base != NULL && of_base->metrics.count > 0 ? &of_base->metrics : NULL;
}

static enum up_status check_metric(const char *word, const struct case_pair *pair,
				   struct up_error *err)
{
	for (size_t m = 0; metric_words[m] != NULL; m++) {
		if (strcmp(metric_words[m], word) == 0)
			return UP_OK;
	}
	return up_fail(
		err, UP_INVALID,
		"run.json: case \"%s\": metric \"%.80s\" is not known: a newer upbench wrote "
		"it; --metric names others",
		pair->name, word);
}

enum up_status case_rule_metrics(const struct compare_options *options,
				 const struct case_pair *pair, enum metric *metrics, size_t *count,
				 struct up_error *err)
{
	const struct text_list *words = metrics_of_experiment(pair);

	if (options->metrics_are_given || words == NULL) {
		*count = options->metric_count;
		for (size_t m = 0; m < options->metric_count; m++)
			metrics[m] = options->metrics[m];
		return UP_OK;
	}
	for (size_t w = 0; w < words->count; w++)
		UP_TRY(check_metric(words->items[w], pair, err));
	*count = metric_read(words->items, words->count, metrics);
	return UP_OK;
}
