/* SPDX-License-Identifier: PostgreSQL */
/*
 * A comparison judges of a case measured twice, as *base* and as *new*, whether it got
 * worse: within one run with arms (pairs of the same round, which met the same
 * machine), or between two runs (unpaired).
 *
 * What is compared is a metric: a time in nanoseconds, or a counter.  For each case
 *
 *   ratio   new over base: exp of the estimate of judge/compare/evidence.h
 *   low, high   its interval of 95 %
 *   verdict
 *     regressed     the whole interval lies above 1 + threshold, also after Holm's
 *                   correction over the cases and metrics of this comparison
 *     improved      the same below 1 / (1 + threshold)
 *     equivalent    the interval of 90 % lies between the two (two one-sided tests)
 *     inconclusive  none of these: the data could not have shown it
 *     incomparable  one side lacks the case, or failed it; reason names it
 *     new           of two runs, only the new one has the case; reason names the other one
 *     not measured  the case was skipped on both sides, or the new run alone has and skipped it;
 *                   reason is that of skipping
 *
 * The last two are no verdict on the case and no error (judge/compare/presence.h).  A case of
 * which some samples failed is judged by the others, and has `failures`: it is as much an error
 * as one that is incomparable.
 *
 * Each case and metric is tested in both directions, and all of these tests are corrected
 * together, at COMPARE_LEVEL.  If several arms or runs are compared with one base, the level is
 * shared equally among them (Bonferroni's correction before Holm's).
 *
 * What would be inconclusive is regressed or improved when the difference is gross
 * (judge/compare/gross.h) and the threshold is below that: then reason has it.
 *
 * Metrics of tails have a test of their own (judge/compare/tail.h), which is corrected together with
 * the others: regressed and improved are decided by the corrected p-value alone.  They have no
 * interval, and are never equivalent.
 * Cases can have thresholds of their own (judge/compare/case_rule.h).
 *
 * Counters are not tested (judge/compare/counter.h): those of the client are exact, those of the
 * server have a resolution, which is their threshold.
 *
 * Where there are three sessions and more, sessions are what is repeated
 * (judge/compare/evidence.h).  With fewer on a side, what differs between them is taken from the
 * noise of the machine (judge/compare/session_noise.h).  Where that is not given, or does not have
 * the case, two runs are at most inconclusive by a time, unless the difference is gross.
 *
 * A run whose cases could be stopped when they were decided is judged by the same decisions, and
 * what is left open by a test of half the level (judge/compare/sequential.h).
 *
 * An idle contender (judge/summary/role.h) has nothing to compare and is left out.
 */
#ifndef JUDGE_COMPARE_COMPARISON_H
#define JUDGE_COMPARE_COMPARISON_H

#include "judge/compare/case_rule.h"
#include "judge/compare/difference.h"
#include "judge/compare/gross.h"
#include "judge/compare/metric.h"
#include "stats/decision.h"
#include "stats/modes.h"

#define COMPARE_LEVEL 0.05
#define COMPARE_THRESHOLD 0.05 /* where nobody asks for another */
#define COMPARE_POWER 0.8

enum verdict {
	VERDICT_REGRESSED,
	VERDICT_IMPROVED,
	VERDICT_EQUIVALENT,
	VERDICT_INCONCLUSIVE,
	VERDICT_INCOMPARABLE,
	VERDICT_NEW,
	VERDICT_NOT_MEASURED,
};

/* The names of enum verdict, by index, then NULL. */
extern const char *const verdict_names[];
#define VERDICT_COUNT 7

/* What a confirmation (judge/compare/confirmation.h) makes of a comparison. */
enum confirmation {
	CONFIRMATION_NONE,    /* none was asked for, or there is nothing to confirm */
	CONFIRMATION_MISSING, /* it cannot be used; the verdict stands, and reason has why */
	CONFIRMATION_YES,     /* regressed in both */
	CONFIRMATION_NO,      /* and therefore inconclusive */
};

