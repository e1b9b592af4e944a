/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/other_runs.h"

#include <stdlib.h>

/* The key of leftover_lock(), in two halves; those of schema.h, of which the name is known in this database
 * only. */
static const char query[] =
	"SELECT DISTINCT pid, CASE WHEN objsubid = 1 THEN 'upbench_' || pg_catalog.substr(high, 5) "
	"|| low "
	"ELSE coalesce((SELECT nspname::text FROM pg_catalog.pg_namespace WHERE oid = objid "
	"AND lock.database = pg_catalog.current_database()), '(one that was given, in database ' "
	"|| lock.database || ')') "
	"END "
	"FROM (SELECT pid, objsubid, objid, d.datname, "
	"pg_catalog.lpad(pg_catalog.to_hex(classid::bigint), 8, '0'), "
	"pg_catalog.lpad(pg_catalog.to_hex(objid::bigint), 8, '0') FROM pg_catalog.pg_locks "
	"LEFT JOIN pg_catalog.pg_database d ON d.oid = database "
	"WHERE locktype = 'advisory' AND granted) "
	"AS lock(pid, objsubid, objid, database, high, low) "
	"WHERE (objsubid = 1 AND high LIKE '7570%') OR (objsubid = 2 AND high = '75707363') ORDER "
	"BY 2";

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
		UP_TRY(receive(context, (int)strtol(PQgetvalue(result, row, 0), NULL, 10),
			       PQgetvalue(result, row, 1), err));
	return UP_OK;
}
