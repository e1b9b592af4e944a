/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/oracle.h"

#include "measure/workload/program.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/key.h"
#include "sync/keymap.h"

#include <stdlib.h>

/* A row as it must be: the columns that travel from the new edition, the others
 * from the old one; a row that was added has all of its columns from the new. */
struct expected_row {
	struct up_batch new;
	struct up_batch old;
};

static void expected_row_release(struct expected_row *row)
{
	up_batch_release(&row->new);
	up_batch_release(&row->old);
}

static enum up_status expected_row_init(struct expected_row *row, const struct oracle *oracle,
					struct up_error *err)
{
	UP_TRY(up_batch_init(&row->new, &oracle->relation, err));
	return up_batch_init(&row->old, &oracle->relation, err);
}

static enum up_status expected_row_make(struct expected_row *row, const struct oracle *oracle,
					size_t number, struct up_error *err)
{
	up_batch_clear(&row->new);
	up_batch_clear(&row->old);
	UP_TRY(synthetic_row(&oracle->population.data, number, EDITION_NEW, &row->new, err));
	return synthetic_row(&oracle->population.data, number, EDITION_OLD, &row->old, err);
}

static const struct up_vector *expected_vector(const struct expected_row *row,
					       const struct oracle *oracle, size_t number,
					       size_t column)
{
	bool travels =
		column < oracle->columns || !synthetic_in_old(&oracle->population.data, number);
	return travels ? &row->new.vectors[column] : &row->old.vectors[column];
}

void oracle_release(struct oracle *oracle)
{
	up_relation_release(&oracle->relation);
}

/* A vector of one value: the username, which is hashed in front of its row if there is one. */
static void set_scope(struct up_vector *vector, const char *scope)
{
	up_vector_release(vector);
	up_vector_init(vector, UP_TYPE_TEXT);
	up_vector_append_bytes(vector, scope, strlen(scope));
}

static void begin_row(const struct oracle *oracle, struct up_buffer *scratch,
		      const struct up_vector *scope)
{
	digest_begin_row(scratch);
	if (up_relation_has_scope(&oracle->relation))
		digest_add_value(scratch, scope, 0);
}

static enum up_status add_own_rows(struct oracle *oracle, struct up_vector *scope,
				   struct up_buffer *scratch, struct up_error *err)
{
	UP_CLEANUP(expected_row_release) struct expected_row row = {0};

	set_scope(scope, POPULATION_SCOPE);
	UP_TRY(expected_row_init(&row, oracle, err));
	for (size_t number = 0; number < oracle->population.data.rows; number++) {
		UP_TRY(expected_row_make(&row, oracle, number, err));
		begin_row(oracle, scratch, scope);
		for (size_t c = 0; c < oracle->relation.column_count; c++)
			digest_add_value(scratch, expected_vector(&row, oracle, number, c), 0);
		UP_TRY(up_buffer_check(scratch, err));
		digest_end_row(&oracle->expected, scratch);
	}
	return UP_OK;
}

static enum up_status add_other_rows(struct oracle *oracle, struct up_vector *scope,
				     struct up_buffer *scratch, struct up_error *err)
{
	UP_BATCH batch = {0};
	char name[POPULATION_SCOPE_SIZE];

	UP_TRY(up_batch_init(&batch, &oracle->relation, err));
	for (size_t run = 0; run < population_other_runs(&oracle->population); run++) {
		up_batch_clear(&batch);
		UP_TRY(population_other_run(&oracle->population, run, &batch, name, err));
		set_scope(scope, name);
		for (size_t row = 0; row < batch.row_count; row++) {
			begin_row(oracle, scratch, scope);
			for (size_t c = 0; c < oracle->relation.column_count; c++)
				digest_add_value(scratch, &batch.vectors[c], row);
			UP_TRY(up_buffer_check(scratch, err));
			digest_end_row(&oracle->expected, scratch);
		}
	}
	return UP_OK;
}

static enum up_status compute(struct oracle *oracle, struct up_error *err)
{
	UP_BUFFER scratch = {0};
	struct up_vector scope;

	up_vector_init(&scope, UP_TYPE_TEXT);
	enum up_status status = add_own_rows(oracle, &scope, &scratch, err);
	if (status == UP_OK)
		status = add_other_rows(oracle, &scope, &scratch, err);
	up_vector_release(&scope);
	return status;
}

