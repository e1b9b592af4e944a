/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/clone.h"

#include "measure/clone/ddl.h"
#include "measure/clone/index_ddl.h"
#include "measure/clone/lacking.h"
#include "measure/clone/leaf.h"
#include "measure/clone/likeness.h"
#include "measure/clone/stub.h"
#include "measure/clone/table_ddl.h"
#include "measure/clone/type_ddl.h"

static enum up_status plan_leaf(struct up_conn *conn, const struct shape *source,
				const struct clone_request *request, struct shape *blueprint,
				struct up_error *err)
{
	struct blueprint_request of_leaf = request->blueprint;
	SHAPE leaf = {0};

	shape_init(blueprint);
	UP_TRY(leaf_read(conn, source, of_leaf.leaf, &leaf, err));
	of_leaf.leaf = NULL;
	return blueprint_make(&leaf, &of_leaf, blueprint, err);
}

enum up_status clone_plan(struct up_conn *conn, const struct shape *source,
			  const struct clone_request *request, struct shape *blueprint,
			  struct up_error *err)
{
	if (conn != NULL && !request->blueprint.is_elsewhere && request->blueprint.leaf != NULL)
		return plan_leaf(conn, source, request, blueprint, err);
	UP_TRY(blueprint_make(source, &request->blueprint, blueprint, err));
	if (conn == NULL || !request->blueprint.is_elsewhere)
		return UP_OK;
	return lacking_decide(conn, blueprint, request->may_make_types, err);
}

/* What is made before rows come. */
static enum up_status plan_table(struct ddl *ddl, const struct shape *blueprint,
				 const struct clone_request *request, struct up_error *err)
{
	if (request->blueprint.is_elsewhere && request->may_make_types)
		UP_TRY(type_ddl_add(ddl, blueprint, err));
	return table_ddl_add(ddl, blueprint, err);
}

static void append_fill(struct up_buffer *text, const struct shape *blueprint,
			const struct clone_request *request)
{
	if (request->density != NULL)
		density_append_set(text, request->density);
	fill_append_sql(text, blueprint, request->fill);
	up_buffer_append_string(text, ";\n");
	if (request->density != NULL)
		density_append_reset(text, blueprint, request->density);
}

enum up_status clone_append_ddl(struct up_buffer *text, const struct shape *blueprint,
				const struct clone_request *request, struct up_error *err)
{
	DDL before = {0};
	DDL after = {0};

	UP_TRY(plan_table(&before, blueprint, request, err));
	UP_TRY(index_ddl_add(&after, blueprint, err));
	UP_TRY(stub_ddl_add(&after, blueprint, err));
	ddl_append_text(text, &before);
	if (request->fill != NULL)
		append_fill(text, blueprint, request);
	ddl_append_text(text, &after);
	return up_buffer_check(text, err);
}

static enum up_status run_text(struct up_conn *conn, const struct up_buffer *sql,
			       struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	return sql->length == 0 ? UP_OK : up_conn_exec(conn, sql->data, err);
}

static enum up_status copy_rows(struct up_conn *conn, const struct shape *blueprint,
				const struct clone_request *request, int64_t *copied,
				struct up_error *err)
{
	struct density *density = request->density;
	UP_BUFFER set = {0};
	UP_BUFFER reset = {0};

	if (density == NULL)
		return fill_table(conn, blueprint, request->fill, copied, err);
	UP_TRY(density_decide(conn, blueprint, request->fill, density, err));
	density_append_set(&set, density);
	density_append_reset(&reset, blueprint, density);
	UP_TRY(run_text(conn, &set, err));
	UP_TRY(fill_table(conn, blueprint, request->fill, copied, err));
	UP_TRY(run_text(conn, &reset, err));
	return density_read(conn, density, err);
}

/* With rows, the transaction that holds the lock on the original ends here. */
static enum up_status make_table(struct up_conn *conn, const struct shape *blueprint,
				 const struct clone_request *request, int64_t *rows,
				 struct up_error *err)
{
	DDL ddl = {0};
	int64_t copied = 0;

