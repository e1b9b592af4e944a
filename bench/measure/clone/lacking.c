/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/lacking.h"

#include "measure/clone/blueprint.h"

#define COMPRESSION_SINCE 140000
#define VIRTUAL_SINCE 180000

/* Whether the expression, of $1, is true. */
static enum up_status ask(struct up_conn *conn, const char *expression, const char *parameter,
			  bool *answer, struct up_error *err)
{
	const struct up_params params = {.count = 1, .values = &parameter};
	UP_RESULT *result = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "SELECT %s", expression);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(conn, sql.data, &params, NULL, &result, err));
	*answer = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	return UP_OK;
}

static enum up_status decide_collation(struct up_conn *conn, struct shape *blueprint,
				       char **collation, struct up_error *err)
{
	bool is_there = true;

	if (*collation == NULL)
		return UP_OK;
	UP_TRY(ask(conn, "pg_catalog.to_regcollation($1) IS NOT NULL", *collation, &is_there, err));
	if (is_there)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "collation", *collation,
				   "the server does not have it, and the default one takes its "
				   "place",
				   err));
	free(UP_TAKE(*collation));
	return UP_OK;
}

static enum up_status decide_type(struct up_conn *conn, struct shape *blueprint,
				  struct shape_type *type, bool may_make, struct up_error *err)
{
	bool is_there = may_make;

	for (size_t a = 0; a < type->attributes.count; a++)
		UP_TRY(decide_collation(conn, blueprint, &type->attributes.items[a].collation,
					err));
	UP_TRY(decide_collation(conn, blueprint, &type->collation, err));
	if (may_make)
		return UP_OK;
	UP_TRY(ask(conn, "pg_catalog.to_regtype($1) IS NOT NULL", type->name, &is_there, err));
	if (is_there)
		return UP_OK;
	if (type->extension != NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "type %s: it belongs to the extension %s, which the database does "
			       "not have: create it there",
			       type->name, type->extension);
	return up_fail(err, UP_UNSUPPORTED,
		       "type %s: the database does not have it, and it is made in a private "
		       "cluster only",
		       type->name);
}

static enum up_status decide_column(struct up_conn *conn, struct shape *blueprint,
				    struct shape_column *column, struct up_error *err)
{
	UP_TRY(decide_collation(conn, blueprint, &column->collation, err));
	if (column->generated == SHAPE_GENERATED_VIRTUAL && conn->server_version < VIRTUAL_SINCE)
		return up_fail(err, UP_UNSUPPORTED,
			       "column %s: it is generated and virtual, which the server, of "
			       "version %d, does not support",
			       column->name, conn->server_version / 10000);
	bool is_there = true;
	if (column->compression == NULL)
		return UP_OK;
	if (conn->server_version < COMPRESSION_SINCE)
		is_there = false;
	else
		UP_TRY(ask(conn,
			   "$1 = ANY (enumvals) FROM pg_catalog.pg_settings "
			   "WHERE name = 'default_toast_compression'",
			   column->compression, &is_there, err));
	if (is_there)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "compression of", column->name,
				   "the server does not have the method, and its default one "
				   "takes its place",
				   err));
	free(UP_TAKE(column->compression));
	return UP_OK;
}

static enum up_status decide_access_method(struct up_conn *conn, struct shape *blueprint,
					   struct up_error *err)
{
	char **method = &blueprint->table.access_method;
	bool is_there = true;

	if (*method == NULL)
		return UP_OK;
	UP_TRY(ask(conn, "count(*) > 0 FROM pg_catalog.pg_am WHERE amtype = 't' AND amname = $1",
		   *method, &is_there, err));
	if (is_there)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "access method", *method,
				   "the server does not have it, and heap takes its place", err));
	return text_set(method, "heap", err);
}

static enum up_status check_trigger(struct up_conn *conn, const struct shape_trigger *trigger,
				    struct up_error *err)
{
	UP_BUFFER signature = {0};
	bool is_there = true;

	up_buffer_append_format(&signature, "%s()", trigger->function);
	UP_TRY(up_buffer_check(&signature, err));
	UP_TRY(ask(conn, "pg_catalog.to_regprocedure($1) IS NOT NULL", signature.data, &is_there,
		   err));
	if (is_there)
		return UP_OK;
	return up_fail(err, UP_UNSUPPORTED,
		       "trigger %s: the database does not have its function %s: create it there, "
		       "or leave triggers out",
		       trigger->name, signature.data);
}

enum up_status lacking_decide(struct up_conn *conn, struct shape *blueprint, bool may_make_types,
			      struct up_error *err)
{
	for (size_t t = 0; t < blueprint->types.count; t++)
		UP_TRY(decide_type(conn, blueprint, &blueprint->types.items[t], may_make_types,
				   err));
	for (size_t c = 0; c < blueprint->columns.count; c++)
		UP_TRY(decide_column(conn, blueprint, &blueprint->columns.items[c], err));
	for (size_t t = 0; t < blueprint->triggers.count; t++)
		UP_TRY(check_trigger(conn, &blueprint->triggers.items[t], err));
	return decide_access_method(conn, blueprint, err);
}
