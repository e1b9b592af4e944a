/* SPDX-License-Identifier: PostgreSQL */
#include "measure/plan/count.h"

#include <inttypes.h>

#define COUNTED_SINCE 140000

/* By name, without a search path that a setting of the case may have bent. */
#define QUERY                                                                                      \
	"SELECT pg_catalog.concat_ws(' ', pg_catalog.count(*), "                                   \
	"pg_catalog.sum(custom_plans), pg_catalog.sum(generic_plans), "                            \
	"pg_catalog.count(*) FILTER (WHERE generic_plans OPERATOR(pg_catalog.=) 0 "                \
	"AND custom_plans OPERATOR(pg_catalog.>) 0 AND custom_plans OPERATOR(pg_catalog.<) 5)) "   \
	"FROM pg_catalog.pg_prepared_statements"

enum sample_plan plan_count_word(int64_t custom, int64_t generic)
{
	if (custom > 0)
		return generic > 0 ? SAMPLE_PLAN_MIXED : SAMPLE_PLAN_CUSTOM;
	return generic > 0 ? SAMPLE_PLAN_GENERIC : SAMPLE_PLAN_UNKNOWN;
}

/* Adds the counts of one connection. */
static enum up_status ask(struct up_conn *conn, struct plan_count *count, int64_t *statements,
			  struct up_error *err)
{
	UP_FREE char *text = NULL;
	char *rest;

	UP_TRY(up_conn_query_value(conn, QUERY, &text, err));
	*statements += strtoimax(text, &rest, 10);
	count->custom += strtoimax(rest, &rest, 10);
	count->generic += strtoimax(rest, &rest, 10);
	count->undecided |= strtoimax(rest, NULL, 10) > 0;
	return UP_OK;
}

enum up_status plan_count_update(struct plan_count *count, const struct up_pool *pool, int *plan,
				 struct up_error *err)
{
	struct plan_count now = {0};
	int64_t statements = 0;

	*plan = SAMPLE_PLAN_UNKNOWN;
	if (count->nothing_prepared)
		return UP_OK;
	for (size_t c = 0; c < pool->count; c++) {
		if (pool->conns[c]->server_version >= COUNTED_SINCE)
			UP_TRY(ask(pool->conns[c], &now, &statements, err));
	}
	*plan = (int)plan_count_word(now.custom - count->custom, now.generic - count->generic);
	*count = now;
	count->nothing_prepared = statements == 0;
	return UP_OK;
}