enum up_status oracle_init(struct oracle *oracle, const struct population *population,
			   size_t columns, const char *schema, struct up_error *err)
{
	UP_RELATION program = {0};
	ORACLE new = {.population = *population, .columns = columns};

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_narrow(&program, program.column_count, schema, &new.relation, err));
	UP_TRY(compute(&new, err));
	*oracle = new;
	new = (struct oracle){0};
	return UP_OK;
}

/* ---- reading the table ------------------------------------------------ */

/* Rows as they are read: the username if there is one, then all columns. */
static enum up_status make_row_relation(const struct oracle *oracle, struct up_relation *relation,
					struct up_error *err)
{
	UP_RELATION new = {0};

	UP_TRY(up_relation_init(&new, oracle->relation.schema, oracle->relation.table, NULL, err));
	if (up_relation_has_scope(&oracle->relation))
		UP_TRY(up_relation_add(&new, &oracle->relation.scope, err));
	for (size_t c = 0; c < oracle->relation.column_count; c++)
		UP_TRY(up_relation_add(&new, &oracle->relation.columns[c], err));
	*relation = new;
	new = (struct up_relation){0};
	return UP_OK;
}

static enum up_status read_table(const struct up_relation *relation, struct up_conn *conn,
				 up_copy_receiver *receive, void *context, struct up_error *err)
{
	UP_BUFFER sql = {0};

	/* COPY of the table itself has no rows where it is partitioned. */
	up_buffer_append_string(&sql, "COPY (SELECT ");
	up_sql_columns(&sql, relation);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, ") TO STDOUT");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_copy_out(conn, sql.data, receive, context, err);
}

struct reading {
	struct up_batch row; /* one at a time */
	struct up_buffer scratch;
	struct digest found;
};

static enum up_status digest_line(void *context, const char *line, size_t length,
				  struct up_error *err)
{
	struct reading *reading = context;

	up_batch_clear(&reading->row);
	UP_TRY(up_text_parse_copy_row(&reading->row, line, length, err));
	digest_add_row(&reading->found, &reading->scratch, &reading->row, 0);
	return up_buffer_check(&reading->scratch, err);
}

/* ---- naming what differs ---------------------------------------------- */

struct explanation {
	const struct oracle *oracle;
	struct up_keymap keys; /* of all expected rows; the entry's index is the row's number */
	struct expected_row expected;
	struct up_batch row;
	struct up_buffer a;
	struct up_buffer b;
};

static void explanation_release(struct explanation *explanation)
{
	up_keymap_release(&explanation->keys);
	expected_row_release(&explanation->expected);
	up_batch_release(&explanation->row);
	up_buffer_release(&explanation->a);
	up_buffer_release(&explanation->b);
}

static enum up_status collect_keys(struct explanation *explanation, struct up_error *err)
{
	const struct oracle *oracle = explanation->oracle;

	for (size_t number = 0; number < oracle->population.data.rows; number++) {
		size_t length;
		UP_TRY(expected_row_make(&explanation->expected, oracle, number, err));
		const char *key =
			up_key_bytes(&explanation->expected.new, 0, &explanation->a, &length);
		UP_TRY(up_buffer_check(&explanation->a, err));
		UP_TRY(up_keymap_add(&explanation->keys, key, length, err));
	}
	return UP_OK;
}

static bool same_value(struct explanation *explanation, const struct up_vector *found,
		       const struct up_vector *expected)
{
	digest_begin_row(&explanation->a);
	digest_begin_row(&explanation->b);
	digest_add_value(&explanation->a, found, 0);
	digest_add_value(&explanation->b, expected, 0);
	return explanation->a.length == explanation->b.length &&
	       memcmp(explanation->a.data, explanation->b.data, explanation->a.length) == 0;
}

static void describe_value(struct up_buffer *text, const struct up_vector *vector)
{
	up_buffer_clear(text);
	if (up_vector_is_null(vector, 0)) {
		up_buffer_append_string(text, "null");
		return;
	}
	up_buffer_append_char(text, '"');
	up_text_append(text, vector, 0);
	up_buffer_append_char(text, '"');
}

/* Appends the key of a row: username "a", number "1". */
static void append_key(struct up_buffer *text, const struct up_batch *row)
{
	for (size_t c = 0; c < row->relation->key_count; c++) {
		up_buffer_append_format(text, c > 0 ? ", %s \"" : "%s \"",
					row->relation->columns[c].name);
		up_text_append(text, &row->vectors[c], 0);
		up_buffer_append_char(text, '"');
	}
}

