/* SPDX-License-Identifier: PostgreSQL */
/*
 * In which order the cases of a round run.
 *
 * Cases of one group (the arms of a case) stand next to each other, so that the samples of a
 * pair are taken within moments.  The groups follow a Williams design (Williams, "Experimental
 * designs balanced for the estimation of residual effects of treatments", Australian Journal of
 * Scientific Research A 2, 1949), and so do the cases within a group: two arms run as AB in one
 * round and as BA in the next.
 *
 * A cycle of a design with n parts has n rounds, 2n when n is odd.  Over a cycle every part
 * stands in every place equally often and follows every other equally often, so that neither
 * drift nor what a case leaves behind favors one.  Which group or case plays which part, and
 * in which order the rounds of the groups come, is drawn anew for each cycle, and every session
 * begins with new cycles: all from the seed, which is that of the order alone.
 */
#ifndef MEASURE_CASE_SCHEDULE_H
#define MEASURE_CASE_SCHEDULE_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct schedule {
	size_t count; /* of cases */
	size_t group_count;
	size_t *cases;  /* owned; count: by group, in the order in which groups first appear */
	size_t *starts; /* owned; group_count + 1: where a group begins in cases */
	size_t *order;  /* owned; count: the round that was asked for last */
	size_t *parts;  /* owned; room for a permutation */
	size_t *rows;   /* owned; likewise */
	uint64_t seed;
};

/* group_of has the group of each case, any number; cases with the same one are together. */
UP_MUST_CHECK enum up_status schedule_init(struct schedule *schedule, const size_t *group_of,
					   size_t count, uint64_t seed, struct up_error *err);
void schedule_release(struct schedule *schedule);
#define SCHEDULE UP_CLEANUP(schedule_release) struct schedule

/* How many rounds the cycle of a design with so many parts has. */
size_t schedule_cycle(size_t parts);

/* The indices of the cases in the order of a round (from 0, within its session), until the next
 * call.  The same session and round are the same order, whatever was asked for before. */
const size_t *schedule_round(struct schedule *schedule, size_t session, size_t round);

#endif
