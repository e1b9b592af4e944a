/* SPDX-License-Identifier: PostgreSQL */
/*
 * A randomization test of any statistic f: is f(new) / f(base) larger than it would be, were the
 * names of the two sides without meaning?  Values are swapped within pairs, or without pairs
 * permuted between the sides, and the test is exact where both sides have the same distribution:
 * Lehmann and Romano, Testing Statistical Hypotheses, 3rd ed., 15.2.
 *
 * Draws are random and end early when the answer is clear (Besag and Clifford, Biometrika 78, 1991,
 * doi:10.1093/biomet/78.2.301): with h = RANDOMIZATION_ENOUGH draws as large as what was observed
 * after l draws, p = h / l; otherwise p = (1 + g) / (1 + N) of the g among all N draws.  Both are
 * exact p-values.  The same arguments give the same p-value: the generator is base/random.h.
 */
#ifndef STATS_RANDOMIZATION_H
#define STATS_RANDOMIZATION_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RANDOMIZATION_ENOUGH 100

/* Never negative.  `sorted` ascends and has count > 0 values; room is for as many. */
typedef double randomization_statistic(const double *sorted, size_t count, double *room);

struct randomization_side {
	const double *values; /* borrowed; of pairs in the same order as on the other side */
	size_t count;
};

struct randomization {
	randomization_statistic *of;
	bool paired;
	size_t draws; /* N */
	uint64_t seed;
};

/* p is 1 where f is 0 on both sides. */
UP_MUST_CHECK enum up_status randomization_test(const struct randomization *test,
						const struct randomization_side *base,
						const struct randomization_side *new, double *p,
						struct up_error *err);

/* The smallest p-value that any draw of so many values can have: 1 in 2^n of n pairs, 1 in
 * (a + b choose a) of two sides. */
double randomization_least(bool paired, size_t base_count, size_t new_count);

#endif
