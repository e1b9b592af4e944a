/* SPDX-License-Identifier: PostgreSQL */
/*
 * Reading the catalogs of a server: one transaction that reads only, sees one state, gives up
 * rather than wait, and in which every name is written qualified.  The statements are assets
 * (files in the folder sql of a room), and each returns one value, JSON in the form of the records that it fills.
 */
#ifndef MEASURE_TABLE_CATALOG_H
#define MEASURE_TABLE_CATALOG_H

#include "pg/conn.h"
#include "record/object.h"

#define CATALOG_PARAMETERS 3

/* Begins the transaction.  The search path is still the session's. */
UP_MUST_CHECK enum up_status catalog_begin(struct up_conn *conn, struct up_error *err);

/* Empties the search path, up to the end of the transaction. */
UP_MUST_CHECK enum up_status catalog_qualify_names(struct up_conn *conn, struct up_error *err);

/* Runs the statement of an asset, "table/columns.sql", with parameters, as many as it has, up to a NULL at
 * the end unless all are there.  A null parameter is CATALOG_NULL.  *json is NULL when it
 * returned no row or null. */
extern const char CATALOG_NULL[];
UP_MUST_CHECK enum up_status catalog_query(struct up_conn *conn, const char *asset,
					   const char *const parameters[CATALOG_PARAMETERS],
					   json_t **json, struct up_error *err);

/* The same into a list of structs, or into one. */
UP_MUST_CHECK enum up_status catalog_read_list(struct up_conn *conn, const char *asset,
					       const char *const parameters[CATALOG_PARAMETERS],
					       const struct record_table *table, void *list,
					       struct up_error *err);
UP_MUST_CHECK enum up_status catalog_read(struct up_conn *conn, const char *asset,
					  const char *const parameters[CATALOG_PARAMETERS],
					  const struct record_table *table, void *record,
					  struct up_error *err);

#endif
