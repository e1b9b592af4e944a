/* SPDX-License-Identifier: PostgreSQL */
/* Runs that never took place, to be compared. */
#ifndef UNIT_COMPARED_H
#define UNIT_COMPARED_H

#include "judge/compare/comparison_group.h"
#include "unit/fake_run.h"
#include "unit/manifest_of.h"
#include "unit/sort_run.h"

#include <criterion/criterion.h>

#define MS 1e6

/* A noise of about 1 %, that no two of these samples share. */
static inline double noise(size_t i, uint64_t stream)
{
	struct up_random random = up_random_at(7, stream, i);
	return exp(0.01 * fake_normal(&random));
}

static inline struct sample *add(struct run *run, const char *case_name, size_t number,
				 double update_ns)
{
	run->samples.items =
		realloc(run->samples.items, (run->samples.count + 1) * sizeof *run->samples.items);
	struct sample *sample = &run->samples.items[run->samples.count++];
	sample_init(sample);
	sample->case_name = strdup(case_name);
	sample->key.strategy = strndup(case_name, strcspn(case_name, " "));
	sample->phase = PHASE_MEASURE;
	sample->round = (int64_t)number + 1;
	sample->sample = (int64_t)number + 1;
	sample->update_ns = (int64_t)update_ns;
	sample->round_trips = 3;
	return sample;
}

static inline void add_case(struct run *run, const char *case_name, double median_ns, size_t count,
			    uint64_t stream)
{
	for (size_t i = 0; i < count; i++)
		add(run, case_name, i, median_ns * noise(i, stream));
}

static inline struct run make_run(const char *directory)
{
	return (struct run){
		.directory = strdup(directory),
		.manifest =
			manifest_of(json_pack("{s:s, s:s, s:{s:{s:b}}}", "id", directory, "outcome",
					      "complete", "strategies", "null", "ranked", 0)),
	};
}

static const enum metric update[] = {METRIC_UPDATE};
static const enum metric trips[] = {METRIC_ROUND_TRIPS};
/* A machine whose sessions do not differ: two runs of one session each are then judged by their
 * samples. */
static char row_name[] = "row";
static struct noise_case calm_case = {.name = row_name, .windows = 1000, .ratio = 1};
static const struct noise calm = {
	.common_degrees = NAN, .common_ratio = NAN, .cases = {&calm_case, 1}};
static const struct compare_options by_time = {
	.threshold = 0.05, .metrics = update, .metric_count = 1, .noise = &calm};
static const struct compare_options by_time_alone = {
	.threshold = 0.05, .metrics = update, .metric_count = 1};
static const struct compare_options by_trips = {
	.threshold = 0.05, .metrics = trips, .metric_count = 1};

static inline struct comparison_list compare(const struct run *base, const struct run *new,
					     const struct compare_options *options)
{
	struct comparison_list list = {0};
	struct up_error err = {0};
	sort_run(base);
	sort_run(new);
	cr_assert_eq(compare_runs(base, new, options, &list, &err), UP_OK, "%s", err.message);
	return list;
}

/* The one case of two runs with these medians. */
static inline struct comparison_list compare_medians(double base_ns, size_t base_count,
						     double new_ns, size_t new_count)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", base_ns, base_count, 1);
	add_case(&new, "row", new_ns, new_count, 2);
	struct comparison_list list = compare(&base, &new, &by_time);
	cr_assert_eq(list.count, 1);
	return list;
}

static inline void expect_verdict(const struct comparison *comparison, enum verdict verdict)
{
	cr_expect_eq(comparison->verdict, verdict, "%s: %s, expected %s (%g: %g to %g, p %g)",
		     comparison->case_name, verdict_names[comparison->verdict],
		     verdict_names[verdict], comparison->ratio, comparison->low, comparison->high,
		     comparison->p_value);
}

#endif
