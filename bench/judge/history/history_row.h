/* SPDX-License-Identifier: PostgreSQL */
/* What a run adds to a history: a row for each case of status ok that has a measured
 * sample.  Others have nothing that could be followed from run to run. */
#ifndef JUDGE_HISTORY_HISTORY_ROW_H
#define JUDGE_HISTORY_HISTORY_ROW_H

#include "record/history.h"
#include "record/run.h"

/* Appends to rows.  case_name limits it to that case; NULL: all.  UP_INVALID, naming the
 * run's directory, when there is none, and when run.json lacks the identifier or the time. */
UP_MUST_CHECK enum up_status history_rows_of(const struct run *run, const char *case_name,
					     struct history *rows, struct up_error *err);

#endif
