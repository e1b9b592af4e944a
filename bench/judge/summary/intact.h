/* SPDX-License-Identifier: PostgreSQL */
/*
 * Whether the samples of a run are those that it wrote.  What a reader of CSV accepts may
 * still have been cut at the end of a line, edited, or put together from two runs; a
 * judgement must not rest on that.
 */
#ifndef JUDGE_SUMMARY_INTACT_H
#define JUDGE_SUMMARY_INTACT_H

#include "record/run.h"

/* UP_INVALID, naming file and what is wrong:
 *   there is no sample
 *   a sample belongs to another run than run.json
 *   a sample is there twice
 *   summary.csv, where there is one, counts other samples
 */
UP_MUST_CHECK enum up_status intact_check(const struct run *run, struct up_error *err);

#endif
