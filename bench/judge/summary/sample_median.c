/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/sample_median.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"

#include <math.h>

double sample_median(const struct run *run, const char *case_name, size_t offset)
{
	const struct sample_list *samples = &run->samples;
	UP_FREE double *values = malloc((samples->count + 1) * sizeof *values);
	size_t count = 0;

	if (values == NULL)
		return NAN;
	for (size_t s = 0; s < samples->count; s++) {
		const struct sample *sample = &samples->items[s];
		const char *member = (const char *)sample + offset;
		int64_t value = *(const int64_t *)(const void *)member;
		if (measured_counts(sample, case_name) && value != UNMEASURED)
			values[count++] = (double)value;
	}
	statistics_sort(values, count);
	return statistics_median(values, count);
}
