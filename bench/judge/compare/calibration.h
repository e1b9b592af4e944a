/* SPDX-License-Identifier: PostgreSQL */
/*
 * What comparisons on a machine are worth: a run with arms is cut into windows of as many
 * rounds as a job has, and each is judged by itself (judge/compare/compare.h).  Between arms
 * that are alike every verdict but equivalent and inconclusive is a false alarm; of an arm that
 * is slower on purpose, the share of windows that regressed is the power.
 */
#ifndef JUDGE_COMPARE_CALIBRATION_H
#define JUDGE_COMPARE_CALIBRATION_H

#include "judge/compare/compare.h"

/* A case in an arm, against the first arm. */
struct calibration_case {
	const char *arm; /* borrowed from the run */
	char *name;      /* owned; without the arm */
	bool is_alike;   /* both arms have the same settings, schema and peer, on one server */
	size_t verdicts[VERDICT_COUNT]; /* of the windows */
};

/* Noise and threshold are of the cases that are alike, and nothing without comparisons. */
struct calibration {
	size_t windows;
	struct calibration_case *cases; /* owned; arm by arm */
	size_t case_count;
	size_t comparisons;  /* windows times cases and arms */
	size_t false_alarms; /* regressed or improved */
	double noise;        /* the median of |ratio - 1| */
	double noise_95;     /* its 95 % quantile: the noise floor of a comparison */
	double detectable;   /* the median of what a window can show at the recommended threshold
				with 80 % power, as a share */
	double threshold;    /* recommended: twice noise_95, up to the next half percent */
};

void calibration_release(struct calibration *calibration);
#define CALIBRATION UP_CLEANUP(calibration_release) struct calibration

/* UP_INVALID: no arms, or no window of so many measured rounds. */
UP_MUST_CHECK enum up_status calibration_make(const struct run *run, int64_t rounds,
					      double threshold, struct calibration *calibration,
					      struct up_error *err);

#endif
