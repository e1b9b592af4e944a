/* SPDX-License-Identifier: PostgreSQL */
/* A server as `upbench doctor` prints it: what it is, what a run does there, and what was found. */
#ifndef SHOW_REVIEW_SURVEY_H
#define SHOW_REVIEW_SURVEY_H

#include "record/survey/survey.h"
#include "show/document/document.h"

void survey_review_append(struct document *document, const struct survey *survey);

#endif
