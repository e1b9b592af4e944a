/* SPDX-License-Identifier: PostgreSQL */
/* The workload that an advice is for: what is asked for, and the levels of the run that are nearest to it. */
#ifndef JUDGE_PREDICT_ADVICE_WORKLOAD_H
#define JUDGE_PREDICT_ADVICE_WORKLOAD_H

#include "judge/predict/advice.h"

/* Sets asked, workload, columns and partitions, and keeps the models of that workload alone.  UP_INVALID: the
 * run has several numbers of rows and none is asked for, or the table would not hold the rows. */
UP_MUST_CHECK enum up_status advice_workload_choose(struct advice *advice,
						    const struct advice_request *request,
						    struct up_error *err);

/* The share of rows that change, of a model. */
double advice_workload_changed(const struct model *model);

/* Rows of a table: one without other rows (UNMEASURED) holds those that the sync brings. */
double advice_workload_table(int64_t table_rows, double rows);

#endif
