/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/engine.h"

#include "measure/survey/tolerance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- recognizing ------------------------------------------------------ */

/* Of engines that put their name into version(): what is behind mark, up to a blank or a
 * parenthesis, is their version. */
static const struct {
	const char *mark;
	const char *name;
} marks[] = {
	{"CockroachDB CCL v", "CockroachDB"},
	{"CockroachDB OSS v", "CockroachDB"},
	{"CockroachDB ", "CockroachDB"},
	{"-YB-", "YugabyteDB"},
	{"Greenplum Database ", "Greenplum"},
	{"Redshift ", "Redshift"},
	{"EnterpriseDB Advanced Server ", "EDB Postgres Advanced Server"},
};

/* Services by the settings that they add.  Where the service brings a storage of its own, it is
 * an engine of its own, too. */
static const struct {
	const char *prefix;
	const char *managed_by;
	const char *engine; /* NULL: none of its own */
} services[] = {
	{"neon", "Neon", "Neon"},
	{"alloydb", "Google AlloyDB", "AlloyDB"},
	{"google_columnar_engine", "Google AlloyDB", "AlloyDB"},
	{"cloudsql", "Google Cloud SQL", NULL},
	{"rds", "Amazon RDS", NULL},
	{"azure", "Azure Database for PostgreSQL", NULL},
	{"supautils", "Supabase", NULL},
};

static bool has_word(const char *words, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = words; at != NULL; at = strchr(at, ' ')) {
		at += strspn(at, " ");
		if (strncmp(at, word, length) == 0 && (at[length] == '\0' || at[length] == ' '))
			return true;
	}
	return false;
}

static enum up_status set(struct engine *engine, const char *name, const char *version,
			  struct up_error *err)
{
	UP_FREE char *copy = version != NULL ? strndup(version, strcspn(version, " ,()")) : NULL;

	if (version != NULL && copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an engine");
	UP_TRY(text_set(&engine->name, name, err));
	return text_set(&engine->version, copy, err);
}

/* false: it is none of those that have their name there. */
static bool find_mark(const char *text, const char **name, const char **version)
{
	for (size_t m = 0; text != NULL && m < sizeof marks / sizeof marks[0]; m++) {
		const char *found = strstr(text, marks[m].mark);
		if (found == NULL)
			continue;
		*name = marks[m].name;
		*version = found + strlen(marks[m].mark);
		return true;
	}
	return false;
}

enum up_status engine_recognize(const struct engine_signs *signs, struct engine *engine,
				struct up_error *err)
{
	const char *name = ENGINE_POSTGRESQL;
	const char *version = signs->server_version;
	const char *managed_by = NULL;

	for (size_t s = 0; s < sizeof services / sizeof services[0]; s++) {
		if (!has_word(signs->prefixes, services[s].prefix))
			continue;
		managed_by = services[s].managed_by;
		if (services[s].engine != NULL)
			name = services[s].engine;
		break;
	}
	if (signs->aurora != NULL) {
		name = "Aurora PostgreSQL";
		version = signs->aurora;
		managed_by = "Amazon Aurora";
	}
	if (signs->timescaledb != NULL) {
		name = "TimescaleDB";
		version = signs->timescaledb;
	}
	if (signs->citus != NULL) {
		name = ENGINE_CITUS;
		version = signs->citus;
	}
	(void)find_mark(signs->version, &name, &version);
	UP_TRY(set(engine, name, version, err));
	return text_set(&engine->managed_by, managed_by, err);
}

/* ---- reading ---------------------------------------------------------- */

static const char signs_query[] =
	"SELECT pg_catalog.current_setting('server_version', true), "
	"(SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'citus'), "
	"(SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'timescaledb'), "
	"(SELECT pg_catalog.string_agg(DISTINCT pg_catalog.split_part(name, '.', 1), ' ') "
	"FROM pg_catalog.pg_settings WHERE name LIKE '%.%'), "
	"EXISTS (SELECT FROM pg_catalog.pg_proc WHERE proname = 'aurora_version' "
	"AND pronamespace = 'pg_catalog'::pg_catalog.regnamespace)";

/* The coordinator alone is one, too. */
static const char nodes_query[] = "SELECT pg_catalog.count(*) FROM pg_catalog.pg_dist_node "
				  "WHERE shouldhaveshards AND isactive AND noderole = 'primary'";

static enum up_status read_nodes(struct up_conn *conn, struct engine *engine, struct up_error *err)
{
	UP_RESULT *nodes = NULL;

	if (engine->name == NULL || strcmp(engine->name, ENGINE_CITUS) != 0)
		return UP_OK;
	const enum up_status status = tolerance_query(conn, nodes_query, &nodes, err);
	if (status == UP_OK)
		engine->nodes = strtoimax(PQgetvalue(nodes, 0, 0), NULL, 10);
	return status == UP_STATEMENT ? UP_OK : status;
}

static const char *value_of(const PGresult *result, int column)
{
	return PQgetisnull(result, 0, column) ? NULL : PQgetvalue(result, 0, column);
}

enum up_status engine_read(struct up_conn *conn, struct engine *engine, struct up_error *err)
{
	struct engine_signs signs = {0};
	UP_FREE char *version = NULL;
	UP_RESULT *aurora = NULL;
	UP_RESULT *result = NULL;
	struct up_error refused;

	UP_TRY(up_conn_query_value(conn, "SELECT pg_catalog.version()", &version, err));
	signs.version = version;
	if (tolerance_query(conn, signs_query, &result, &refused) == UP_OK) {
		signs.server_version = value_of(result, 0);
		signs.citus = value_of(result, 1);
		signs.timescaledb = value_of(result, 2);
		signs.prefixes = value_of(result, 3);
		if (PQgetvalue(result, 0, 4)[0] == 't' &&
		    tolerance_query(conn, "SELECT pg_catalog.aurora_version()", &aurora,
				    &refused) == UP_OK)
			signs.aurora = value_of(aurora, 0);
	}
	UP_TRY(engine_recognize(&signs, engine, err));
	return read_nodes(conn, engine, err);
}
