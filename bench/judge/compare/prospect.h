/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a comparison could have shown, and how much more it needs: from the error of its estimate
 * (judge/compare/evidence.h), at COMPARE_LEVEL and COMPARE_POWER, corrected for `tests` tests.
 */
#ifndef JUDGE_COMPARE_PROSPECT_H
#define JUDGE_COMPARE_PROSPECT_H

#include "judge/compare/comparison.h"
#include "judge/compare/evidence.h"

/* Sets comparison->detectable, and `wanted` of one that is inconclusive. */
void prospect_find(struct comparison *comparison, const struct evidence *evidence, size_t tests);

#endif
