/* SPDX-License-Identifier: PostgreSQL */
/*
 * The samples of several contestants at one node of a lattice, round by round:
 *
 *   ln T(s, r) = contestant(s) + round(r) + noise
 *
 * contestant(s) is a median over the rounds, round(r) a mean over those that are in it; found in
 * turns, as in a median polish (Tukey, Exploratory data analysis, 1977, chapter 11).
 */
#ifndef JUDGE_ADVISE_CONTEST_NODE_H
#define JUDGE_ADVISE_CONTEST_NODE_H

#include "base/random.h"
#include "record/run.h"

struct contest_node {
	size_t count; /* of contestants */
	size_t rounds;
	double *logs;    /* owned; logs[s * rounds + r] less the round's part; NaN: no sample */
	double *levels;  /* owned; of each contestant; NaN: it is not here */
	size_t *samples; /* owned; of each contestant */
	double *parts;   /* owned; of each round, 0 in the mean */
	double *scratch; /* owned */
	double spread;   /* standard deviation of the noise; NaN: not known */
	double freedom;  /* degrees of it */
};

void contest_node_release(struct contest_node *node);

/* cases[s] may be NULL. */
UP_MUST_CHECK enum up_status contest_node_make(const struct run_case *const *cases, size_t count,
					       struct contest_node *node, struct up_error *err);

/* Levels of the contestants from rounds drawn anew, the same ones for all; few: with fewer samples
 * than this a contestant is drawn from Student's distribution. */
void contest_node_draw(struct contest_node *node, size_t few, struct up_random *random,
		       double *levels);

#endif
