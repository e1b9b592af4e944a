/* SPDX-License-Identifier: PostgreSQL */
/*
 * How prepared statements were planned: anew for their values (custom), or once for
 * any (generic), by the server's count of both in pg_prepared_statements (version 14
 * and up).  With plan_cache_mode = auto the server may turn from the first to the
 * second after five executions (choose_custom_plan() in plancache.c), and times before and after then
 * are not comparable.
 */
#ifndef MEASURE_PLAN_COUNT_H
#define MEASURE_PLAN_COUNT_H

#include "pg/pool.h"
#include "record/sample.h"

/* Of all prepared statements of a pool; zero when its connections are fresh. */
struct plan_count {
	int64_t custom;
	int64_t generic;
	bool nothing_prepared; /* asking again is in vain */
	bool undecided; /* the server has not compared costs yet for a statement that it ran */
};

/* Asks the server for the plans that were added since the last time (enum sample_plan). */
UP_MUST_CHECK enum up_status plan_count_update(struct plan_count *count, const struct up_pool *pool,
					       int *plan, struct up_error *err);

/* What so many executions of each kind are called. */
enum sample_plan plan_count_word(int64_t custom, int64_t generic);

#endif
