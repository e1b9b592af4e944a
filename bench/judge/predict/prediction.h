/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run predicts: times and costs of sizes that were not measured, how many rows fit
 * into a window of time, and where one strategy overtakes another.
 */
#ifndef JUDGE_PREDICT_PREDICTION_H
#define JUDGE_PREDICT_PREDICTION_H

#include "judge/predict/checkpoint.h"
#include "judge/predict/crossover.h"
#include "judge/predict/similitude.h"
#include "judge/predict/window.h"

struct prediction_request {
	const int64_t *rows; /* borrowed */
	size_t row_count;
	const int64_t *rtt_ns; /* borrowed; one at least */
	size_t rtt_count;
	double window_ns; /* 0: none */
	bool extrapolate; /* beyond FIT_REACH, too */
	struct model_request models;
	double max_wal_bytes;         /* of the server that is planned for; 0: that of the run's */
	double checkpoint_timeout_ns; /* likewise */
};

struct prediction {
	const struct model *model; /* borrowed from the set */
	double rows;
	double rtt_ns;
	char *refusal; /* owned; why there are no numbers; NULL: there are */
	double ns;
	double low_ns; /* NaN when there are too few samples for intervals */
	double high_ns;
	double measured_ns; /* median of the size itself, if a run that is scaled has it; else NaN */
	double trips;       /* NaN when not known, as are costs */
	double costs[COST_COUNT];
	struct interval cost_intervals[COST_COUNT]; /* NaN where the cost is */
	double checkpoints; /* that it meets (checkpoint.h); NaN: not known, as is the next */
	double added_wal;   /* the most bytes that these add to the WAL */
};

/* Models whose families are rivals (family.h), which alone are compared: those of one workload, in
 * one arm.  They follow each other in the list. */
struct prediction_block {
	size_t first; /* of the models */
	size_t count;
};

struct prediction_set {
	struct model_list models; /* owned, and so is the rest */
	struct checkpoint_policy checkpoints;
	/* Of a run that is scaled down: it has no windows and crossovers. */
	struct similitude similitude;
	struct prediction_block *blocks;
	size_t block_count;
	struct prediction *predictions; /* of a block, an rtt, a number of rows: one per model */
	size_t prediction_count;
	double window_ns; /* 0: none was asked for */
	struct window *windows;
	size_t window_count;
	struct crossover_list crossovers;
};

void prediction_set_release(struct prediction_set *set);
#define PREDICTION_SET UP_CLEANUP(prediction_set_release) struct prediction_set

/* families, grouped by family_list_group(), must live as long as the set.  UP_INVALID when nothing can be predicted, with the
 * first reason, or when the run has no such strategy. */
UP_MUST_CHECK enum up_status prediction_set_make(const struct run *run,
						 const struct family_list *families,
						 const struct prediction_request *request,
						 struct prediction_set *set, struct up_error *err);

#endif
