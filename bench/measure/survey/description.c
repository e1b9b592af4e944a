/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/description.h"

#include "measure/survey/engine.h"
#include "measure/survey/tolerance.h"

#include <inttypes.h>
#include <string.h>

/* Those of a connection for what is measured, so that the role's limits are among them; what a session
 * states for itself is not.  The settings named here may hold a password.  Those of an engine change what
 * it does also where they are its default, which differs between its versions. */
static const char settings_query[] =
	"SELECT name, CASE WHEN name ~ 'conninfo|command|passphrase|key_file' THEN NULL "
	"ELSE setting END, unit, source "
	"FROM pg_catalog.pg_settings "
	"WHERE source NOT IN ('session', 'client', 'override') "
	"AND (source <> 'default' OR name ~ '^(citus|columnar|timescaledb)[.]|^yb_') "
	"ORDER BY name";

/* Facts that have no place among the settings, since what initdb or the build decided counts as a
 * default.  What a server does not know is null; a role that may not read the state of standbys
 * sees them with nulls. */
static const char facts_query[] =
	"SELECT pg_catalog.current_setting('server_version'), "
	"pg_catalog.current_setting('data_checksums', true), "
	"pg_catalog.current_setting('block_size', true), "
	"pg_catalog.current_setting('debug_assertions', true)::boolean, "
	"pg_catalog.pg_has_role('pg_read_all_settings', 'USAGE'), "
	"(SELECT CASE WHEN count(*) = count(sync_state) "
	"THEN count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) END "
	"FROM pg_catalog.pg_stat_replication)";

/* The columns of pg_database depend on the version: providers other than libc came with 15,
 * daticulocale was renamed in 17. */
static const char database_query[] =
	"SELECT pg_catalog.pg_encoding_to_char(encoding), "
	"CASE provider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END, "
	"CASE WHEN provider IN ('i', 'b') THEN coalesce(d->>'datlocale', d->>'daticulocale') "
	"|| coalesce(' with rules ' || (d->>'daticurules'), '') ELSE datcollate END, "
	"d->>'datcollversion', datctype "
	"FROM (SELECT encoding, datcollate, datctype, pg_catalog.to_jsonb(base) AS d, "
	"pg_catalog.to_jsonb(base)->>'datlocprovider' AS provider "
	"FROM pg_catalog.pg_database AS base "
	"WHERE datname = pg_catalog.current_database()) AS facts";

static const char extensions_query[] = "SELECT extname::text || ' ' || extversion "
				       "FROM pg_catalog.pg_extension ORDER BY extname";

/* pg_jit_available() answers for a session with jit = on, which the control connection is not. */
static const char jit_query[] =
	"SELECT pg_catalog.pg_jit_available() FROM pg_catalog.set_config('jit', 'on', true)";

static enum up_status query(struct up_conn *conn, const char *sql, PGresult **result,
			    struct up_error *err)
{
	const struct up_params none = {0};

	return up_conn_exec_params(conn, sql, &none, NULL, result, err);
}

/* ---- values ----------------------------------------------------------- */

/* A null stays one. */
static enum up_status take(char **target, const PGresult *result, int row, int column,
			   struct up_error *err)
{
	const bool is_null = PQgetisnull(result, row, column);
	return text_set(target, is_null ? NULL : PQgetvalue(result, row, column), err);
}

static int64_t integer_of(const PGresult *result, int column)
{
	return PQgetisnull(result, 0, column)
		       ? UNMEASURED
		       : (int64_t)strtoimax(PQgetvalue(result, 0, column), NULL, 10);
}

static enum fact boolean_of(const PGresult *result, int column)
{
	return PQgetisnull(result, 0, column) ? FACT_UNKNOWN
					      : fact_of(PQgetvalue(result, 0, column)[0] == 't');
}

/* ---- parts of a server ------------------------------------------------ */

static enum up_status describe_settings(struct up_conn *conn, struct manifest_server *description,
					struct up_error *err)
{
	UP_RESULT *result = NULL;

	UP_TRY(query(conn, settings_query, &result, err));
	for (int row = 0; row < PQntuples(result); row++) {
		struct manifest_setting *setting = manifest_add_setting(description);
		if (setting == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for settings");
		UP_TRY(take(&setting->name, result, row, 0, err));
		UP_TRY(take(&setting->value, result, row, 1, err));
		UP_TRY(take(&setting->unit, result, row, 2, err));
		UP_TRY(take(&setting->source, result, row, 3, err));
	}
	return UP_OK;
}

static enum up_status describe_database(struct up_conn *conn, struct manifest_database *database,
					struct up_error *err)
{
	UP_RESULT *facts = NULL;
	UP_RESULT *extensions = NULL;

	UP_TRY(query(conn, database_query, &facts, err));
	UP_TRY(take(&database->encoding, facts, 0, 0, err));
	UP_TRY(take(&database->collation_provider, facts, 0, 1, err));
	UP_TRY(take(&database->collation, facts, 0, 2, err));
	UP_TRY(take(&database->collation_version, facts, 0, 3, err));
	UP_TRY(take(&database->character_type, facts, 0, 4, err));
	UP_TRY(query(conn, extensions_query, &extensions, err));
	for (int row = 0; row < PQntuples(extensions); row++)
		UP_TRY(text_list_add(&database->extensions, PQgetvalue(extensions, row, 0), err));
	return UP_OK;
}

static enum fact has_jit(struct up_conn *conn)
{
	UP_RESULT *available = NULL;

	if (tolerance_query(conn, jit_query, &available, NULL) != UP_OK)
		return FACT_UNKNOWN;
	return boolean_of(available, 0);
}

enum up_status description_read(struct up_conn *conn, struct up_conn *measured,
				struct manifest_server *description, struct up_error *err)
{
	UP_RESULT *facts = NULL;

	UP_TRY(query(conn, facts_query, &facts, err));
	UP_TRY(take(&description->version, facts, 0, 0, err));
	UP_TRY(take(&description->data_checksums, facts, 0, 1, err));
	description->block_size = integer_of(facts, 2);
	description->has_assertions = boolean_of(facts, 3);
	description->shows_all_settings = boolean_of(facts, 4);
	description->sync_standbys = integer_of(facts, 5);
	description->version_number = conn->server_version;
	description->has_jit = has_jit(conn);
	UP_TRY(engine_read(conn, &description->engine, err));
	UP_TRY(describe_database(conn, &description->database, err));
	return describe_settings(measured, description, err);
}