	UP_TRY(plan_table(&ddl, blueprint, request, err));
	UP_TRY(ddl_begin(conn, err));
	UP_TRY(ddl_run(conn, &ddl, err));
	if (request->fill != NULL) {
		up_conn_keep_values_out(conn);
		UP_TRY(copy_rows(conn, blueprint, request, &copied, err));
		UP_TRY(up_conn_exec(conn, "COMMIT", err));
	}
	if (rows != NULL)
		*rows = copied;
	return UP_OK;
}

/* Without rows, foreign keys are not there yet. */
static enum up_status check(struct up_conn *conn, const struct shape *blueprint,
			    const struct clone_request *request, struct up_error *err)
{
	const struct blueprint_request without = {.keeps_triggers = true};
	SHAPE made = {0};

	if (request->fill != NULL)
		return likeness_check(conn, blueprint, err);
	UP_TRY(blueprint_make(blueprint, &without, &made, err));
	return likeness_check(conn, &made, err);
}

static enum up_status make_indexes(struct up_conn *conn, const struct shape *blueprint,
				   const struct clone_request *request, struct up_error *err)
{
	DDL ddl = {0};

	UP_TRY(index_ddl_add(&ddl, blueprint, err));
	if (request->fill != NULL) {
		UP_TRY(stub_ddl_add(&ddl, blueprint, err));
		UP_TRY(ddl_begin(conn, err));
	}
	UP_TRY(ddl_run(conn, &ddl, err));
	if (request->fill != NULL) {
		UP_TRY(leaf_rename_indexes(
			conn, &request->fill->source,
			&(struct place){blueprint->table.schema, blueprint->table.name}, err));
		UP_TRY(fill_set_sequences(conn, blueprint, err));
	}
	UP_TRY(up_conn_exec(conn, "COMMIT", err));
	return check(conn, blueprint, request, err);
}

/* What fails here is found as a leftover. */
static void drop(struct up_conn *conn, const struct shape *blueprint)
{
	struct up_error ignored;
	UP_BUFFER stubs = {0};
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "DROP TABLE IF EXISTS ");
	place_append(&sql, &(struct place){blueprint->table.schema, blueprint->table.name});
	stub_append_names(&stubs, blueprint);
	if (stubs.length > 0)
		up_buffer_append_format(&sql, ", %s", stubs.data);
	if (!stubs.failed && up_buffer_check(&sql, &ignored) == UP_OK)
		(void)!up_conn_exec(conn, sql.data, &ignored);
}

enum up_status clone_make(struct up_conn *conn, const struct shape *blueprint,
			  const struct clone_request *request, int64_t *rows, struct up_error *err)
{
	enum up_status status = make_table(conn, blueprint, request, rows, err);
	if (status != UP_OK) {
		up_conn_rollback(conn);
		return status;
	}
	status = make_indexes(conn, blueprint, request, err);
	if (status == UP_OK)
		return UP_OK;
	up_conn_rollback(conn);
	drop(conn, blueprint);
	return status;
}

static enum up_status add_foreign_keys(struct up_conn *conn, const struct shape *blueprint,
				       struct up_error *err)
{
	DDL ddl = {0};

	UP_TRY(stub_ddl_add(&ddl, blueprint, err));
	UP_TRY(ddl_begin(conn, err));
	UP_TRY(ddl_run(conn, &ddl, err));
	UP_TRY(up_conn_exec(conn, "COMMIT", err));
	return likeness_check(conn, blueprint, err);
}

enum up_status clone_add_foreign_keys(struct up_conn *conn, const struct shape *blueprint,
				      struct up_error *err)
{
	const enum up_status status = add_foreign_keys(conn, blueprint, err);

	if (status != UP_OK)
		up_conn_rollback(conn);
	return status;
}
