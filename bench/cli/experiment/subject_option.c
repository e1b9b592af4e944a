/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/subject_option.h"

#include "asset/asset.h"
#include "asset/version.h"
#include "measure/clone/fill.h"
#include "measure/clone/leaf.h"
#include "measure/server/pooler_refusal.h"
#include "measure/server/server.h"
#include "measure/subject/program_subject.h"
#include "measure/table/rights.h"
#include "measure/table/table_shape.h"
#include "pg/conninfo.h"
#include "pg/session.h"
#include "pg/statement.h"
#include "record/shape/file.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- what the options ask for ------------------------------------------ */

struct asked {
	struct table_name name;
	struct text_list key;
	struct text_list scope; /* its column, or none */
	const char *value;      /* of the scope; borrowed */
};

static void asked_release(struct asked *asked)
{
	table_name_release(&asked->name);
	text_list_release(&asked->key);
	text_list_release(&asked->scope);
}

/* The = behind the column's name, which may be in quotes. */
static const char *find_equals(const char *text)
{
	bool is_quoted = false;

	for (; *text != '\0'; text++) {
		is_quoted ^= *text == '"';
		if (*text == '=' && !is_quoted)
			return text;
	}
	return NULL;
}

static enum up_status parse_scope_column(const char *text, struct text_list *scope,
					 struct up_error *err)
{
	if (column_names_parse(text, scope, err) != UP_OK)
		return up_error_prefix(err, "--scope");
	return scope->count == 1 ? UP_OK : up_fail(err, UP_INVALID, "--scope: one column");
}

/* Of rows that are made up, the value is made up as well. */
static enum up_status parse_scope(const char *text, bool has_rows, struct asked *asked,
				  struct up_error *err)
{
	const char *equals = find_equals(text);

	if (equals == NULL && has_rows)
		return up_fail(err, UP_INVALID, "--scope: COLUMN=VALUE is expected");
	if (equals != NULL && !has_rows)
		return up_fail(err, UP_INVALID,
			       "--scope: COLUMN is expected: the rows are made up, and so is the "
			       "value");
	if (equals == NULL)
		return parse_scope_column(text, &asked->scope, err);
	UP_FREE char *column = strndup(text, (size_t)(equals - text));
	if (column == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a name");
	asked->value = equals + 1;
	return parse_scope_column(column, &asked->scope, err);
}

static enum up_status parse(const struct run_options *options, struct asked *asked,
			    struct up_error *err)
{
	if (table_name_parse(options->table, &asked->name, err) != UP_OK)
		return up_error_prefix(err, "--table");
	if (options->key != NULL && column_names_parse(options->key, &asked->key, err) != UP_OK)
		return up_error_prefix(err, "--key");
	if (options->scope == NULL)
		return UP_OK;
	return parse_scope(options->scope, options->data == OWN_DATA_ROWS, asked, err);
}

static enum up_status check(const struct run_options *options, struct up_error *err)
{
	static const char *const only_table = "requires --table";
	static const char *const only_rows = "requires the rows of the table: --data rows";

	if (options->table != NULL && options->shape != NULL)
		return up_fail(err, UP_INVALID, "--table cannot be combined with --shape");
	if (options->table != NULL && options->dbname == NULL)
		return up_fail(err, UP_INVALID,
			       "--table requires --dbname: name the server that has the table");
	if (options->table == NULL && options->key != NULL)
		return up_fail(err, UP_INVALID, "--key %s", only_table);
	if (options->table == NULL && options->shape == NULL && options->scope != NULL)
		return up_fail(err, UP_INVALID, "--scope requires --table or --shape");
	if (options->table == NULL && options->leaf != NULL)
		return up_fail(err, UP_INVALID, "--leaf %s", only_table);
	if (options->foreign_keys == FOREIGN_KEYS_STUB &&
	    (options->table == NULL || options->data != OWN_DATA_ROWS))
		return up_fail(err, UP_INVALID, "--fk stub requires --table, with its own rows");
	if (options->table == NULL && options->sample < 1)
		return up_fail(err, UP_INVALID, "--sample %s", only_table);
	if (options->data != OWN_DATA_ROWS && options->sample < 1)
		return up_fail(err, UP_INVALID, "--sample %s", only_rows);
	if (options->table == NULL && options->shape == NULL && options->triggers != 0)
		return up_fail(err, UP_INVALID, "--triggers requires --table or --shape");
	if (!(options->sample > 0))
		return up_fail(err, UP_INVALID, "--sample: a share above 0 is expected");
	return UP_OK;
}

/* Of a generated column the rows decide the value. */
static enum up_status check_scope(const struct shape *shape, struct up_error *err)
{
	const struct shape_column *column = shape_find_column(shape, shape->scope);

