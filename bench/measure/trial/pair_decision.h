/* SPDX-License-Identifier: PostgreSQL */
/*
 * Decisions about cases with arms while they are measured: each arm against the first one, by the
 * pairs of a round (stats/decision.h).  A case leaves the run, with all of its arms, once all of
 * them are decided, so that the time goes to what is undecided.
 *
 * A decision is made at the end of a session, from DECISION_SESSIONS on, and is kept.  Cases that
 * are idle are not decided, and leave with the last of the others.  Those whose sampling has no
 * `decide` stay for all their samples, but are counted, since a comparison of the run has them.
 */
#ifndef MEASURE_TRIAL_PAIR_DECISION_H
#define MEASURE_TRIAL_PAIR_DECISION_H

#include "measure/trial/case_progress.h"
#include "stats/decision.h"

struct pair_decision {
	size_t base; /* places in the list of cases */
	size_t new;
	struct decision_counts counts; /* pairs so far, or those that decided */
	enum decision decision;
};

struct pair_decision_list {
	struct pair_decision *items; /* owned */
	size_t count;
	double threshold;
	int64_t cases;
};

void pair_decision_release(struct pair_decision_list *list);

/* The rule of a run of these cases; left as it is where none is decided.  stopping is initialized. */
UP_MUST_CHECK enum up_status pair_decision_describe(const struct case_list *cases,
						    struct manifest_stopping *stopping,
						    struct up_error *err);

/* What is to be decided by that rule; progress: one for each case. */
UP_MUST_CHECK enum up_status pair_decision_init(struct pair_decision_list *list,
						const struct manifest_stopping *stopping,
						const struct case_list *cases,
						const struct case_progress *progress,
						struct up_error *err);

/* Takes in the pairs of a round, which has ended. */
void pair_decision_count_round(struct pair_decision_list *list,
			       const struct case_progress *progress, int64_t round);

/* Decides what can be decided at the end of a session, from 1.  Cases whose arms are all decided have
 * left, and the manifest notes it. */
UP_MUST_CHECK enum up_status pair_decision_end_session(struct pair_decision_list *list,
						       int64_t session,
						       struct case_progress *progress,
						       struct manifest *manifest,
						       struct up_error *err);

#endif
