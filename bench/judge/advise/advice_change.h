/* SPDX-License-Identifier: PostgreSQL */
/*
 * At which rows, rtt, share of changes and rows of the table another contender would be recommended:
 * where curves cross and by round trips, else at levels that were measured.
 */
#ifndef JUDGE_ADVISE_ADVICE_CHANGE_H
#define JUDGE_ADVISE_ADVICE_CHANGE_H

#include "judge/advise/advice.h"

/* Adds the changes to advice, whose candidates are known. */
UP_MUST_CHECK enum up_status advice_changes_find(const struct run *run,
						 const struct advice_request *request,
						 struct advice *advice, struct up_error *err);

#endif
