/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/schema.h"

#include "measure/server/leftover.h"
#include "measure/survey/given_schema.h"
#include "pg/statement.h"

#include <stdlib.h>
#include <sys/random.h>

#define SCHEMA_PREFIX "upbench_"
#define INSUFFICIENT_PRIVILEGE "42501"

/* Keys of the lock of a schema that was given. */
#define GIVEN_KEYS "(1970303843, (oid::bigint)::bit(32)::integer)"

enum up_status schema_draw_name(char **name, struct up_error *err)
{
	uint64_t id;

	if (getrandom(&id, sizeof id, 0) != (ssize_t)sizeof id)
		return up_fail_errno(err, UP_IO, "cannot draw an identifier");
	if (asprintf(name, SCHEMA_PREFIX "%012llx", (unsigned long long)(id >> 16)) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a server");
	return UP_OK;
}

const char *schema_id(const char *name)
{
	return name + sizeof SCHEMA_PREFIX - 1;
}

/* ---- locks -------------------------------------------------------------- */

/* Calls a function with the keys; *value: what it returns, NULL where the schema is gone. */
static enum up_status call_with_keys(struct server *server, const char *function, char **value,
				     struct up_error *err)
{
	UP_BUFFER sql = {0};
	const char *const values[] = {server->schema};
	const struct up_params params = {.values = values, .count = 1};
	UP_RESULT *result = NULL;

	up_buffer_append_format(&sql,
				"SELECT pg_catalog.%s" GIVEN_KEYS
				"::text FROM pg_catalog.pg_namespace WHERE nspname = $1",
				function);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(server->control, sql.data, &params, NULL, &result, err));
	if (PQntuples(result) == 0)
		return UP_OK;
	*value = strdup(PQgetvalue(result, 0, 0));
	return *value != NULL ? UP_OK : up_fail(err, UP_NO_MEMORY, "out of memory for a lock");
}

/* The survey looked without the lock. */
static enum up_status claim_given(struct server *server, struct up_error *err)
{
	UP_FREE char *has_lock = NULL;
	SURVEY_SCHEMA found;
	FINDING_LIST findings = {0};
	UP_BUFFER text = {0};

	survey_schema_init(&found);
	UP_TRY(call_with_keys(server, "pg_try_advisory_lock", &has_lock, err));
	UP_TRY(given_schema_read(server->control, server->schema, &found, err));
	if (found.is_in_use == FACT_NO && has_lock != NULL && strcmp(has_lock, "true") != 0)
		found.is_in_use = FACT_YES;
	UP_TRY(given_schema_judge(&found, NULL, &findings, err));
	if (findings.count == 0)
		return UP_OK;
	finding_append(&text, &findings.items[0]);
	UP_TRY(up_buffer_check(&text, err));
	return up_fail(err, UP_INVALID, "--schema: %s", text.data);
}

enum up_status schema_claim(struct server *server, struct up_error *err)
{
	UP_BUFFER leftovers = {0};

	if (server->is_given)
		UP_TRY(claim_given(server, err));
	else
		UP_TRY(leftover_lock(server->control, server->schema, err));
	UP_TRY(leftover_find(server->control, &leftovers, err));
	if (leftovers.length > 0)
		server->leftovers = up_buffer_detach(&leftovers);
	return UP_OK;
}

enum up_status schema_lock_again(struct server *server, struct up_error *err)
{
	UP_FREE char *nothing = NULL;

	if (!server->is_given)
		return leftover_lock(server->control, server->schema, err);
	return call_with_keys(server, "pg_advisory_lock", &nothing, err);
}

/* ---- what is in it ------------------------------------------------------ */

enum up_status schema_create(struct server *server, const char *schema_sql, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql,
				server->is_given ? "BEGIN; CREATE TYPE " : "BEGIN; CREATE SCHEMA ");
	up_sql_identifier(&sql, server->schema);
	if (server->is_given)
		up_buffer_append_string(&sql, "." GIVEN_SCHEMA_MARK " AS ()");
	up_buffer_append_format(&sql, ";\n%s;\nCOMMIT", schema_sql);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_session_put_first(server->control, server->schema, err));
	if (up_conn_exec(server->control, sql.data, err) != UP_OK) {
		up_conn_rollback(server->control);
		if (strcmp(err->sqlstate, INSUFFICIENT_PRIVILEGE) == 0)
			err->status = UP_INVALID;
		return up_error_prefix(err, "cannot create %s %s",
				       server->is_given ? "tables in schema" : "schema",
				       server->schema);
	}
	return UP_OK;
}

/* All of it or nothing: what is left is then still known as a run's. */
static enum up_status append_removal(struct server *server, struct up_buffer *sql,
				     struct up_error *err)
{
	SURVEY_SCHEMA found;

	survey_schema_init(&found);
	UP_TRY(given_schema_read(server->control, server->schema, &found, err));
	up_buffer_append_format(sql, "BEGIN; %s; COMMIT",
				found.removal != NULL ? found.removal : "");
	return UP_OK;
}

enum up_status schema_remove(struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	if (server->control != NULL)
		up_conn_rollback(server->control);
	if (server->control == NULL || !up_conn_is_alive(server->control))
		UP_TRY(server_reconnect(server, err));
	if (server->is_given) {
		UP_TRY(append_removal(server, &sql, err));
	} else {
		up_buffer_append_string(&sql, "DROP SCHEMA IF EXISTS ");
		up_sql_identifier(&sql, server->schema);
		up_buffer_append_string(&sql, " CASCADE");
	}
	UP_TRY(up_buffer_check(&sql, err));
	const enum up_status status = up_conn_exec(server->control, sql.data, err);
	if (status != UP_OK)
		up_conn_rollback(server->control);
	return status;
}
