/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/table_shape.h"

#include "measure/table/catalog.h"
#include "measure/table/key.h"
#include "measure/table/omission.h"
#include "measure/table/target.h"
#include "measure/table/travel.h"
#include "model/type.h"
#include "record/shape/check.h"
#include "record/shape/hash.h"

#define OLDEST_SERVER 130000
#define LOCK_NOT_AVAILABLE "55P03"

/* One reading. */
struct reading {
	struct up_conn *conn;
	const struct table_request *request;
	struct target target;
	struct shape *shape;
};

static void reading_release(struct reading *reading)
{
	target_release(&reading->target);
}

/* Before anything else: the role's rights decide what the statistics look like. */
static enum up_status check_rights(const struct reading *reading, struct up_error *err)
{
	const struct target *target = &reading->target;
	const char *without = reading->request->without;
	const char * or = without != NULL ? ", or " : "";

	if (without == NULL)
		without = "";
	if (reading->request->statistics == TABLE_STATISTICS_NONE)
		return UP_OK;
	if (!target->is_readable)
		return up_fail(err, UP_INVALID,
			       "%s.%s: this role lacks SELECT on it, without which it sees no "
			       "statistics: grant it that%s%s",
			       target->schema, target->name, or, without);
	if (target->is_filtered)
		return up_fail(err, UP_INVALID,
			       "%s.%s: row-level security is in force for this role, and hides "
			       "rows and statistics: take the owner of the table or a role with "
			       "BYPASSRLS%s%s",
			       target->schema, target->name, or, without);
	return UP_OK;
}

/* "{16,21,...}": the types that a batch holds. */
static void append_native_types(struct up_buffer *list)
{
	for (int t = 0; t < UP_TYPE_COUNT; t++)
		up_buffer_append_format(list, "%c%" PRIu32, t == 0 ? '{' : ',',
					up_type_info((enum up_type)t)->oid);
	up_buffer_append_char(list, '}');
}

/* Citus keeps its tables in a catalog of its own. */
static enum up_status read_engine(const struct reading *reading, struct up_error *err)
{
	UP_FREE char *citus = NULL;
	UP_FREE char *count = NULL;
	UP_BUFFER sql = {0};

	UP_TRY(up_conn_query_value(
		reading->conn, "SELECT to_regclass('pg_catalog.pg_dist_partition')", &citus, err));
	if (citus[0] == '\0')
		return UP_OK;
	up_buffer_append_format(&sql,
				"SELECT count(*) FROM pg_catalog.pg_dist_partition "
				"WHERE logicalrelid = %s",
				reading->target.oid);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_query_value(reading->conn, sql.data, &count, err));
	return strcmp(count, "0") == 0 ? UP_OK : text_set(&reading->shape->engine, "citus", err);
}

static enum up_status read_structure(const struct reading *reading, struct up_error *err)
{
	struct shape *shape = reading->shape;
	struct up_conn *conn = reading->conn;
	UP_BUFFER natives = {0};

	append_native_types(&natives);
	UP_TRY(up_buffer_check(&natives, err));
	const char *const oid[CATALOG_PARAMETERS] = {reading->target.oid};
	const char *const oid_and_types[CATALOG_PARAMETERS] = {reading->target.oid, natives.data};
	UP_TRY(catalog_read(conn, "table/table.sql", oid, &shape_table_table, &shape->table, err));
	UP_TRY(read_engine(reading, err));
	UP_TRY(catalog_read_list(conn, "table/columns.sql", oid_and_types, &shape_column_table,
				 &shape->columns, err));
	UP_TRY(catalog_read_list(conn, "table/types.sql", oid, &shape_type_table, &shape->types,
				 err));
	UP_TRY(catalog_read_list(conn, "table/indexes.sql", oid, &shape_index_table,
				 &shape->indexes, err));
	UP_TRY(catalog_read_list(conn, "table/constraints.sql", oid, &shape_constraint_table,
				 &shape->constraints, err));
	UP_TRY(catalog_read(conn, "table/partitions.sql", oid, &shape_partitions_table,
			    &shape->partitions, err));
	UP_TRY(catalog_read_list(conn, "table/triggers.sql", oid, &shape_trigger_table,
				 &shape->triggers, err));
	return catalog_read(conn, "table/activity.sql", oid, &shape_activity_table,
			    &shape->activity, err);
}