/* Does the row that was read belong to the synced username? */
static bool is_own(const struct explanation *explanation)
{
	size_t length;

	if (!up_relation_has_scope(&explanation->oracle->relation))
		return true;
	const char *scope = up_vector_bytes(&explanation->row.vectors[0], 0, &length);
	return length == strlen(POPULATION_SCOPE) && memcmp(scope, POPULATION_SCOPE, length) == 0;
}

static enum up_status compare_row(struct explanation *explanation, const struct up_batch *row,
				  size_t number, struct up_error *err)
{
	const struct oracle *oracle = explanation->oracle;
	const struct up_relation *relation = row->relation;

	UP_TRY(expected_row_make(&explanation->expected, oracle, number, err));
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_vector *found = &row->vectors[c];
		const struct up_vector *expected =
			expected_vector(&explanation->expected, oracle, number, c);
		UP_BUFFER key = {0};
		if (same_value(explanation, found, expected))
			continue;
		append_key(&key, row);
		describe_value(&explanation->a, found);
		describe_value(&explanation->b, expected);
		return up_fail(err, UP_MISMATCH, "%s: %s is %.200s, expected %.200s",
			       up_buffer_string(&key), relation->columns[c].name,
			       up_buffer_string(&explanation->a),
			       up_buffer_string(&explanation->b));
	}
	return UP_OK;
}

static enum up_status compare_line(void *context, const char *line, size_t length,
				   struct up_error *err)
{
	struct explanation *explanation = context;
	const struct oracle *oracle = explanation->oracle;
	const size_t scope_columns = up_relation_has_scope(&oracle->relation) ? 1 : 0;
	size_t key_length;

	up_batch_clear(&explanation->row);
	UP_TRY(up_text_parse_copy_row(&explanation->row, line, length, err));
	if (!is_own(explanation))
		return UP_OK; /* of the others it is only known that some row is wrong */
	/* The same vectors, without the username. */
	const struct up_batch row = {.relation = &oracle->relation,
				     .row_count = 1,
				     .vectors = explanation->row.vectors + scope_columns};
	const char *key = up_key_bytes(&row, 0, &explanation->a, &key_length);
	UP_TRY(up_buffer_check(&explanation->a, err));
	const struct up_keymap_entry *entry = up_keymap_find(&explanation->keys, key, key_length);
	if (entry == NULL) {
		up_buffer_clear(&explanation->b);
		append_key(&explanation->b, &row);
		return up_fail(err, UP_MISMATCH, "a row with %s that should not be there",
			       up_buffer_string(&explanation->b));
	}
	return compare_row(explanation, &row, (size_t)(entry - explanation->keys.entries), err);
}

static enum up_status explain(const struct oracle *oracle, struct up_conn *conn,
			      const struct up_relation *row_relation, int64_t rows,
			      struct up_error *err)
{
	UP_CLEANUP(explanation_release) struct explanation explanation = {.oracle = oracle};

	if (rows != oracle->expected.rows)
		return up_fail(err, UP_MISMATCH, "the table has %lld rows, expected %lld",
			       (long long)rows, (long long)oracle->expected.rows);
	UP_TRY(expected_row_init(&explanation.expected, oracle, err));
	UP_TRY(up_batch_init(&explanation.row, row_relation, err));
	UP_TRY(collect_keys(&explanation, err));
	UP_TRY(read_table(row_relation, conn, compare_line, &explanation, err));
	return up_fail(err, UP_MISMATCH, "rows of other usernames than %s were changed",
		       POPULATION_SCOPE);
}

enum up_status oracle_check(const struct oracle *oracle, struct up_conn *conn,
			    char state[DIGEST_TEXT_SIZE], struct up_error *err)
{
	UP_RELATION relation = {0};
	struct reading reading = {0};

	UP_TRY(make_row_relation(oracle, &relation, err));
	enum up_status status = up_batch_init(&reading.row, &relation, err);
	if (status == UP_OK)
		status = read_table(&relation, conn, digest_line, &reading, err);
	if (status == UP_OK)
		digest_format(&reading.found, state);
	up_batch_release(&reading.row);
	up_buffer_release(&reading.scratch);
	if (status != UP_OK || digest_equal(&reading.found, &oracle->expected))
		return status;
	return explain(oracle, conn, &relation, reading.found.rows, err);
}
