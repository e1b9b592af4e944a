/* SPDX-License-Identifier: PostgreSQL */
/* What explains the difference that the claim is about: pairs of cases of a run that
 * differ in one thing.  A reason for which the run has no figures is left out. */
#ifndef JUDGE_SUMMARY_CLAIM_REASON_H
#define JUDGE_SUMMARY_CLAIM_REASON_H

#include "record/run.h"
#include "record/summary.h"

enum claim_reason_kind {
	CLAIM_JIT,         /* subject with the server's compiler, against without */
	CLAIM_NO_JIT,      /* the same where the server has no compiler */
	CLAIM_JIT_VERSION, /* subject and against show the compiler, which is on by default in
			      some versions only */
	CLAIM_LARGE,       /* subject in one statement, against in several */
	CLAIM_ROUND_TRIPS, /* subject a statement a row; against is our program that does so */
	CLAIM_CLIENT,      /* subject a peer, against our statement of the same shape */
};

struct claim_reason {
	enum claim_reason_kind kind;
	const struct summary *subject; /* both borrowed */
	const struct summary *against;
	double subject_ns; /* above 0 */
	double against_ns; /* above 0; of CLAIM_COMPILED the time of compiling */
	double count;      /* of against's round trips; NaN: not known */
};

#define CLAIM_REASON_COUNT 8

/* Writes at most CLAIM_REASON_COUNT reasons, in the order above; returns how many. */
size_t claim_reasons_find(const struct run *run, const struct summary_list *summaries,
			  struct claim_reason *reasons);

#endif
