/* SPDX-License-Identifier: PostgreSQL */
/*
 * The time that contenders are compared by: update and commit, from the first byte of
 * the update until its rows are durable.  Here alone is said what that is:
 *
 *   a strategy   update_ns + commit_ns; update_ns alone in runs that have no commit_ns
 *   a peer       update_ns, which contains its own commit; the commit after it is that
 *                of the rest of the sync
 *   who is idle  update_ns: it has nothing to commit (judge/summary/role.h)
 */
#ifndef JUDGE_SUMMARY_MEASURED_H
#define JUDGE_SUMMARY_MEASURED_H

#include "record/run.h"
#include "stats/statistics.h"

/* UNMEASURED when the update was not. */
int64_t measured_ns(const struct run *run, const struct sample *sample);

/* Whether a sample is one of those that a case's median is taken of. */
bool measured_counts(const struct sample *sample, const char *case_name);

/* The ratio of two cases' medians, 95 %, from pairs of the same round (statistics.h).
 * Seeded, hence the same for the same run. */
UP_MUST_CHECK enum up_status measured_ratio_interval(const struct run *run, const char *numerator,
						     const char *denominator,
						     struct interval *interval,
						     struct up_error *err);

#endif
