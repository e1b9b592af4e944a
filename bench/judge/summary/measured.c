/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/measured.h"

#include "base/cleanup.h"
#include "record/manifest.h"

#define CONFIDENCE 0.95
/* Any number does, as long as it stays the same. */
#define SEED 20250101

int64_t measured_ns(const struct run *run, const struct sample *sample)
{
	return sample_compared_ns(sample, manifest_role(&run->manifest, sample->key.strategy));
}

bool measured_counts(const struct sample *sample, const char *case_name)
{
	return sample->phase == PHASE_MEASURE && sample->status == SAMPLE_OK &&
	       sample->update_ns != UNMEASURED && sample->case_name != NULL &&
	       strcmp(sample->case_name, case_name) == 0;
}

enum up_status measured_ratio_interval(const struct run *run, const char *numerator,
				       const char *denominator, struct interval *interval,
				       struct up_error *err)
{
	const struct sample_list *samples = &run->samples;
	UP_FREE double *numerators = malloc((2 * samples->count + 1) * sizeof *numerators);
	size_t count = 0;

	if (numerators == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for pairs of samples");
	double *denominators = numerators + samples->count;
	for (size_t s = 0; s < samples->count; s++) {
		const struct sample *sample = &samples->items[s];
		if (sample->round == UNMEASURED || !measured_counts(sample, numerator))
			continue;
		for (size_t p = 0; p < samples->count; p++) {
			const struct sample *partner = &samples->items[p];
			if (partner->round != sample->round ||
			    !measured_counts(partner, denominator))
				continue;
			numerators[count] = (double)measured_ns(run, sample);
			denominators[count] = (double)measured_ns(run, partner);
			count++;
			break;
		}
	}
	*interval = statistics_ratio_interval(numerators, denominators, count, CONFIDENCE, SEED);
	return UP_OK;
}
