/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run predicts, for people:
 *
 *   100,000 rows
 *     strategy      time    95 % interval  round trips       WAL
 *     unnest      1.21 s  1.15 … 1.29 s            2  121 MiB
 *     values      1.60 s  1.52 … 1.71 s        1,001  121 MiB
 *
 *   Most rows in 2 s:
 *     ...
 */
#ifndef SHOW_PLANNING_PREDICTION_H
#define SHOW_PLANNING_PREDICTION_H

#include "judge/predict/prediction.h"
#include "show/document/document.h"

UP_MUST_CHECK enum up_status prediction_append(struct document *document,
					       const struct prediction_set *set,
					       struct up_error *err);

#endif
