/* SPDX-License-Identifier: PostgreSQL */
/*
 * The transactions of a sync.
 *
 * A pooled connection leads through a pooler in transaction mode, which gives each transaction any
 * backend of its pool: a setting that outlives the transaction is there for other clients.  So its
 * settings are its prologue, which begins each transaction: SET LOCAL, set_config() and SET
 * TRANSACTION, in one message with BEGIN.  The process of the server is asked for in the same
 * message, and is known until the transaction ends.
 */
#ifndef UP_PG_TRANSACTION_H
#define UP_PG_TRANSACTION_H

#include "pg/conn.h"

/* Begins a transaction, and runs SQL in it, in the same message; sql: NULL, or statements that each end with
 * a semicolon. */
UP_MUST_CHECK enum up_status up_transaction_begin(struct up_conn *conn, const char *sql,
						  struct up_error *err);
UP_MUST_CHECK enum up_status up_transaction_commit(struct up_conn *conn, struct up_error *err);

/* For the rest of src/pg: from here on the backend of a pooled connection may be another client's. */
void up_transaction_forget_backend(struct up_conn *conn);

/* What begins each transaction of a pooled connection. */
struct up_prologue {
	struct up_buffer modes;    /* "; SET LOCAL transaction_read_only = ..." */
	struct up_buffer settings; /* "; SET LOCAL jit = ..." */
};

/* Makes the connection a pooled one, whose transactions begin with nothing yet. */
UP_MUST_CHECK enum up_status up_prologue_new(struct up_conn *conn, struct up_error *err);
void up_prologue_free(struct up_prologue *prologue); /* NULL is fine */

/* Adds a setting.  A default of transactions (default_transaction_isolation, ...) is the mode of each
 * of them, since it is too late for the default. */
UP_MUST_CHECK enum up_status up_prologue_set(struct up_conn *conn, const char *name,
					     const char *value, struct up_error *err);

#endif
