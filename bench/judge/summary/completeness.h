/* SPDX-License-Identifier: PostgreSQL */
/* Whether a run took all the samples that it was to take. */
#ifndef JUDGE_SUMMARY_COMPLETENESS_H
#define JUDGE_SUMMARY_COMPLETENESS_H

#include "record/run.h"

bool completeness_is_whole(const struct run *run);

/* Why not: what stopped it, or that it was killed (or still runs, which looks the same).  Borrowed
 * from the run, or constant. */
const char *completeness_reason(const struct run *run);

#endif
