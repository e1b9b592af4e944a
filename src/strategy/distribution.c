/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/distribution.h"

#include "pg/recorder.h"
#include "pg/statement.h"

#include <string.h>

/* Without Citus its catalog is not there. */
#define HAS_CITUS "SELECT pg_catalog.to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL"

/* Only a table that is distributed by hash has such a column. */
#define COLUMN                                                                                     \
	"SELECT pg_catalog.column_to_column_name(logicalrelid, partkey) "                          \
	"FROM pg_catalog.pg_dist_partition "                                                       \
	"WHERE partmethod = 'h' AND logicalrelid = $1::pg_catalog.text::pg_catalog.regclass"

static bool is_named(const struct up_column *column, const char *name)
{
	return column->name != NULL && strcmp(column->name, name) == 0;
}

static const struct up_column *find(const struct up_relation *relation, const char *name)
{
	if (up_relation_has_scope(relation) && is_named(&relation->scope, name))
		return &relation->scope;
	for (size_t k = 0; k < relation->key_count; k++) {
		if (is_named(&relation->columns[k], name))
			return &relation->columns[k];
	}
	return NULL;
}

static enum up_status ask(struct up_conn *conn, const struct up_relation *relation,
			  const struct up_column **column, struct up_error *err)
{
	UP_FREE char *has_citus = NULL;
	UP_BUFFER table = {0};
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_query_value(conn, HAS_CITUS, &has_citus, err));
	if (has_citus[0] != 't')
		return UP_OK;
	up_sql_table(&table, relation);
	UP_TRY(up_buffer_check(&table, err));
	const char *const values[] = {table.data};
	const struct up_params params = {.count = 1, .values = values};
	UP_TRY(up_conn_exec_params(conn, COLUMN, &params, NULL, &result, err));
	if (PQntuples(result) == 1 && !PQgetisnull(result, 0, 0))
		*column = find(relation, PQgetvalue(result, 0, 0));
	return UP_OK;
}

/* The question is not one of the statements that are recorded. */
enum up_status up_distribution_read(struct up_conn *conn, const struct up_relation *relation,
				    const struct up_column **column, struct up_error *err)
{
	const struct up_recorder *recorder = conn->recorder;

	*column = NULL;
	if (recorder != NULL && !recorder->has_server)
		return UP_OK;
	conn->recorder = NULL;
	enum up_status status = ask(conn, relation, column, err);
	conn->recorder = recorder;
	return status;
}
