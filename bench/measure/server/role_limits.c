/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/role_limits.h"

/* A peer has the SQLSTATE in its message, as has the text of a connection that is lost; so that is where it
 * is looked for, or the words of the latter. */
static const struct {
	const char *sqlstate;
	const char *words;
	const char *setting;
} limits[] = {
	{"57014", "due to statement timeout", "statement_timeout"},
	{"55P03", "due to lock timeout", "lock_timeout"},
	{"25P03", "due to idle-in-transaction timeout", "idle_in_transaction_session_timeout"},
	{"25P04", "due to transaction timeout", "transaction_timeout"},
	{"53400", "exceeds temp_file_limit", "temp_file_limit"},
};

static bool has_sqlstate(const struct up_error *failure, const char *sqlstate)
{
	const char *at = strstr(failure->message, sqlstate);

	if (strcmp(failure->sqlstate, sqlstate) == 0)
		return true;
	return at != NULL && at - failure->message >= 7 &&
	       (strncmp(at - 7, "LSTATE ", 7) == 0 || strncmp(at - 7, "FATAL: ", 7) == 0);
}

/* NULL: none. */
static const char *find_setting(const struct up_error *failure)
{
	for (size_t l = 0; l < sizeof limits / sizeof limits[0]; l++) {
		if (has_sqlstate(failure, limits[l].sqlstate) ||
		    strstr(failure->message, limits[l].words) != NULL)
			return limits[l].setting;
	}
	return NULL;
}

bool role_limits_may_explain(const struct up_error *failure)
{
	return find_setting(failure) != NULL;
}

/* Both mean no limit. */
#define IN_FORCE "setting NOT IN ('0', '-1')"

#define SOURCE                                                                                     \
	"CASE source WHEN 'user' THEN 'the role' WHEN 'database' THEN 'the database' "             \
	"WHEN 'database user' THEN 'the role in the database' WHEN 'global' THEN 'all roles' "     \
	"WHEN 'client' THEN 'the connection string' WHEN 'session' THEN 'the case' "               \
	"ELSE 'the server' END"

void role_limits_explain(struct up_conn *conn, struct up_error *failure)
{
	const struct up_error before = *failure;
	const char *name = find_setting(failure);
	const struct up_params params = {.count = 1, .values = &name};
	UP_RESULT *result = NULL;

	if (name == NULL ||
	    up_conn_exec_params(conn,
				"SELECT pg_catalog.current_setting(name), " SOURCE
				" FROM pg_catalog.pg_settings WHERE name = $1 AND " IN_FORCE,
				&params, NULL, &result, NULL) != UP_OK ||
	    PQntuples(result) != 1)
		return;
	(void)up_fail(failure, before.status, "%s; %s of %s is %s", before.message, name,
		      PQgetvalue(result, 0, 1), PQgetvalue(result, 0, 0));
	memcpy(failure->sqlstate, before.sqlstate, sizeof failure->sqlstate);
}
