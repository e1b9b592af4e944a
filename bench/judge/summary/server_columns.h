/* SPDX-License-Identifier: PostgreSQL */
/*
 * Columns that the table writes itself, as its cases show (measure/trial/wrong_columns.h): a case
 * that is wrong in nothing else was not measured, and its strategy is not to blame.
 */
#ifndef JUDGE_SUMMARY_SERVER_COLUMNS_H
#define JUDGE_SUMMARY_SERVER_COLUMNS_H

#include "base/buffer.h"
#include "record/run.h"

/* Is it such a case? */
bool server_columns_excuse(const struct run_case *of);

/* Appends "the table writes last_changed_at itself: add --server-columns last_changed_at"; for a case
 * of which more is wrong, "; the table writes ..." after what text has of that.  Nothing for any
 * other case. */
void server_columns_append(struct up_buffer *text, const struct run_case *of);

/* Most columns that a hint names: more of them are hardly written by the table. */
#define SERVER_COLUMNS_HINT_MAX 3

/* Appends "; if the table writes ... itself, ..." for a case whose columns are wrong in all cases of
 * its arm, of which none goes row by row, so that it is not known what writes them. */
void server_columns_append_hint(struct up_buffer *text, const struct run *run,
				const struct run_case *of);

#endif
