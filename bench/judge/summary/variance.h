/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the times of a case vary: between sessions, or between the rounds of one.
 *
 * The components of a one-way random effects model of the logarithms, sessions being
 * the groups: Searle, Casella and McCulloch, Variance Components, section 3.6 (the
 * analysis of variance estimators for unbalanced data; a negative one is 0).
 */
#ifndef JUDGE_SUMMARY_VARIANCE_H
#define JUDGE_SUMMARY_VARIANCE_H

#include "record/run.h"

struct variance {
	size_t sessions;
	double between; /* standard deviations of logarithms: 0.01 is about 1 % */
	double within;
};

/* sessions[i] is the session of values[i], any number.  NaN with fewer than two sessions, or
 * without a session that has two values. */
struct variance variance_of(const double *values, const int64_t *sessions, size_t count);

/* The same of a case's measured times. */
UP_MUST_CHECK enum up_status variance_of_case(const struct run *run, const char *case_name,
					      struct variance *variance, struct up_error *err);

#endif
