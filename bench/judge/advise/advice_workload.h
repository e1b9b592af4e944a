/* SPDX-License-Identifier: PostgreSQL */
/* The workload that advice is asked for. */
#ifndef JUDGE_ADVISE_ADVICE_WORKLOAD_H
#define JUDGE_ADVISE_ADVICE_WORKLOAD_H

#include "judge/advise/advice.h"

/* Sets asked, columns and partitions, and keeps the models of that workload alone.  UP_INVALID: the
 * run has several numbers of rows and none is asked for, or the table would not hold the rows. */
UP_MUST_CHECK enum up_status advice_workload_choose(struct advice *advice,
						    const struct advice_request *request,
						    struct up_error *err);

#endif
