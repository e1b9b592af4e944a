/* SPDX-License-Identifier: PostgreSQL */
/* Statements that make something, in their order, each with a name for what it makes. */
#ifndef MEASURE_CLONE_DDL_H
#define MEASURE_CLONE_DDL_H

#include "pg/conn.h"

struct ddl_statement {
	char *what; /* "index orders_lower"; both owned */
	char *sql;  /* without a semicolon */
};

struct ddl {
	struct ddl_statement *items;
	size_t count;
};

void ddl_release(struct ddl *ddl);
#define DDL UP_CLEANUP(ddl_release) struct ddl

/* Appends a statement, which is taken out of sql; "KIND NAME" names it. */
UP_MUST_CHECK enum up_status ddl_add(struct ddl *ddl, const char *kind, const char *name,
				     struct up_buffer *sql, struct up_error *err);

/* Appends all of them as psql takes them. */
void ddl_append_text(struct up_buffer *text, const struct ddl *ddl);

/* Begins a transaction with the settings that the texts of definitions were written under.  The session's
 * search path is kept behind pg_catalog: the texts have every name qualified, but functions of the
 * user's that they call may not. */
UP_MUST_CHECK enum up_status ddl_begin(struct up_conn *conn, struct up_error *err);

/* Runs them, in such a transaction.  A failure names what could not be made; it is one if a text has more
 * than one statement, of which none is run then.  UP_INVALID for a text that the server refuses before
 * rows of the user's are there, which is with the server's own message (up_conn_keep_values_out()). */
UP_MUST_CHECK enum up_status ddl_run(struct up_conn *conn, const struct ddl *ddl,
				     struct up_error *err);

#endif
