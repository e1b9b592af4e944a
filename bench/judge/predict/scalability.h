/* SPDX-License-Identifier: PostgreSQL */
/*
 * The Universal Scalability Law (Gunther, Guerrilla Capacity Planning, 2007, chapter 4): the
 * throughput of N workers is
 *
 *   X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1))
 *
 * gamma is that of one worker, alpha what they wait for each other (contention), beta what
 * keeping each other informed costs (coherency).  None is negative.
 */
#ifndef JUDGE_PREDICT_SCALABILITY_H
#define JUDGE_PREDICT_SCALABILITY_H

#include "base/error.h"

#include <stddef.h>

#define SCALABILITY_LEAST_LEVELS 3

struct scalability {
	double alpha;
	double beta;
	double gamma;
};

/* By least squares of the throughputs, which are positive.  UP_INVALID for fewer than
 * SCALABILITY_LEAST_LEVELS different numbers of workers. */
UP_MUST_CHECK enum up_status scalability_fit(const double *workers, const double *throughput,
					     size_t count, struct scalability *law,
					     struct up_error *err);

double scalability_at(const struct scalability *law, double workers);

#endif
