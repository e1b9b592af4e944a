/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/own_fixture.h"

#include "pg/statement.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows -------------------------------------------------------------- */

static bool is_old(const struct own_fixture_table *table, size_t row)
{
	return table->population->rows->in_old(table->population->rows, row);
}

static enum up_status append(const struct own_fixture_table *table, size_t row,
			     enum edition edition, struct up_batch *batch, struct up_error *err)
{
	const struct rows *rows = table->population->rows;

	return rows->append(rows, row, edition, batch, err);
}

/* Those that the table has, or all. */
static enum up_status append_all(const struct own_fixture_table *table, bool with_new,
				 enum edition edition, struct up_batch *batch, struct up_error *err)
{
	for (size_t row = 0; row < table->population->rows->count; row++) {
		if (with_new || is_old(table, row))
			UP_TRY(append(table, row, edition, batch, err));
	}
	return UP_OK;
}

/* The number of a row, of those that the table has. */
static size_t old_row(const struct own_fixture_table *table, size_t number)
{
	size_t row = 0;

	for (; row < table->population->rows->count; row++) {
		if (is_old(table, row) && number-- == 0)
			break;
	}
	return row;
}

static enum up_status make_rows(const struct own_fixture_table *table, struct fixture *fixture,
				struct up_error *err)
{
	UP_TRY(append_all(table, false, EDITION_NEW, &fixture->incoming, err));
	return append_all(table, false, EDITION_NEW, &fixture->after, err);
}

static enum up_status make_same(const struct own_fixture_table *table, struct fixture *fixture,
				struct up_error *err)
{
	UP_TRY(append_all(table, false, EDITION_OLD, &fixture->incoming, err));
	return append_all(table, false, EDITION_OLD, &fixture->after, err);
}

/* Two keys with the values that they have, and again with new ones. */
static enum up_status make_twice(const struct own_fixture_table *table, struct fixture *fixture,
				 struct up_error *err)
{
	for (size_t number = 0; number < 2; number++)
		UP_TRY(append(table, old_row(table, number), EDITION_OLD, &fixture->incoming, err));
	return make_rows(table, fixture, err);
}

static enum up_status make_none(const struct own_fixture_table *table, struct fixture *fixture,
				struct up_error *err)
{
	return append_all(table, false, EDITION_OLD, &fixture->after, err);
}

static enum up_status make_one(const struct own_fixture_table *table, struct fixture *fixture,
			       struct up_error *err)
{
	const size_t first = old_row(table, 0);

	UP_TRY(append(table, first, EDITION_NEW, &fixture->incoming, err));
	for (size_t row = 0; row < table->population->rows->count; row++) {
		if (is_old(table, row))
			UP_TRY(append(table, row, row == first ? EDITION_NEW : EDITION_OLD,
				      &fixture->after, err));
	}
	fixture->not_brought = fixture->before.row_count - 1;
	return UP_OK;
}

static enum up_status make_absent(const struct own_fixture_table *table, struct fixture *fixture,
				  struct up_error *err)
{
	UP_TRY(append_all(table, true, EDITION_NEW, &fixture->incoming, err));
	return append_all(table, true, EDITION_NEW, &fixture->after, err);
}

static enum up_status make_absent_alone(const struct own_fixture_table *table,
					struct fixture *fixture, struct up_error *err)
{
	UP_TRY(append_all(table, true, EDITION_NEW, &fixture->incoming, err));
	return append_all(table, false, EDITION_NEW, &fixture->after, err);
}

/* ---- values ------------------------------------------------------------ */

/* Appends a row of which some columns have another value: what replace appends. */
typedef bool replace_function(const struct up_relation *relation, size_t column,
			      struct up_vector *vector);

static enum up_status append_replaced(const struct up_batch *from, size_t row,
				      replace_function *replace, struct up_batch *batch,
				      struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		if (!replace(batch->relation, c, &batch->vectors[c]))
			up_vector_copy_value(&batch->vectors[c], &from->vectors[c], row);
	}
	return up_batch_end_row(batch, err);
}

static bool replace_nullable(const struct up_relation *relation, size_t column,
			     struct up_vector *vector)
{
	if (column < relation->key_count || !relation->columns[column].nullable)
		return false;
	up_vector_append_null(vector);
	return true;
}

/* Behind a column, and at the end from the key on; that of the key if no other may be null. */
static size_t next_nullable(const struct up_relation *relation, size_t column)
{
	const size_t others = relation->column_count - relation->key_count;

	for (size_t step = 0; step < others; step++) {
		column++;
		if (column < relation->key_count || column == relation->column_count)
			column = relation->key_count;
		if (relation->columns[column].nullable)
			return column;
	}
	return 0;
}

/* Each row has one null, in turn in each column that may be null. */
static enum up_status make_a_null(const struct own_fixture_table *table, struct fixture *fixture,
				  struct up_error *err)
{
	const struct up_relation *relation = &fixture->relation;
	size_t column = 0;
	UP_BATCH rows = {0};

