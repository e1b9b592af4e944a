/* SPDX-License-Identifier: PostgreSQL */
#include "sync/classify.h"

#include "pg/binding.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/key.h"
#include "sync/keymap.h"

#include <stdlib.h>

void up_classes_release(struct up_classes *classes)
{
	up_batch_release(&classes->own[0]);
	up_batch_release(&classes->own[1]);
}

/* How many keys are asked for in one statement. */
#define KEYS_AT_ONCE 8192

static size_t keys_from(const struct up_batch *batch, size_t row)
{
	const size_t left = batch->row_count - row;
	return left < KEYS_AT_ONCE ? left : KEYS_AT_ONCE;
}

/* ---- by the texts of the server's keys -------------------------------- */

/* SELECT "key" FROM table WHERE, and "scope" = $1 where there is one */
static void build_sql(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_string(sql, "SELECT ");
	up_sql_identifier(sql, relation->columns[0].name);
	up_buffer_append_string(sql, " FROM ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " WHERE ");
	if (up_relation_has_scope(relation)) {
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, " = $1");
	}
}

static enum up_status add_keys(struct up_conn *conn, const char *sql,
			       const struct up_params *params, struct up_keymap *keys,
			       struct up_error *err)
{
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(conn, sql, params, NULL, &result, err));
	for (int row = 0; row < PQntuples(result); row++)
		UP_TRY(up_keymap_add(keys, PQgetvalue(result, row, 0),
				     (size_t)PQgetlength(result, row, 0), err));
	return UP_OK;
}

/* Of a scope: without one that would be all of the table. */
static enum up_status fetch_all_keys(struct up_conn *conn, const struct up_relation *relation,
				     const char *scope, struct up_keymap *keys,
				     struct up_error *err)
{
	UP_BUFFER sql = {0};
	const char *const values[] = {scope};
	const struct up_params params = {.count = 1, .values = values};

	build_sql(&sql, relation);
	UP_TRY(up_buffer_check(&sql, err));
	return add_keys(conn, sql.data, &params, keys, err);
}

static void build_sql_of_keys(struct up_buffer *sql, const struct up_relation *relation)
{
	const bool scoped = up_relation_has_scope(relation);

	build_sql(sql, relation);
	if (scoped)
		up_buffer_append_string(sql, " AND ");
	up_sql_identifier(sql, relation->columns[0].name);
	up_buffer_append_string(sql, scoped ? " = ANY ($2::" : " = ANY ($1::");
	up_sql_type(sql, &relation->columns[0]);
	up_buffer_append_string(sql, "[])");
}

static enum up_status fetch_keys_of(struct up_conn *conn, const struct up_batch *batch,
				    const char *scope, struct up_keymap *keys, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};

	build_sql_of_keys(&sql, batch->relation);
	UP_TRY(up_buffer_check(&sql, err));
	for (size_t row = 0; row < batch->row_count; row += KEYS_AT_ONCE) {
		struct up_params params;

		up_binding_clear(&binding);
		if (up_relation_has_scope(batch->relation))
			up_binding_add_string(&binding, scope);
		up_binding_add_array(&binding, &batch->vectors[0], row, keys_from(batch, row));
		UP_TRY(up_binding_params(&binding, &params, err));
		UP_TRY(add_keys(conn, sql.data, &params, keys, err));
	}
	return UP_OK;
}

static enum up_status look_up(const struct up_batch *fetched, const struct up_keymap *keys,
			      struct up_buffer *known, struct up_error *err)
{
	const struct up_vector *vector = &fetched->vectors[0];
	UP_BUFFER text = {0};

	for (size_t row = 0; row < fetched->row_count; row++) {
		if (up_vector_is_null(vector, row))
			return up_key_refuse_null(fetched, row, 0, err);
		up_buffer_clear(&text);
		up_text_append(&text, vector, row);
		UP_TRY(up_buffer_check(&text, err));
		up_buffer_append_char(
			known, up_keymap_find(keys, up_buffer_string(&text), text.length) != NULL);
	}
	return up_buffer_check(known, err);
}

static enum up_status classify_by_text(struct up_conn *conn, const struct up_batch *fetched,
				       const char *scope, bool all_keys, struct up_buffer *known,
				       struct up_error *err)
{
	UP_KEYMAP keys = {0};

	if (all_keys && up_relation_has_scope(fetched->relation))
		UP_TRY(fetch_all_keys(conn, fetched->relation, scope, &keys, err));
	else
		UP_TRY(fetch_keys_of(conn, fetched, scope, &keys, err));
	return look_up(fetched, &keys, known, err);
}

/* ---- by the numbers of the rows that the server finds ------------------- */

/* SELECT u.n FROM table AS t, unnest($1::integer[], $2::text[]) WITH ORDINALITY AS u (k1, k2, n)
 * WHERE t."scope" = $3 AND t."a" = u.k1 AND t."b" = u.k2::type */