/* Numbers are NaN where the data do not say them. */
struct comparison {
	char *case_name; /* owned; without its arm */
	enum metric metric;
	enum verdict verdict;
	char *reason; /* owned; of what was not compared, of a gross difference, of what was not confirmed;
			 NULL otherwise */
	char *failures; /* owned; how many samples did not succeed, and why, of one that was
			   compared or is new; NULL: all did */
	bool paired;
	bool exact;          /* a constant counter of the client */
	bool counted;        /* a counter of the server: no test and no interval */
	bool by_session;     /* sessions are what is repeated, and what `wanted` counts */
	bool few;            /* too few samples for any interval */
	bool lacks_sessions; /* of two runs: what differs between sessions is not known */
	enum gross gross;
	enum decision decision; /* by bets: judge/compare/sequential.h */
	size_t decision_pairs;  /* that it was made from, or those that left it open */
	bool ended_early;       /* by a decision of the run, be it about another metric */
	size_t n_base;          /* samples; pairs when paired */
	size_t n_new;
	double base; /* medians; the statistic of judge/compare/tail.h where that is the metric */
	double new;
	double base_p90; /* of such a metric: what nine of ten samples do not exceed; not tested */
	double new_p90;
	struct modes base_modes; /* of the times of update and total */
	struct modes new_modes;
	double ratio; /* infinite when a counter was 0 */
	double low;
	double high;
	double narrow_low; /* the interval of 90 %, which decides about equivalent */
	double narrow_high;
	double p_value;   /* of being beyond the threshold, in the likelier direction; corrected */
	double threshold; /* 0.05 is 5 % */
	enum threshold_source threshold_source;
	double detectable; /* the smallest slow-down that these data show with 80 % power, as a
			      share; the threshold is in it */
	int64_t wanted;    /* pairs, samples per side or sessions per side that would settle an
			      inconclusive one, were the estimate the truth; -1: not known, or
			      beyond COMPARE_MOST_WANTED */
	enum confirmation confirmation;
	struct {
		double ratio;
		double low; /* its interval of 95 % */
		double high;
		size_t n; /* samples, or pairs */
	} again;          /* in the confirmation, of CONFIRMATION_YES and _NO */
};

#define COMPARE_MOST_WANTED 100000

struct comparison_list {
	struct comparison *items; /* owned */
	size_t count;
	struct comparison overall; /* of all cases (judge/compare/overall.h) */
	size_t overall_cases;      /* that it is of; 0: there is none */
	char *base_label;          /* owned: the name of an arm, or the directory of a run */
	char *new_label;
	struct difference_list differences; /* between two runs; of one, that it did not end */
	double threshold;                   /* of times */
	size_t together;                    /* comparisons that share COMPARE_LEVEL, at least 1 */
	size_t sequential;                  /* decided together; 0: judged by a test alone */
	bool paired;
	bool few_sessions; /* unpaired, with fewer than three on one side, and no noise of them */
	bool cpu_unknown;  /* two runs, and of neither is the model of the processor known */
	bool is_mixed;     /* one arm is carried out by a peer, the other one is not */
};

void comparison_list_release(struct comparison_list *list);
#define COMPARISON_LIST UP_CLEANUP(comparison_list_release) struct comparison_list

size_t comparison_list_count(const struct comparison_list *list, enum verdict verdict);

/* Whether both sides have values: the verdict is one of the first four. */
bool comparison_is_judged(const struct comparison *comparison);

/* Those that make a comparison an error: incomparable ones, and those with failures. */
bool comparison_is_error(const struct comparison *comparison);
/* NULL: the list has no such comparison. */
struct comparison *comparison_find(const struct comparison_list *list, const char *case_name,
				   enum metric metric);

/* Did it regress by a time?  That can be by chance, and a second measurement shows it. */
bool comparison_is_suspect(const struct comparison *comparison);

/* A verdict that has a reason of its own. */
UP_MUST_CHECK enum up_status comparison_conclude(struct comparison *comparison,
						 enum verdict verdict, struct up_error *err,
						 const char *format, ...) UP_PRINTF(4, 5);

#endif
