/* SPDX-License-Identifier: PostgreSQL */
#include "pg/transaction.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BACKEND "SELECT pg_catalog.pg_backend_pid()"
#define DEFAULT "default_"

enum up_status up_prologue_new(struct up_conn *conn, struct up_error *err)
{
	conn->prologue = calloc(1, sizeof *conn->prologue);
	if (conn->prologue == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a connection");
	up_transaction_forget_backend(conn);
	return UP_OK;
}

void up_prologue_free(struct up_prologue *prologue)
{
	if (prologue == NULL)
		return;
	up_buffer_release(&prologue->modes);
	up_buffer_release(&prologue->settings);
	free(prologue);
}

/* Modes must come before the first snapshot, which set_config() needs. */
static enum up_status add_mode(struct up_conn *conn, const char *name, const char *value,
			       struct up_error *err)
{
	struct up_buffer *modes = &conn->prologue->modes;

	up_buffer_append_format(modes, "; SET LOCAL %s = ", name);
	return up_conn_append_literal(conn, modes, value, strlen(value), err);
}

enum up_status up_prologue_set(struct up_conn *conn, const char *name, const char *value,
			       struct up_error *err)
{
	static const char *const modes[] = {"default_transaction_isolation",
					    "default_transaction_read_only",
					    "default_transaction_deferrable"};
	struct up_buffer *sql = &conn->prologue->settings;

	for (size_t m = 0; m < sizeof modes / sizeof modes[0]; m++) {
		if (strcasecmp(name, modes[m]) == 0)
			return add_mode(conn, modes[m] + sizeof DEFAULT - 1, value, err);
	}
	up_buffer_append_string(sql, "; SELECT pg_catalog.set_config(");
	UP_TRY(up_conn_append_literal(conn, sql, name, strlen(name), err));
	up_buffer_append_string(sql, ", ");
	UP_TRY(up_conn_append_literal(conn, sql, value, strlen(value), err));
	up_buffer_append_string(sql, ", true)");
	return up_buffer_check(sql, err);
}

static enum up_status begin_pooled(struct up_conn *conn, const char *sql, struct up_error *err)
{
	const struct up_prologue *prologue = conn->prologue;
	UP_BUFFER text = {0};
	UP_RESULT *backend = NULL;

	up_buffer_append_string(&text, "BEGIN");
	up_buffer_append(&text, prologue->modes.data, prologue->modes.length);
	up_buffer_append(&text, prologue->settings.data, prologue->settings.length);
	up_buffer_append_format(&text, "; %s" BACKEND, sql != NULL ? sql : "");
	UP_TRY(up_buffer_check(&text, err));
	UP_TRY(up_conn_exec_last(conn, text.data, &backend, err));
	conn->backend_pid = (int)strtol(PQgetvalue(backend, 0, 0), NULL, 10);
	return UP_OK;
}

enum up_status up_transaction_begin(struct up_conn *conn, const char *sql, struct up_error *err)
{
	UP_BUFFER text = {0};

	if (conn->prologue != NULL)
		return begin_pooled(conn, sql, err);
	if (sql == NULL)
		return up_conn_exec(conn, "BEGIN", err);
	up_buffer_append_format(&text, "BEGIN;%s", sql);
	UP_TRY(up_buffer_check(&text, err));
	return up_conn_exec(conn, text.data, err);
}

/* Its backend is another client's as soon as the pooler has the answer of the server. */
enum up_status up_transaction_commit(struct up_conn *conn, struct up_error *err)
{
	up_transaction_forget_backend(conn);
	return up_conn_exec(conn, "COMMIT", err);
}

void up_transaction_forget_backend(struct up_conn *conn)
{
	if (conn->prologue != NULL)
		conn->backend_pid = 0;
}
