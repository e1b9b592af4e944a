/* SPDX-License-Identifier: PostgreSQL */
/*
 * Under which conditions a run was measured, in sentences, a line each:
 *
 *   The private cluster was on tmpfs, in memory, where commits cost nothing.
 *   The table writes last_changed_at itself (--server-columns): not compared with the expected
 *     state.
 *   Times of unnest vary by 1.2 % between sessions and by 3.4 % within a session (10 sessions).
 *   When 34 of 120 samples began, other processes were runnable.
 *   During the samples the hypervisor gave 120 ms of CPU time to other guests (steal), 2.1 % of the
 *     time.
 *   The clock frequency of the cores varied from 2.10 to 3.40 GHz.
 *   A checkpoint ended in 2 of 120 samples, autovacuum worked in 1.
 *
 * Nothing for a run on a disk that nothing disturbed, that had one session and compared all columns.
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
