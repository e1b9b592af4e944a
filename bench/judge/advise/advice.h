/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which strategy for a workload, out of what a run measured: the one with the least expected regret,
 * by times of update and commit that were measured there, interpolated or predicted (candidate.h);
 * which others are as good; what would change the answer; and why.
 *
 * Levels of changed and table-rows between measured ones are interpolated; beyond them, or where too
 * little was measured, those that are nearest are used.  The advice states which.
 */
#ifndef JUDGE_ADVISE_ADVICE_H
#define JUDGE_ADVISE_ADVICE_H

#include "judge/advise/advice_reason.h"
#include "judge/advise/candidate.h"
#include "judge/advise/demand.h"
#include "record/case_key.h"

/* Below such a probability a recommendation is not settled. */
#define ADVICE_CERTAIN 0.9

struct advice_request {
	int64_t rows;       /* 0: those of the run, which must have one number of them */
	double rtt_ns;      /* below 0: none, or the only one of the run */
	double changed;     /* NaN: all, or the first of the run */
	int64_t table_rows; /* 0: no others, or the first of the run */
	bool peers;         /* may be recommended, too */
	uint64_t seed;
};

enum advice_change_kind {
	ADVICE_BELOW, /* below level, the strategy is recommended */
	ADVICE_ABOVE,
	ADVICE_AT,          /* at level, which was measured */
	ADVICE_SAME,        /* nothing changes it, as far as the run shows */
	ADVICE_NOT_MEASURED /* the run has one level of the factor */
};

struct advice_change {
	enum advice_change_kind kind;
	enum factor factor;        /* rows, rtt (ns), changed, table-rows */
	double level;              /* table-rows: NaN for no others */
	bool is_extrapolated;      /* rows: beyond the sizes that both were measured with */
	const struct model *model; /* borrowed; NULL where nothing changes */
};

#define ADVICE_CHANGES 6
#define ADVICE_REASONS ((size_t)2 * ADVICE_REASON_COUNT)

struct advice {
	struct workload asked;
	struct workload workload;         /* the levels of the run that it is answered for */
	double columns;                   /* NaN when not known */
	int64_t partitions;               /* 0: none */
	int64_t partition_by;             /* enum partition_method; of no partitions, any */
	struct model_list models;         /* owned */
	struct candidate_list candidates; /* owned; the first is recommended */
	struct advice_change changes[ADVICE_CHANGES];
	size_t change_count;
	struct advice_reason reasons[ADVICE_REASONS];
	size_t reason_count;
	struct demand_list demands; /* of the one that is recommended */
};

void advice_release(struct advice *advice);
#define ADVICE UP_CLEANUP(advice_release) struct advice

/* families must live as long as the advice.  UP_INVALID when there is nothing to recommend,
 * with the reason. */
UP_MUST_CHECK enum up_status advice_make(const struct run *run, const struct family_list *families,
					 const struct advice_request *request,
					 struct advice *advice, struct up_error *err);

#endif
