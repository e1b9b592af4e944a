/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_selection.h"

#include "measure/clone/definition.h"
#include "pg/statement.h"
#include "pg/text.h"

#include <inttypes.h>

/* The place of a row, under a name that no column has. */
#define PLACE "upbench_place"

void own_selection_append_scope(struct up_buffer *sql, const struct subject *subject)
{
	const struct up_column *column = &subject->relation.scope;

	up_sql_identifier(sql, column->name);
	up_buffer_append_string(sql, " = ");
	literal_append(sql, subject->scope);
	up_buffer_append_string(sql, "::");
	up_sql_type(sql, column);
}

static void append_key(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_string(sql, "ROW(");
	for (size_t k = 0; k < relation->key_count; k++) {
		up_buffer_append_string(sql, k > 0 ? ", " : "");
		up_sql_identifier(sql, relation->columns[k].name);
	}
	up_buffer_append_char(sql, ')');
}

static void append_query(struct up_buffer *sql, const struct subject *subject, const char *table,
			 const struct population_request *request)
{
	const struct up_relation *relation = &subject->relation;

	up_buffer_append_string(sql, "COPY (SELECT ");
	up_sql_columns(sql, relation);
	up_buffer_append_string(sql, " FROM (SELECT ctid AS " PLACE ", ");
	up_sql_columns(sql, relation);
	up_buffer_append_format(sql, " FROM %s", table);
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, " WHERE ");
		own_selection_append_scope(sql, subject);
	}
	up_buffer_append_string(sql, " ORDER BY hashtextextended(");
	append_key(sql, relation);
	up_buffer_append_format(sql, "::text COLLATE \"C\", %" PRId64 "), ",
				(int64_t)request->seed);
	append_key(sql, relation);
	up_buffer_append_format(
		sql, "::text COLLATE \"C\" LIMIT %zu) AS chosen ORDER BY " PLACE ") TO STDOUT",
		request->rows);
}

static enum up_status add_line(void *context, const char *line, size_t length, struct up_error *err)
{
	return up_text_parse_copy_row(context, line, length, err);
}

enum up_status own_selection_read(const struct subject *subject, const struct server *server,
				  const char *table, const struct population_request *request,
				  struct up_batch *batch, struct up_error *err)
{
	UP_BUFFER sql = {0};

	append_query(&sql, subject, table, request);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_copy_out(server->control, sql.data, add_line, batch, err));
	if (batch->row_count < request->rows)
		return up_fail(err, UP_UNSUPPORTED, "--rows %zu: the table has %zu row%s%s",
			       request->rows, batch->row_count, batch->row_count == 1 ? "" : "s",
			       up_relation_has_scope(&subject->relation) ? " of the scope" : "");
	return UP_OK;
}
