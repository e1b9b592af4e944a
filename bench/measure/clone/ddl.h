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

/* The settings that the texts of definitions were written under, up to the end of the transaction. */
extern const char ddl_settings[];

/* Runs them, in a transaction with these settings.  A failure names what could not be made. */
UP_MUST_CHECK enum up_status ddl_run(struct up_conn *conn, const struct ddl *ddl,
				     struct up_error *err);

#endif
