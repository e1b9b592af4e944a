/* SPDX-License-Identifier: PostgreSQL */
/*
 * Contestants at a workload, compared by samples of the same rounds.
 *
 * At each node of a lattice (lattice.h) the logarithm of a time is the sum of what its round adds
 * and of what its contestant adds; the latter is the median over the rounds.  Its distance from the
 * mean of all contestants there, the log ratio g, is what is interpolated from node to node and from
 * size to size (stats/monotone.h), apart from that mean.  Noise that a round has in common is in no
 * ratio, therefore.  Between two sizes at which a contestant's plan has different shapes
 * (plan_group.h) nothing is interpolated for it.
 *
 * Draws are of a bootstrap: rounds are drawn anew at each node, the same for all contestants.  A
 * contestant with fewer than CONTEST_LEAST_ROUNDS rounds at a node is drawn from Student's
 * distribution, with the spread that all contestants have there in common.  That is good enough for one
 * that is far behind; there are no draws at all where one with so few samples is within CONTEST_REACH
 * times the fastest.
 *
 * At another rtt than that of the nodes, round trips are added, interpolated linearly in the rows.
 */
#ifndef JUDGE_ADVISE_CONTEST_H
#define JUDGE_ADVISE_CONTEST_H

#include "judge/advise/lattice.h"

#define CONTEST_DRAWS 400
#define CONTEST_LEAST_ROUNDS 6
#define CONTEST_REACH 2

struct contestant {
	const struct model *model; /* borrowed; any of its models */
	bool is_joint;             /* it has a time: the rest is set */
	double ns;                 /* at the workload */
	double trips;              /* NaN when not known */
	bool has_few;              /* samples, at a node: fewer than CONTEST_LEAST_ROUNDS */
	bool turns; /* it has none, because its plan changes between the two sizes around the rows */
};

struct contest {
	struct contestant *items; /* owned */
	size_t count;
	double *draws; /* owned; CONTEST_DRAWS rows of count logarithms of ns; NaN without a time */
	bool has_draws; /* false: too few samples for a spread */
};

void contest_release(struct contest *contest);
#define CONTEST UP_CLEANUP(contest_release) struct contest

/* contest->items and count are given, with their models; rtt_ns is that of the workload. */
UP_MUST_CHECK enum up_status contest_run(const struct run *run, const struct model_list *models,
					 const struct lattice *lattice, double rtt_ns,
					 uint64_t seed, struct contest *contest,
					 struct up_error *err);

#endif
