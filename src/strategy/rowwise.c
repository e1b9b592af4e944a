/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/rowwise.h"

#include "pg/statement.h"

#include <stdlib.h>

enum up_status up_rowwise_prepare(struct up_update *update, struct up_error *err)
{
	struct rowwise *rowwise = calloc(1, sizeof *rowwise);
	if (rowwise == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = rowwise;
	up_sql_update_row(&rowwise->sql, update->relation, update->options.skip_unchanged);
	return up_buffer_check(&rowwise->sql, err);
}

enum up_status up_rowwise_prepare_statement(struct up_update *update, struct up_error *err)
{
	UP_TRY(up_rowwise_prepare(update, err));
	const struct rowwise *rowwise = update->state;
	return up_conn_prepare(update->conn, ROWWISE_STATEMENT, rowwise->sql.data, err);
}

void up_rowwise_release(struct up_update *update)
{
	struct rowwise *rowwise = UP_TAKE(update->state);
	if (rowwise == NULL)
		return;
	up_buffer_release(&rowwise->sql);
	up_binding_release(&rowwise->binding);
	free(rowwise);
}

static enum up_status bind(struct up_update *update, const struct up_batch *batch, size_t row,
			   struct up_params *params, struct up_error *err)
{
	struct rowwise *rowwise = update->state;

	up_binding_clear(&rowwise->binding);
	up_binding_add_row(&rowwise->binding, batch, row);
	if (up_relation_has_scope(update->relation))
		up_binding_add_string(&rowwise->binding, update->scope);
	return up_binding_params(&rowwise->binding, params, err);
}

enum up_status up_rowwise_bind_prepared(struct up_update *update, const struct up_batch *batch,
					size_t row, struct up_params *params, struct up_error *err)
{
	struct rowwise *rowwise = update->state;

	up_binding_clear(&rowwise->binding);
	UP_TRY(up_binding_add_binary_row(&rowwise->binding, batch, row, err));
	if (up_relation_has_scope(update->relation))
		up_binding_add_string(&rowwise->binding, update->scope);
	return up_binding_params(&rowwise->binding, params, err);
}

enum up_status up_rowwise_apply(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err)
{
	const struct rowwise *rowwise = update->state;

	for (size_t row = first; row < first + count; row++) {
		struct up_params params;
		int64_t updated = 0;

		UP_TRY(bind(update, batch, row, &params, err));
		UP_TRY(up_conn_exec_params(update->conn, rowwise->sql.data, &params, &updated, NULL,
					   err));
		update->rows_updated += updated;
	}
	return UP_OK;
}
