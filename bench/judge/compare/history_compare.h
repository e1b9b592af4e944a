/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run is against the history of its cases.  Each case is a series of medians of
 * update and commit, in the order of the runs' start, the run in question at the end
 * (whether it is in the history already or not; what started after it is left out).
 * Change points (stats/change_point.h) of their logarithms cut it into segments, and
 *
 *   regressed   the last change began within the last HISTORY_RECENT runs, the run in
 *               question included, and the median behind it is above that before it by
 *               more than the threshold
 *   improved    the same, below 1 / (1 + threshold)
 *   steady      no such change; older ones are listed all the same
 *   short       fewer runs than HISTORY_SHORTEST: no judgement
 *
 * A change is seen from its third run on, since a segment has no fewer values: what one
 * run by itself says is for a comparison of two runs.  And a change is news for as long as
 * it is recent: later it is what the case is like, and a job that was red over it becomes
 * green again.  The level is that of each case; among many cases some change by
 * chance, which the threshold suppresses when it is small.
 *
 * Of simulated steps behind 30 runs, one of 2.5 standard deviations of the noise was seen
 * within HISTORY_RECENT runs in 51 of 60 cases, one of 2 in 37, one of 4 in all.
 */
#ifndef JUDGE_COMPARE_HISTORY_COMPARE_H
#define JUDGE_COMPARE_HISTORY_COMPARE_H

#include "base/cleanup.h"
#include "record/history.h"
#include "record/run.h"

#define HISTORY_RECENT 5
#define HISTORY_LEVEL 0.01
/* Below, no order of the values is as rare as the level. */
#define HISTORY_SHORTEST 10

enum history_verdict {
	HISTORY_REGRESSED,
	HISTORY_IMPROVED,
	HISTORY_STEADY,
	HISTORY_SHORT,
};

/* By index. */
extern const char *const history_verdict_names[];

struct history_change {
	/* The run that it began with, and the one before: owned copies; NULL as in a history. */
	char *time;
	char *run;
	char *revision;
	char *revision_before;
	char *server_version;
	char *server_version_before;
	size_t runs; /* since it began: 1 is the run in question alone */
	double p_value;
	double before_ns; /* medians of the two segments */
	double after_ns;
	double change; /* relative: 0.1 is 10 % slower */
};

struct history_finding {
	char *case_name; /* owned */
	enum history_verdict verdict;
	size_t runs;                    /* in the series */
	double now_ns;                  /* of the run in question */
	double level_ns;                /* median of the segment that it is in */
	struct history_change *changes; /* owned; in order */
	size_t change_count;
};

struct history_finding_list {
	struct history_finding *items; /* owned; in the order of the run's cases */
	size_t count;
	double threshold;
};

void history_finding_list_release(struct history_finding_list *list);
#define HISTORY_FINDING_LIST UP_CLEANUP(history_finding_list_release) struct history_finding_list

/* run may be NULL: then the newest run of the history is in question.  threshold: 0.05 is
 * 5 %.  UP_INVALID for what is no history, for an empty one, and for a run without a
 * result; cases that the run has and the history has not are short. */
UP_MUST_CHECK enum up_status history_compare(const char *path, const struct run *run,
					     double threshold, uint64_t seed,
					     struct history_finding_list *list,
					     struct up_error *err);

/* How many findings have the verdict. */
size_t history_finding_count(const struct history_finding_list *list, enum history_verdict verdict);

#endif
