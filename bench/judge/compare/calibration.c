/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/calibration.h"

#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_THRESHOLD 0.01
#define STEP 0.005

void calibration_release(struct calibration *calibration)
{
	for (size_t c = 0; c < calibration->case_count; c++)
		free(calibration->cases[c].name);
	free(calibration->cases);
	*calibration = (struct calibration){0};
}

struct tally {
	const struct run *run;
	struct calibration calibration;
	double *noise; /* |ratio - 1| of each comparison */
	size_t noise_count;
	double *reach; /* what a comparison can show beyond its threshold */
	size_t reach_count;
};

static void tally_release(struct tally *tally)
{
	calibration_release(&tally->calibration);
	free(tally->noise);
	free(tally->reach);
}

/* The run with the samples within these rounds alone.  cases has room for its cases, samples for
 * its samples; what they point to stays the run's. */
static struct run view_of(const struct run *run, struct run_case *cases,
			  const struct sample **samples, int64_t first, int64_t last)
{
	struct run view = *run;

	view.cases.items = cases;
	for (size_t c = 0; c < run->cases.count; c++) {
		const struct run_case *of = &run->cases.items[c];
		cases[c] = *of;
		cases[c].samples = samples;
		for (size_t s = 0; s < of->count; s++) {
			const struct sample *sample = of->samples[s];
			if (sample->phase == PHASE_MEASURE && sample->round >= first &&
			    sample->round <= last)
				*samples++ = sample;
		}
		cases[c].count = (size_t)(samples - cases[c].samples);
	}
	return view;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_alike(const struct manifest_arm *a, const struct manifest_arm *b)
{
	if (!is_same(a->schema.sha256, b->schema.sha256) || !is_same(a->peer, b->peer) ||
	    a->has_own_server == FACT_YES || b->has_own_server == FACT_YES ||
	    a->settings.count != b->settings.count)
		return false;
	for (size_t s = 0; s < a->settings.count; s++) {
		if (!is_same(a->settings.items[s].name, b->settings.items[s].name) ||
		    !is_same(a->settings.items[s].value, b->settings.items[s].value))
			return false;
	}
	return true;
}

/* NULL when memory runs out. */
static struct calibration_case *find_case(struct tally *tally, size_t arm, const char *name)
{
	const struct manifest_arm *arms = tally->run->manifest.arms.items;
	struct calibration *calibration = &tally->calibration;

	for (size_t c = 0; c < calibration->case_count; c++) {
		struct calibration_case *one = &calibration->cases[c];
		if (one->arm == arms[arm].name && strcmp(one->name, name) == 0)
			return one;
	}
	struct calibration_case *cases = reallocarray(
		calibration->cases, calibration->case_count + 1, sizeof *calibration->cases);
	char *copy = strdup(name);
	if (cases != NULL)
		calibration->cases = cases;
	if (cases == NULL || copy == NULL) {
		free(copy);
		return NULL;
	}
	cases[calibration->case_count] = (struct calibration_case){
		.arm = arms[arm].name, .name = copy, .is_alike = is_alike(&arms[0], &arms[arm])};
	return &cases[calibration->case_count++];
}

static enum up_status count(struct tally *tally, size_t arm, const struct comparison_list *list,
			    struct up_error *err)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct comparison *comparison = &list->items[c];
		struct calibration_case *of = find_case(tally, arm, comparison->case_name);
		if (of == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
		of->verdicts[comparison->verdict]++;
		if (!of->is_alike || comparison->verdict == VERDICT_INCOMPARABLE ||
		    !isfinite(comparison->ratio))
			continue;
		tally->calibration.comparisons++;
		tally->calibration.false_alarms += comparison->verdict == VERDICT_REGRESSED ||
						   comparison->verdict == VERDICT_IMPROVED;
		tally->noise[tally->noise_count++] = fabs(comparison->ratio - 1);
		if (isfinite(comparison->detectable))
			tally->reach[tally->reach_count++] =
				(1 + comparison->detectable) / (1 + comparison->threshold);
	}
	return UP_OK;
}

static enum up_status judge(const struct run *view, const struct compare_options *options,
			    struct tally *tally, struct up_error *err)
{
	for (size_t a = 1; a < view->manifest.arms.count; a++) {
		COMPARISON_LIST list = {0};
		UP_TRY(compare_arm(view, view->manifest.arms.items[a].name, options, &list, err));
		UP_TRY(count(tally, a, &list, err));
	}
	tally->calibration.windows++;
	return UP_OK;
}

static void measured_rounds(const struct run *run, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = 0;
	for (size_t c = 0; c < run->cases.count; c++) {
		for (size_t s = 0; s < run->cases.items[c].count; s++) {
			const struct sample *sample = run->cases.items[c].samples[s];
			if (sample->phase != PHASE_MEASURE || sample->round == UNMEASURED)
				continue;
			*first = sample->round < *first ? sample->round : *first;
			*last = sample->round > *last ? sample->round : *last;
		}
	}
}

static void conclude(struct tally *tally)
{
	struct calibration *calibration = &tally->calibration;

	statistics_sort(tally->noise, tally->noise_count);
	statistics_sort(tally->reach, tally->reach_count);
	calibration->noise = statistics_median(tally->noise, tally->noise_count);
	calibration->noise_95 = statistics_quantile(tally->noise, tally->noise_count, 0.95);
	calibration->threshold =
		fmax(LEAST_THRESHOLD, ceil(2 * calibration->noise_95 / STEP) * STEP);
	calibration->detectable =
		statistics_median(tally->reach, tally->reach_count) * (1 + calibration->threshold) -
		1;
}

enum up_status calibration_make(const struct run *run, int64_t rounds, double threshold,
				struct calibration *calibration, struct up_error *err)
{
	static const enum metric update = METRIC_UPDATE;
	const struct compare_options options = {
		.threshold = threshold, .metrics = &update, .metric_count = 1};
	UP_FREE struct run_case *cases = calloc(run->cases.count + 1, sizeof *cases);
	UP_FREE const struct sample **samples = calloc(run->samples.count + 1, sizeof(void *));
	UP_CLEANUP(tally_release)
	struct tally tally = {
		.run = run,
		.noise = calloc(run->samples.count + 1, sizeof *tally.noise),
		.reach = calloc(run->samples.count + 1, sizeof *tally.reach),
	};
	int64_t first;
	int64_t last;

	if (cases == NULL || samples == NULL || tally.noise == NULL || tally.reach == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	if (run->manifest.arms.count < 2)
		return up_fail(err, UP_INVALID, "%s has no arms to compare with each other",
			       run->directory);
	measured_rounds(run, &first, &last);
	for (int64_t from = first; from <= last - rounds + 1; from += rounds) {
		const struct run view = view_of(run, cases, samples, from, from + rounds - 1);
		UP_TRY(judge(&view, &options, &tally, err));
	}
	if (tally.calibration.windows == 0)
		return up_fail(err, UP_INVALID, "%s has fewer than %lld measured rounds",
			       run->directory, (long long)rounds);
	conclude(&tally);
	*calibration = tally.calibration;
	tally.calibration = (struct calibration){0};
	return UP_OK;
}
