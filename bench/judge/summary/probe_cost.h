/* SPDX-License-Identifier: PostgreSQL */
/* What it costs to probe: from a run in which every second round went without probes
 * (`upbench run --probe-cost`). */
#ifndef JUDGE_SUMMARY_PROBE_COST_H
#define JUDGE_SUMMARY_PROBE_COST_H

#include "base/error.h"
#include "record/run.h"
#include "stats/statistics.h"

struct probe_cost {
	size_t pairs;    /* 0: the run does not tell, and the rest is not set */
	double probe_ns; /* median of the time that probes take, outside the timed part */
	/* Of what is compared (measured.h): with probes over without, a pair being two
	 * successive samples of a case.  The median over all pairs of all cases. */
	double ratio;
	struct interval interval; /* 95 %; NaN where there are too few pairs */
};

/* Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status probe_cost_find(const struct run *run, struct probe_cost *cost,
					     struct up_error *err);

#endif
