/* SPDX-License-Identifier: PostgreSQL */
/* Whether the server carried out two cases by plans of one shape: between sizes of different shapes
 * no time is interpolated. */
#ifndef JUDGE_PREDICT_SAME_SHAPE_H
#define JUDGE_PREDICT_SAME_SHAPE_H

#include "record/run.h"
#include "record/summary.h"

/* By the shape that most rows went through, and by whether that plan was custom or generic.  Cases
 * without plans have any shape. */
bool same_shape(const struct run *run, const struct summary *a, const struct summary *b);

#endif
