/* SPDX-License-Identifier: PostgreSQL */
#include "pg/gone_statement.h"

#include "pg/statement.h"

/* t."scope" = <scope> AND, or nothing. */
static void append_scope(struct up_buffer *sql, const struct up_sql_gone *what)
{
	if (!up_relation_has_scope(what->relation))
		return;
	up_buffer_append_string(sql, "t.");
	up_sql_identifier(sql, what->relation->scope.name);
	up_buffer_append_format(sql, " = %s AND ", what->scope);
}

/* t."scope" = u."scope" AND, or nothing. */
static void append_same_scope(struct up_buffer *sql, const struct up_sql_gone *what)
{
	if (!what->has_scope)
		return;
	up_buffer_append_string(sql, "t.");
	up_sql_identifier(sql, what->relation->scope.name);
	up_buffer_append_string(sql, " = u.");
	up_sql_identifier(sql, what->relation->scope.name);
	up_buffer_append_string(sql, " AND ");
}

static enum up_status quote_value(struct up_buffer *value, const struct up_gone *gone,
				  struct up_conn *conn, struct up_error *err)
{
	UP_TRY(up_conn_append_literal(conn, value, gone->value, strlen(gone->value), err));
	return up_buffer_check(value, err);
}

/* "column" = 'value' */
static void append_mark(struct up_buffer *sql, const struct up_gone *gone,
			const struct up_buffer *value)
{
	up_sql_identifier(sql, gone->column);
	up_buffer_append_format(sql, " = %s", value->data);
}

/* t."column" IS DISTINCT FROM 'value' */
static void append_unmarked(struct up_buffer *sql, const struct up_gone *gone,
			    const struct up_buffer *value)
{
	up_buffer_append_string(sql, "t.");
	up_sql_identifier(sql, gone->column);
	up_buffer_append_format(sql, " IS DISTINCT FROM %s", value->data);
}

enum up_status up_sql_gone(struct up_buffer *sql, const struct up_sql_gone *what,
			   struct up_conn *conn, struct up_error *err)
{
	const struct up_gone *gone = what->gone;
	UP_BUFFER value = {0};

	up_buffer_append_string(sql, gone->action == UP_GONE_MARK     ? "UPDATE "
				     : gone->action == UP_GONE_DELETE ? "DELETE FROM "
								      : "SELECT count(*) FROM ");
	up_sql_table(sql, what->relation);
	up_buffer_append_string(sql, " AS t");
	if (gone->action == UP_GONE_MARK) {
		UP_TRY(quote_value(&value, gone, conn, err));
		up_buffer_append_string(sql, " SET ");
		append_mark(sql, gone, &value);
	}
	up_buffer_append_string(sql, " WHERE ");
	append_scope(sql, what);
	up_buffer_append_format(sql, "NOT EXISTS (SELECT FROM %s AS u WHERE ", what->from);
	append_same_scope(sql, what);
	up_sql_same_key(sql, what->relation, "t", "u");
	up_buffer_append_char(sql, ')');
	if (gone->action == UP_GONE_MARK) {
		up_buffer_append_string(sql, " AND ");
		append_unmarked(sql, gone, &value);
	}
	return up_buffer_check(sql, err);
}

enum up_status up_sql_merge_gone(struct up_buffer *sql, const struct up_sql_gone *what,
				 struct up_conn *conn, struct up_error *err)
{
	const bool is_mark = what->gone->action == UP_GONE_MARK;
	UP_BUFFER value = {0};

	up_buffer_append_string(sql, " WHEN NOT MATCHED BY SOURCE AND ");
	append_scope(sql, what);
	if (!is_mark) {
		up_buffer_append_string(sql, "true THEN DELETE");
		return up_buffer_check(sql, err);
	}
	UP_TRY(quote_value(&value, what->gone, conn, err));
	append_unmarked(sql, what->gone, &value);
	up_buffer_append_string(sql, " THEN UPDATE SET ");
	append_mark(sql, what->gone, &value);
	return up_buffer_check(sql, err);
}
