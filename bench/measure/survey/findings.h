/* SPDX-License-Identifier: PostgreSQL */
/* What of a survey rules a run out, disturbs others, or must be known when numbers are read. */
#ifndef MEASURE_SURVEY_FINDINGS_H
#define MEASURE_SURVEY_FINDINGS_H

#include "measure/survey/survey.h"

/* From what the survey has, and nothing else; those that refuse come first.  Fails only with
 * UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status findings_add(struct survey *survey, const struct survey_demand *demand,
					  struct up_error *err);

#endif
