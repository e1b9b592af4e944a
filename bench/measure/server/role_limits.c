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

#define STATEMENT_TIMEOUT "statement_timeout"

#define SOURCE                                                                                     \
	"CASE source WHEN 'user' THEN 'the role' WHEN 'database' THEN 'the database' "             \
	"WHEN 'database user' THEN 'the role in the database' WHEN 'global' THEN 'all roles' "     \
	"WHEN 'client' THEN 'the connection string' WHEN 'session' THEN 'the case' "               \
	"ELSE 'the server' END"

/* The view takes longer than a short limit allows, so that this is asked without statement_timeout. */
static const char source_query[] = "SELECT " SOURCE " FROM pg_catalog.pg_settings WHERE name = $1";

/* Of statement_timeout, whose source does not show then: by the catalogs, of those that apply the one that the server takes.  $2: the value in force; $3: whether
 * the connection string has one. */
static const char statement_timeout_query[] =
	"SELECT CASE WHEN pg_catalog.set_config(name, reset_val, true) <> $2 THEN 'the case' "
	"WHEN $3::boolean THEN 'the connection string' ELSE coalesce("
	"(SELECT CASE WHEN setrole <> 0 AND setdatabase <> 0 THEN 'the role in the database' "
	"WHEN setrole <> 0 THEN 'the role' WHEN setdatabase <> 0 THEN 'the database' "
	"ELSE 'all roles' END "
	"FROM pg_catalog.pg_db_role_setting, pg_catalog.unnest(setconfig) AS entry "
	"WHERE entry LIKE $1 || '=%' "
	"AND setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user)) "
	"AND setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database "
	"WHERE datname = pg_catalog.current_database())) "
	"ORDER BY (setrole <> 0)::integer * 2 + (setdatabase <> 0)::integer DESC LIMIT 1), "
	"'the server') END FROM pg_catalog.pg_settings WHERE name = $1";

static enum up_status find_source(struct up_conn *conn, const char *name, const char *value,
				  PGresult **source)
{
	const char *options = PQoptions(conn->pg);
	const bool is_stated = options != NULL && strstr(options, STATEMENT_TIMEOUT) != NULL;
	const char *const values[] = {name, value, is_stated ? "true" : "false"};
	const bool is_of_statement = strcmp(name, STATEMENT_TIMEOUT) == 0;
	const struct up_params params = {.count = is_of_statement ? 3 : 1, .values = values};

	UP_TRY(up_conn_exec(conn, "SET " STATEMENT_TIMEOUT " = 0", NULL));
	return up_conn_exec_params(conn, is_of_statement ? statement_timeout_query : source_query,
				   &params, NULL, source, NULL);
}

bool role_limits_explain(struct up_conn *conn, struct up_error *failure)
{
	const struct up_error before = *failure;
	const char *name = find_setting(failure);
	const struct up_params params = {.count = 1, .values = &name};
	UP_RESULT *value = NULL;
	UP_RESULT *source = NULL;

	if (name == NULL)
		return true;
	if (up_conn_exec_params(conn, "SELECT pg_catalog.current_setting($1)", &params, NULL,
				&value, NULL) != UP_OK)
		return false;
	/* Both mean no limit. */
	const char *limit = PQgetvalue(value, 0, 0);
	if (strcmp(limit, "0") == 0 || strcmp(limit, "-1") == 0)
		return true;
	if (find_source(conn, name, limit, &source) != UP_OK || PQntuples(source) != 1)
		return false;
	(void)up_fail(failure, before.status, "%s; %s of %s is %s", before.message, name,
		      PQgetvalue(source, 0, 0), limit);
	memcpy(failure->sqlstate, before.sqlstate, sizeof failure->sqlstate);
	return true;
}

/* The limit is in force for what looks for it, too: a very short one ends that as well. */
#define ATTEMPTS 20

void role_limits_explain_end(const char *conninfo, struct up_error *failure)
{
	const struct up_error before = *failure;

	for (int attempt = 0; role_limits_may_explain(failure) && attempt < ATTEMPTS; attempt++) {
		UP_CONN *conn = NULL;
		if (up_conn_open(conninfo, &conn, NULL) == UP_OK &&
		    role_limits_explain(conn, failure))
			break;
	}
	const struct up_error explained = *failure;
	const char *name = find_setting(&before);
	if (name == NULL)
		return;
	const bool is_explained = strcmp(explained.message, before.message) != 0;
	(void)up_fail(
		failure, before.status,
		"%s%s%s too short for a run: raise it, or set PGOPTIONS='-c %s=0' for the run",
		explained.message, is_explained ? "," : "; ", is_explained ? "" : name, name);
	memcpy(failure->sqlstate, before.sqlstate, sizeof failure->sqlstate);
}
