/* SPDX-License-Identifier: PostgreSQL */
/*
 * The verdicts of all comparisons of a list: from the evidence of each, with Holm's correction over
 * all that are tested.  What is judged without a test (counters) or cannot be compared keeps the
 * verdict that it has.
 */
#ifndef JUDGE_COMPARE_VERDICT_H
#define JUDGE_COMPARE_VERDICT_H

#include "judge/compare/comparison.h"
#include "judge/compare/evidence.h"

/* Sets verdict, reason, p_value, detectable and wanted.  evidence: one per item of the list. */
UP_MUST_CHECK enum up_status verdict_find(struct comparison_list *list,
					  const struct evidence *evidence, struct up_error *err);

#endif