	UP_TRY(up_batch_init(&rows, relation, err));
	UP_TRY(append_all(table, false, EDITION_NEW, &rows, err));
	for (size_t row = 0; row < rows.row_count; row++) {
		column = next_nullable(relation, column);
		if (column == 0)
			return up_fail(err, UP_UNSUPPORTED, "no column that travels may be null");
		for (size_t c = 0; c < relation->column_count; c++) {
			struct up_vector *vector = &fixture->incoming.vectors[c];
			if (c == column)
				up_vector_append_null(vector);
			else
				up_vector_copy_value(vector, &rows.vectors[c], row);
		}
		UP_TRY(up_batch_end_row(&fixture->incoming, err));
		UP_TRY(up_batch_copy_row(&fixture->after, &fixture->incoming, row, err));
	}
	return UP_OK;
}

static enum up_status make_nulls(const struct own_fixture_table *table, struct fixture *fixture,
				 struct up_error *err)
{
	UP_BATCH rows = {0};

	UP_TRY(up_batch_init(&rows, &fixture->relation, err));
	UP_TRY(append_all(table, false, EDITION_NEW, &rows, err));
	for (size_t row = 0; row < rows.row_count; row++) {
		UP_TRY(append_replaced(&rows, row, replace_nullable, &fixture->incoming, err));
		UP_TRY(append_replaced(&rows, row, replace_nullable, &fixture->after, err));
	}
	return UP_OK;
}

static bool is_text(const struct up_column *column)
{
	return column->type == UP_TYPE_TEXT || column->type == UP_TYPE_VARCHAR;
}

/* The first one behind the key, SIZE_MAX if there is none. */
static size_t text_column(const struct up_relation *relation)
{
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (is_text(&relation->columns[c]))
			return c;
	}
	return SIZE_MAX;
}

static bool replace_key(const struct up_relation *relation, size_t column, struct up_vector *vector)
{
	(void)relation;
	if (column == 0)
		up_vector_append_null(vector);
	return column == 0;
}

static bool replace_text(const struct up_relation *relation, size_t column,
			 struct up_vector *vector, const char *bytes, size_t length)
{
	if (column != text_column(relation))
		return false;
	up_vector_append_bytes(vector, bytes, length);
	return true;
}

static bool replace_by_nul(const struct up_relation *relation, size_t column,
			   struct up_vector *vector)
{
	return replace_text(relation, column, vector, "a\0b", 3);
}

static bool replace_by_invalid(const struct up_relation *relation, size_t column,
			       struct up_vector *vector)
{
	return replace_text(relation, column, vector, "\xC3(", 2);
}

/* The table keeps its rows. */
static enum up_status make_bad(const struct own_fixture_table *table, replace_function *replace,
			       struct fixture *fixture, struct up_error *err)
{
	UP_BATCH rows = {0};

	UP_TRY(up_batch_init(&rows, &fixture->relation, err));
	UP_TRY(append_all(table, false, EDITION_NEW, &rows, err));
	for (size_t row = 0; row < rows.row_count; row++) {
		if (row == FIXTURE_GOOD_ROWS)
			UP_TRY(append_replaced(&rows, row, replace, &fixture->incoming, err));
		else
			UP_TRY(up_batch_copy_row(&fixture->incoming, &rows, row, err));
	}
	return UP_OK;
}

static enum up_status make_null_key(const struct own_fixture_table *table, struct fixture *fixture,
				    struct up_error *err)
{
	return make_bad(table, replace_key, fixture, err);
}

static enum up_status make_bad_text(const struct own_fixture_table *table,
				    replace_function *replace, struct fixture *fixture,
				    struct up_error *err)
{
	if (text_column(&fixture->relation) == SIZE_MAX)
		return up_fail(err, UP_UNSUPPORTED, "no text travels");
	return make_bad(table, replace, fixture, err);
}

static enum up_status make_nul(const struct own_fixture_table *table, struct fixture *fixture,
			       struct up_error *err)
{
	return make_bad_text(table, replace_by_nul, fixture, err);
}

static enum up_status make_invalid(const struct own_fixture_table *table, struct fixture *fixture,
				   struct up_error *err)
{
	return make_bad_text(table, replace_by_invalid, fixture, err);
}

/* ---- the cases --------------------------------------------------------- */

#define SAME "same table as the oracle"