	if (column == NULL || column->generated == SHAPE_GENERATED_NOT)
		return UP_OK;
	return up_fail(
		err, UP_INVALID,
		"the scope of the shape, \"%s\", is a generated column, whose value cannot be "
		"made up: take the shape without --scope",
		shape->scope);
}

/* ---- a table ----------------------------------------------------------- */

static enum up_status read_shape(struct up_conn *conn, const struct asked *asked,
				 struct shape *shape, struct up_error *err)
{
	UP_FREE char *tool = NULL;

	if (asprintf(&tool, "upbench %s", upbench_version()) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a shape");
	const struct table_request request = {
		.name = &asked->name,
		.key = &asked->key,
		.scope = asked->scope.count > 0 ? asked->scope.items[0] : NULL,
		.statistics = TABLE_STATISTICS_SHAPE,
		.tool = tool,
	};
	return table_shape_read(conn, &request, shape, err);
}

/* The value of the scope as the server prints it; the message does not repeat it. */
static enum up_status print_scope(struct up_conn *conn, const struct shape *shape,
				  const char *value, char **printed, struct up_error *err)
{
	const struct shape_column *column = shape_find_column(shape, shape->scope);
	const char *const values[] = {value};
	const struct up_params params = {.count = 1, .values = values};
	UP_RESULT *result = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "SELECT ($1::text::%s)::text", column->type);
	UP_TRY(up_buffer_check(&sql, err));
	const enum up_status status =
		up_conn_exec_params(conn, sql.data, &params, NULL, &result, err);
	if (status == UP_STATEMENT) {
		const struct up_error failure = *err;
		return up_fail(err, UP_INVALID,
			       "--scope: the value is not a value of type %s (SQLSTATE %s)",
			       column->type, failure.sqlstate);
	}
	UP_TRY(status);
	return text_set(printed, PQgetvalue(result, 0, 0), err);
}

/* Counts rows that a sync can bring, up to *rows; for those that are made up none need be there. */
static enum up_status count_rows(struct up_conn *conn, const struct shape *shape, const char *scope,
				 double sample, bool is_made_up, int64_t *rows,
				 struct up_error *err)
{
	const struct fill_request request = {.which = FILL_KEYS, .share = sample};
	UP_FREE char *count = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SELECT count(*) FROM (SELECT FROM ");
	place_append(&sql, &(struct place){shape->table.schema, shape->table.name});
	if (scope != NULL) {
		up_buffer_append_string(&sql, " WHERE ");
		up_sql_identifier(&sql, shape->scope);
		up_buffer_append_string(&sql, " = ");
		UP_TRY(up_conn_append_literal(conn, &sql, scope, strlen(scope), err));
		up_buffer_append_format(&sql, "::%s", shape_find_column(shape, shape->scope)->type);
	}
	if (sample < 1) {
		up_buffer_append_string(&sql, scope != NULL ? " AND " : " WHERE ");
		fill_append_sample(&sql, shape, &request);
	}
	up_buffer_append_format(&sql, " LIMIT %" PRId64 ") AS found", *rows);
	UP_TRY(up_buffer_check(&sql, err));
	const enum up_status status = up_conn_query_value(conn, sql.data, &count, err);
	if (status == UP_STATEMENT) {
		const struct up_error failure = *err;
		/* There is no operator =. */
		if (scope != NULL && strcmp(failure.sqlstate, "42883") == 0)
			return up_fail(err, UP_INVALID,
				       "--scope: values of type %s cannot be compared",
				       shape_find_column(shape, shape->scope)->type);
		return up_fail(err, UP_INVALID, "cannot read %s.%s (SQLSTATE %s)",
			       shape->table.schema, shape->table.name, failure.sqlstate);
	}
	UP_TRY(status);
	const int64_t found = strtoll(count, NULL, 10);
	if (found > 0)
		*rows = found;
	else if (!is_made_up)
		return up_fail(err, UP_INVALID, "%s.%s has no rows%s%s", shape->table.schema,
			       shape->table.name, scope != NULL ? " of the scope" : "",
			       sample < 1 ? " in the sample" : "");
	return UP_OK;
}

/* The shape becomes that of its partition. */
static enum up_status take_leaf(struct up_conn *conn, const char *text, struct shape *shape,
				struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list names = {0};
	SHAPE leaf = {0};

	if (column_names_parse(text, &names, err) != UP_OK)
		return up_error_prefix(err, "--leaf");
	if (names.count != 1)
		return up_fail(err, UP_INVALID, "--leaf: one partition");
	UP_TRY(leaf_read(conn, shape, names.items[0], &leaf, err));
	shape_release(shape);
	*shape = leaf;
	leaf = (struct shape){0};
	return UP_OK;
}

static enum up_status connect_to(const struct run_options *options, struct up_conn **conn,
				 char **reached, struct up_error *err)
{
	const char *named_by;
	const struct up_session session = {.conninfo = run_options_server(options, &named_by),
					   .name = "upbench table",
					   .use = UP_SESSION_CONTROL};
	UP_BUFFER conninfo = {0};

	UP_TRY(up_conninfo_check(session.conninfo, named_by, err));
	UP_TRY(pooler_refuse(session.conninfo, named_by, err));
	UP_TRY(up_session_open(&session, conn, err));
	up_conn_keep_values_out(*conn);
	UP_TRY(up_conninfo_append_reached(&conninfo, *conn, err));
	free(*reached);
	*reached = up_buffer_detach(&conninfo);
	return UP_OK;
}

static enum up_status open_table(const struct run_options *options, int64_t *rows, char **reached,
				 struct subject **subject, struct up_error *err)
{
	UP_CLEANUP(asked_release) struct asked asked = {0};
	UP_CONN *conn = NULL;
	UP_FREE char *scope = NULL;
	SHAPE shape = {0};

