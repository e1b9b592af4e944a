/* SPDX-License-Identifier: PostgreSQL */
/*
 * A decision about a ratio from counts of pairs alone, by bets (stats/bet.h), which may be looked at
 * again and again.  d is the logarithm of new over base of a pair, m that of 1 + threshold, M the
 * number of decisions that are made together, one for each case and each of its arms but the first:
 *
 *   regressed   the capital of the bet on d > m reaches 2 M / DECISION_LEVEL
 *   improved    the same for d < -m
 *   equivalent  the bets on d > -m and on d < m both reach 1 / DECISION_LEVEL
 *   open        none of these
 *
 * If the median of d is m or less, whatever the pairs before were, the case is ever called
 * regressed with a probability of at most DECISION_LEVEL / 2 M; over both directions of all cases
 * these add up to DECISION_LEVEL.  The mean of d, tails, drift and unequal spread do not matter.
 */
#ifndef STATS_DECISION_H
#define STATS_DECISION_H

#include <stddef.h>
#include <stdint.h>

/* Half of the level of a comparison.  The other half is left to the test that judges the cases that
 * are still open behind the last round. */
#define DECISION_LEVEL 0.025

/* Decisions are made at the end of a session, from this one on.  The pairs of one session share their
 * connections and one start of the server; how much these shift a ratio is in none of its pairs, but
 * three sessions have drawn it three times.  Also, the test behind the last round needs as many. */
#define DECISION_SESSIONS 3

enum decision {
	DECISION_OPEN,
	DECISION_REGRESSED,
	DECISION_IMPROVED,
	DECISION_EQUIVALENT,
};

/* The words of enum decision, by index, then NULL; that of DECISION_OPEN is empty. */
extern const char *const decision_names[];

struct decision_counts {
	size_t pairs;
	size_t above;      /* d > m */
	size_t below;      /* d < -m */
	size_t not_better; /* d > -m */
	size_t not_worse;  /* d < m */
};

/* Takes in the times of a pair, both positive; threshold: 0.05 is 5 %. */
void decision_count(struct decision_counts *counts, double base, double new, double threshold);

enum decision decision_of(const struct decision_counts *counts, int64_t cases);

#endif
