/* SPDX-License-Identifier: PostgreSQL */
/*
 * A pool of connections to one server: the ones that share the work of an update
 * stage.  All are opened at once, each belongs to one thread at a time.
 */
#ifndef UP_PG_POOL_H
#define UP_PG_POOL_H

#include "pg/session.h"

struct up_pool {
	struct up_conn **conns; /* owned */
	size_t count;
};

/* Opens count connections, or none: UP_CONNECTION.  They are sessions for syncs. */
UP_MUST_CHECK enum up_status up_pool_open(const char *conninfo, size_t count, struct up_pool *pool,
					  struct up_error *err);

/* The same, each of them such a session. */
UP_MUST_CHECK enum up_status up_pool_open_sessions(const struct up_session *session, size_t count,
						   struct up_pool *pool, struct up_error *err);
void up_pool_release(struct up_pool *pool);
#define UP_POOL UP_CLEANUP(up_pool_release) struct up_pool

/* Of each of them: see up_conn_keep_values_out(). */
void up_pool_keep_values_out(const struct up_pool *pool);

/* What all of them together have counted. */
struct up_conn_counters up_pool_counters(const struct up_pool *pool);

#endif
