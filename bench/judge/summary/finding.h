/* SPDX-License-Identifier: PostgreSQL */
/*
 * A finding is something that a reader of a run should know, as data: two
 * summaries and what their medians come to, or what the plans of one case say.
 * Every figure is one of the run's files or a quotient of two of them.  show/words/finding.h has the words.
 */
#ifndef JUDGE_SUMMARY_FINDING_H
#define JUDGE_SUMMARY_FINDING_H

#include "judge/summary/foreign_update.h"
#include "judge/summary/plan_change.h"
#include "record/case_key.h"
#include "record/run.h"
#include "record/sample.h"
#include "record/summary.h"

enum finding_kind {
	FINDING_SPREAD,   /* subject is the slowest of its workload, against the fastest */
	FINDING_CONTRAST, /* subject differs from against in one factor only */
	FINDING_BOUND,    /* subject is the fastest of its workload, against its bound */
	FINDING_HARNESS,  /* subject does nothing, against is the fastest of its workload */
	/* Of subject alone, which is against, too: */
	FINDING_PLAN_CHANGE, /* its measured samples were not all planned alike: some are not ranked */
	FINDING_ESTIMATE,    /* the planner was wrong by more than FINDING_ESTIMATE_FACTOR */
	FINDING_COMPILED,    /* JIT compilation took more than FINDING_COMPILED_SHARE of it */
	FINDING_FOREIGN,     /* the rows are on another server, which the updates have to reach */
	/* These two need a median with an interval. */
	FINDING_FIRST_CALL, /* the cold sample took at least FINDING_FIRST_CALL_FACTOR medians */
	FINDING_OWN_CLOCK,  /* the peer's own clock differs by more than FINDING_CLOCK_SHARE */
};

#define FINDING_ESTIMATE_FACTOR 10
#define FINDING_COMPILED_SHARE 0.1
#define FINDING_FIRST_CALL_FACTOR 3
#define FINDING_CLOCK_SHARE 0.1

enum finding_certainty {
	FINDING_SHOWN,     /* the 95 % intervals tell the two apart */
	FINDING_NOT_SHOWN, /* they do not: the difference may be chance */
	FINDING_UNKNOWN,   /* too few samples for an interval */
};

struct finding {
	enum finding_kind kind;
	enum factor factor;            /* of FINDING_CONTRAST; FACTOR_NONE otherwise */
	const struct summary *subject; /* both borrowed from the list of summaries */
	const struct summary *against;
	double ratio; /* subject's median over against's, above 0; 1 when they are the same */
	enum finding_certainty certainty;
	bool is_without_jit; /* of FINDING_CONTRAST: subject has jit=off, and there is no compiler */
	struct plan_change plan_change; /* of FINDING_PLAN_CHANGE */
	/* Of FINDING_ESTIMATE: in the captured plan of subject that was most wrong. */
	double estimated_rows;
	double actual_rows;
	enum sample_plan plan;
	double part_ns; /* of the last three: the compilation, the cold sample, by the own clock */
	double functions; /* of FINDING_COMPILED; NaN: not recorded */
	/* Of FINDING_FOREIGN, by the captured plan of subject with the most round trips. */
	enum foreign_update foreign;
	double trips;       /* to the foreign server, per statement; NaN: not known */
	int64_t statements; /* that had this plan */
};

struct finding_list {
	struct finding *items; /* owned */
	size_t count;
};

void finding_list_release(struct finding_list *list);
#define FINDING_LIST UP_CLEANUP(finding_list_release) struct finding_list

/* What the summaries of a run say: by workload, in the order of their first case,
 * the spread, the bound and the price of the harness; then the contrasts of ranked
 * cases, the largest first; then, in the order of the cases, what their plans, their cold
 * samples and the clocks of peers show.
 *
 * A contrast holds a case against the one that leaves the factor alone (the
 * server's settings, all rows in one statement, ...), or, where there is none,
 * against the first case that differs in nothing else.
 *
 * The list refers to summaries, which must outlive it. Fails only with
 * UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status finding_list_make(const struct run *run,
					       const struct summary_list *summaries,
					       struct finding_list *out, struct up_error *err);

#endif
