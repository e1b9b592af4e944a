/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/description.h"

/* What the control connection set for itself says nothing about the server; the
 * settings named here may hold a password. */
static const char settings_query[] =
	"SELECT name, CASE WHEN name ~ 'conninfo|command|passphrase|key_file' THEN NULL "
	"ELSE setting END, unit, source "
	"FROM pg_catalog.pg_settings "
	"WHERE source NOT IN ('default', 'session', 'client', 'override') ORDER BY name";

/* Facts that have no place among the settings, since what initdb decided counts as a default.
 * What a server does not know is null. */
static const char facts_query[] = "SELECT pg_catalog.current_setting('server_version'), "
				  "pg_catalog.current_setting('data_checksums', true)";

static json_t *text_or_null(const PGresult *result, int row, int column)
{
	return PQgetisnull(result, row, column) ? json_null()
						: json_string(PQgetvalue(result, row, column));
}

static enum up_status describe_settings(const struct server *server, json_t **settings,
					struct up_error *err)
{
	static const char *const keys[] = {"name", "value", "unit", "source"};
	UP_RESULT *result = NULL;
	const struct up_params none = {0};

	UP_TRY(up_conn_exec_params(server->control, settings_query, &none, NULL, &result, err));
	*settings = json_array();
	for (int row = 0; row < PQntuples(result); row++) {
		json_t *setting = json_object();
		for (int column = 0; column < 4; column++)
			json_object_set_new(setting, keys[column],
					    text_or_null(result, row, column));
		json_array_append_new(*settings, setting);
	}
	return UP_OK;
}

/* pg_jit_available() answers for a session with jit = on, which the control connection is not. */
static const char jit_query[] =
	"SELECT pg_catalog.pg_jit_available() FROM pg_catalog.set_config('jit', 'on', true)";

/* null: the server does not know. */
static json_t *describe_jit(const struct server *server)
{
	UP_FREE char *available = NULL;

	if (up_conn_query_value(server->control, jit_query, &available, NULL) != UP_OK)
		return json_null();
	return json_boolean(available[0] == 't');
}

enum up_status server_describe(const struct server *server, json_t **description,
			       struct up_error *err)
{
	UP_RESULT *facts = NULL;
	const struct up_params none = {0};
	json_t *settings;
	json_t *own = json_array();

	UP_TRY(up_conn_exec_params(server->control, facts_query, &none, NULL, &facts, err));
	UP_TRY(describe_settings(server, &settings, err));
	for (const char *const *set = server->cluster != NULL ? cluster_settings(server->cluster)
							      : NULL;
	     set != NULL && *set != NULL; set++) {
		/* The place of the socket is a new one each time. */
		if (strncmp(*set, "unix_socket_directories=", 24) != 0)
			json_array_append_new(own, json_string(*set));
	}
	*description =
		json_pack("{s:o, s:i, s:b, s:o, s:o, s:o}", "version", text_or_null(facts, 0, 0),
			  "version_number", server->control->server_version, "private",
			  server->cluster != NULL, "data_checksums", text_or_null(facts, 0, 1),
			  "set_by_upbench", own, "settings", settings);
	json_object_set_new(*description, "jit_available", describe_jit(server));
	return UP_OK;
}
