/* SPDX-License-Identifier: PostgreSQL */
/*
 * A model is what predictions of one family are made with: its fit, or why there is none.
 *
 * For a number of workers that has no curve of its own, the curve of one worker is divided
 * by a speed-up, and its round trips are those of so many workers (speedup.h).
 */
#ifndef JUDGE_PREDICT_MODEL_H
#define JUDGE_PREDICT_MODEL_H

#include "judge/predict/size_threshold.h"
#include "judge/predict/speedup.h"

struct model {
	const struct family *family; /* borrowed; that of the curve */
	char *name;                  /* owned; the family's, with the workers that were asked for */
	char *short_name;            /* owned; without its words about the workload */
	char *refusal;               /* owned; why there is no fit; NULL: there is one */
	struct fit fit;
	struct size_threshold_list thresholds; /* that no measured size shows; none without a fit */
	bool has_checkpoints;                  /* in samples (checkpoint.h) */
	int64_t workers;
	struct trips trips; /* of so many workers */
	struct speedup speedup;
};

void model_release(struct model *model);

struct model_list {
	struct model *items; /* owned */
	size_t count;
};

void model_list_release(struct model_list *list);
#define MODEL_LIST UP_CLEANUP(model_list_release) struct model_list

/* Which models are wanted. */
struct model_request {
	int64_t workers;               /* 0: as they were measured */
	const char *const *strategies; /* borrowed; all of the run when there is none */
	size_t strategy_count;
	uint64_t seed; /* of the intervals */
};

/* One for each family that is not idle.  A family without a fit is in the list with its
 * refusal.  UP_INVALID when the run has no such strategy, or none of those
 * that are wanted does anything. */
UP_MUST_CHECK enum up_status model_list_make(const struct run *run,
					     const struct family_list *families,
					     const struct model_request *request,
					     struct model_list *list, struct up_error *err);

/* Why there is no prediction for so many rows at that rtt: UP_INVALID.  With extrapolate, rows that are
 * far from what was measured are allowed, but for those that cannot be sent, or that the table does not
 * hold. */
UP_MUST_CHECK enum up_status model_check(const struct model *model, double rows, double rtt_ns,
					 bool extrapolate, struct up_error *err);

/* What a round trip costs, in round-trip times: 1, unless several were measured. */
double model_trip_factor(const struct model *model);

/* Round trips one after another; NaN when they are not known. */
double model_trips(const struct model *model, double rows);

/* Both for a model with a fit, of what model_check() lets pass. */
double model_time(const struct model *model, double rows, double rtt_ns);
struct interval model_time_interval(const struct model *model, double rows, double rtt_ns);

#endif
