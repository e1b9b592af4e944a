/* SPDX-License-Identifier: PostgreSQL */
/*
 * Counters, which need no test: what differs is not noise of the machine.
 *
 * What the client counts (metric_kind()) follows from its program.  If it is constant on each side
 * it is exact: the threshold is 0, and one sample is enough.
 *
 * What the server counts also depends on its state: a page split, a hint bit, the length of a
 * name.  Its resolution is the larger of 0.1 % and twice the relative range, (greatest - least) /
 * median, of the side where that is larger.  From COUNTER_SAMPLES samples per side on, new differs
 * from base when its whole range lies beyond that of base, and the medians differ by more than the
 * resolution; it is equivalent when they differ by no more than that.
 */
#ifndef JUDGE_COMPARE_COUNTER_H
#define JUDGE_COMPARE_COUNTER_H

#include "judge/compare/contrast.h"

#define COUNTER_SAMPLES 6
#define COUNTER_RESOLUTION 0.001

enum counted {
	COUNTED_FEW,  /* fewer than COUNTER_SAMPLES on a side */
	COUNTED_OPEN, /* neither apart nor alike */
	COUNTED_SAME,
	COUNTED_MORE, /* new is */
	COUNTED_LESS
};

/* Whether the metric is one of the client and constant on each side.  Both sides have values. */
bool counter_is_exact(const struct contrast *contrast, enum metric metric);

/* The resolution of a counter of the server, as a share: 0.001 is 0.1 %.  NaN when a median is 0 and
 * its side not constant. */
double counter_resolution(const struct contrast *contrast);

enum counted counter_judge(const struct contrast *contrast, double resolution);

#endif
