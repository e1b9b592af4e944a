/* SPDX-License-Identifier: PostgreSQL */
/*
 * Errors that the families of a run share, because they were measured on one machine in the same
 * rounds: by how much medians differ from their curves, and how curves drift beyond their data.
 * One family has too few sizes for either.
 *
 * A residual is ln(curve / median) sqrt(K / (K - p)), of K medians and p parameters: what a fit took
 * away from the errors is given back.  A curve through all points has none.  The variance of the
 * medians is taken out of that of the residuals: what is left is by how much a law differs from a
 * median of any number of samples.
 */
#ifndef JUDGE_PREDICT_SHARED_ERROR_H
#define JUDGE_PREDICT_SHARED_ERROR_H

#include "judge/predict/drift.h"
#include "judge/predict/family_times.h"

struct shared_error {
	double *residuals; /* owned; in the order of the families */
	size_t residual_count;
	double sampled;    /* sum of the squared standard errors of the medians */
	double *misses[2]; /* owned; by enum drift_direction */
	size_t miss_count[2];
	struct drift drift[2];
	double student[2][DRIFT_QUANTILES]; /* drift_student() */
};

void shared_error_release(struct shared_error *shared);
#define SHARED_ERROR UP_CLEANUP(shared_error_release) struct shared_error

/* Of the families that have a curve and are not idle. */
UP_MUST_CHECK enum up_status shared_error_make(const struct run *run, const struct family *families,
					       size_t count, struct shared_error *shared,
					       struct up_error *err);

#endif
