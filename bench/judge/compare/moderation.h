/* SPDX-License-Identifier: PostgreSQL */
/*
 * A few sessions say little of how much sessions differ, but many cases say it together.  What they have
 * in common is not their variance, which differs by six times from one case to another, but
 * F = s² / v: by how much sessions scatter (s²) beyond what their own pairs let expect (v, the mean
 * square of the errors of their Hodges-Lehmann estimates).
 *
 * Of C cases by one metric, with S sessions each, F is moderated as stats/dispersion.h has it (Smyth,
 * doi:10.2202/1544-6115.1027), with d = S - 1:
 *
 *   F~ = (d0 F0 + d F) / (d0 + d)    SE² = F~ v / S    d0 + d degrees of freedom
 *
 * d0 and F0 are those of the cases themselves from MODERATION_CASES on, or else of the noise of the
 * machine, if that is given; without either a case has its own variance, as has one
 *
 *   - whose F is beyond the 95 % quantile of what F0 alone lets expect: it is not like the others, and
 *     would borrow a certainty that it does not have
 *   - with another number of sessions than the first, or with sessions of too few pairs for an interval
 *   - of two runs, whose degrees of freedom are Welch's
 */
#ifndef JUDGE_COMPARE_MODERATION_H
#define JUDGE_COMPARE_MODERATION_H

#include "judge/compare/comparison.h"
#include "judge/compare/evidence.h"
#include "record/noise.h"

#define MODERATION_CASES 6

/* Changes error, degrees, intervals and p-values in the evidence, one per item of the list, of times that
 * are compared by session; noise may be NULL. */
UP_MUST_CHECK enum up_status moderate_sessions(const struct comparison_list *list,
					       struct evidence *all, const struct noise *noise,
					       struct up_error *err);

#endif
