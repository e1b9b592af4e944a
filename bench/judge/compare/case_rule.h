/* SPDX-License-Identifier: PostgreSQL */
/*
 * By which metrics a case is compared, and the smallest change of a time that matters, as a share
 * (0.05 is 5 %).  Strongest first:
 *
 *   what the command line of the comparison gives
 *   what the experiment gives for the case, as run.json has it: that of the new run, or arm, or else of
 *   the base
 *   what the comparison has for all cases
 *
 * Whichever threshold it is, the noise of the machine can raise it (judge/compare/session_noise.h).
 * Counters have a threshold of their own (judge/compare/counter.h).
 */
#ifndef JUDGE_COMPARE_CASE_RULE_H
#define JUDGE_COMPARE_CASE_RULE_H

#include "judge/compare/case_pair.h"
#include "judge/compare/metric.h"

struct compare_options;

enum threshold_source {
	THRESHOLD_OF_COMPARISON,
	THRESHOLD_OF_EXPERIMENT,
	THRESHOLD_OF_NOISE,
	THRESHOLD_OF_COUNTER,
};

/* The names of enum threshold_source, by index, then NULL. */
extern const char *const threshold_source_names[];

struct threshold {
	double value;
	enum threshold_source source;
};

/* Of a case by a metric. */
struct threshold case_rule_threshold(const struct compare_options *options,
				     const struct case_pair *pair, enum metric metric, bool paired);

/* The metrics of a case, at most METRIC_COUNT of them, each once.  UP_INVALID: run.json has one that is
 * none. */
UP_MUST_CHECK enum up_status case_rule_metrics(const struct compare_options *options,
					       const struct case_pair *pair, enum metric *metrics,
					       size_t *count, struct up_error *err);

#endif
