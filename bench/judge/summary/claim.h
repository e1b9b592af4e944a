/* SPDX-License-Identifier: PostgreSQL */
/*
 * The claim that this project began with, and what a run says of it:
 *
 *   A sync of 1914 programs with 20 fields took 21.4 s: 5.8 s to fetch them from a
 *   partner's interface, 14.7 s (69 %) in Django's bulk_update(), 0.9 s for the
 *   businesses.  asyncpg with UPDATE ... FROM (SELECT unnest(...)) was expected to take
 *   0.5 s, 30 times less, and the sync 7 to 8 s.
 *
 * A run has a claim when it measured both peers, django-bulk-update and asyncpg-unnest,
 * at 1914 rows of 20 columns.  Every figure is a median of samples of the run, or a
 * quotient of two of them.  show/section/claim_terminal.h shows it.
 *
 * The figures of a whole sync are of the case with a stated delay of the fetch
 * (--fetch-delay) where the run has one, and those of the update of the case without,
 * which has more samples.
 */
#ifndef JUDGE_SUMMARY_CLAIM_H
#define JUDGE_SUMMARY_CLAIM_H

#include "judge/summary/claim_reason.h"
#include "record/run.h"
#include "record/summary.h"
#include "stats/statistics.h"

#define CLAIM_BEFORE "django-bulk-update"
#define CLAIM_AFTER "asyncpg-unnest"

enum claim_line {
	CLAIM_FETCH, /* nanoseconds */
	CLAIM_CLASSIFY,
	CLAIM_CREATE,
	CLAIM_UPDATE,   /* until the rows are durable: judge/summary/measured.h */
	CLAIM_BUSINESS, /* with the commit that is left after a peer's own */
	CLAIM_SYNC,
	CLAIM_SHARE,    /* of the update in the sync, 0 to 1 */
	CLAIM_RATE,     /* rows a second in the update */
	CLAIM_SPEED_UP, /* of the update */
	CLAIM_LINE_COUNT,
};

enum claim_column {
	CLAIM_CLAIMED_BEFORE,
	CLAIM_MEASURED_BEFORE,
	CLAIM_CLAIMED_AFTER,
	CLAIM_MEASURED_AFTER, /* on a connection that has run it before */
	CLAIM_COLD,           /* the same, the first time on a connection */
	CLAIM_OURS,           /* the fastest strategy of upbench */
	CLAIM_COLUMN_COUNT,
};

/* Where the figures of a column come from.  NULL, 0 for what is claimed. */
struct claim_origin {
	const struct summary *update; /* borrowed; NULL: the column is empty */
	const struct summary *sync;   /* the same, or its twin with the delay */
	size_t update_count;          /* samples */
	size_t sync_count;
	bool is_delay_added; /* to what was measured without it */
};

struct claim {
	bool is_there;
	/* A range where low and high differ; NaN: nothing is claimed or measured. */
	struct interval figures[CLAIM_LINE_COUNT][CLAIM_COLUMN_COUNT];
	struct claim_origin origins[CLAIM_COLUMN_COUNT];
	double delay_ns; /* stated, of the fetch; 0: none */
	/* The speed-up that was measured: its 95 % interval (pairs of the same round), or,
	 * where there are too few of them, the extremes of any two samples. */
	double speed_up;
	struct interval speed_up_range;
	bool is_confidence;
	struct claim_reason reasons[CLAIM_REASON_COUNT];
	size_t reason_count;
};

/* The claim refers to summaries, which must outlive it.  Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status claim_make(const struct run *run, const struct summary_list *summaries,
					struct claim *claim, struct up_error *err);

#endif
