/* SPDX-License-Identifier: PostgreSQL */
/*
 * values: UPDATE … FROM (VALUES ($1, $2, …), (…)).
 *
 * The types are said once, by casts in the first row: VALUES takes the type of
 * a column from there.  The statement of a full chunk is prepared once a
 * connection, since parsing two thousand parameters takes as long as using
 * them; the last, shorter chunk of a batch is built anew.
 */
#include "strategy/values.h"

#include "pg/binding.h"

#include <stdlib.h>

struct values {
	struct values_kind kind;
	struct up_buffer sql; /* of the rows that are not a full chunk */
	size_t prepared_rows; /* of the prepared statement: a full chunk */
	struct up_binding binding;
};

static size_t scope_parameters(const struct up_relation *relation)
{
	return up_relation_has_scope(relation) ? 1 : 0;
}

/* How many rows fit under the protocol's limit, beside the scope. */
static size_t most_rows(const struct up_relation *relation)
{
	return (UP_PARAMS_MAX - scope_parameters(relation)) / relation->column_count;
}

static size_t rows_per_statement(const struct up_update *update)
{
	return update->options.chunk != 0 ? update->options.chunk : VALUES_CHUNK;
}

enum up_status up_values_check(const struct up_update *update, struct up_error *err)
{
	size_t most = most_rows(update->relation);
	const size_t chunk = rows_per_statement(update);

	if (chunk > most)
		return up_fail(err, UP_UNSUPPORTED,
			       "a chunk of %zu rows needs %zu parameters, of at most %d: with %zu "
			       "columns a chunk has at most %zu rows",
			       chunk,
			       chunk * update->relation->column_count +
				       scope_parameters(update->relation),
			       UP_PARAMS_MAX, update->relation->column_count, most);
	return UP_OK;
}

static enum up_status build_sql(struct up_buffer *sql, const struct up_update *update, size_t rows,
				struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	const struct values *values = update->state;
	UP_BUFFER from = {0};
	size_t number = 1;

	up_buffer_append_string(&from, "(VALUES ");
	for (size_t row = 0; row < rows; row++) {
		up_buffer_append_string(&from, row > 0 ? ", (" : "(");
		for (size_t c = 0; c < relation->column_count; c++) {
			up_buffer_append_format(&from, c > 0 ? ", $%zu" : "$%zu", number++);
			if (row == 0) {
				up_buffer_append_string(&from, "::");
				up_sql_transfer_type(&from, &relation->columns[c]);
				up_sql_cast(&from, &relation->columns[c]);
			}
		}
		up_buffer_append_char(&from, ')');
	}
	up_buffer_append_char(&from, ')');
	UP_TRY(up_buffer_check(&from, err));

	char scope[24];
	snprintf(scope, sizeof scope, "$%zu", number);
	up_buffer_clear(sql);
	const struct up_sql_update statement = {
		.relation = relation,
		.from = from.data,
		.scope = scope,
		.skip_unchanged = update->options.skip_unchanged,
	};
	values->kind.statement(sql, &statement);
	return up_buffer_check(sql, err);
}

enum up_status up_values_prepare(struct up_update *update, const struct values_kind *kind,
				 struct up_error *err)
{
	const size_t chunk = rows_per_statement(update);
	UP_BUFFER sql = {0};

	struct values *values = calloc(1, sizeof *values);
	if (values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = values;
	values->kind = *kind;
	values->prepared_rows = chunk;
	UP_TRY(build_sql(&sql, update, chunk, err));
	return up_conn_prepare(update->conn, kind->prepared, sql.data, err);
}

enum up_status up_values_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err)
{
	struct values *values = update->state;
	struct up_params params;
	int64_t updated = 0;

	up_binding_clear(&values->binding);
	for (size_t row = first; row < first + count; row++)
		up_binding_add_row(&values->binding, batch, row);
	if (up_relation_has_scope(update->relation))
		up_binding_add_string(&values->binding, update->scope);
	UP_TRY(up_binding_params(&values->binding, &params, err));
	if (count == values->prepared_rows) {
		UP_TRY(up_conn_exec_prepared(update->conn, values->kind.prepared, &params, &updated,
					     NULL, err));
	} else {
		UP_TRY(build_sql(&values->sql, update, count, err));
		UP_TRY(up_conn_exec_params(update->conn, values->sql.data, &params, &updated, NULL,
					   err));
	}
	update->rows_updated += updated;
	return UP_OK;
}

void up_values_release(struct up_update *update)
{
	struct values *values = UP_TAKE(update->state);
	if (values == NULL)
		return;
	up_buffer_release(&values->sql);
	up_binding_release(&values->binding);
	free(values);
}

static enum up_status values_prepare(struct up_update *update, struct up_error *err)
{
	static const struct values_kind kind = {.prepared = "upsync_values",
						.statement = up_sql_update_from};

	return up_values_prepare(update, &kind, err);
}

const struct up_strategy up_strategy_values = {
	.name = "values",
	.summary = "UPDATE … FROM (VALUES …), parameterized, a chunk of rows per statement",
	.flags = UP_STRATEGY_CHUNKED | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS,
	.requires = UP_REQUIRES_PREPARED,
	.default_chunk = VALUES_CHUNK,
	.check = up_values_check,
	.prepare = values_prepare,
	.apply = up_values_apply,
	.release = up_values_release,
};
