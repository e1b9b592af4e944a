/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the center of the times does not show: a sample in ten that takes four times as long, or
 * times that scatter more.  Each statistic f is one number of all samples of a side:
 *
 *   update_mean    their mean
 *   update_slow    the mean of the slowest tenth, rounded up to whole samples
 *   update_spread  the mean absolute deviation of their logarithms from the median, beyond
 *                  TAIL_CLIP standard deviations (1.4826 times the median absolute deviation)
 *                  clipped
 *
 * The statistic of the test is R = f(new / (1 + threshold)) / f(base), in the other direction that
 * of base / (1 + threshold) over new; for the spread, which no factor changes, the deviations from
 * the median are divided.  The p-value is that of stats/randomization.h: exact where both sides
 * have one distribution.  A shift of all times would blur the spread of swapped sides, so its
 * p-value is the larger of the test as they are and the test with the median of each side taken
 * off.
 *
 * There is no interval, and no test of equivalence.  What happens in fewer than 3 / n of n samples
 * is probably in none of them, and can be any share of a mean: without a bound on the values no
 * test of a mean is valid against it (Bahadur and Savage, Annals of Mathematical Statistics 27,
 * 1956, doi:10.1214/aoms/1177728077).  A quantile is not tested, since with 20 of 100 samples slow
 * 41 % of all swaps give as large a ratio of p90.
 *
 * Pairs, or samples, are what is repeated, also with several sessions: what differs between
 * connections is not in the p-value, only in the margin that the threshold leaves.
 */
#ifndef JUDGE_COMPARE_TAIL_H
#define JUDGE_COMPARE_TAIL_H

#include "judge/compare/evidence.h"
#include "stats/randomization.h"

#define TAIL_SHARE 0.1
#define TAIL_CLIP 5.0
#define TAIL_DRAWS 9999

/* Of times; the spread of logarithms. */
randomization_statistic tail_mean, tail_slow, tail_spread;

/* The draws after which the smallest p-value, corrected for so many tests, is a tenth of the
 * level; TAIL_DRAWS at least. */
size_t tail_draws(size_t tests, double level);

/* The statistic of a side, in nanoseconds; of a spread a share, about that of the times.  NaN of no
 * values, and when memory runs out. */
double tail_of(enum metric metric, const struct contrast_side *side);

/* What nine of ten samples of a side do not exceed; NaN as above. */
double tail_p90(const struct contrast_side *side);

/* Sets count, few, shift (the logarithm of f(new) / f(base)), worse and better; the rest is NaN.  All
 * values must be positive. */
UP_MUST_CHECK enum up_status tail_weigh(const struct contrast *contrast, enum metric metric,
					double threshold, size_t draws, uint64_t seed,
					struct evidence *evidence, struct up_error *err);

#endif
