/* SPDX-License-Identifier: PostgreSQL */
/* What disturbed the measured samples of a run, by what was read beside them (the columns
 * steal_ns, runnable, cpu_khz, checkpoints, autovacuums). */
#ifndef JUDGE_SUMMARY_DISTURBANCE_H
#define JUDGE_SUMMARY_DISTURBANCE_H

#include "record/run.h"

/* Below these, nobody need know. */
#define DISTURBANCE_LEAST 20   /* samples of the run */
#define DISTURBANCE_STEAL 0.01 /* of the time of the samples */
#define DISTURBANCE_LOAD 0.05  /* of the samples */
#define DISTURBANCE_CLOCK 0.05 /* the highest frequency above the lowest */

struct disturbance {
	size_t samples;    /* measured ones */
	double steal;      /* stolen CPU time over the time of the samples, all cores together */
	int64_t steal_ns;  /* stolen in all */
	size_t loaded;     /* samples that began while others could run */
	int64_t least_khz; /* 0: not known */
	int64_t most_khz;
	size_t checkpoints; /* samples in which one ended */
	size_t autovacuums;
};

struct disturbance disturbance_of(const struct run *run);

#endif
