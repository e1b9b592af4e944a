/* SPDX-License-Identifier: PostgreSQL */
/* What of a survey rules nothing out: warnings and notes. */
#ifndef MEASURE_SURVEY_REMARKS_H
#define MEASURE_SURVEY_REMARKS_H

#include "record/survey/survey.h"

/* Warnings come first.  Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status remarks_add(const struct survey *survey, struct finding_list *list,
					 struct up_error *err);

#endif
