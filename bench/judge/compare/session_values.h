/* SPDX-License-Identifier: PostgreSQL */
/*
 * One value for each session, where sessions are what is repeated: the Hodges-Lehmann estimate of the
 * differences of its pairs, or the median of the samples of a side; both in logarithms.
 */
#ifndef JUDGE_COMPARE_SESSION_VALUES_H
#define JUDGE_COMPARE_SESSION_VALUES_H

#include "judge/compare/contrast.h"

struct session_values {
	int64_t *sessions; /* owned; in the order in which they come */
	double *values;    /* owned */
	size_t count;
	double within; /* mean over the sessions of the squared error of each; NaN: of a side */
};

void session_values_release(struct session_values *values);
#define SESSION_VALUES UP_CLEANUP(session_values_release) struct session_values

/* All values of the contrast must be positive. */
UP_MUST_CHECK enum up_status session_values_of_pairs(const struct contrast *contrast,
						     struct session_values *values,
						     struct up_error *err);
UP_MUST_CHECK enum up_status session_values_of_side(const struct contrast_side *side,
						    struct session_values *values,
						    struct up_error *err);

#endif
