/* SPDX-License-Identifier: PostgreSQL */
/*
 * One verdict over all cases: 200 cases that are each 3 % slower are 200 times equivalent at a
 * threshold of 5 %, and yet the new side is slower.
 *
 * Of the time of the update, y(i, s) is the estimate of case i in session s, a logarithm: as in
 * judge/compare/evidence.h the Hodges-Lehmann estimate of the differences of pairs, or the median of a side
 * of two runs.  The mean over the cases is one value per session; estimate, interval and p-values
 * are those of Student over these values, or of Welch between two runs.
 *
 * It is a test of its own at COMPARE_LEVEL, or the share of it that comparison_list.together leaves,
 * not part of Holm's correction over the cases.
 *
 * There is none below EVIDENCE_SESSIONS sessions per side or two cases: rounds of one session share
 * what all cases of a side have in common there, so they cannot take the place of sessions.  A
 * case counts if it was measured in the same sessions as the case that has most of them.
 */
#ifndef JUDGE_COMPARE_OVERALL_H
#define JUDGE_COMPARE_OVERALL_H

#include "judge/compare/case_pair.h"
#include "judge/compare/comparison.h"

#define OVERALL_NAME "overall"
#define OVERALL_THRESHOLD 0.02 /* or the threshold of times, where that is less */

/* Sets list->overall, whose case_name is OVERALL_NAME and whose counts are of sessions, and
 * overall_cases; both stay as they are when there is no such verdict. */
UP_MUST_CHECK enum up_status overall_find(const struct case_pair_list *pairs, double threshold,
					  struct comparison_list *list, struct up_error *err);

#endif
