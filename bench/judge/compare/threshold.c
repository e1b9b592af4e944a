/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/threshold.h"

#include "judge/compare/session_noise.h"

const char *const threshold_source_names[] = {
	[THRESHOLD_OF_COMPARISON] = "comparison",
	[THRESHOLD_OF_NOISE] = "noise",
	[THRESHOLD_OF_COUNTER] = "counter",
	NULL,
};

struct threshold threshold_of(double common, const struct noise *noise, const char *case_name,
			      enum metric metric, bool paired)
{
	const double noisy = metric_is_time(metric)
				     ? session_noise_threshold(noise, case_name, paired, common)
				     : common;

	return (struct threshold){noisy,
				  noisy > common ? THRESHOLD_OF_NOISE : THRESHOLD_OF_COMPARISON};
}
