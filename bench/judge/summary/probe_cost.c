/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/probe_cost.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"

static bool is_probed(const struct sample *sample)
{
	return sample->probe_ns != UNMEASURED;
}

static bool is_usable(const struct run_case *of, const struct sample *sample)
{
	return measured_counts(of, sample) && sample_compared_ns(sample, of->role) > 0;
}

/* Adds the pairs of a case: a sample with probes and its successor without. */
static void add_pairs(struct probe_cost *cost, const struct run_case *of, double *times,
		      double *ratios)
{
	const struct sample *with = NULL;

	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (!is_usable(of, sample))
			continue;
		if (with != NULL && !is_probed(sample)) {
			times[cost->pairs] = (double)with->probe_ns;
			ratios[cost->pairs++] = (double)sample_compared_ns(with, of->role) /
						(double)sample_compared_ns(sample, of->role);
		}
		with = is_probed(sample) ? sample : NULL;
	}
}

enum up_status probe_cost_find(const struct run *run, struct probe_cost *cost, struct up_error *err)
{
	UP_FREE double *ratios = malloc((run->samples.count + 1) * sizeof *ratios);
	UP_FREE double *times = malloc((run->samples.count + 1) * sizeof *times);

	*cost = (struct probe_cost){0};
	if (ratios == NULL || times == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for samples");
	for (size_t c = 0; c < run->cases.count; c++) {
		/* The time of a case that does nothing is below the resolution of a clock. */
		if (run->cases.items[c].role != ROLE_IDLE)
			add_pairs(cost, &run->cases.items[c], times, ratios);
	}
	if (cost->pairs == 0)
		return UP_OK;
	statistics_sort(times, cost->pairs);
	statistics_sort(ratios, cost->pairs);
	cost->probe_ns = statistics_median(times, cost->pairs);
	cost->ratio = statistics_median(ratios, cost->pairs);
	cost->interval = statistics_median_interval(ratios, cost->pairs, 0.95);
	return UP_OK;
}
