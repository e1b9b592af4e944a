/* SPDX-License-Identifier: PostgreSQL */
/*
 * In which order the cases of a round run: a Williams design (Williams, "Experimental
 * designs balanced for the estimation of residual effects of treatments",
 * Australian Journal of Scientific Research A 2, 1949).  Over as many rounds as
 * there are cases (twice as many when their number is odd), every case stands
 * in every place equally often and follows every other equally often, so that
 * neither drift nor what a case leaves behind favors one.  Which case plays which
 * part, and in which order the rounds come, is drawn from the seed.
 */
#ifndef MEASURE_CASE_SCHEDULE_H
#define MEASURE_CASE_SCHEDULE_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct schedule {
	size_t count;      /* of cases */
	size_t row_count;  /* of the design */
	size_t *relabel;   /* owned; count */
	size_t *row_order; /* owned; row_count */
};

UP_MUST_CHECK enum up_status schedule_init(struct schedule *schedule, size_t count, uint64_t seed,
					   struct up_error *err);
void schedule_release(struct schedule *schedule);
#define SCHEDULE UP_CLEANUP(schedule_release) struct schedule

/* The index of the case at place (from 0) of round (from 0; the design repeats). */
size_t schedule_case(const struct schedule *schedule, size_t round, size_t place);

#endif
