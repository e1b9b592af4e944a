/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a captured plan (query_plan.h) expects and needs, as numbers: of its largest hash table, and of
 * the temporary tables that it reads.
 */
#ifndef JUDGE_PREDICT_PLAN_FIGURES_H
#define JUDGE_PREDICT_PLAN_FIGURES_H

#include "record/query_plan.h"

/* NaN: the plan has none, or its server did not report it. */
struct plan_figures {
	double cost;          /* of the whole statement, in the planner's units */
	double rows;          /* in the hash table */
	double expected_rows; /* that the planner expected there */
	double width;         /* bytes that it expected per row */
	double peak_bytes;    /* of the hash table, its buckets included */
	double buckets;
	double batches; /* as executed */
	bool has_skew;  /* hash_table.h */
	/* Whose rows it holds; borrowed from the plan; NULL: not those of one table. */
	const char *relation;
	double temporary_bytes; /* of the pages of temporary tables that are scanned once */
};

struct plan_figures plan_figures_read(const struct plan_shape *shape);

#endif
