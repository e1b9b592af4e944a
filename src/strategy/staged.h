/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the strategies have in common that carry out the whole pipeline (UP_STRATEGY_SYNCS): COPY
 * (binary) of all rows of the sync into a temporary table, beside a distributed target one that is
 * distributed like it (see incoming.h), and then few statements, or one, that
 * update the rows that the target has, insert those that it lacks, and treat those that are gone.
 * The client reads no key.
 */
#ifndef UP_STRATEGY_STAGED_H
#define UP_STRATEGY_STAGED_H

#include "strategy/incoming.h"

/* How the server's numbers of updated and of created rows are had. */
enum staged_counting {
	STAGED_BY_TAG,        /* the tags of two statements */
	STAGED_BY_STATISTICS, /* the tag of one is their sum, and the statistics of the transaction have
				 those that were created; they need track_counts */
	STAGED_BY_ROW,        /* one statement returns updated, created and gone ones */
	STAGED_BY_COUNT, /* the tag of one is their sum, and a count of those that the target lacks
				 precedes it; in place of the two above beside a distributed target: its
				 coordinator has no statistics of its rows, and Citus refuses RETURNING */
};

struct staged_kind {
	enum staged_counting counting;
	void (*update)(struct up_buffer *sql, const struct up_sql_update *update);
	void (*create)(struct up_buffer *sql, const struct up_sql_update *update); /* NULL: none */
};

/* For the hook prepare; the other hooks are used as they are. */
UP_MUST_CHECK enum up_status up_staged_prepare(struct up_update *update,
					       const struct staged_kind *kind,
					       struct up_error *err);

enum up_status up_staged_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err);
enum up_status up_staged_pause(struct up_update *update, struct up_error *err);
enum up_status up_staged_finish(struct up_update *update, struct up_error *err);
void up_staged_release(struct up_update *update);

#define STAGED_FLAGS                                                                               \
	(UP_STRATEGY_STREAMS | UP_STRATEGY_SKIPS | UP_STRATEGY_BINARY | UP_STRATEGY_SYNCS)

#endif
