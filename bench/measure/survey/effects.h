/* SPDX-License-Identifier: PostgreSQL */
/* What a run does on a server that was surveyed, in words. */
#ifndef MEASURE_SURVEY_EFFECTS_H
#define MEASURE_SURVEY_EFFECTS_H

#include "measure/survey/survey.h"

/* Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status effects_add(struct survey *survey, const struct survey_demand *demand,
					 struct up_error *err);

#endif