static void build_join(struct up_buffer *sql, const struct up_relation *relation)
{
	const size_t key_count = relation->key_count;

	up_buffer_append_string(sql, "SELECT u.n FROM ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t, unnest(");
	for (size_t c = 0; c < key_count; c++) {
		up_buffer_append_format(sql, c > 0 ? ", $%zu::" : "$%zu::", c + 1);
		up_sql_transfer_type(sql, &relation->columns[c]);
		up_buffer_append_string(sql, "[]");
	}
	up_buffer_append_string(sql, ") WITH ORDINALITY AS u (");
	for (size_t c = 0; c < key_count; c++)
		up_buffer_append_format(sql, "k%zu, ", c + 1);
	up_buffer_append_string(sql, "n) WHERE ");
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, "t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_format(sql, " = $%zu AND ", key_count + 1);
	}
	for (size_t c = 0; c < key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? " AND t." : "t.");
		up_sql_key_column(sql, &relation->columns[c]);
		up_buffer_append_format(sql, " = u.k%zu", c + 1);
		up_sql_cast(sql, &relation->columns[c]);
	}
}

/* classes is that of the first of count rows, whose numbers from 1 on are in result. */
static enum up_status mark_known(const PGresult *result, char *classes, size_t count,
				 struct up_error *err)
{
	for (int row = 0; row < PQntuples(result); row++) {
		const unsigned long number = strtoul(PQgetvalue(result, row, 0), NULL, 10);
		if (number < 1 || number > count)
			return up_fail(err, UP_STATEMENT, "the server counts %lu keys of %zu",
				       number, count);
		classes[number - 1] = UP_CLASS_KNOWN;
	}
	return UP_OK;
}

/* The server compares, by the operator = of the columns' types. */
static enum up_status classify_by_join(struct up_conn *conn, const struct up_batch *fetched,
				       const char *scope, struct up_buffer *known,
				       struct up_error *err)
{
	const struct up_relation *relation = fetched->relation;
	const size_t first = known->length;
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};

	for (size_t row = 0; row < fetched->row_count; row++) {
		if (up_key_has_null(fetched, row))
			return up_key_refuse_null(fetched, row, 0, err);
		up_buffer_append_char(known, UP_CLASS_NEW);
	}
	UP_TRY(up_buffer_check(known, err));
	build_join(&sql, relation);
	UP_TRY(up_buffer_check(&sql, err));
	for (size_t row = 0; row < fetched->row_count; row += KEYS_AT_ONCE) {
		const size_t count = keys_from(fetched, row);
		UP_RESULT *result = NULL;
		struct up_params params;

		up_binding_clear(&binding);
		for (size_t c = 0; c < relation->key_count; c++)
			up_binding_add_array(&binding, &fetched->vectors[c], row, count);
		if (up_relation_has_scope(relation))
			up_binding_add_string(&binding, scope);
		UP_TRY(up_binding_params(&binding, &params, err));
		UP_TRY(up_conn_exec_params(conn, sql.data, &params, NULL, &result, err));
		UP_TRY(mark_known(result, known->data + first + row, count, err));
	}
	return UP_OK;
}

/* Have equal keys the same text, whatever the settings of the session are?  Not so the numbers 1.5
 * and 1.50, a float, whose text from here has more digits, and a date under another DateStyle. */
static bool has_one_text(enum up_type type)
{
	switch (type) {
	case UP_TYPE_INT2:
	case UP_TYPE_INT4:
	case UP_TYPE_INT8:
	case UP_TYPE_UUID:
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
		return true;
	default:
		return false;
	}
}

enum up_status up_classify(struct up_conn *conn, const struct up_batch *fetched, const char *scope,
			   bool all_keys, struct up_buffer *known, struct up_error *err)
{
	const struct up_relation *relation = fetched->relation;

	if (relation->key_count == 1 && has_one_text(relation->columns[0].type))
		return classify_by_text(conn, fetched, scope, all_keys, known, err);
	return classify_by_join(conn, fetched, scope, known, err);
}

/* ---- what to do with them --------------------------------------------- */

enum up_status up_classes_split(const struct up_batch *fetched, const char *known,
				struct up_classes *classes, struct up_error *err)
{
	UP_CLASSES new = {0};
	size_t counts[3] = {0};

	for (size_t row = 0; row < fetched->row_count; row++)
		counts[(unsigned char)known[row]]++;
	UP_TRY(up_batch_init(&new.own[UP_CLASS_NEW], fetched->relation, err));
	UP_TRY(up_batch_init(&new.own[UP_CLASS_KNOWN], fetched->relation, err));
	bool all_new = counts[UP_CLASS_NEW] == fetched->row_count;
	bool all_known = counts[UP_CLASS_KNOWN] == fetched->row_count;
	for (size_t row = 0; !all_new && !all_known && row < fetched->row_count; row++) {
		if (known[row] != UP_CLASS_SUPERSEDED)
			UP_TRY(up_batch_copy_row(&new.own[(unsigned char)known[row]], fetched, row,
						 err));
	}

	*classes = new;
	classes->created = &classes->own[UP_CLASS_NEW];
	classes->updated = &classes->own[UP_CLASS_KNOWN];
	if (all_new)
		classes->created = fetched;
	else if (all_known)
		classes->updated = fetched;
	new = (struct up_classes){0};
	return UP_OK;
}