	UP_TRY(parse(options, &asked, err));
	UP_TRY(connect_to(options, &conn, reached, err));
	UP_TRY(read_shape(conn, &asked, &shape, err));
	if (options->data == OWN_DATA_SHAPE)
		UP_TRY(check_scope(&shape, err));
	if (options->leaf != NULL)
		UP_TRY(take_leaf(conn, options->leaf, &shape, err));
	if (options->data == OWN_DATA_ROWS)
		UP_TRY(rights_check_copy(conn, shape.table.schema, shape.table.name,
					 options->schema, err));
	UP_TRY(up_conn_exec(conn,
			    "SET default_transaction_read_only = on; SET row_security = off; "
			    "SET lock_timeout = '5s'; SET statement_timeout = '30s'",
			    err));
	if (asked.value != NULL)
		UP_TRY(print_scope(conn, &shape, asked.value, &scope, err));
	UP_TRY(count_rows(conn, &shape, scope, options->sample, options->data == OWN_DATA_SHAPE,
			  rows, err));
	const struct own_request request = {
		.data = (enum own_data)options->data,
		.scope = scope,
		.sample = options->sample,
		.timeout_ms = options->copy_timeout / 1000000,
		.stubs_foreign_keys = options->foreign_keys == FOREIGN_KEYS_STUB,
		.keeps_triggers = options->triggers == TRIGGERS_KEEP,
	};
	return own_subject_open(&shape, &request, subject, err);
}

/* ---- a shape ----------------------------------------------------------- */

/* Before anything is made there. */
static enum up_status check_functions(const char *dbname, const struct subject *subject,
				      struct up_error *err)
{
	UP_CONN *conn = NULL;

	UP_TRY(up_conninfo_check(dbname, "--dbname", err));
	UP_TRY(up_conn_open(dbname, &conn, err));
	return own_subject_check_server(subject, conn, err);
}

/* In place of the scope that the shape was read with, if any. */
static enum up_status change_scope(const char *text, struct shape *shape, struct up_error *err)
{
	UP_CLEANUP(asked_release) struct asked asked = {0};

