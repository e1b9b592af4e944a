/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/plan_change.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"

#include <inttypes.h>
#include <math.h>

static void measure(struct plan_change *change, const struct run_case *of)
{
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);
	size_t count = 0;

	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (!measured_is_timed(sample))
			continue;
		if (run_case_is_steady(of, sample))
			change->ranked++;
		else if (values != NULL)
			values[count++] = measured_time(of, sample, NULL);
	}
	change->others = (int64_t)count;
	statistics_sort(values, count);
	change->others_ns = statistics_median(values, count);
}

struct plan_change plan_change_find(const struct run_case *of)
{
	struct plan_change change = {0};
	int before = SAMPLE_PLAN_UNKNOWN;

	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (sample->phase != PHASE_MEASURE || sample->status != SAMPLE_OK ||
		    sample->plan == SAMPLE_PLAN_UNKNOWN)
			continue;
		if (before != SAMPLE_PLAN_UNKNOWN && sample->plan != before &&
		    change.count++ == 0) {
			change.from = (enum sample_plan)before;
			change.to = (enum sample_plan)sample->plan;
			change.sample = sample->sample;
		}
		before = sample->plan;
	}
	change.steady = of->steady;
	if (change.count > 0)
		measure(&change, of);
	return change;
}

void plan_change_append(const struct plan_change *change, struct up_buffer *text)
{
	if (change->count == 0)
		return;
	up_buffer_append_format(text, "%s \u2192 %s at sample %" PRId64,
				sample_plan_names[change->from], sample_plan_names[change->to],
				change->sample);
	if (change->count > 1)
		up_buffer_append_format(text, " (%" PRId64 " changes)", change->count);
}
