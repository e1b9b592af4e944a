/* SPDX-License-Identifier: PostgreSQL */
/*
 * unnest: UPDATE … FROM (SELECT unnest($1::text[]), unnest($2::date[]), …): one
 * array a column, so that the number of parameters does not grow with the rows.
 *
 * Arrays are cast to types without a modifier: a cast to varchar(20)[] would
 * cut longer values short without an error.
 */
#include "pg/binding.h"
#include "pg/statement.h"
#include "strategy/strategy.h"

#include <stdlib.h>

struct unnest {
	struct up_buffer sql;
	struct up_binding binding;
};

static enum up_status unnest_prepare(struct up_update *update, struct up_source *rows,
				     struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	UP_BUFFER from = {0};
	char scope[24];

	(void)rows;
	struct unnest *unnest = calloc(1, sizeof *unnest);
	if (unnest == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = unnest;

	up_buffer_append_string(&from, "(SELECT ");
	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_append_format(&from, c > 0 ? ", unnest($%zu::" : "unnest($%zu::", c + 1);
		up_sql_type(&from, relation->columns[c].type);
		up_buffer_append_string(&from, "[])");
	}
	up_buffer_append_char(&from, ')');
	UP_TRY(up_buffer_check(&from, err));

	snprintf(scope, sizeof scope, "$%zu", relation->column_count + 1);
	up_sql_update_from(&unnest->sql, relation, from.data, scope);
	return up_buffer_check(&unnest->sql, err);
}

static enum up_status unnest_apply(struct up_update *update, const struct up_batch *batch,
				   size_t first, size_t count, struct up_error *err)
{
	struct unnest *unnest = update->state;
	struct up_params params;
	int64_t updated = 0;

	up_binding_clear(&unnest->binding);
	for (size_t c = 0; c < update->relation->column_count; c++)
		up_binding_add_array(&unnest->binding, &batch->vectors[c], first, count);
	up_binding_add_string(&unnest->binding, update->scope);
	UP_TRY(up_binding_params(&unnest->binding, &params, err));
	UP_TRY(up_conn_exec_params(update->conn, unnest->sql.data, &params, &updated, NULL, err));
	update->rows_updated += updated;
	return UP_OK;
}

static void unnest_release(struct up_update *update)
{
	struct unnest *unnest = UP_TAKE(update->state);
	if (unnest == NULL)
		return;
	up_buffer_release(&unnest->sql);
	up_binding_release(&unnest->binding);
	free(unnest);
}

const struct up_strategy up_strategy_unnest = {
	.name = "unnest",
	.summary = "UPDATE … FROM (SELECT unnest($1::…[]), …): one text array a column",
	.flags = UP_STRATEGY_CHUNKED,
	.prepare = unnest_prepare,
	.apply = unnest_apply,
	.release = unnest_release,
};
