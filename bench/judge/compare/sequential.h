/* SPDX-License-Identifier: PostgreSQL */
/*
 * Comparisons of a run whose cases could be decided while they were measured (`upbench run
 * --decide`): the rule by which they were stopped, stats/decision.h, is applied to the record, so
 * that the verdict is what the run stopped for.
 *
 * Half of COMPARE_LEVEL is spent on bets, which are looked at at the end of each session from
 * DECISION_SESSIONS on; the first decision holds.  What is open behind the last round is judged by
 * the test of judge/compare/evidence.h with the other half: COMPARE_LEVEL / 2 after Holm's
 * correction, and for equivalence the interval of 95 % in place of that of 90 %.  A case that was
 * stopped early has no such test, because when it stopped depended on its pairs; its interval is
 * that of the data, given that they stopped there.
 *
 * The cases decided together are those of the run, times the times that are compared.  By another
 * time than that of the update the bets may therefore be open where the run was decided.
 */
#ifndef JUDGE_COMPARE_SEQUENTIAL_H
#define JUDGE_COMPARE_SEQUENTIAL_H

#include "judge/compare/comparison.h"
#include "judge/compare/contrast.h"

#define SEQUENTIAL_LEVEL (COMPARE_LEVEL - DECISION_LEVEL) /* of the test: what bets leave */

/* The threshold of the run's rule; `otherwise` when it has none. */
double sequential_threshold(const struct run *run, double otherwise);

/* How many cases a comparison by `times` times decides together; 0: by no such rule, also where no
 * case was stopped early and another threshold is asked for.  UP_INVALID, if one was, or for a
 * rule that is not known. */
UP_MUST_CHECK enum up_status sequential_cases(const struct run *run, double threshold, size_t times,
					      size_t *cases, struct up_error *err);

/* Did a decision end the case of the run? */
bool sequential_ended(const struct run *run, const struct run_case *of);

/* Finds the decision about pairs whose values are positive; list->sequential > 0. */
void sequential_decide(const struct comparison_list *list, const struct contrast *pairs,
		       struct comparison *comparison);

/* Takes the verdict from the decision; true: there is no test. */
bool sequential_judge(struct comparison *comparison);

#endif
