/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/catalog.h"

#include "asset/asset.h"

/* A table that another session has locked is reported rather than waited for. */
#define LOCK_TIMEOUT "5s"
#define STATEMENT_TIMEOUT "60s"

/* Of a database whose encoding is SQL_ASCII. */
#define CHARACTER_NOT_IN_REPERTOIRE "22021"

const char CATALOG_NULL[] = "";

enum up_status catalog_begin(struct up_conn *conn, struct up_error *err)
{
	/* The settings that the text of an expression depends on, as pg_dump has them. */
	return up_conn_exec(
		conn,
		"BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; "
		"SET LOCAL lock_timeout = '" LOCK_TIMEOUT "'; "
		"SET LOCAL statement_timeout = '" STATEMENT_TIMEOUT "'; "
		"SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
		"SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; "
		"SET LOCAL bytea_output = 'hex'; SET LOCAL quote_all_identifiers = off; "
		"SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0",
		err);
}

enum up_status catalog_qualify_names(struct up_conn *conn, struct up_error *err)
{
	return up_conn_exec(conn, "SET LOCAL search_path = ''", err);
}

enum up_status catalog_query(struct up_conn *conn, const char *asset,
			     const char *const parameters[CATALOG_PARAMETERS], json_t **json,
			     struct up_error *err)
{
	const char *values[CATALOG_PARAMETERS];
	struct up_params params = {.values = values};
	UP_RESULT *result = NULL;
	json_error_t failure;

	while (params.count < CATALOG_PARAMETERS && parameters[params.count] != NULL) {
		const char *value = parameters[params.count];
		values[params.count++] = value == CATALOG_NULL ? NULL : value;
	}
	const enum up_status status =
		up_conn_exec_params(conn, asset_find(asset)->data, &params, NULL, &result, err);
	if (status == UP_STATEMENT && strcmp(err->sqlstate, CHARACTER_NOT_IN_REPERTOIRE) == 0)
		return up_fail(err, UP_INVALID,
			       "a name or an expression in the catalogs is not valid in UTF-8 (%s)",
			       asset);
	if (status != UP_OK)
		return up_error_prefix(err, "cannot read the catalogs (%s)", asset);
	*json = NULL;
	if (PQntuples(result) == 0 || PQgetisnull(result, 0, 0))
		return UP_OK;
	*json = json_loads(PQgetvalue(result, 0, 0), JSON_DECODE_ANY, &failure);
	if (*json == NULL)
		return up_fail(err, UP_INVALID,
			       "a name or an expression in the catalogs cannot be read (%s): %s",
			       asset, failure.text);
	return UP_OK;
}

enum up_status catalog_read_list(struct up_conn *conn, const char *asset,
				 const char *const parameters[CATALOG_PARAMETERS],
				 const struct record_table *table, void *list, struct up_error *err)
{
	OBJECT_JSON *json = NULL;

	UP_TRY(catalog_query(conn, asset, parameters, &json, err));
	return object_list_read(table, json, list, err);
}

enum up_status catalog_read(struct up_conn *conn, const char *asset,
			    const char *const parameters[CATALOG_PARAMETERS],
			    const struct record_table *table, void *record, struct up_error *err)
{
	OBJECT_JSON *json = NULL;

	UP_TRY(catalog_query(conn, asset, parameters, &json, err));
	return json == NULL ? UP_OK : object_read(table, json, record, err);
}
