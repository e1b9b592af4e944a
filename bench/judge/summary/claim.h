/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run found of its claim (manifest.h): the figures that were claimed beside those that were
 * measured, and the pairs of cases that explain a difference.  A figure or pair whose cases the run
 * does not have, or that have no result, stays empty.
 */
#ifndef JUDGE_SUMMARY_CLAIM_H
#define JUDGE_SUMMARY_CLAIM_H

#include "record/run.h"
#include "record/summary.h"
#include "stats/statistics.h"

/* How many times as long one case took as another. */
struct claim_ratio {
	double times;             /* of the medians; NaN: not measured */
	struct interval interval; /* 95 %, from pairs of the same round; NaN: too few of them */
	struct interval any_two;  /* the extremes of any two samples */
};

struct claim_figure {
	const struct manifest_figure *claimed; /* borrowed from the run */
	const struct summary *summary;         /* borrowed; NULL: not measured */
	struct interval extremes;              /* ns, of its samples */
	double median_ns;                      /* of the stage; NaN: not measured */
	size_t count;                          /* samples */
	/* Against the first figure of the same stage that was measured (NULL: it is the first), which
	 * was claimed to take claimed_ratio times as long. */
	const struct claim_figure *before;
	struct claim_ratio ratio;
	struct interval claimed_ratio;
};

struct claim_pair {
	const struct manifest_pair *claimed; /* borrowed from the run */
	const struct summary *subject; /* borrowed; both are NULL where one was not measured */
	const struct summary *against;
	struct claim_ratio ratio;
	bool is_jit; /* they differ in jit=off alone */
};

struct claim {
	struct claim_figure *figures; /* owned, in the order of the claim */
	size_t figure_count;
	struct claim_pair *pairs; /* owned */
	size_t pair_count;
	size_t measured_count; /* figures that were measured; 0: there is nothing to show */
};

void claim_release(struct claim *claim);
#define CLAIM UP_CLEANUP(claim_release) struct claim

/* The claim refers to run and summaries, which must outlive it.  Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status claim_compare(const struct run *run,
					   const struct summary_list *summaries, struct claim *out,
					   struct up_error *err);

/* A run whose claim was measured, at least in part. */
struct claim_run {
	const struct run *run; /* borrowed */
	struct summary_list summaries;
	struct claim claim;
};

struct claim_run_list {
	struct claim_run *items; /* owned */
	size_t count;
};

void claim_run_list_release(struct claim_run_list *list);
#define CLAIM_RUN_LIST UP_CLEANUP(claim_run_list_release) struct claim_run_list

/* Appends the run, which must outlive the list, if its claim was measured.  Fails only with
 * UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status claim_run_list_add(struct claim_run_list *list, const struct run *run,
						struct up_error *err);

#endif
