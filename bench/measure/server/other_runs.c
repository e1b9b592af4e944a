/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/other_runs.h"

/* The key of leftover_lock(), in two halves. */
static const char query[] =
	"SELECT DISTINCT 'upbench_' || pg_catalog.substr(high, 5) || low FROM (SELECT "
	"pg_catalog.lpad(pg_catalog.to_hex(classid::bigint), 8, '0'), "
	"pg_catalog.lpad(pg_catalog.to_hex(objid::bigint), 8, '0') FROM pg_catalog.pg_locks "
	"WHERE locktype = 'advisory' AND granted AND objsubid = 1) AS lock(high, low) "
	"WHERE high LIKE '7570%' ORDER BY 1";

enum up_status other_runs_find(struct up_conn *conn, other_runs_receiver *receive, void *context,
			       struct up_error *err)
{
	UP_RESULT *result = NULL;
	const enum up_status status =
		up_conn_exec_params(conn, query, &(struct up_params){0}, NULL, &result, err);

	if (status == UP_STATEMENT || status == UP_CONNECTION)
		return UP_OK;
	UP_TRY(status);
	for (int row = 0; row < PQntuples(result); row++)
		UP_TRY(receive(context, PQgetvalue(result, row, 0), err));
	return UP_OK;
}
