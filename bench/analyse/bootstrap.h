/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bootstrap intervals, bias-corrected and accelerated (BCa): Efron and Tibshirani, An
 * Introduction to the Bootstrap, chapter 14.  Seeded: the same data have the same
 * interval everywhere.
 */
#ifndef ANALYSE_BOOTSTRAP_H
#define ANALYSE_BOOTSTRAP_H

#include "analyse/statistics.h"

/* What is estimated from `count` values, which it may reorder. */
typedef double bootstrap_statistic(double *values, size_t count, void *context);

#define BOOTSTRAP_RESAMPLES 2000

/* NaN below 6 values, and when memory runs out. */
struct interval bootstrap_interval(const double *values, size_t count,
				   bootstrap_statistic *statistic, void *context, double confidence,
				   uint64_t seed);

/* The same in two levels, as Kalibera and Jones want it (ISMM 2013,
 * doi:10.1145/2464157.2464160): values[i] belongs to session sessions[i] (from 0,
 * below session_count); whole sessions are drawn first, then values within each.
 * NaN below 3 sessions. */
struct interval bootstrap_session_interval(const double *values, const size_t *sessions,
					   size_t count, size_t session_count,
					   bootstrap_statistic *statistic, void *context,
					   double confidence, uint64_t seed);

#endif
