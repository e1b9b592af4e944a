/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/pooled_way.h"

#include "measure/survey/pooler.h"
#include "pg/conninfo.h"

#include <stdlib.h>

/* ---- the same place ----------------------------------------------------- */

/* An engine that does not know when it was started is asked for the others only. */
static const struct {
	const char *what;
	const char *sql;
	bool is_shown;
} facts[] = {
	{"server", "SELECT extract(epoch FROM pg_catalog.pg_postmaster_start_time())", false},
	{"database", "SELECT pg_catalog.current_database()", true},
	{"role", "SELECT current_user", true},
};

static enum up_status check_place(struct up_conn *pooled, struct up_conn *direct,
				  struct up_error *err)
{
	for (size_t f = 0; f < sizeof facts / sizeof facts[0]; f++) {
		UP_FREE char *of_pooled = NULL;
		UP_FREE char *of_direct = NULL;
		const enum up_status status =
			up_conn_query_value(direct, facts[f].sql, &of_direct, err);
		if (status == UP_STATEMENT)
			continue;
		UP_TRY(status);
		UP_TRY(up_conn_query_value(pooled, facts[f].sql, &of_pooled, err));
		if (strcmp(of_pooled, of_direct) == 0)
			continue;
		if (!facts[f].is_shown)
			return up_fail(err, UP_INVALID,
				       "the pooler leads to another %s than the direct connection",
				       facts[f].what);
		return up_fail(err, UP_INVALID,
			       "the pooler leads to the %s %s, and the direct connection to %s",
			       facts[f].what, of_pooled, of_direct);
	}
	return UP_OK;
}

/* ---- prepared statements ------------------------------------------------ */

#define STATEMENT "upsync_pooled"

/* A pooler that keeps them gives them names of its own on its backends; on any other the name is
 * there, and is taken away in the same transaction. */
static enum up_status find_prepared(struct up_conn *conn, bool *keeps_prepared,
				    struct up_error *err)
{
	UP_FREE char *count = NULL;

	*keeps_prepared = false;
	UP_TRY(up_conn_exec(conn, "BEGIN TRANSACTION READ ONLY", err));
	enum up_status status = up_conn_prepare(conn, STATEMENT, "SELECT 1", err);
	if (status == UP_OK)
		status = up_conn_query_value(conn,
					     "SELECT pg_catalog.count(*) FROM "
					     "pg_catalog.pg_prepared_statements WHERE name = "
					     "'" STATEMENT "'",
					     &count, err);
	if (status == UP_OK && count[0] == '0')
		*keeps_prepared = true;
	else if (status == UP_OK)
		status = up_conn_exec(conn, "DEALLOCATE " STATEMENT, err);
	up_conn_rollback(conn);
	return status == UP_STATEMENT ? UP_OK : status;
}

/* ---- all of it ---------------------------------------------------------- */

static enum up_status judge_pooling(int pooling, const struct pooled_request *request,
				    struct finding_list *findings, struct up_error *err)
{
	UP_BUFFER what = {0};

	switch ((enum pooling)pooling) {
	case POOLING_UNKNOWN:
		return up_fail(err, UP_INVALID, "the pooler gives no backend within %d s",
			       POOLER_WAIT_SECONDS);
	case POOLING_STATEMENT:
		return up_fail(err, UP_INVALID,
			       "the pooler is in statement mode: it takes no transactions, which a "
			       "sync is");
	case POOLING_NONE:
		up_buffer_append_format(&what, "no pooler shows behind %s", request->named_by);
		UP_TRY(up_buffer_check(&what, err));
		return finding_list_add(
			findings, "pooled", SEVERITY_WARNING, what.data,
			"each sample is one transaction all the same, and strategies "
			"that need a session are skipped",
			"name the pooler", err);
	default:
		return UP_OK;
	}
}

static enum up_status check_size(const struct pooled_request *request, struct up_error *err)
{
	const size_t wanted =
		request->transactions < POOLER_COUNT_MAX ? request->transactions : POOLER_COUNT_MAX;
	const size_t backends = pooler_count_backends(request->conninfo, wanted);

	if (backends >= wanted)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "a case has %zu workers, which need a transaction each at once, and the "
		       "pooler has backends for %zu",
		       request->transactions, backends);
}

static enum up_status find(const struct pooled_request *request, struct up_conn *direct,
			   struct finding_list *findings, struct pooled_way *way,
			   struct up_error *err)
{
	struct survey_connection found = {0};
	UP_CONN *conn = NULL;
	UP_BUFFER conninfo = {0};

	UP_TRY(up_conn_open(request->conninfo, &conn, err));
	UP_TRY(up_conninfo_append_reached(&conninfo, conn, err));
	pooler_find(conn, request->conninfo, &found);
	if (pooler_spreads(&found))
		return up_fail(err, UP_INVALID,
			       "the pooler is pgpool-II, which has several servers: a statement "
			       "may reach any of them");
	UP_TRY(judge_pooling(found.pooling, request, findings, err));
	UP_TRY(check_place(conn, direct, err));
	UP_TRY(find_prepared(conn, &way->keeps_prepared, err));
	up_conn_close(UP_TAKE(conn)); /* it may have a backend for itself */
	UP_TRY(check_size(request, err));
	way->pooling = found.pooling;
	way->conninfo = up_buffer_detach(&conninfo);
	way->named = strdup(request->conninfo);
	return way->named != NULL ? UP_OK
				  : up_fail(err, UP_NO_MEMORY, "out of memory for a server");
}

static void release(struct pooled_way *way)
{
	free(way->named);
	free(way->conninfo);
}

static enum up_status add(const struct pooled_request *request, struct up_conn *direct,
			  struct finding_list *findings, struct pooled_way_list *list,
			  struct up_error *err)
{
	struct pooled_way new = {0};
	enum up_status status = up_conninfo_check(request->conninfo, request->named_by, err);

	if (status == UP_OK) {
		status = find(request, direct, findings, &new, err);
		if (status != UP_OK)
			up_error_prefix(err, "%s", request->named_by);
	}
	if (status == UP_OK) {
		list->items[list->count++] = new;
		return UP_OK;
	}
	release(&new);
	return request->arm != NULL ? up_error_prefix(err, "arm %s", request->arm) : status;
}

enum up_status pooled_way_list_find(const struct pooled_request *requests, size_t count,
				    struct up_conn *direct, struct finding_list *findings,
				    struct pooled_way_list *list, struct up_error *err)
{
	list->items = calloc(count + 1, sizeof *list->items);
	if (list->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a server");
	for (size_t r = 0; r < count; r++)
		UP_TRY(add(&requests[r], direct, findings, list, err));
	return UP_OK;
}

void pooled_way_list_release(struct pooled_way_list *list)
{
	for (size_t w = 0; w < list->count; w++)
		release(&list->items[w]);
	free(list->items);
	*list = (struct pooled_way_list){0};
}

const struct pooled_way *pooled_way_named(const struct pooled_way_list *list, const char *conninfo)
{
	for (size_t w = 0; w < list->count && conninfo != NULL; w++) {
		if (strcmp(list->items[w].named, conninfo) == 0)
			return &list->items[w];
	}
	return NULL;
}
