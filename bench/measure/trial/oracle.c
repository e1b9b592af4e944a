/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/oracle.h"

#include "measure/trial/expected_row.h"
#include "measure/workload/program.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/key.h"
#include "sync/keymap.h"

#include <stdlib.h>

static enum up_status make_expected(const struct oracle *oracle, size_t number,
				    struct expected_row *row, struct up_error *err)
{
	return expected_row_make(row, &oracle->population.data, oracle->columns, number, err);
}

void oracle_release(struct oracle *oracle)
{
	up_relation_release(&oracle->relation);
	free(oracle->skipped);
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

static void add_value(const struct oracle *oracle, struct up_buffer *scratch, size_t column,
		      const struct up_vector *vector, size_t row)
{
	if (!oracle->skipped[column])
		digest_add_value(scratch, vector, row);
}

static enum up_status add_own_rows(struct oracle *oracle, struct up_vector *scope,
				   struct up_buffer *scratch, struct up_error *err)
{
	EXPECTED_ROW row = {0};

	set_scope(scope, POPULATION_SCOPE);
	UP_TRY(expected_row_init(&row, &oracle->relation, err));
	for (size_t number = 0; number < oracle->population.data.rows; number++) {
		UP_TRY(make_expected(oracle, number, &row, err));
		begin_row(oracle, scratch, scope);
		for (size_t c = 0; c < oracle->relation.column_count; c++)
			add_value(oracle, scratch, c, expected_row_vector(&row, c), 0);
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
				add_value(oracle, scratch, c, &batch.vectors[c], row);
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

static enum up_status skip(struct oracle *oracle, const struct text_list *names,
			   struct up_error *err)
{
	const struct up_relation *relation = &oracle->relation;

	oracle->skipped = calloc(relation->column_count + 1, sizeof *oracle->skipped);
	if (oracle->skipped == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	for (size_t n = 0; n < names->count; n++) {
		for (size_t c = 0; c < relation->column_count; c++)
			oracle->skipped[c] |=
				strcmp(relation->columns[c].name, names->items[n]) == 0;
	}
	return UP_OK;
}

enum up_status oracle_init(struct oracle *oracle, const struct population *population,
			   size_t columns, const struct text_list *server_columns,
			   const char *schema, struct up_error *err)
{
	UP_RELATION program = {0};
	ORACLE new = {.population = *population, .columns = columns};

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_narrow(&program, program.column_count, schema, &new.relation, err));
	UP_TRY(skip(&new, server_columns, err));
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

/* How many vectors of such a row come before those of the relation. */
static size_t scope_columns(const struct oracle *oracle)
{
	return up_relation_has_scope(&oracle->relation) ? 1 : 0;
}

struct reading {
	const struct oracle *oracle;
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
	const struct up_vector *vectors = reading->row.vectors;
	begin_row(reading->oracle, &reading->scratch, vectors);
	vectors += scope_columns(reading->oracle);
	for (size_t c = 0; c < reading->oracle->relation.column_count; c++)
		add_value(reading->oracle, &reading->scratch, c, &vectors[c], 0);
	digest_end_row(&reading->found, &reading->scratch);
	return up_buffer_check(&reading->scratch, err);
}

/* ---- naming what differs ---------------------------------------------- */

#define NAMED_MAX 3 /* columns, in a message */

struct explanation {
	const struct oracle *oracle;
	struct up_keymap keys; /* of all expected rows; the entry's index is the row's number */
	struct expected_row expected;
	struct up_batch row;
	struct up_buffer a;
	struct up_buffer b;
	struct up_error first; /* what is wrong with the first wrong row; UP_OK: none is */
	bool *wrong;           /* of each column, in any row */
	struct digest rest;    /* of the table, were the wrong columns right */
};

static void explanation_release(struct explanation *explanation)
{
	up_keymap_release(&explanation->keys);
	expected_row_release(&explanation->expected);
	up_batch_release(&explanation->row);
	up_buffer_release(&explanation->a);
	up_buffer_release(&explanation->b);
	free(explanation->wrong);
}

static enum up_status collect_keys(struct explanation *explanation, struct up_error *err)
{
	const struct oracle *oracle = explanation->oracle;

	for (size_t number = 0; number < oracle->population.data.rows; number++) {
		size_t length;
		UP_TRY(make_expected(oracle, number, &explanation->expected, err));
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

/* The row's hash as it is, or as it must be. */
static void add_to_rest(struct explanation *explanation, const struct up_batch *row,
			const struct expected_row *expected)
{
	const struct oracle *oracle = explanation->oracle;

	begin_row(oracle, &explanation->a, explanation->row.vectors);
	for (size_t c = 0; c < oracle->relation.column_count; c++)
		add_value(oracle, &explanation->a, c,
			  expected == NULL ? &row->vectors[c] : expected_row_vector(expected, c),
			  0);
	digest_end_row(&explanation->rest, &explanation->a);
}

static void note_wrong(struct explanation *explanation, const struct up_batch *row, size_t column,
		       const struct up_vector *expected)
{
	UP_BUFFER key = {0};

	explanation->wrong[column] = true;
	if (explanation->first.status != UP_OK)
		return;
	append_key(&key, row);
	describe_value(&explanation->a, &row->vectors[column]);
	describe_value(&explanation->b, expected);
	up_fail(&explanation->first, UP_MISMATCH, "%s: %s is %.200s, expected %.200s",
		up_buffer_string(&key), row->relation->columns[column].name,
		up_buffer_string(&explanation->a), up_buffer_string(&explanation->b));
}

static enum up_status compare_row(struct explanation *explanation, const struct up_batch *row,
				  size_t number, struct up_error *err)
{
	const struct oracle *oracle = explanation->oracle;

	UP_TRY(make_expected(oracle, number, &explanation->expected, err));
	for (size_t c = 0; c < row->relation->column_count; c++) {
		const struct up_vector *expected = expected_row_vector(&explanation->expected, c);
		if (!oracle->skipped[c] && !same_value(explanation, &row->vectors[c], expected))
			note_wrong(explanation, row, c, expected);
	}
	add_to_rest(explanation, row, &explanation->expected);
	return up_buffer_check(&explanation->a, err);
}

static enum up_status compare_line(void *context, const char *line, size_t length,
				   struct up_error *err)
{
	struct explanation *explanation = context;
	const struct oracle *oracle = explanation->oracle;
	size_t key_length;

	up_batch_clear(&explanation->row);
	UP_TRY(up_text_parse_copy_row(&explanation->row, line, length, err));
	/* The same vectors, without the username. */
	const struct up_batch row = {.relation = &oracle->relation,
				     .row_count = 1,
				     .vectors = explanation->row.vectors + scope_columns(oracle)};
	if (!is_own(explanation)) {
		/* Of the others it is only known whether some row is wrong. */
		add_to_rest(explanation, &row, NULL);
		return up_buffer_check(&explanation->a, err);
	}
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

/* The message of the first row, with the columns, if they are several, and these if they are all
 * that is wrong. */
static enum up_status report(const struct explanation *explanation, struct text_list *wrong,
			     struct up_error *err)
{
	const struct oracle *oracle = explanation->oracle;
	const bool is_all = digest_equal(&explanation->rest, &oracle->expected);
	UP_BUFFER names = {0};
	size_t count = 0;

	for (size_t c = 0; c < oracle->relation.column_count; c++) {
		const char *name = oracle->relation.columns[c].name;
		if (!explanation->wrong[c])
			continue;
		if (count++ < NAMED_MAX)
			up_buffer_append_format(&names, "%s%s", count > 1 ? ", " : "", name);
		if (is_all)
			UP_TRY(text_list_add(wrong, name, err));
	}
	if (count < 2)
		return up_fail(err, UP_MISMATCH, "%s", explanation->first.message);
	if (count > NAMED_MAX)
		up_buffer_append_format(&names, " and %zu more", count - NAMED_MAX);
	return up_fail(err, UP_MISMATCH, "%s; wrong columns: %s", explanation->first.message,
		       up_buffer_string(&names));
}

static enum up_status explain(const struct oracle *oracle, struct up_conn *conn,
			      const struct up_relation *row_relation, int64_t rows,
			      struct text_list *wrong, struct up_error *err)
{
	UP_CLEANUP(explanation_release) struct explanation explanation = {.oracle = oracle};

	if (rows != oracle->expected.rows)
		return up_fail(err, UP_MISMATCH, "the table has %lld rows, expected %lld",
			       (long long)rows, (long long)oracle->expected.rows);
	explanation.wrong = calloc(oracle->relation.column_count + 1, sizeof *explanation.wrong);
	if (explanation.wrong == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	UP_TRY(expected_row_init(&explanation.expected, &oracle->relation, err));
	UP_TRY(up_batch_init(&explanation.row, row_relation, err));
	UP_TRY(collect_keys(&explanation, err));
	UP_TRY(read_table(row_relation, conn, compare_line, &explanation, err));
	if (explanation.first.status != UP_OK)
		return report(&explanation, wrong, err);
	return up_fail(err, UP_MISMATCH, "rows of other usernames than %s were changed",
		       POPULATION_SCOPE);
}

enum up_status oracle_check(const struct oracle *oracle, struct up_conn *conn,
			    char state[DIGEST_TEXT_SIZE], struct text_list *wrong,
			    struct up_error *err)
{
	UP_RELATION relation = {0};
	struct reading reading = {.oracle = oracle};

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
	return explain(oracle, conn, &relation, reading.found.rows, wrong, err);
}
