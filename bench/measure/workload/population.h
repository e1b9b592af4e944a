/* SPDX-License-Identifier: PostgreSQL */
/*
 * Whose rows the table holds: those of the username that is synced, a synthetic
 * data set, and around them those of others, which no sync may touch.
 */
#ifndef MEASURE_WORKLOAD_POPULATION_H
#define MEASURE_WORKLOAD_POPULATION_H

#include "measure/workload/synthetic.h"

/* The username whose programs are synced. */
#define POPULATION_SCOPE "sync@example.com"

struct population {
	struct synthetic data; /* of the username that is synced */
	size_t others;         /* rows of other usernames */
};

/* table_rows: how many rows the table shall hold before a sync; 0: no others.
 * UP_UNSUPPORTED when the synced username alone has more. */
UP_MUST_CHECK enum up_status population_init(struct population *population,
					     const struct synthetic *data, size_t table_rows,
					     struct up_error *err);

/* Rows of the synced username before a sync. */
size_t population_own_rows(const struct population *population);

/* The others' rows come in runs of this many (the last one may be shorter), each of
 * one username; 29 runs are the 1914 rows that the whole story began with. */
#define POPULATION_RUN 66
#define POPULATION_RUNS_OF_AN_OTHER 29
#define POPULATION_SCOPE_SIZE 40

/* Appends the rows of a run (0-based) and writes their username. */
UP_MUST_CHECK enum up_status population_other_run(const struct population *population, size_t run,
						  struct up_batch *batch,
						  char scope[POPULATION_SCOPE_SIZE],
						  struct up_error *err);

size_t population_other_runs(const struct population *population);

bool population_equal(const struct population *a, const struct population *b);

#endif
