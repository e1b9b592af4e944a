/* SPDX-License-Identifier: PostgreSQL */
/*
 * The plan that a case settled on.  A prepared statement may turn from custom plans to a generic one
 * in the middle of a run, and its samples before and after are two populations.  A long-lived service
 * meets the second.
 *
 * Of measured samples with status ok whose plan is known (enum sample_plan): if they differ, the plan
 * is that after the last change within a session; if they change only from one session to another,
 * that of the last sample.  SAMPLE_PLAN_UNKNOWN: all are alike, or none is known.
 */
#ifndef RECORD_STEADY_PLAN_H
#define RECORD_STEADY_PLAN_H

#include "record/sample.h"

#include <stddef.h>

/* Of the samples of a case, in the order in which they were taken. */
enum sample_plan steady_plan_find(const struct sample *const *samples, size_t count);

#endif
