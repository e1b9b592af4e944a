/* SPDX-License-Identifier: PostgreSQL */
/* The tables of fixtures/tables/traps.sql, in a database of their own. */
#ifndef DB_TRAPS_H
#define DB_TRAPS_H

#include "measure/table/table_shape.h"

/* Runs SQL, which must not fail. */
void traps_run(struct up_conn *conn, const char *sql);

/* A connection to a new database of that name, without tables and with them. */
struct up_conn *traps_open_empty(const char *name);
struct up_conn *traps_open(const char *name);

enum up_status traps_try_read(struct up_conn *conn, const char *table, struct shape *shape,
			      struct up_error *err);

/* Reads the shape of a table, which must not fail. */
void traps_read(struct up_conn *conn, const char *table, struct shape *shape);

#endif
