/* SPDX-License-Identifier: PostgreSQL */
/*
 * From the samples of a run to one summary per case, in the order of run.json.  A case without
 * a sample has the status skipped.
 *
 * What counts: the time of update and commit (sample_compared_ns()) in samples of phase
 * measure with status ok; where the plan of a prepared statement changed among them, in those with
 * the plan that it settled on (record/steady_plan.h).  The status of a case is the worst of its samples, in any phase
 * (mismatch > timeout > failed > skipped > ok), with the error of the first of that status.  A case that
 * once left the table in a wrong state has no statistics at all: n is 0, the rest
 * is not measured.
 *
 * What is compared: within the cases of one workload (rows, columns, changed,
 * new, table-rows, rtt, fetch-delay) the reference is the ranked case (judge/summary/role.h) of
 * status ok with the smallest median.  Each ranked case of status ok has the ratio
 * of its median to the reference's; the interval comes from pairs of the same
 * round.  A case that failed or timed out keeps the statistics of what it
 * finished, but no ratio: what outlived the limit is missing from them.  Hence
 * `reference` is NULL exactly for cases that do not take part in the ranking.
 */
#ifndef JUDGE_SUMMARY_SUMMARIZE_H
#define JUDGE_SUMMARY_SUMMARIZE_H

#include "record/run.h"
#include "record/summary.h"

/* Fails only with UP_NO_MEMORY.  A run without samples has a summary for each
 * case that its manifest names, which may be none. */
UP_MUST_CHECK enum up_status summarise(const struct run *run, struct summary_list *out,
				       struct up_error *err);

#endif
