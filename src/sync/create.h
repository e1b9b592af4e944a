/* SPDX-License-Identifier: PostgreSQL */
/* The create stage: a strategy of creators.def brings rows that the table does not have into it. */
#ifndef UP_SYNC_CREATE_H
#define UP_SYNC_CREATE_H

#include "strategy/strategy.h"

struct up_creator {
	struct up_update update; /* rows_updated are those created since it was opened */
};

/* Checks the strategy (UP_UNSUPPORTED; NULL: the first of creators.def) and prepares it. scope: the
 * value of the scope column, not read where the relation has none; borrowed, as are the others. */
UP_MUST_CHECK enum up_status up_creator_open(struct up_creator *creator,
					     const struct up_strategy *strategy,
					     struct up_conn *conn,
					     const struct up_relation *relation, const char *scope,
					     struct up_error *err);
void up_creator_close(struct up_creator *creator); /* one that is all zero is fine */
#define UP_CREATOR UP_CLEANUP(up_creator_close) struct up_creator

UP_MUST_CHECK enum up_status up_creator_run(struct up_creator *creator,
					    const struct up_batch *batch, int64_t *created,
					    struct up_error *err);

/* All rows of batch, once, by the first of creators.def. */
UP_MUST_CHECK enum up_status up_create(struct up_conn *conn, const struct up_batch *batch,
				       const char *scope, int64_t *created, struct up_error *err);

#endif
