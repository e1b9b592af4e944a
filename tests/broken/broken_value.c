/* SPDX-License-Identifier: PostgreSQL */
/* broken-value: writes every row, and one wrong value into the first of them. */
#include "pg/statement.h"
#include "pg/text.h"
#include "strategy/strategy.h"

#define WRONG_COLUMN                                                                               \
	3 /* a varchar that no other stage reads; the last column where there are fewer */

extern const struct up_strategy up_strategy_unnest;

static enum up_status prepare(struct up_update *update, struct up_error *err)
{
	return up_strategy_unnest.prepare(update, err);
}

static enum up_status apply(struct up_update *update, const struct up_batch *batch, size_t first,
			    size_t count, struct up_error *err)
{
	const struct up_relation *relation = batch->relation;
	const size_t last = relation->column_count - 1;
	UP_BUFFER sql = {0};
	UP_BUFFER key = {0};

	UP_TRY(up_strategy_unnest.apply(update, batch, first, count, err));
	up_text_append(&key, &batch->vectors[0], first);
	const char *const values[] = {up_buffer_string(&key)};
	const struct up_params params = {.count = 1, .values = values};

	up_buffer_append_string(&sql, "UPDATE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " SET ");
	up_sql_identifier(&sql, relation->columns[WRONG_COLUMN < last ? WRONG_COLUMN : last].name);
	up_buffer_append_string(&sql, " = 'wrong' WHERE ");
	up_sql_identifier(&sql, relation->columns[0].name);
	up_buffer_append_string(&sql, " = $1");
	UP_TRY(up_buffer_check(&key, err));
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(update->conn, sql.data, &params, NULL, NULL, err);
}

static void release(struct up_update *update)
{
	up_strategy_unnest.release(update);
}

const struct up_strategy up_strategy_broken_value = {
	.name = "broken-value",
	.summary = "writes one wrong value",
	.prepare = prepare,
	.apply = apply,
	.release = release,
};
