/* SPDX-License-Identifier: PostgreSQL */
/*
 * What became of the claim in several runs, for a table with a column for each of them:
 * on which server and with which programs it was measured, and what came out.  Runs
 * without a claim (judge/summary/claim.h) are left out.
 */
#ifndef JUDGE_SUMMARY_CLAIM_RUN_H
#define JUDGE_SUMMARY_CLAIM_RUN_H

#include "record/run.h"

enum claim_run_fact {
	CLAIM_RUN_SERVER, /* "15.20": the version of PostgreSQL */
	CLAIM_RUN_JIT,    /* whether the server has a JIT compiler: "yes", "no" */
	CLAIM_RUN_DJANGO, /* "3.2.25" */
	CLAIM_RUN_DRIVER, /* of Django: "psycopg2 2.9.5" */
	CLAIM_RUN_ASYNCPG,
	CLAIM_RUN_PYTHON,
	CLAIM_RUN_FASTEST, /* the fastest strategy, with its settings */
	CLAIM_RUN_FACT_COUNT,
};

enum claim_run_figure {
	CLAIM_RUN_BEFORE, /* nanoseconds of Django's update, medians as in judge/summary/claim.h */
	CLAIM_RUN_BEFORE_WITHOUT_JIT,
	CLAIM_RUN_JIT_SHARE,  /* what jit=off takes off, 0 to 1; NaN where it takes off nothing */
	CLAIM_RUN_AFTER,      /* nanoseconds of asyncpg's */
	CLAIM_RUN_AFTER_COLD, /* the first time on a connection */
	CLAIM_RUN_SPEED_UP,
	CLAIM_RUN_SPEED_UP_COLD,
	CLAIM_RUN_OURS, /* nanoseconds of the fastest strategy */
	CLAIM_RUN_OURS_SPEED_UP,
	CLAIM_RUN_SYNC_BEFORE, /* nanoseconds of the whole sync */
	CLAIM_RUN_SYNC_AFTER,
	CLAIM_RUN_FIGURE_COUNT,
};

struct claim_run {
	char *name;                             /* owned; the last part of the directory's name */
	char *facts[CLAIM_RUN_FACT_COUNT];      /* owned; NULL: not recorded */
	double figures[CLAIM_RUN_FIGURE_COUNT]; /* NaN: not measured */
};

struct claim_run_list {
	struct claim_run *items; /* owned */
	size_t count;
};

void claim_run_list_release(struct claim_run_list *list);
#define CLAIM_RUN_LIST UP_CLEANUP(claim_run_list_release) struct claim_run_list

/* Appends a run that has a claim; what is in the list is a copy.  Fails only with
 * UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status claim_run_list_add(struct claim_run_list *list, const struct run *run,
						struct up_error *err);

#endif
