/* SPDX-License-Identifier: PostgreSQL */
#include "record/steady_plan.h"

#include <stdbool.h>

enum sample_plan steady_plan_find(const struct sample *const *samples, size_t count)
{
	const struct sample *last = NULL;
	int turned = SAMPLE_PLAN_UNKNOWN;
	bool differs = false;

	for (size_t s = 0; s < count; s++) {
		const struct sample *sample = samples[s];
		if (sample->phase != PHASE_MEASURE || sample->status != SAMPLE_OK ||
		    sample->plan == SAMPLE_PLAN_UNKNOWN)
			continue;
		if (last != NULL && sample->plan != last->plan) {
			differs = true;
			if (sample->session == last->session)
				turned = sample->plan;
		}
		last = sample;
	}
	if (!differs)
		return SAMPLE_PLAN_UNKNOWN;
	return (enum sample_plan)(turned != SAMPLE_PLAN_UNKNOWN ? turned : last->plan);
}
