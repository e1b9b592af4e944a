/* SPDX-License-Identifier: PostgreSQL */
/*
 * A comparison says of a case measured twice, as *base* and as *new*, whether it got
 * worse: within one run with arms (pairs of the same round, which met the same
 * machine), or between two runs (unpaired).
 *
 * What is compared is a metric: a time in nanoseconds, or a counter.  For each case
 *
 *   ratio   new over base.  Paired: exp of the Hodges-Lehmann estimate of the
 *           log-ratios of the pairs; unpaired: exp of the Hodges-Lehmann shift of the logarithms
 *   low, high   its interval of 95 %
 *   verdict
 *     regressed     the whole interval lies above 1 + threshold, also after Holm's
 *                   correction over the cases and metrics of this comparison
 *     improved      the same below 1 / (1 + threshold)
 *     equivalent    the interval of 90 % lies between the two (two one-sided tests)
 *     inconclusive  none of these: the data could not have shown it
 *     incomparable  one side lacks the case, or failed it; reason says which
 *
 * A counter that has the same value in all samples of each side is exact: one
 * sample is enough, the threshold is 0, and any difference counts.
 *
 * Where there are several sessions, what differs between them is part of the
 * interval; with one session a side between two runs it is not known, and the list says so.
 */
#ifndef ANALYSE_COMPARE_H
#define ANALYSE_COMPARE_H

#include "base/cleanup.h"
#include "record/run.h"

#include <stdbool.h>

enum verdict {
	VERDICT_REGRESSED,
	VERDICT_IMPROVED,
	VERDICT_EQUIVALENT,
	VERDICT_INCONCLUSIVE,
	VERDICT_INCOMPARABLE,
};

/* The names of enum verdict, by index. */
extern const char *const verdict_names[];
#define VERDICT_COUNT 5

enum metric {
	METRIC_UPDATE, /* update and commit: analyse/measured.h */
	METRIC_TOTAL,
	METRIC_WAL_BYTES,
	METRIC_ROUND_TRIPS,
	METRIC_BYTES_SENT,
	METRIC_BUFFERS, /* hit and read */
};

/* The names of enum metric, by index, then NULL: those of --metric. */
extern const char *const metric_names[];
#define METRIC_COUNT 6

/* UNMEASURED where the sample has none. */
int64_t metric_of(enum metric metric, const struct run *run, const struct sample *sample);

bool metric_is_time(enum metric metric);

struct comparison {
	char *case_name; /* owned; of the base, without its arm */
	enum metric metric;
	enum verdict verdict;
	char *reason; /* owned; of incomparable; NULL otherwise */
	bool paired;
	bool exact;
	size_t n_base; /* samples; pairs when paired */
	size_t n_new;
	double base; /* medians */
	double new;
	double ratio;
	double low;
	double high;
	double p_value;    /* of the verdict, corrected; NaN when there was nothing to test */
	double threshold;  /* 0.05 is 5 % */
	double detectable; /* the smallest effect that these data could have shown with 80 % power */
	int64_t wanted;    /* samples that would settle an inconclusive one; -1: not known */
};

/* A fact in which two runs differ. */
struct difference {
	char *fact; /* owned: "server version", "setting work_mem", ... */
	char *base;
	char *new;
};

struct comparison_list {
	struct comparison *items; /* owned */
	size_t count;
	char *base_label; /* owned: the name of an arm, or the directory of a run */
	char *new_label;
	struct difference *differences; /* owned; between two runs */
	size_t difference_count;
	bool one_session; /* unpaired, with one session at least on one side */
};

void comparison_list_release(struct comparison_list *list);
#define COMPARISON_LIST UP_CLEANUP(comparison_list_release) struct comparison_list

struct compare_options {
	double threshold;           /* of times and of counters that are not exact */
	const enum metric *metrics; /* borrowed */
	size_t metric_count;
	uint64_t seed; /* of the bootstrap */
};

/* How many arms the run has (0: none), and their names, borrowed from the run; the
 * first is the base. */
size_t compare_arms(const struct run *run, const char **names, size_t size);

/* Arm `other` of a run against its first. */
UP_MUST_CHECK enum up_status compare_arm(const struct run *run, const char *other,
					 const struct compare_options *options,
					 struct comparison_list *list, struct up_error *err);

/* Two runs.  The facts in which they differ are listed; that they make the runs
 * incomparable is for the caller to say. */
UP_MUST_CHECK enum up_status compare_runs(const struct run *base, const struct run *new,
					  const struct compare_options *options,
					  struct comparison_list *list, struct up_error *err);

/* The worst of them, in the order of enum verdict, incomparable before all others. */
enum verdict compare_worst(const struct comparison_list *list);

#endif
