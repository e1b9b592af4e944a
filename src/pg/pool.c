/* SPDX-License-Identifier: PostgreSQL */
#include "pg/pool.h"

#include <stdlib.h>

void up_pool_release(struct up_pool *pool)
{
	for (size_t c = 0; c < pool->count; c++)
		up_conn_close(pool->conns[c]);
	free(pool->conns);
	*pool = (struct up_pool){0};
}

enum up_status up_pool_open(const char *conninfo, size_t count, struct up_pool *pool,
			    struct up_error *err)
{
	return up_pool_open_sessions(&(const struct up_session){.conninfo = conninfo}, count, pool,
				     err);
}

enum up_status up_pool_open_sessions(const struct up_session *session, size_t count,
				     struct up_pool *pool, struct up_error *err)
{
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): they are pointers */
	UP_POOL new = {.conns = calloc(count, sizeof *new.conns)};

	if (new.conns == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu connections", count);
	for (; new.count < count; new.count++)
		UP_TRY(up_session_open(session, &new.conns[new.count], err));
	*pool = new;
	new = (struct up_pool){0};
	return UP_OK;
}

void up_pool_keep_values_out(const struct up_pool *pool)
{
	for (size_t c = 0; c < pool->count; c++)
		up_conn_keep_values_out(pool->conns[c]);
}

struct up_conn_counters up_pool_counters(const struct up_pool *pool)
{
	struct up_conn_counters sum = {0};

	for (size_t c = 0; c < pool->count; c++) {
		sum.statements += pool->conns[c]->counters.statements;
		sum.round_trips += pool->conns[c]->counters.round_trips;
		sum.wait_ns += pool->conns[c]->counters.wait_ns;
	}
	return sum;
}
