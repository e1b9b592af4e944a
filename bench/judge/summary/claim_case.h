/* SPDX-License-Identifier: PostgreSQL */
/* The cases of a run that the claim is about: 1914 rows of 20 columns, all of them to be
 * updated, and what their samples come to. */
#ifndef JUDGE_SUMMARY_CLAIM_CASE_H
#define JUDGE_SUMMARY_CLAIM_CASE_H

#include "record/run.h"
#include "record/summary.h"

#define CLAIM_ROWS 1914
#define CLAIM_COLUMNS 20

enum claim_delay {
	CLAIM_WITHOUT_DELAY, /* of the fetch */
	CLAIM_WITH_DELAY,
	CLAIM_ANY_DELAY, /* without rather than with */
};

/* The case of a strategy or peer that was measured with these settings ("": the
 * server's own) and without any other factor; NULL: there is none. */
const struct summary *claim_case_find(const struct summary_list *list, const char *contender,
				      const char *settings, enum claim_delay delay);

/* The fastest strategy of our own without a delay; NULL: none was measured. */
const struct summary *claim_case_fastest(const struct summary_list *list);

/* The case that differs in nothing but having a delay; the case itself when there is none. */
const struct summary *claim_case_delayed(const struct summary_list *list,
					 const struct summary *summary);

/* A figure of a sample; NaN: it was not measured.  delay_ns is to be added to the sync. */
typedef double claim_figure(const struct run *run, const struct sample *sample, double delay_ns);

claim_figure claim_figure_fetch;
claim_figure claim_figure_classify;
claim_figure claim_figure_create;
claim_figure claim_figure_update;   /* judge/summary/measured.h */
claim_figure claim_figure_business; /* with the commit that is not part of the update */
claim_figure claim_figure_sync;
claim_figure claim_figure_share; /* of the update in the sync */

/* Collects a figure of all samples of a case in a phase, sorted, into values, which has
 * room for all samples of the run; returns how many. */
size_t claim_case_collect(const struct run *run, const struct summary *summary, int phase,
			  claim_figure *figure, double delay_ns, double *values);

#endif
