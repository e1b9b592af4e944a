/* SPDX-License-Identifier: PostgreSQL */
/*
 * A candidate for a workload: a family at one number of rows and one rtt, with its time as it
 * was measured there; as it was measured with as many rows at another rtt, and its round trips
 * at that of the workload; or as its model predicts it.
 */
#ifndef JUDGE_PREDICT_CANDIDATE_H
#define JUDGE_PREDICT_CANDIDATE_H

#include "judge/predict/model.h"

/* What is to be done. */
struct workload {
	double rows;
	double rtt_ns;
	double changed;
	int64_t table_rows; /* UNMEASURED: those that the sync brings, no others */
};

struct candidate {
	const struct model *model;
	const struct summary *base; /* borrowed; of as many rows; NULL: predicted by the model */
	const struct summary
		*measured; /* borrowed; base, where that is of the same rtt; NULL otherwise */
	double ns;         /* NaN when refused */
	double low_ns;     /* NaN when there is no interval */
	double high_ns;
	double trips;  /* NaN when not known */
	char *refusal; /* owned; why there is no time */
};

struct candidate_list {
	struct candidate *items; /* owned; the fastest first, those that are refused last */
	size_t count;
	size_t known; /* of them are not refused */
};

void candidate_list_release(struct candidate_list *list);
#define CANDIDATE_LIST UP_CLEANUP(candidate_list_release) struct candidate_list

/* Is the family a contender at the levels of the workload?  Rows and rtt do not matter. */
bool candidate_matches(const struct model *model, const struct workload *workload, bool peers);

/* The time of the candidate at another rtt; NaN when its round trips are not known. */
double candidate_time(const struct candidate *candidate, double rows, double rtt_ns);

/* The models that match, at the workload. */
UP_MUST_CHECK enum up_status candidate_list_make(const struct run *run,
						 const struct model_list *models,
						 const struct workload *workload, bool peers,
						 struct candidate_list *list, struct up_error *err);

/* Whether other is statistically as good as best, which is faster: the interval of their
 * ratio reaches 1 (both measured), or their intervals meet; or it is within CANDIDATE_TIE
 * of it. */
#define CANDIDATE_TIE 0.02
UP_MUST_CHECK enum up_status candidate_as_good(const struct run *run, const struct candidate *best,
					       const struct candidate *other, bool *as_good,
					       struct up_error *err);

#endif
