/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/pooler_refusal.h"

#include "measure/survey/pooler.h"

enum up_status pooler_refuse(const char *conninfo, const char *named_by, struct up_error *err)
{
	struct survey_connection found = {0};
	UP_CONN *conn = NULL;

	UP_TRY(up_conn_open(conninfo, &conn, err));
	pooler_find(conn, conninfo, &found);
	if (pooler_spreads(&found))
		return up_fail(
			err, UP_INVALID,
			"%s: pgpool-II, which has several servers, is between upbench and the "
			"server: a statement may reach any of them; name the server itself",
			named_by);
	if (found.pooling != POOLING_TRANSACTION && found.pooling != POOLING_STATEMENT)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "%s: a pooler in %s mode is between upbench and the server: settings would "
		       "reach its other clients; name the server itself",
		       named_by, pooling_word((enum pooling)found.pooling));
}
