/* SPDX-License-Identifier: PostgreSQL */
#include "pg/session.h"

#include "pg/statement.h"
#include "pg/text.h"
#include "pg/transaction.h"

#include <stdlib.h>
#include <string.h>

#define BOTH (1U << UP_SESSION_SYNC | 1U << UP_SESSION_CONTROL)
#define CONTROL (1U << UP_SESSION_CONTROL)

static const struct {
	const char *name;
	const char *value;
	unsigned uses;
	int since; /* PQserverVersion() */
} settings[] = {
	/* First, as the rest is statements, too. */
	{"statement_timeout", "0", CONTROL, 0},
	{"lock_timeout", "0", CONTROL, 0},
	{"idle_in_transaction_session_timeout", "0", CONTROL, 0},
	{"transaction_timeout", "0", CONTROL, 170000},
	{"idle_session_timeout", "0", BOTH, 140000},
#define TEXT_SETTING(name, value) {name, value, BOTH, 0},
	UP_TEXT_SETTINGS(TEXT_SETTING)
#undef TEXT_SETTING
		{"quote_all_identifiers", "off", CONTROL, 0},
	/* Transactions, and which rows they see. */
	{"default_transaction_isolation", "read committed", BOTH, 0},
	{"default_transaction_read_only", "off", BOTH, 0},
	{"default_transaction_deferrable", "off", BOTH, 0},
	{"row_security", "on", BOTH, 0},
};

void up_session_settings(enum up_session_use use, int server_version, up_setting_receiver *receive,
			 void *context)
{
	for (size_t s = 0; s < sizeof settings / sizeof settings[0]; s++) {
		if ((settings[s].uses & 1U << use) != 0 && server_version >= settings[s].since)
			receive(context, settings[s].name, settings[s].value);
	}
}

static void append_set(void *context, const char *name, const char *value)
{
	up_buffer_append_format(context, "SET %s = '%s'; ", name, value);
}

/* is_local: for the transaction under way. */
static enum up_status append_path(struct up_conn *conn, struct up_buffer *sql, const char *schema,
				  bool is_local, struct up_error *err)
{
	UP_BUFFER name = {0};

	up_sql_identifier(&name, schema);
	UP_TRY(up_buffer_check(&name, err));
	up_buffer_append_string(sql, "SELECT pg_catalog.set_config('search_path', "
				     "pg_catalog.concat_ws(', ', ");
	UP_TRY(up_conn_append_literal(conn, sql, name.data, name.length, err));
	up_buffer_append_format(sql,
				", nullif(pg_catalog.current_setting('search_path'), '')), %s)",
				is_local ? "true" : "false");
	return up_buffer_check(sql, err);
}

enum up_status up_session_put_first(struct up_conn *conn, const char *schema, struct up_error *err)
{
	UP_BUFFER sql = {0};

	UP_TRY(append_path(conn, &sql, schema, false, err));
	return up_conn_exec(conn, sql.data, err);
}

/* A pooler in session mode names a process of its own when the connection is made. */
static enum up_status state(struct up_conn *conn, enum up_session_use use, const char *schema,
			    struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_RESULT *backend = NULL;

	up_session_settings(use, conn->server_version, append_set, &sql);
	if (schema != NULL) {
		UP_TRY(append_path(conn, &sql, schema, false, err));
		up_buffer_append_string(&sql, "; ");
	}
	up_buffer_append_string(&sql, "SELECT pg_catalog.pg_backend_pid()");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_last(conn, sql.data, &backend, err));
	conn->backend_pid = (int)strtol(PQgetvalue(backend, 0, 0), NULL, 10);
	return UP_OK;
}

/* What state() does, in each transaction. */
struct pooled {
	struct up_conn *conn;
	enum up_status status;
	struct up_error *err;
};

static void set_pooled(void *context, const char *name, const char *value)
{
	struct pooled *pooled = context;

	if (pooled->status == UP_OK)
		pooled->status = up_prologue_set(pooled->conn, name, value, pooled->err);
}

static enum up_status state_pooled(struct up_conn *conn, const struct up_session *session,
				   struct up_error *err)
{
	struct pooled pooled = {.conn = conn, .err = err};

	UP_TRY(up_prologue_new(conn, err));
	up_session_settings(session->use, conn->server_version, set_pooled, &pooled);
	UP_TRY(pooled.status);
	if (session->schema == NULL)
		return UP_OK;
	up_buffer_append_string(&conn->prologue->settings, "; ");
	return append_path(conn, &conn->prologue->settings, session->schema, true, err);
}

enum up_status up_session_set(struct up_conn *conn, const char *name, const char *value,
			      struct up_error *err)
{
	const char *const values[] = {name, value};
	const struct up_params params = {.count = 2, .values = values};

	if (conn->prologue != NULL)
		return up_prologue_set(conn, name, value, err);
	return up_conn_exec_params(conn, "SELECT pg_catalog.set_config($1, $2, false)", &params,
				   NULL, NULL, err);
}

enum up_status up_session_state(struct up_conn *conn, enum up_session_use use, struct up_error *err)
{
	return state(conn, use, NULL, err);
}

enum up_status up_session_open(const struct up_session *session, struct up_conn **conn,
			       struct up_error *err)
{
	UP_CONN *new = NULL;

	UP_TRY(up_conn_open_named(session->conninfo,
				  session->name != NULL ? session->name : "upsync", &new, err));
	if (session->is_pooled)
		UP_TRY(state_pooled(new, session, err));
	else
		UP_TRY(state(new, session->use, session->schema, err));
	*conn = UP_TAKE(new);
	return UP_OK;
}
