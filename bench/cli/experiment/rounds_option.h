/* SPDX-License-Identifier: PostgreSQL */
/* The option --rounds FIRST-LAST: a part of the rounds of a run. */
#ifndef CLI_EXPERIMENT_ROUNDS_OPTION_H
#define CLI_EXPERIMENT_ROUNDS_OPTION_H

#include "record/run.h"

/* Keeps the samples of these rounds alone.  UP_INVALID: the text is no such range, or the run ended
 * before its first round. */
UP_MUST_CHECK enum up_status rounds_option_keep(const char *text, struct run *run,
						struct up_error *err);

#endif
