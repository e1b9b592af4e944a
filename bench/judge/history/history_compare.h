/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run is against the history of its cases.  Each case is a series of medians of
 * update and commit, in the order of the runs' start, the run in question at the end
 * (whether it is in the history already or not; what started after it is left out).  Only runs of
 * the same machine belong to it: the same cpu and major version of the server.  What a row lacks
 * counts as the same.
 *
 * Its steps are those of judge/history/history_series.h, which also defines which of them are news.
 *
 *   regressed     a step upwards is news; or that the level crept upwards in small steps
 *   improved      the same, downwards
 *   steady        nothing is news; earlier changes are listed all the same
 *   short         fewer runs than HISTORY_SHORTEST: no judgment
 *   incomparable  as short, and the case has earlier runs of another machine
 *
 * The level is that of each case; among many cases some change by chance, which the threshold
 * suppresses when it is small.  tests/unit/history_simulation.c has the error rates.
 */
#ifndef JUDGE_HISTORY_HISTORY_COMPARE_H
#define JUDGE_HISTORY_HISTORY_COMPARE_H

#include "base/cleanup.h"
#include "judge/history/history_series.h"
#include "record/history.h"
#include "record/run.h"

enum history_verdict {
	HISTORY_REGRESSED,
	HISTORY_IMPROVED,
	HISTORY_STEADY,
	HISTORY_SHORT,
	HISTORY_INCOMPARABLE,
	HISTORY_VERDICTS,
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
	bool is_news;  /* found with the run in question, and beyond the threshold */
};

struct history_finding {
	char *case_name; /* owned */
	enum history_verdict verdict;
	size_t runs;         /* in the series */
	double now_ns;       /* of the run in question */
	double level_ns;     /* median of the segment that it is in */
	int outside;         /* of all earlier runs: 1 above, -1 below, 0 within, or short */
	double crept;        /* relative, when that is the news; else NaN */
	char *machine;       /* owned: what of it changed last, as in "cpu A, before B"; NULL */
	char *machine_since; /* owned: the time of the first run on it */
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

/* The change that the verdict is about, or the last one: with it the level began.  NULL: none. */
const struct history_change *history_finding_change(const struct history_finding *finding);

/* run may be NULL: then the newest run of the history is in question.  threshold: 0.05 is
 * 5 %.  A file that does not exist is an empty history, if there is a run.  UP_INVALID for what is
 * no history, for an empty one without a run, and for a run without a result; cases that the run
 * has and the history has not are short. */
UP_MUST_CHECK enum up_status history_compare(const char *path, const struct run *run,
					     double threshold, uint64_t seed,
					     struct history_finding_list *list,
					     struct up_error *err);

/* How many findings have the verdict. */
size_t history_finding_count(const struct history_finding_list *list, enum history_verdict verdict);

#endif
