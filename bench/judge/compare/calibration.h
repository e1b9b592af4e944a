/* SPDX-License-Identifier: PostgreSQL */
/*
 * What comparisons on a machine are worth: a run with arms is cut into windows, its sessions or
 * as many rounds as a job has, and each is judged by itself (judge/compare/compare.h).  Only
 * windows that are sessions differ in all that differs between jobs: the start of the server, the
 * connections and the order.  Between arms
 * that are alike every verdict but equivalent and inconclusive is a false alarm; of an arm that
 * is slower on purpose, the share of windows that regressed is the power.
 */
#ifndef JUDGE_COMPARE_CALIBRATION_H
#define JUDGE_COMPARE_CALIBRATION_H

#include "judge/compare/compare.h"
#include "record/noise.h"
#include "stats/dispersion.h"

/* A case in an arm, against the first arm. */
struct calibration_case {
	const char *arm; /* borrowed from the run */
	char *name;      /* owned; without the arm */
	bool is_alike;   /* both arms have the same settings and schema, and the same kind of
			    program and of server, in the same version */
	size_t verdicts[VERDICT_COUNT]; /* of the windows */
	double *estimates; /* owned, as errors and levels: the logarithm of the ratio in a window */
	double *errors;    /* its standard error, by the width of the interval; 0: no interval */
	double *levels;    /* the logarithm of the base's median */
	size_t count;      /* of windows with an estimate */
	struct dispersion dispersion;
	double alarm;      /* the probability of a false alarm in a window is at most this */
	double session_sd; /* of levels; NaN where windows are no sessions */
	double lag;        /* lag-1 correlation of differences of pairs; NaN: not known */
	size_t pairs;      /* behind lag */
};

/* Noise and threshold are of the cases that are alike, and nothing without comparisons. */
struct calibration {
	size_t windows;
	bool are_sessions;              /* the windows */
	struct moderation moderation;   /* over the cases that are alike */
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

/* rounds 0: windows are sessions.  UP_INVALID: no arms, or no window of so many measured
 * rounds. */
UP_MUST_CHECK enum up_status calibration_make(const struct run *run, int64_t rounds,
					      double threshold, struct calibration *calibration,
					      struct up_error *err);

/* What noise.json has, but for the run: of each case the arm that is alike and scatters most.
 * noise was initialized. */
UP_MUST_CHECK enum up_status calibration_noise(const struct calibration *calibration,
					       int64_t rounds, struct noise *noise,
					       struct up_error *err);

#endif
