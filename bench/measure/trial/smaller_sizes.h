/* SPDX-License-Identifier: PostgreSQL */
/* The cases that differ from one in having fewer rows, for cases with `stop_at_budget`: what these took
 * predicts what it would. */
#ifndef MEASURE_TRIAL_SMALLER_SIZES_H
#define MEASURE_TRIAL_SMALLER_SIZES_H

#include "measure/trial/case_progress.h"

/* Has one of them, of count cases, still to take its first sample? */
bool smaller_sizes_are_awaited(const struct case_progress *cases, size_t count,
			       const struct case_progress *progress);

/* UP_UNSUPPORTED if the first sample would take too long, as predicted from them. */
UP_MUST_CHECK enum up_status smaller_sizes_foresee(const struct case_progress *cases, size_t count,
						   const struct case_progress *progress,
						   struct up_error *err);

#endif