static enum up_status read_statistics(const struct reading *reading, struct up_error *err)
{
	const enum table_statistics wanted = reading->request->statistics;
	const char *const with_values[CATALOG_PARAMETERS] = {
		reading->target.oid, wanted == TABLE_STATISTICS_VALUES ? "true" : "false"};
	const char *const with_numbers[CATALOG_PARAMETERS] = {
		reading->target.oid, wanted != TABLE_STATISTICS_NONE ? "true" : "false"};
	struct shape *shape = reading->shape;
	OBJECT_JSON *by_name = NULL;

	UP_TRY(catalog_read_list(reading->conn, "table/extended_statistics.sql", with_numbers,
				 &shape_extended_statistics_table, &shape->extended_statistics,
				 err));
	if (wanted == TABLE_STATISTICS_NONE)
		return UP_OK;
	UP_TRY(catalog_query(reading->conn, "table/statistics.sql", with_values, &by_name, err));
	for (size_t c = 0; c < shape->columns.count; c++) {
		struct shape_column *column = &shape->columns.items[c];
		const json_t *found = json_object_get(by_name, column->name);
		if (found != NULL)
			UP_TRY(object_read(&shape_statistics_table, found, &column->statistics,
					   err));
	}
	return UP_OK;
}

static enum up_status decide(const struct reading *reading, struct up_error *err)
{
	const char *const oid[CATALOG_PARAMETERS] = {reading->target.oid};
	struct shape *shape = reading->shape;
	TIE_LIST ties = {0};

	UP_TRY(key_choose(shape, reading->request->key, err));
	if (reading->request->scope != NULL &&
	    shape_find_column(shape, reading->request->scope) == NULL)
		return up_fail(err, UP_INVALID, "--scope: %s.%s has no column \"%s\"",
			       shape->table.schema, shape->table.name, reading->request->scope);
	UP_TRY(text_set(&shape->scope, reading->request->scope, err));
	UP_TRY(catalog_read_list(reading->conn, "table/ties.sql", oid, &tie_table, &ties, err));
	UP_TRY(travel_decide(shape, &ties, err));
	UP_TRY(catalog_read_list(reading->conn, "table/omissions.sql", oid, &shape_omission_table,
				 &shape->left_out, err));
	return omission_find(shape, err);
}

static enum up_status read_all(struct reading *reading, struct up_error *err)
{
	struct shape *shape = reading->shape;

	UP_TRY(catalog_begin(reading->conn, err));
	UP_TRY(target_find(reading->conn, reading->request->name,
			   reading->request->takes_partitions, &reading->target, err));
	UP_TRY(check_rights(reading, err));
	UP_TRY(catalog_qualify_names(reading->conn, err));
	UP_TRY(text_set(&shape->tool, reading->request->tool, err));
	shape->server_version_num = reading->conn->server_version;
	UP_TRY(read_structure(reading, err));
	UP_TRY(decide(reading, err));
	UP_TRY(read_statistics(reading, err));
	/* What a reader would refuse is not written. */
	UP_TRY(shape_check(shape, err));
	return shape_hash_make(shape, err);
}

enum up_status table_shape_read(struct up_conn *conn, const struct table_request *request,
				struct shape *shape, struct up_error *err)
{
	UP_CLEANUP(reading_release)
	struct reading reading = {.conn = conn, .request = request, .shape = shape};

	shape_init(shape);
	if (conn->server_version < OLDEST_SERVER)
		return up_fail(err, UP_UNSUPPORTED,
			       "the server is of version %d, and a shape is read from 13 and up",
			       conn->server_version / 10000);
	const enum up_status status = read_all(&reading, err);
	up_conn_rollback(conn);
	if (status == UP_STATEMENT && strcmp(err->sqlstate, LOCK_NOT_AVAILABLE) == 0)
		return up_fail(
			err, UP_TIMEOUT,
			"%s: another session holds a lock on the table, or on a partition or an "
			"index of it: try again when it is done",
			request->name->name);
	return status;
}
