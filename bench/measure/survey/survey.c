/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/survey.h"

#include "measure/survey/description.h"
#include "measure/survey/effects.h"
#include "measure/survey/findings.h"
#include "measure/survey/given_schema.h"
#include "measure/survey/pooler.h"
#include "measure/survey/space.h"
#include "measure/survey/synchronous.h"
#include "measure/table/catalog.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BEGIN "BEGIN TRANSACTION READ ONLY"
/* Limits of the role would end what is read here. */
#define LIMITS "; SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '5s'"

typedef enum up_status part_reader(struct up_conn *conn, struct survey *survey,
				   struct up_error *err);

static const char *const no_parameters[CATALOG_PARAMETERS] = {NULL};

static enum up_status read_description(struct up_conn *conn, struct survey *survey,
				       struct up_error *err)
{
	return description_read(conn, conn, &survey->server, err);
}

static enum up_status read_state(struct up_conn *conn, struct survey *survey, struct up_error *err)
{
	return catalog_read(conn, "survey/state.sql", no_parameters, &survey_state_table,
			    &survey->state, err);
}

static enum up_status read_role(struct up_conn *conn, struct survey *survey, struct up_error *err)
{
	return catalog_read(conn, "survey/role.sql", no_parameters, &survey_role_table,
			    &survey->role, err);
}

static enum up_status read_database(struct up_conn *conn, struct survey *survey,
				    struct up_error *err)
{
	return catalog_read(conn, "survey/database.sql", no_parameters, &survey_database_table,
			    &survey->database, err);
}

/* Only the name is there before. */
static enum up_status read_schema(struct up_conn *conn, struct survey *survey, struct up_error *err)
{
	UP_FREE char *name = UP_TAKE(survey->schema.name);

	return name == NULL ? UP_OK : given_schema_read(conn, name, &survey->schema, err);
}

static enum up_status read_replication(struct up_conn *conn, struct survey *survey,
				       struct up_error *err)
{
	struct survey_replication *replication = &survey->replication;

	UP_TRY(catalog_read(conn, "survey/replication.sql", no_parameters,
			    &survey_replication_table, replication, err));
	if (replication->synchronous_standby_names != NULL)
		replication->required =
			synchronous_required(replication->synchronous_standby_names);
	return UP_OK;
}

static enum up_status read_settings(struct up_conn *conn, struct survey *survey,
				    struct up_error *err)
{
	return catalog_read_list(conn, "survey/settings.sql", no_parameters,
				 &manifest_setting_table, &survey->settings, err);
}

/* In their order.  The sources of the limits show only where they are not replaced. */
static const struct {
	const char *name;
	const char *begin;
	part_reader *read;
} parts[] = {
	{"settings", BEGIN, read_settings},        {"server", BEGIN LIMITS, read_description},
	{"state", BEGIN LIMITS, read_state},       {"role", BEGIN LIMITS, read_role},
	{"database", BEGIN LIMITS, read_database}, {"replication", BEGIN LIMITS, read_replication},
	{"schema", BEGIN LIMITS, read_schema},     {"space", BEGIN LIMITS, space_read},
};

/* A refusal is noted. */
static enum up_status read_part(struct up_conn *conn, size_t part, struct survey *survey,
				struct up_error *err)
{
	UP_BUFFER refusal = {0};
	struct up_error why;
	enum up_status status = up_conn_exec(conn, parts[part].begin, &why);

	if (status == UP_OK)
		status = parts[part].read(conn, survey, &why);
	up_conn_rollback(conn);
	if (status == UP_OK)
		return UP_OK;
	if (status != UP_STATEMENT && status != UP_INVALID) {
		*err = why;
		return status;
	}
	up_buffer_append_format(&refusal, "%s: %s", parts[part].name, why.message);
	UP_TRY(up_buffer_check(&refusal, err));
	return text_list_add(&survey->unread, refusal.data, err);
}

static enum up_status read_encryption(const struct up_conn *conn,
				      struct survey_connection *connection, struct up_error *err)
{
	const bool has_tls = PQsslInUse(conn->pg) != 0;
	const bool has_gss = PQgssEncInUse(conn->pg) != 0;

	connection->is_encrypted = fact_of(has_tls || has_gss);
	return text_set(&connection->encryption,
			has_tls   ? PQsslAttribute(conn->pg, "protocol")
			: has_gss ? "GSSAPI"
				  : NULL,
			err);
}

/* What is kept of the WAL by the setting, which is soft. */
static double limit_wal(const struct survey *survey, double bytes)
{
	const struct manifest_setting *setting = survey_setting(survey, "max_wal_size");

	if (setting == NULL || setting->value == NULL || setting->unit == NULL ||
	    strcmp(setting->unit, "MB") != 0)
		return bytes;
	return fmin(bytes, strtod(setting->value, NULL) * 1024 * 1024);
}

/* In session mode each connection keeps one; that of the survey has its own. */
static void count_backends(const char *conninfo, const struct survey_demand *demand,
			   struct survey_connection *connection)
{
	const size_t needed = demand->connections + SURVEY_OWN_CONNECTIONS;
	const size_t wanted = needed < POOLER_COUNT_MAX ? needed : POOLER_COUNT_MAX;

	if (connection->pooling == POOLING_SESSION && connection->second_answers == FACT_YES)
		connection->backends = 1 + (int64_t)pooler_count_backends(conninfo, wanted - 1);
}

enum up_status survey_take(struct up_conn *conn, const char *conninfo,
			   const struct survey_demand *demand, struct survey *survey,
			   struct up_error *err)
{
	struct survey_demand limited = *demand;

	UP_TRY(read_encryption(conn, &survey->connection, err));
	pooler_find(conn, conninfo, &survey->connection);
	count_backends(conninfo, demand, &survey->connection);
	survey->server.is_private = FACT_NO;
	UP_TRY(text_set(&survey->schema.name, demand->schema, err));
	/* In statement mode the parts, each a transaction, cannot be read. */
	for (size_t p = 0;
	     survey->connection.pooling != POOLING_STATEMENT && p < sizeof parts / sizeof parts[0];
	     p++)
		UP_TRY(read_part(conn, p, survey, err));
	limited.wal_bytes = limit_wal(survey, demand->wal_bytes);
	UP_TRY(findings_add(survey, &limited, err));
	if (finding_list_first(&survey->findings, SEVERITY_REFUSED) != NULL)
		return UP_OK;
	return effects_add(survey, &limited, err);
}
