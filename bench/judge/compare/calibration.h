/* SPDX-License-Identifier: PostgreSQL */
/*
 * What comparisons on a machine are worth: a run whose arms are all alike is cut into
 * windows of as many rounds as a job has, and each is judged by itself (judge/compare/compare.h).
 * Every verdict but equivalent and inconclusive is a false alarm.
 */
#ifndef JUDGE_COMPARE_CALIBRATION_H
#define JUDGE_COMPARE_CALIBRATION_H

#include "judge/compare/compare.h"

struct calibration {
	size_t windows;
	size_t comparisons;  /* windows times cases and arms */
	size_t false_alarms; /* regressed or improved */
	double noise;        /* the median of |ratio - 1| */
	double noise_95;     /* its 95 % quantile: the noise floor of a comparison */
	double detectable;   /* the median of what a window can show at the recommended threshold
				with 80 % power, as a share */
	double threshold;    /* recommended: twice noise_95, up to the next half percent */
};

/* UP_INVALID: no arms, or no window of so many measured rounds. */
UP_MUST_CHECK enum up_status calibration_make(const struct run *run, int64_t rounds,
					      double threshold, uint64_t seed,
					      struct calibration *calibration,
					      struct up_error *err);

#endif
