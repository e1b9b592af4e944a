/* SPDX-License-Identifier: PostgreSQL */
/*
 * copy-temp: COPY (text) into a temporary table, then UPDATE … FROM it.
 *
 * The table is made in each sync, as an application behind a connection pool
 * must, and goes with the transaction.  Creating it and starting the COPY is
 * one message; rows leave in pieces, so that the server parses while the
 * client still encodes.
 */
#include "pg/binding.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "strategy/strategy.h"

#include <stdlib.h>

/* Large enough that a system call a piece does not matter, small enough that
 * the server has work early. */
#define PIECE ((size_t)64 * 1024)

#define TABLE "upbench_incoming"

struct copy_temp {
	struct up_buffer begin;  /* CREATE and COPY */
	struct up_buffer update; /* UPDATE … FROM */
	struct up_buffer data;   /* encoded rows */
	bool copying;
};

static enum up_status copy_temp_prepare(struct up_update *update, struct up_source *rows,
					struct up_error *err)
{
	(void)rows;
	struct copy_temp *copy = calloc(1, sizeof *copy);
	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a COPY");
	update->state = copy;

	up_buffer_append_string(&copy->begin, "CREATE TEMPORARY TABLE " TABLE " (");
	up_sql_column_definitions(&copy->begin, update->relation);
	up_buffer_append_string(&copy->begin,
				") ON COMMIT DROP; COPY pg_temp." TABLE " FROM STDIN");
	up_sql_update_from(&copy->update, update->relation, "pg_temp." TABLE, "$1");
	UP_TRY(up_buffer_check(&copy->begin, err));
	return up_buffer_check(&copy->update, err);
}

static enum up_status flush(struct up_update *update, struct up_error *err)
{
	struct copy_temp *copy = update->state;

	UP_TRY(up_buffer_check(&copy->data, err));
	UP_TRY(up_conn_copy_put(update->conn, &copy->data, err));
	up_buffer_clear(&copy->data);
	return UP_OK;
}

static enum up_status copy_temp_apply(struct up_update *update, const struct up_batch *batch,
				      size_t first, size_t count, struct up_error *err)
{
	struct copy_temp *copy = update->state;

	if (!copy->copying) {
		UP_TRY(up_conn_copy_begin(update->conn, copy->begin.data, err));
		up_buffer_clear(&copy->data);
		copy->copying = true;
	}
	for (size_t row = first; row < first + count; row++) {
		up_text_append_copy_row(&copy->data, batch, row);
		if (copy->data.length >= PIECE)
			UP_TRY(flush(update, err));
	}
	return flush(update, err);
}

static enum up_status copy_temp_finish(struct up_update *update, struct up_error *err)
{
	struct copy_temp *copy = update->state;
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = 1, .values = values};
	int64_t updated = 0;

	if (!copy->copying) /* there were no rows */
		return UP_OK;
	copy->copying = false;
	UP_TRY(up_conn_copy_end(update->conn, NULL, err));
	UP_TRY(up_conn_exec_params(update->conn, copy->update.data, &params, &updated, NULL, err));
	update->rows_updated += updated;
	return UP_OK;
}

static void copy_temp_release(struct up_update *update)
{
	struct copy_temp *copy = UP_TAKE(update->state);
	if (copy == NULL)
		return;
	up_buffer_release(&copy->begin);
	up_buffer_release(&copy->update);
	up_buffer_release(&copy->data);
	free(copy);
}

const struct up_strategy up_strategy_copy_temp = {
	.name = "copy-temp",
	.summary = "COPY (text) into a temporary table, then UPDATE … FROM it",
	.prepare = copy_temp_prepare,
	.apply = copy_temp_apply,
	.finish = copy_temp_finish,
	.release = copy_temp_release,
};
