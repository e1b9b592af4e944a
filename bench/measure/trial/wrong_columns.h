/* SPDX-License-Identifier: PostgreSQL */
/*
 * What is to blame for a column that is wrong after a sync: the strategy, or the table, which writes
 * it itself (a trigger that stamps rows, for example).
 *
 * The table does if every case of an arm, as far as its state is known, is wrong in that column,
 * among them one that updates row by row, than which nothing is plainer.  A column in which only
 * some cases are wrong is theirs.
 */
#ifndef MEASURE_TRIAL_WRONG_COLUMNS_H
#define MEASURE_TRIAL_WRONG_COLUMNS_H

#include "measure/trial/case_progress.h"
#include "record/manifest.h"

struct wrong_columns {
	const void *table;    /* cases with the same table are judged together; NULL is one, too */
	const char *strategy; /* NULL: a peer */
	bool was_right;       /* after a sync that wrote something */
	const struct text_list *wrong; /* empty: all are right, or more than columns is wrong */
	struct text_list *by_table;    /* gets those of wrong that the table writes itself */
};

/* Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status wrong_columns_judge(const struct wrong_columns *cases, size_t count,
						 struct up_error *err);

/* Does the table write all that is wrong? To be asked after judging. */
bool wrong_columns_are_by_table(const struct wrong_columns *of);

/* The same of the cases of a run, whose manifest has what is wrong, and gets what the table writes.
 * *by_table gets the number of those in which it writes all that is wrong. */
UP_MUST_CHECK enum up_status wrong_columns_judge_run(const struct case_list *cases,
						     const struct case_progress *progress,
						     struct manifest *manifest, int64_t *by_table,
						     struct up_error *err);

#endif
