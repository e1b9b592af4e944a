/* SPDX-License-Identifier: PostgreSQL */
/*
 * A session is a connection on which every setting that the library depends on is stated, whatever
 * the role, the database, the server's configuration or the environment set: how values are written
 * and read (UP_TEXT_SESSION and what arrays and literals need), what transactions are by default, and
 * that waiting for the client is no reason to end it.
 */
#ifndef UP_PG_SESSION_H
#define UP_PG_SESSION_H

#include "pg/conn.h"

enum up_session_use {
	/* For syncs: the limits that the role has for statements, locks and transactions stay in
	 * force. */
	UP_SESSION_SYNC,
	/* For what a program does besides: it has no limits but those that it sets itself. */
	UP_SESSION_CONTROL,
};

/* All of it is borrowed. */
struct up_session {
	const char *conninfo;
	const char *name; /* as in up_conn_open_named(); NULL: "upsync" */
	const char
		*schema; /* first in the search path, before the path of the role, which stays, as
			       it leads to types, functions and operators; NULL: none */
	enum up_session_use use;
	/* Through a pooler in transaction mode: nothing is set when it is opened, and all of it in
	 * each transaction that begins with up_transaction_begin() (pg/transaction.h).  What runs outside
	 * of these has the settings that the backend happens to have. */
	bool is_pooled;
};

/* Failures are those of up_conn_open(). */
UP_MUST_CHECK enum up_status up_session_open(const struct up_session *session,
					     struct up_conn **conn, struct up_error *err);

/* States the settings once more, as after DISCARD ALL, without the search path. */
UP_MUST_CHECK enum up_status up_session_state(struct up_conn *conn, enum up_session_use use,
					      struct up_error *err);

/* Puts a schema before the search path of the session. */
UP_MUST_CHECK enum up_status up_session_put_first(struct up_conn *conn, const char *schema,
						  struct up_error *err);

/* Sets a setting for the rest of the session, or for each later transaction of a pooled connection. */
UP_MUST_CHECK enum up_status up_session_set(struct up_conn *conn, const char *name,
					    const char *value, struct up_error *err);

/* Calls receive(name, value) for each setting that a server of the version has (as
 * PQserverVersion()). */
typedef void up_setting_receiver(void *context, const char *name, const char *value);
void up_session_settings(enum up_session_use use, int server_version, up_setting_receiver *receive,
			 void *context);

#endif