	UP_TRY(parse_scope(text, false, &asked, err));
	/* parse_scope() set it, or failed. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	const char *name = asked.scope.items[0];
	struct shape_column *column = shape_find_column(shape, name);
	if (column == NULL)
		return up_fail(err, UP_INVALID, "--scope: the shape has no column \"%s\"", name);
	if (column->travels == FACT_YES) {
		column->travels = FACT_NO;
		column->why_not = SHAPE_STAY_SCOPE;
	}
	return text_set(&shape->scope, name, err);
}

/* server: that the table is made on; NULL: a private cluster.  scope: NULL: that of the shape. */
static enum up_status open_shape(const char *path, const char *server, const char *scope,
				 bool keeps_triggers, struct subject **subject,
				 struct up_error *err)
{
	const struct own_request request = {
		.data = OWN_DATA_SHAPE,
		.sample = 1,
		.keeps_triggers = keeps_triggers,
	};
	SHAPE shape = {0};

	UP_TRY(shape_read(path, &shape, NULL, err));
	if (keeps_triggers && shape.triggers.count > 0 && server == NULL)
		return up_fail(err, UP_INVALID,
			       "--triggers keep requires --dbname: a shape does not have the "
			       "functions of its triggers");
	if (scope != NULL)
		UP_TRY(change_scope(scope, &shape, err));
	UP_TRY(check_scope(&shape, err));
	UP_TRY(own_subject_open(&shape, &request, subject, err));
	if (server == NULL || check_functions(server, *subject, err) == UP_OK)
		return UP_OK;
	subject_close(UP_TAKE(*subject));
	return err->status;
}

enum up_status subject_option_open_arm(const struct run_options *options, struct arm *arm,
				       struct up_error *err)
{
	const char *server = arm->dbname != NULL ? arm->dbname : run_options_server(options, NULL);

	if (arm->shape_file == NULL)
		return UP_OK;
	if (open_shape(arm->shape_file, server, NULL, options->triggers == TRIGGERS_KEEP,
		       &arm->subject, err) != UP_OK)
		return up_error_prefix(err, "%s: shape", arm->name);
	return UP_OK;
}

enum up_status subject_option_open(const struct run_options *options, int64_t *rows, char **reached,
				   struct subject **subject, struct up_error *err)
{
	UP_TRY(check(options, err));
	if (options->table != NULL)
		return open_table(options, rows, reached, subject, err);
	if (options->shape != NULL)
		return open_shape(options->shape, run_options_server(options, NULL), options->scope,
				  options->triggers == TRIGGERS_KEEP, subject, err);
	return program_subject_open(asset_find("schema/program.sql")->data, subject, err);
}

/* ---- the same table on the servers of arms ------------------------------ */

static enum up_status check_same_columns(const struct shape *shape, const struct shape *there,
					 struct up_error *err)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		const struct shape_column *other = shape_find_column(there, column->name);
		if (other == NULL)
			return up_fail(err, UP_INVALID, "%s.%s has no column \"%s\" there",
				       there->table.schema, there->table.name, column->name);
		if (strcmp(column->type, other->type) != 0)
			return up_fail(
				err, UP_INVALID,
				"column \"%s\" of %s.%s is of type %s there, and of %s in the "
				"table of the run",
				column->name, there->table.schema, there->table.name, other->type,
				column->type);
	}
	return UP_OK;
}

static enum up_status check_arm(const struct run_options *options, const char *dbname,
				const struct shape *shape, struct up_error *err)
{
	UP_CLEANUP(asked_release) struct asked asked = {0};
	UP_CONN *conn = NULL;
	SHAPE there = {0};

	UP_TRY(parse(options, &asked, err));
	UP_TRY(up_conninfo_check(dbname, "dbname", err));
	UP_TRY(up_conn_open(dbname, &conn, err));
	up_conn_keep_values_out(conn);
	UP_TRY(read_shape(conn, &asked, &there, err));
	if (options->leaf != NULL)
		UP_TRY(take_leaf(conn, options->leaf, &there, err));
	return check_same_columns(shape, &there, err);
}

enum up_status subject_option_check_arms(const struct run_options *options,
					 const struct case_list *cases, struct up_error *err)
{
	if (options->table == NULL || options->data != OWN_DATA_ROWS)
		return UP_OK;
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		if (arm->dbname != NULL && arm->subject == NULL &&
		    check_arm(options, arm->dbname, cases->subject->shape, err) != UP_OK)
			return up_error_prefix(err, "arm %s", arm->name);
	}
	return UP_OK;
}
