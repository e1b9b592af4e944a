/* SPDX-License-Identifier: PostgreSQL */
/* Why one candidate is faster than another, as far as the run has figures that show it. */
#ifndef JUDGE_ADVISE_ADVICE_REASON_H
#define JUDGE_ADVISE_ADVICE_REASON_H

#include "judge/advise/candidate.h"

enum advice_reason_kind {
	ADVICE_ROUND_TRIPS, /* counts */
	ADVICE_COMPILING,   /* ns: JIT */
	ADVICE_ESTIMATE,    /* actual rows over those that the planner expected, or the reverse */
	ADVICE_WAL,         /* bytes */
	ADVICE_SENT,        /* bytes */
	ADVICE_ENCODING,    /* ns on the client, outside libpq */
	ADVICE_CONTENTION,  /* ns of the same with another number of workers */
};
#define ADVICE_REASON_COUNT 7

struct advice_reason {
	enum advice_reason_kind kind;
	const struct candidate *against; /* borrowed */
	double own;
	double others;
	double rows;   /* that both were measured with; of ADVICE_ROUND_TRIPS the workload's */
	double own_ns; /* ADVICE_ROUND_TRIPS: what they take at the rtt of the workload */
	double others_ns;
};

/* A word for programs: "round-trips". */
const char *advice_reason_name(enum advice_reason_kind kind);

/* At most ADVICE_REASON_COUNT, in the order above; returns how many. */
size_t advice_reasons_find(const struct run *run, const struct workload *workload,
			   const struct candidate *best, const struct candidate *against,
			   struct advice_reason *reasons);

#endif
