/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/probe_cost.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"
#include "record/manifest.h"

#include <string.h>

static bool is_probed(const struct sample *sample)
{
	return sample->probe_ns != UNMEASURED;
}

static bool is_usable(const struct run *run, const struct sample *sample)
{
	/* What does nothing is over before a clock can tell. */
	return manifest_role(&run->manifest, sample->key.strategy) != ROLE_IDLE &&
	       measured_counts(sample, sample->case_name) && measured_ns(run, sample) > 0;
}

/* The next usable sample of the same case; NULL: none. */
static const struct sample *successor(const struct run *run, size_t place)
{
	const struct sample_list *list = &run->samples;
	const char *name = list->items[place].case_name;

	for (size_t s = place + 1; s < list->count; s++) {
		if (list->items[s].case_name != NULL &&
		    strcmp(list->items[s].case_name, name) == 0 && is_usable(run, &list->items[s]))
			return &list->items[s];
	}
	return NULL;
}

enum up_status probe_cost_find(const struct run *run, struct probe_cost *cost, struct up_error *err)
{
	const struct sample_list *list = &run->samples;
	UP_FREE double *ratios = malloc((list->count + 1) * sizeof *ratios);
	UP_FREE double *times = malloc((list->count + 1) * sizeof *times);

	*cost = (struct probe_cost){0};
	if (ratios == NULL || times == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for samples");
	for (size_t s = 0; s < list->count; s++) {
		const struct sample *with = &list->items[s];
		/* Beginning with the probed one, no sample is in two pairs. */
		if (with->case_name == NULL || !is_probed(with) || !is_usable(run, with))
			continue;
		const struct sample *without = successor(run, s);
		if (without == NULL || is_probed(without))
			continue;
		times[cost->pairs] = (double)with->probe_ns;
		ratios[cost->pairs++] =
			(double)measured_ns(run, with) / (double)measured_ns(run, without);
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
