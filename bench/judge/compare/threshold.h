/* SPDX-License-Identifier: PostgreSQL */
/*
 * The smallest change of a case that matters, as a share (0.05 is 5 %), and where it comes from:
 * what all cases of the comparison have, or the noise of the machine where that asks for more
 * (judge/compare/session_noise.h).  Counters have a threshold of their own
 * (judge/compare/counter.h).
 */
#ifndef JUDGE_COMPARE_THRESHOLD_H
#define JUDGE_COMPARE_THRESHOLD_H

#include "judge/compare/metric.h"
#include "record/noise.h"

enum threshold_source {
	THRESHOLD_OF_COMPARISON,
	THRESHOLD_OF_NOISE,
	THRESHOLD_OF_COUNTER,
};

/* The names of enum threshold_source, by index, then NULL. */
extern const char *const threshold_source_names[];

struct threshold {
	double value;
	enum threshold_source source;
};

/* Of a case, named without its arm, by a metric.  common is what all cases have; noise may be NULL. */
struct threshold threshold_of(double common, const struct noise *noise, const char *case_name,
			      enum metric metric, bool paired);

#endif
