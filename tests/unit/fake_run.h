/* SPDX-License-Identifier: PostgreSQL */
/*
 * A run that never took place: samples with log-normal times, which is what
 * times of statements look like, and their summaries.  The same arguments give
 * the same run.
 */
#ifndef UNIT_FAKE_RUN_H
#define UNIT_FAKE_RUN_H

#include "base/random.h"
#include "key_of.h"
#include "record/run.h"
#include "record/summary.h"
#include "stats/statistics.h"
#include "unit/manifest_of.h"
#include "unit/sort_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct fake_case {
	const char *name;
	const char *strategy;
	double median_ns; /* what the update's times are drawn around */
	int64_t rows;
	enum sample_status status; /* of all its samples */
};

struct fake_run {
	struct run run;
	struct summary_list summaries;
};

static inline void fake_run_release(struct fake_run *fake)
{
	run_release(&fake->run);
	summary_list_release(&fake->summaries);
}
#define FAKE_RUN UP_CLEANUP(fake_run_release) struct fake_run

/* What run.json has but for the cases, which stay; takes the reference. */
static inline void fake_run_describe(struct fake_run *fake, json_t *json)
{
	struct manifest *manifest = &fake->run.manifest;
	struct manifest described = manifest_of(json);

	cr_assert_eq(described.cases.count, 0);
	described.cases.items = UP_TAKE(manifest->cases.items);
	described.cases.count = manifest->cases.count;
	manifest->cases.count = 0;
	manifest_release(manifest);
	*manifest = described;
}

/* Box and Muller, Annals of Mathematical Statistics 29 (1958). */
static inline double fake_normal(struct up_random *random)
{
	double radius = sqrt(-2 * log(1 - up_random_unit(random)));
	return radius * cos(2 * 3.14159265358979323846 * up_random_unit(random));
}

static inline void fake_sample(struct sample *sample, const struct fake_case *of, size_t number,
			       struct up_random *random)
{
	sample_init(sample);
	sample->case_name = strdup(of->name);
	key_of_name(&sample->key, of->name, of->strategy);
	sample->key.factors.rows = of->rows;
	sample->sample = (int64_t)number + 1;
	sample->phase = PHASE_MEASURE;
	sample->status = (int)of->status;
	if (of->status == SAMPLE_OK)
		sample->update_ns = (int64_t)(of->median_ns * exp(0.08 * fake_normal(random)));
}

static inline void fake_summary(struct summary *summary, const struct fake_case *of,
				const struct sample *samples, size_t count)
{
	double values[256];

	summary_init(summary);
	summary->case_name = strdup(of->name);
	key_of_name(&summary->key, of->name, of->strategy);
	summary->key.factors.rows = of->rows;
	summary->status = (int)of->status;
	summary->n = of->status == SAMPLE_OK ? (int64_t)count : 0;
	if (of->status != SAMPLE_OK)
		return;
	for (size_t i = 0; i < count; i++)
		values[i] = (double)samples[i].update_ns;
	statistics_sort(values, count);
	summary->median_ns = statistics_median(values, count);
	struct interval interval = statistics_median_interval(values, count, 0.95);
	summary->low_ns = interval.low;
	summary->high_ns = interval.high;
	double rows = (double)of->rows;
	summary->fetch_ns = 300 * rows;
	summary->classify_ns = 900 * rows + 4e5;
	summary->create_ns = 1500 * rows + 6e5;
	summary->business_ns = 200 * rows + 2e5;
	summary->update_ns = summary->median_ns;
	summary->commit_ns = 9e5;
	summary->total_ns = summary->median_ns + 2900 * rows + 2.1e6;
}

/* Each case with at most 256 samples. */
static inline struct fake_run fake_run_make(const struct fake_case *cases, size_t count,
					    size_t samples)
{
	struct fake_run fake = {0};

	fake.run.samples.items = calloc(count * samples, sizeof(struct sample));
	fake.summaries.items = calloc(count, sizeof(struct summary));
	for (size_t i = 0; i < count; i++) {
		struct sample *first = &fake.run.samples.items[fake.run.samples.count];
		for (size_t j = 0; j < samples; j++) {
			struct up_random random = up_random_at(1, i, j);
			fake_sample(&first[j], &cases[i], j, &random);
		}
		fake.run.samples.count += samples;
		fake_summary(&fake.summaries.items[i], &cases[i], first, samples);
	}
	fake.summaries.count = count;
	sort_run(&fake.run);
	return fake;
}

#endif
