/* SPDX-License-Identifier: PostgreSQL */
/* A workload that advice is asked for, and which models were measured for one like it. */
#ifndef JUDGE_PREDICT_WORKLOAD_H
#define JUDGE_PREDICT_WORKLOAD_H

#include "judge/predict/model.h"

/* What is to be done. */
struct workload {
	double rows;
	double rtt_ns;
	double changed;
	int64_t table_rows; /* UNMEASURED: those that the sync brings, no others */
};

/* The share of rows that change, of a model. */
double workload_changed(const struct model *model);

/* Rows of a table: one without other rows (UNMEASURED) holds those that the sync brings. */
double workload_table(int64_t table_rows, double rows);

/* The same with other rows: a table with other rows keeps its size in proportion. */
struct workload workload_with_rows(const struct workload *workload, double rows);

/* May it be recommended?  peers: other programs may. */
bool workload_is_contender(const struct model *model, bool peers);

/* Are they the same contender, with the same levels of all but the workload? */
bool workload_same_contender(const struct model *a, const struct model *b);

/* The levels of changed and table-rows that are nearest among the contenders' models: the share of
 * changes first, and among its models the table's rows, by their ratio. */
struct workload workload_nearest(const struct model_list *models, const struct workload *asked,
				 bool peers);

#endif