const struct own_fixture_case own_fixture_cases[] = {
	{.base = {.name = "made-up rows", .policy = SAME, .met = SAME}, .make = make_rows},
	{.base = {.name = "rows that have these values", .policy = SAME, .met = SAME},
	 .make = make_same},
	{.base = {.name = "one row", .policy = SAME, .met = SAME}, .make = make_one},
	{.base = {.name = "no rows", .policy = "table untouched", .met = "table untouched"},
	 .make = make_none},
	{.base = {.name = "a key twice", .policy = "the last one wins", .met = "the last one wins"},
	 .make = make_twice},
	{.base = {.name = "absent keys",
		  .policy = "the pipeline creates them",
		  .met = "they are created"},
	 .make = make_absent,
	 .needs_new = true},
	{.base = {.name = "absent keys, without the pipeline",
		  .policy = "not created, except where the strategy inserts",
		  .met = "not created",
		  .direct = true},
	 .make = make_absent_alone,
	 .needs_new = true},
	{.base = {.name = "a null in each column that may be null", .policy = SAME, .met = SAME},
	 .make = make_a_null},
	{.base = {.name = "columns of only nulls", .policy = SAME, .met = SAME},
	 .make = make_nulls},
	{.base = {.name = "a key that is null",
		  .policy = "refused before its batch is sent",
		  .end = FIXTURE_REFUSED},
	 .make = make_null_key},
	{.base = {.name = "a NUL byte",
		  .policy = "refused before its batch is sent",
		  .end = FIXTURE_REFUSED},
	 .make = make_nul},
	{.base = {.name = "invalid UTF-8",
		  .policy = "error 22021 or the client's own, table untouched",
		  .end = FIXTURE_ERROR,
		  .sqlstate = "22021",
		  .good_rows = FIXTURE_GOOD_ROWS},
	 .make = make_invalid},
	{.base = {.name = NULL}},
};

enum up_status own_fixture_make(const struct own_fixture_table *table,
				const struct own_fixture_case *own_case, const char *schema,
				struct fixture *fixture, struct up_error *err)
{
	const struct up_relation *relation = &table->subject->relation;

	if (own_case->needs_new && table->no_new != NULL)
		return up_fail(err, UP_UNSUPPORTED, "%s", table->no_new);
	UP_TRY(up_relation_narrow(relation, relation->column_count, schema, &fixture->relation,
				  err));
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->incoming, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->after, &fixture->relation, err));
	UP_TRY(append_all(table, false, EDITION_OLD, &fixture->before, err));
	return own_case->make(table, fixture, err);
}

/* ---- the table --------------------------------------------------------- */

static void append_place(struct up_buffer *sql, const char *schema, const char *table)
{
	up_sql_identifier(sql, schema);
	up_buffer_append_char(sql, '.');
	up_sql_identifier(sql, table);
}

/* For so few rows much cheaper than TRUNCATE. */
enum up_status own_fixture_restore(const struct own_fixture_table *table,
				   const struct server *server, struct up_error *err)
{
	const struct up_relation *image = &table->subject->image;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "DELETE FROM ");
	append_place(&sql, server->schema, image->table);
	up_buffer_append_string(&sql, "; INSERT INTO ");
	append_place(&sql, server->schema, image->table);
	up_buffer_append_string(&sql, " (");
	up_sql_columns(&sql, image);
	up_buffer_append_string(&sql, ") OVERRIDING SYSTEM VALUE SELECT ");
	up_sql_columns(&sql, image);
	up_buffer_append_string(&sql, " FROM ");
	append_place(&sql, server->schema, table->population->pristine);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

/* "a.x, a.y": columns of the image from one number to another. */
static void append_of(struct up_buffer *sql, const struct up_relation *image, const char *alias,
		      size_t from, size_t to)
{
	for (size_t c = from; c < to; c++) {
		up_buffer_append_format(sql, c > from ? ", %s." : "%s.", alias);
		up_sql_identifier(sql, image->columns[c].name);
	}
}

enum up_status own_fixture_proof(const struct own_fixture_table *table, char **proof,
				 struct up_error *err)
{
	const struct subject *subject = table->subject;
	const struct up_relation *image = &subject->image;
	const size_t others = subject->relation.column_count;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SELECT (SELECT count(*) FROM %s.");
	up_sql_identifier(&sql, image->table);
	up_buffer_append_string(&sql, " AS now JOIN ");
	up_sql_identifier(&sql, table->population->pristine);
	up_buffer_append_string(&sql, " AS old ON (");
	append_of(&sql, image, "now", 0, subject->relation.key_count);
	up_buffer_append_string(&sql, ") = (");
	append_of(&sql, image, "old", 0, subject->relation.key_count);
	up_buffer_append_string(&sql, ") WHERE ROW(");
	append_of(&sql, image, "now", others, image->column_count);
	up_buffer_append_string(&sql, ")::text <> ROW(");
	append_of(&sql, image, "old", others, image->column_count);
	up_buffer_append_string(&sql, ")::text)");
	if (subject->generated_check != NULL)
		up_buffer_append_format(&sql, " + (SELECT count(*) FROM (%s) AS wrong)",
					subject->generated_check);
	UP_TRY(up_buffer_check(&sql, err));
	*proof = up_buffer_detach(&sql);
	return UP_OK;
}
