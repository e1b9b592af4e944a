/* SPDX-License-Identifier: PostgreSQL */
/* The median of one counter of a case, over the samples that its median time is taken
 * of (judge/summary/measured.h). */
#ifndef JUDGE_SUMMARY_SAMPLE_MEDIAN_H
#define JUDGE_SUMMARY_SAMPLE_MEDIAN_H

#include "record/run.h"

/* offset is that of an int64_t in struct sample.  NaN where no sample has a value, and
 * when memory runs out. */
double sample_median(const struct run *run, const char *case_name, size_t offset);

#endif
