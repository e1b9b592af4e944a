/* SPDX-License-Identifier: PostgreSQL */
#include "pg/session.h"

#include "pg/statement.h"
#include "pg/text.h"

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

static enum up_status append_path(struct up_conn *conn, struct up_buffer *sql, const char *schema,
				  struct up_error *err)
{
	UP_BUFFER name = {0};

	up_sql_identifier(&name, schema);
	UP_TRY(up_buffer_check(&name, err));
	up_buffer_append_string(sql, "SELECT pg_catalog.set_config('search_path', "
				     "pg_catalog.concat_ws(', ', ");
	UP_TRY(up_conn_append_literal(conn, sql, name.data, name.length, err));
	up_buffer_append_string(sql,
				", nullif(pg_catalog.current_setting('search_path'), '')), false)");
	return up_buffer_check(sql, err);
}

enum up_status up_session_put_first(struct up_conn *conn, const char *schema, struct up_error *err)
{
	UP_BUFFER sql = {0};

	UP_TRY(append_path(conn, &sql, schema, err));
	return up_conn_exec(conn, sql.data, err);
}

static enum up_status state(struct up_conn *conn, enum up_session_use use, const char *schema,
			    struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_session_settings(use, conn->server_version, append_set, &sql);
	if (schema != NULL)
		UP_TRY(append_path(conn, &sql, schema, err));
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
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
	UP_TRY(state(new, session->use, session->schema, err));
	*conn = UP_TAKE(new);
	return UP_OK;
}
