/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the strategies have in common that COPY the rows into a table of the
 * connection and then run one statement that joins it with the target.
 *
 * Rows leave in pieces, so that the server parses while the client still
 * encodes; a table that is made in the sync is created in the message that
 * starts the COPY.
 */
#ifndef UP_STRATEGY_INCOMING_H
#define UP_STRATEGY_INCOMING_H

#include "pg/statement.h"
#include "strategy/strategy.h"

enum incoming_table {
	INCOMING_OF_SYNC,    /* temporary: made in each sync and dropped by its commit */
	INCOMING_OF_SESSION, /* temporary: made when the connection is prepared, emptied by each
				commit */
	INCOMING_BESIDE,     /* one of the sync; beside a distributed target INCOMING_UNLOGGED */
	INCOMING_UNLOGGED,   /* in the schema of the target: made when the connection is prepared,
				emptied at the beginning of each sync, dropped when it is released.
				One that a session left is dropped by the next of the same process
				id.  Distributed like a target that is, see distribution.h. */
};

/* In which a strategy differs from its siblings. */
struct incoming_kind {
	bool binary; /* COPY's binary format rather than text */
	enum incoming_table table;
	bool casts_scope; /* $1 has a type of its own: statements use it beside the column, too */
	/* NULL: up_incoming_end() takes the place of up_incoming_finish(). */
	void (*statement)(struct up_buffer *sql, const struct up_sql_update *update);
	const char *name; /* of the table; NULL: one that all strategies of the update stage use */
};

/* For the hook prepare; the other hooks are used as they are. */
UP_MUST_CHECK enum up_status up_incoming_prepare(struct up_update *update,
						 const struct incoming_kind *kind,
						 struct up_error *err);

enum up_status up_incoming_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err);
enum up_status up_incoming_pause(struct up_update *update, struct up_error *err);
enum up_status up_incoming_finish(struct up_update *update, struct up_error *err);
void up_incoming_release(struct up_update *update);

/* For strategies with statements of their own.  The texts are those of the update's state. */
struct up_sql_update up_incoming_sql(const struct up_update *update);

/* Whether the table is distributed like the target. */
bool up_incoming_is_distributed(const struct up_update *update);

/* Ends the COPY.  *has_rows: the table has rows that no statement has brought to the target; the next
 * apply begins anew. */
UP_MUST_CHECK enum up_status up_incoming_end(struct up_update *update, bool *has_rows,
					     struct up_error *err);

/* What they recommend for their transaction. */
extern const struct up_tuning up_incoming_tuning[];

#define INCOMING_REQUIRES (UP_REQUIRES_COPY | UP_REQUIRES_TEMPORARY_TABLE)
#define INCOMING_FLAGS (UP_STRATEGY_STREAMS | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS)

#endif
