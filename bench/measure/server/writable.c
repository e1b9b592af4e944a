/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/writable.h"

/* Is it a standby, what sessions begin with, and where that was set: the first line of pg_db_role_setting
 * that holds for this session. */
static const char query[] =
	"SELECT pg_catalog.pg_is_in_recovery(), reset_val = 'on', "
	"(SELECT CASE WHEN setdatabase = 0 AND setrole = 0 THEN 'all roles' "
	"WHEN setdatabase = 0 THEN 'the role' WHEN setrole = 0 THEN 'the database' "
	"ELSE 'the role in the database' END "
	"FROM pg_catalog.pg_db_role_setting, pg_catalog.unnest(setconfig) AS of(setting) "
	"WHERE setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database "
	"WHERE datname = pg_catalog.current_database())) "
	"AND setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user)) "
	"AND of.setting LIKE 'default\\_transaction\\_read\\_only=%' "
	"ORDER BY setrole = 0, setdatabase = 0 LIMIT 1) "
	"FROM pg_catalog.pg_settings WHERE name = 'default_transaction_read_only'";

enum up_status writable_check(struct up_conn *conn, struct up_error *err)
{
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(conn, query, &(struct up_params){0}, NULL, &result, err));
	if (PQntuples(result) == 1 && PQgetvalue(result, 0, 0)[0] == 't')
		return up_fail(err, UP_INVALID,
			       "the server is a standby, which is read-only: name its primary (of "
			       "several hosts, target_session_attrs=read-write takes it)");
	if (PQntuples(result) == 1 && PQgetvalue(result, 0, 1)[0] == 't')
		return up_fail(
			err, UP_INVALID,
			"transactions are read-only by default (default_transaction_read_only of "
			"%s): use another database or role, or, if it may be written to, add "
			"options='-c default_transaction_read_only=off' to the connection string",
			PQgetisnull(result, 0, 2) ? "the server" : PQgetvalue(result, 0, 2));
	return UP_OK;
}
