/* SPDX-License-Identifier: PostgreSQL */
/*
 * row: one parameterized UPDATE a row, all in the sync's transaction.
 *
 * What an application does that loops over its rows and lets the driver bind
 * values: every row costs a round trip, and parsing and planning anew.
 */
#include "pg/binding.h"
#include "pg/statement.h"
#include "strategy/strategy.h"

#include <stdlib.h>

struct row {
	struct up_buffer sql;
	struct up_binding binding;
};

static enum up_status row_prepare(struct up_update *update, struct up_source *rows,
				  struct up_error *err)
{
	(void)rows;
	struct row *row = calloc(1, sizeof *row);
	if (row == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = row;
	up_sql_update_row(&row->sql, update->relation);
	return up_buffer_check(&row->sql, err);
}

static enum up_status row_apply(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err)
{
	struct row *row = update->state;

	for (size_t r = first; r < first + count; r++) {
		struct up_params params;
		int64_t updated = 0;

		up_binding_clear(&row->binding);
		up_binding_add_row(&row->binding, batch, r);
		up_binding_add_string(&row->binding, update->scope);
		UP_TRY(up_binding_params(&row->binding, &params, err));
		UP_TRY(up_conn_exec_params(update->conn, row->sql.data, &params, &updated, NULL,
					   err));
		update->rows_updated += updated;
	}
	return UP_OK;
}

static void row_release(struct up_update *update)
{
	struct row *row = UP_TAKE(update->state);
	if (row == NULL)
		return;
	up_buffer_release(&row->sql);
	up_binding_release(&row->binding);
	free(row);
}

const struct up_strategy up_strategy_row = {
	.name = "row",
	.summary = "one parameterized UPDATE a row, one transaction",
	.prepare = row_prepare,
	.apply = row_apply,
	.release = row_release,
};
