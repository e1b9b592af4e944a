/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/plan_change.h"

#include <inttypes.h>

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
