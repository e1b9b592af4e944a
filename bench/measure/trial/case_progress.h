/* SPDX-License-Identifier: PostgreSQL */
/*
 * State of one case during a run (measure/trial/rounds.h): its samples so far and, by its struct
 * sampling, those that are missing.  It is independent of other cases; `session` is the current
 * one, from 1.
 */
#ifndef MEASURE_TRIAL_CASE_PROGRESS_H
#define MEASURE_TRIAL_CASE_PROGRESS_H

#include "measure/trial/trial.h"
#include "stats/precision.h"

/* A cold sync that took longer is not repeated for the sake of its plan. */
#define CASE_PROGRESS_PLAN_NS INT64_C(30000000000)

/* The server decides about the plan of a prepared statement after five executions, of which the cold
 * sample has one at least. */
#define CASE_PROGRESS_PLAN_WARMUPS 4

struct case_progress {
	const struct trial_case *trial_case;
	struct trial trial;
	bool left;
	bool rests;           /* until the next session */
	bool goes;            /* at the end of this round */
	int64_t round;        /* of its last sample; 0: none yet */
	int64_t sample_count; /* of any phase */
	int64_t warmups;      /* of this session, as is the next */
	int64_t session_measured;
	int64_t measured;       /* good ones of phase measure */
	int64_t measured_round; /* of the last of these; 0: none */
	int64_t measured_ns;    /* and its time */
	struct precision times; /* of these */
	int64_t spent_ns;
	int64_t first_ns; /* of the first sample's sync, or until it was stopped; 0: of none */
	bool stopped;
	bool was_right;       /* after a sync that wrote something */
	int64_t last_sync_ns; /* of the last sample; UNMEASURED before */
	bool asked_for_plans;
	bool must_be_seen; /* the whole table is to be checked after its samples from now on */
};

void case_progress_release(struct case_progress *progress);

const struct sampling *case_progress_sampling(const struct case_progress *progress);

/* How many sessions share its samples, at least 1. */
int64_t case_progress_sessions(const struct case_progress *progress);

/* It has neither left nor does it rest until the next session. */
bool case_progress_takes_part(const struct case_progress *progress);

/* Is other itself, or the same case in another arm? */
bool case_progress_is_paired(const struct case_progress *progress,
			     const struct case_progress *other);

/* Its budget up to this session. */
bool case_progress_budget_is_spent(const struct case_progress *progress, int64_t session);

/* Does it have the samples that it shall have at the end of this session?  spent: its budget
 * is, or that of another arm. */
bool case_progress_has_enough(const struct case_progress *progress, int64_t session, bool spent);

/* Without warm-ups its very first sample is explained, the only one that no median has. */
bool case_progress_explains_cold(const struct case_progress *progress);

/* Is its next sample to be explained?  With warm-ups: would its plans be worth one more of them, within
 * reason?  Explaining makes a sync slower, by about twice when it has a statement per row, and that must
 * not become a timeout. */
bool case_progress_wants_plans(const struct case_progress *progress);

/* Before its next sample: has the whole table checked after it, if that may be the last one. */
void case_progress_prepare_check(struct case_progress *progress, int64_t session);

/* Was the whole table checked after the last samples of a case and its other arms, among `count` in a list?
 * If not, it is after their next ones. */
bool case_progress_was_seen(struct case_progress *list, size_t count,
			    const struct case_progress *progress);

/* What ends it, where it has enough: "samples", "precision" or "budget". */
const char *case_progress_end(const struct case_progress *progress, int64_t session);

/* Of its next sample, if that is not cold. */
enum sample_phase case_progress_next_phase(const struct case_progress *progress, int64_t session,
					   bool plans_wanted);

/* Takes a sample in; after one that is not ok it has left. */
UP_MUST_CHECK enum up_status case_progress_account(struct case_progress *progress,
						   const struct sample *sample,
						   struct up_error *err);

/* 0 to 1: by its samples, or by its budget. */
double case_progress_done_share(const struct case_progress *progress);

#endif
