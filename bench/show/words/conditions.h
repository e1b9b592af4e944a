/* SPDX-License-Identifier: PostgreSQL */
/*
 * Under which conditions a run was measured, in sentences, a line each:
 *
 *   The private cluster was on tmpfs, in memory, where commits cost nothing.
 *   Between sessions, times of unnest vary by 1.2 %, within one by 3.4 % (10 sessions).
 *   In 34 of 120 samples other processes could run when the sample began.
 *   During the samples the hypervisor gave 120 ms of CPU time to others, 2.1 % of their time.
 *   The clock of the cores went from 2.10 to 3.40 GHz.
 *   A checkpoint ended in 2 of 120 samples, autovacuum worked in 1.
 *
 * Nothing for a run on a disk that nothing disturbed and that had one session.
 */
#ifndef SHOW_WORDS_CONDITIONS_H
#define SHOW_WORDS_CONDITIONS_H

#include "record/run.h"
#include "record/summary.h"

/* Appends the sentences, each followed by a newline. */
UP_MUST_CHECK enum up_status conditions_append(struct up_buffer *text, const struct run *run,
					       const struct summary_list *summaries,
					       struct up_error *err);

#endif
