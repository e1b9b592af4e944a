/* SPDX-License-Identifier: PostgreSQL */
/*
 * case-when: one UPDATE with, for each column, CASE key WHEN … THEN … for each
 * row: the shape of Django's bulk_update().
 *
 * Values are quoted literals in the text, as Django's driver sends them: as
 * parameters, 1914 rows of 20 columns would need 74,646.  The server evaluates
 * each CASE from its first branch on, so the work grows with the square of the
 * rows, and so does the planner's estimate, which is what brings the JIT
 * compiler in.
 */
#include "pg/statement.h"
#include "pg/text.h"
#include "strategy/strategy.h"

#include <stdlib.h>

struct case_when {
	struct up_buffer sql;
	struct up_buffer value; /* one value's text */
};

static enum up_status case_when_prepare(struct up_update *update, struct up_error *err)
{
	update->state = calloc(1, sizeof(struct case_when));
	if (update->state == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	return UP_OK;
}

static enum up_status append_literal(struct up_update *update, const struct up_vector *vector,
				     size_t row, struct up_error *err)
{
	struct case_when *work = update->state;

	if (up_vector_is_null(vector, row)) {
		up_buffer_append_string(&work->sql, "NULL");
		return UP_OK;
	}
	up_buffer_clear(&work->value);
	up_text_append(&work->value, vector, row);
	UP_TRY(up_buffer_check(&work->value, err));
	return up_conn_append_literal(update->conn, &work->sql, up_buffer_string(&work->value),
				      work->value.length, err);
}

/* A key: for UP_TYPE_OTHER with its type, since not every operator = takes a literal of none. */
static enum up_status append_key(struct up_update *update, const struct up_batch *batch,
				 size_t column, size_t row, struct up_error *err)
{
	UP_TRY(append_literal(update, &batch->vectors[column], row, err));
	up_sql_cast(&((struct case_when *)update->state)->sql, &update->relation->columns[column]);
	return UP_OK;
}

/* The condition of a branch: 'k1', or, of a key of several columns, "a" = 'a1' AND "b" = 'b1'. */
static enum up_status append_condition(struct up_update *update, const struct up_batch *batch,
				       size_t row, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	for (size_t c = 0; c < relation->key_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, " AND ");
		if (relation->key_count > 1) {
			up_sql_key_column(sql, &relation->columns[c]);
			up_buffer_append_string(sql, " = ");
		}
		UP_TRY(append_key(update, batch, c, row, err));
	}
	return UP_OK;
}

/* "b" = CASE "key" WHEN 'k1' THEN 'v1'::type WHEN … END, or CASE WHEN … with a key of several
 * columns: the type of the first branch is the type of all. */
static enum up_status append_case(struct up_update *update, const struct up_batch *batch,
				  size_t column, size_t first, size_t count, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	up_sql_identifier(sql, relation->columns[column].name);
	up_buffer_append_string(sql, " = CASE");
	if (relation->key_count == 1) {
		up_buffer_append_char(sql, ' ');
		up_sql_key_column(sql, &relation->columns[0]);
	}
	for (size_t row = first; row < first + count; row++) {
		up_buffer_append_string(sql, " WHEN ");
		UP_TRY(append_condition(update, batch, row, err));
		up_buffer_append_string(sql, " THEN ");
		UP_TRY(append_literal(update, &batch->vectors[column], row, err));
		if (row == first) {
			up_buffer_append_string(sql, "::");
			up_sql_type(sql, &relation->columns[column]);
		}
	}
	up_buffer_append_string(sql, " END");
	return UP_OK;
}

/* "key" IN ('k1', …) */
static enum up_status append_keys(struct up_update *update, const struct up_batch *batch,
				  size_t first, size_t count, struct up_error *err)
{
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	up_sql_key_column(sql, &update->relation->columns[0]);
	up_buffer_append_string(sql, " IN (");
	for (size_t row = first; row < first + count; row++) {
		if (row > first)
			up_buffer_append_string(sql, ", ");
		UP_TRY(append_key(update, batch, 0, row, err));
	}
	up_buffer_append_char(sql, ')');
	return UP_OK;
}

/* ("a", "b") IN (VALUES ('a1'::type, 'b1'::type), ('a2', 'b2'), …).  Without VALUES the server
 * makes of a list of rows an OR within an OR, as deep as there are rows, and some thousands are
 * deeper than its stack. */
static enum up_status append_row_keys(struct up_update *update, const struct up_batch *batch,
				      size_t first, size_t count, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	for (size_t c = 0; c < relation->key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? ", " : "(");
		up_sql_key_column(sql, &relation->columns[c]);
	}
	up_buffer_append_string(sql, ") IN (VALUES ");
	for (size_t row = first; row < first + count; row++) {
		up_buffer_append_string(sql, row > first ? ", (" : "(");
		for (size_t c = 0; c < relation->key_count; c++) {
			if (c > 0)
				up_buffer_append_string(sql, ", ");
			UP_TRY(append_literal(update, &batch->vectors[c], row, err));
			if (row == first) {
				up_buffer_append_string(sql, "::");
				up_sql_type(sql, &relation->columns[c]);
			}
		}
		up_buffer_append_char(sql, ')');
	}
	up_buffer_append_char(sql, ')');
	return UP_OK;
}

static enum up_status append_where(struct up_update *update, const struct up_batch *batch,
				   size_t first, size_t count, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	up_buffer_append_string(sql, " WHERE ");
	if (up_relation_has_scope(relation)) {
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, " = ");
		UP_TRY(up_conn_append_literal(update->conn, sql, update->scope,
					      strlen(update->scope), err));
		up_buffer_append_string(sql, " AND ");
	}
	return relation->key_count == 1 ? append_keys(update, batch, first, count, err)
					: append_row_keys(update, batch, first, count, err);
}

static enum up_status build_sql(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	struct up_buffer *sql = &((struct case_when *)update->state)->sql;

	up_buffer_clear(sql);
	up_buffer_append_string(sql, "UPDATE ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " SET ");
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (c > relation->key_count)
			up_buffer_append_string(sql, ", ");
		UP_TRY(append_case(update, batch, c, first, count, err));
	}
	UP_TRY(append_where(update, batch, first, count, err));
	return up_buffer_check(sql, err);
}

static enum up_status case_when_apply(struct up_update *update, const struct up_batch *batch,
				      size_t first, size_t count, struct up_error *err)
{
	struct case_when *work = update->state;
	int64_t updated = 0;

	UP_TRY(build_sql(update, batch, first, count, err));
	UP_TRY(up_conn_exec_rows(update->conn, work->sql.data, &updated, err));
	update->rows_updated += updated;
	return UP_OK;
}

static void case_when_release(struct up_update *update)
{
	struct case_when *work = UP_TAKE(update->state);
	if (work == NULL)
		return;
	up_buffer_release(&work->sql);
	up_buffer_release(&work->value);
	free(work);
}

static const struct up_tuning case_when_tuning[] = {
	{"jit", "off", "the compiler takes seconds for expressions that run for milliseconds"},
	{NULL, NULL, NULL},
};

const struct up_strategy up_strategy_case_when = {
	.name = "case-when",
	.summary =
		"one UPDATE with CASE key WHEN … THEN … for each column, as Django's bulk_update",
	.flags = UP_STRATEGY_CHUNKED | UP_STRATEGY_PARALLEL,
	/* The key and each value are in the text once per column, quoted. */
	.copies = 20,
	.tuning = case_when_tuning,
	.prepare = case_when_prepare,
	.apply = case_when_apply,
	.release = case_when_release,
};
