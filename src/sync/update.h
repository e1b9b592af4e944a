/* SPDX-License-Identifier: PostgreSQL */
/*
 * The update stage: a strategy on one connection, or on several that share the
 * rows by ranges of their keys (sync/partition.h), each on a thread of its own.
 *
 * With several workers, each has a transaction of its own.  All are committed at
 * the end of the sync, right after one another but not as one: whoever reads in
 * between sees some of them.
 */
#ifndef UP_SYNC_UPDATE_H
#define UP_SYNC_UPDATE_H

#include "pg/pool.h"
#include "strategy/strategy.h"

struct up_update_stage;

struct up_update_stage_options {
	const struct up_strategy *strategy;
	struct up_update_options update;
	bool tuned; /* apply the settings that the strategy recommends, in its transaction */
	const struct up_relation *relation; /* borrowed, as are the next two */
	const char *scope;                  /* NULL where the relation has none */
	const struct up_pool *pool; /* a connection per worker; the first is that of the sync */
	const struct up_gone *gone; /* borrowed; of struct up_update, as is the next */
	void *strategy_context;
};

/* Checks the strategy (UP_UNSUPPORTED) and prepares it on every connection. */
UP_MUST_CHECK enum up_status up_update_stage_open(const struct up_update_stage_options *options,
						  struct up_update_stage **stage,
						  struct up_error *err);
void up_update_stage_close(struct up_update_stage *stage); /* NULL is fine */

/* One sync: begin; apply any number of batches; finish; then commit, which is for
 * the workers' own transactions: the sync commits its own after that. */
UP_MUST_CHECK enum up_status up_update_stage_begin(struct up_update_stage *stage,
						   struct up_error *err);
UP_MUST_CHECK enum up_status up_update_stage_apply(struct up_update_stage *stage,
						   const struct up_batch *batch,
						   struct up_error *err);
/* Lets other statements onto the connections, before the next apply or finish. */
UP_MUST_CHECK enum up_status up_update_stage_pause(struct up_update_stage *stage,
						   struct up_error *err);
/* Apply may follow again, in the same transaction. */
UP_MUST_CHECK enum up_status up_update_stage_finish(struct up_update_stage *stage,
						    struct up_error *err);
UP_MUST_CHECK enum up_status up_update_stage_commit(struct up_update_stage *stage,
						    struct up_error *err);

/* Rolls the workers' transactions back; the sync does that with its own. */
void up_update_stage_rollback(struct up_update_stage *stage);

/* Rows that the server reported as updated since begin. */
int64_t up_update_stage_rows(const struct up_update_stage *stage);

/* Rows that a strategy with UP_STRATEGY_SYNCS created, or found to be gone, since begin. */
int64_t up_update_stage_created(const struct up_update_stage *stage);
int64_t up_update_stage_gone(const struct up_update_stage *stage);

#endif
