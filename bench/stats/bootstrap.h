/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bootstrap intervals.  Seeded: the same data have the same interval everywhere.  Values are finite;
 * if the statistic of a resample is not, the interval is NaN.
 */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include "stats/statistics.h"

/* What is estimated from `count` values, which it may reorder. */
typedef double bootstrap_statistic(double *values, size_t count, void *context);

#define BOOTSTRAP_RESAMPLES 2000

/* For values in two levels, as Kalibera and Jones want them (ISMM 2013,
 * doi:10.1145/2464157.2464160): values[i] belongs to session sessions[i] (from 0, below
 * session_count).  Sessions without values do not count.
 *
 * Whole sessions are drawn, and the values of each as they are: to draw those anew as well
 * would count what differs within sessions twice (Davison and Hinkley, Bootstrap Methods and
 * their Application, section 3.8), and an interval of 95 % covers 99 % where sessions are
 * alike.  Since sessions are few, the interval is the estimate plus and minus the standard
 * error that the resamples have, times Student's quantile of one degree of freedom less
 * than sessions; quantiles of the resamples of 6 sessions would cover only 83 to 89 %.  It is
 * symmetric, hence for logarithms, not for times.
 *
 * NaN below 3 sessions, and when memory runs out. */
struct interval bootstrap_session_interval(const double *values, const size_t *sessions,
					   size_t count, size_t session_count,
					   bootstrap_statistic *statistic, void *context,
					   double confidence, uint64_t seed);

#endif
