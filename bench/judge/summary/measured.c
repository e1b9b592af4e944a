/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/measured.h"

#include "base/cleanup.h"

#include <math.h>

#define CONFIDENCE 0.95
/* Any number does, as long as it stays the same. */
#define SEED 20250101

bool measured_is_timed(const struct sample *sample)
{
	return sample->phase == PHASE_MEASURE && sample->status == SAMPLE_OK &&
	       (sample->key.factors.whole_sync == 1 ? sample->total_ns : sample->update_ns) !=
		       UNMEASURED;
}

bool measured_counts(const struct run_case *of, const struct sample *sample)
{
	return measured_is_timed(sample) && run_case_is_steady(of, sample);
}

double measured_time(const struct run_case *of, const struct sample *sample, const void *context)
{
	(void)context;
	const int64_t ns = sample_compared_ns(sample, of->role);
	return ns != UNMEASURED ? (double)ns : NAN;
}

double measured_member(const struct run_case *of, const struct sample *sample, const void *context)
{
	const size_t *offset = context;
	const int64_t value = *(const int64_t *)(const void *)((const char *)sample + *offset);

	(void)of;
	return value != UNMEASURED ? (double)value : NAN;
}

size_t measured_collect(const struct run_case *of, enum sample_phase phase, measured_figure *figure,
			const void *context, double *values)
{
	size_t count = 0;

	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (sample->phase != (int)phase || sample->status != SAMPLE_OK ||
		    (phase == PHASE_COLD && run_case_is_explained(of, sample)) ||
		    (phase == PHASE_MEASURE && !run_case_is_steady(of, sample)))
			continue;
		values[count] = figure(of, sample, context);
		count += isnan(values[count]) ? 0 : 1;
	}
	return count;
}

double measured_median(const struct run_case *of, enum sample_phase phase, measured_figure *figure,
		       const void *context)
{
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);

	if (values == NULL)
		return NAN;
	const size_t count = measured_collect(of, phase, figure, context, values);
	statistics_sort(values, count);
	return statistics_median(values, count);
}

double sample_median(const struct run *run, const char *case_name, size_t offset)
{
	return measured_median(run_find_case(run, case_name), PHASE_MEASURE, measured_member,
			       &offset);
}

/* The first that counts; NULL: none. */
static const struct sample *find_round(const struct run_case *of, int64_t round)
{
	for (size_t s = 0; s < of->count; s++) {
		if (of->samples[s]->round == round && measured_counts(of, of->samples[s]))
			return of->samples[s];
	}
	return NULL;
}

enum up_status measured_ratio_interval(const struct run *run, const char *numerator,
				       const char *denominator, struct interval *interval,
				       struct up_error *err)
{
	const struct run_case *above = run_find_case(run, numerator);
	const struct run_case *below = run_find_case(run, denominator);
	UP_FREE double *numerators = malloc((2 * above->count + 1) * sizeof *numerators);
	size_t count = 0;

	if (numerators == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for pairs of samples");
	double *denominators = numerators + above->count;
	for (size_t s = 0; s < above->count; s++) {
		const struct sample *sample = above->samples[s];
		if (sample->round == UNMEASURED || !measured_counts(above, sample))
			continue;
		const struct sample *partner = find_round(below, sample->round);
		if (partner == NULL)
			continue;
		numerators[count] = (double)sample_compared_ns(sample, above->role);
		denominators[count++] = (double)sample_compared_ns(partner, below->role);
	}
	*interval = statistics_ratio_interval(numerators, denominators, count, CONFIDENCE, SEED);
	return UP_OK;
}
