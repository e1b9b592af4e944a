/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/calibration.h"

#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_THRESHOLD 0.01
#define STEP 0.005

struct tally {
	struct calibration *calibration;
	double *noise; /* |ratio - 1| of each comparison */
	size_t noise_count;
	double *reach; /* what a comparison can show beyond its threshold */
	size_t reach_count;
};

static void tally_release(struct tally *tally)
{
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

static void count(struct tally *tally, const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct comparison *comparison = &list->items[c];
		if (comparison->verdict == VERDICT_INCOMPARABLE || !isfinite(comparison->ratio))
			continue;
		tally->calibration->comparisons++;
		tally->calibration->false_alarms += comparison->verdict == VERDICT_REGRESSED ||
						    comparison->verdict == VERDICT_IMPROVED;
		tally->noise[tally->noise_count++] = fabs(comparison->ratio - 1);
		if (isfinite(comparison->detectable))
			tally->reach[tally->reach_count++] =
				(1 + comparison->detectable) / (1 + comparison->threshold);
	}
}

static enum up_status judge(const struct run *view, const char *const *arms, size_t arm_count,
			    const struct compare_options *options, struct tally *tally,
			    struct up_error *err)
{
	for (size_t a = 1; a < arm_count; a++) {
		COMPARISON_LIST list = {0};
		UP_TRY(compare_arm(view, arms[a], options, &list, err));
		count(tally, &list);
	}
	tally->calibration->windows++;
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
	struct calibration *calibration = tally->calibration;

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

#define ARMS_MOST 64

enum up_status calibration_make(const struct run *run, int64_t rounds, double threshold,
				uint64_t seed, struct calibration *calibration,
				struct up_error *err)
{
	static const enum metric update = METRIC_UPDATE;
	const struct compare_options options = {
		.threshold = threshold, .metrics = &update, .metric_count = 1, .seed = seed};
	const char *arms[ARMS_MOST];
	const size_t arm_count = compare_arms(run, arms, ARMS_MOST);
	UP_FREE struct run_case *cases = calloc(run->cases.count + 1, sizeof *cases);
	UP_FREE const struct sample **samples = calloc(run->samples.count + 1, sizeof(void *));
	UP_CLEANUP(tally_release)
	struct tally tally = {
		.calibration = calibration,
		.noise = calloc(run->samples.count + 1, sizeof *tally.noise),
		.reach = calloc(run->samples.count + 1, sizeof *tally.reach),
	};
	int64_t first;
	int64_t last;

	*calibration = (struct calibration){0};
	if (cases == NULL || samples == NULL || tally.noise == NULL || tally.reach == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	if (arm_count < 2 || arm_count > ARMS_MOST)
		return up_fail(err, UP_INVALID,
			       "a calibration needs a run with arms that are alike");
	measured_rounds(run, &first, &last);
	for (int64_t from = first; from <= last - rounds + 1; from += rounds) {
		const struct run view = view_of(run, cases, samples, from, from + rounds - 1);
		UP_TRY(judge(&view, arms, arm_count, &options, &tally, err));
	}
	if (calibration->comparisons == 0)
		return up_fail(err, UP_INVALID, "no window of %lld rounds was measured",
			       (long long)rounds);
	conclude(&tally);
	return UP_OK;
}
