/* SPDX-License-Identifier: PostgreSQL */
#include "sync/classify.h"

#include "pg/binding.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/keymap.h"

void up_classes_release(struct up_classes *classes)
{
	up_batch_release(&classes->own[0]);
	up_batch_release(&classes->own[1]);
}

/* How many keys are asked for in one statement. */
#define KEYS_AT_ONCE 8192

/* SELECT "key" FROM table WHERE "scope" = $1 */
static void build_sql(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_string(sql, "SELECT ");
	up_sql_identifier(sql, relation->columns[0].name);
	up_buffer_append_string(sql, " FROM ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " WHERE ");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_string(sql, " = $1");
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

static enum up_status fetch_keys_of(struct up_conn *conn, const struct up_batch *batch,
				    const char *scope, struct up_keymap *keys, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};

	build_sql(&sql, batch->relation);
	up_buffer_append_string(&sql, " AND ");
	up_sql_identifier(&sql, batch->relation->columns[0].name);
	up_buffer_append_string(&sql, " = ANY ($2::");
	up_sql_type(&sql, batch->relation->columns[0].type);
	up_buffer_append_string(&sql, "[])");
	UP_TRY(up_buffer_check(&sql, err));
	for (size_t row = 0; row < batch->row_count; row += KEYS_AT_ONCE) {
		struct up_params params;
		size_t left = batch->row_count - row;

		up_binding_clear(&binding);
		up_binding_add_string(&binding, scope);
		up_binding_add_array(&binding, &batch->vectors[0], row,
				     left < KEYS_AT_ONCE ? left : KEYS_AT_ONCE);
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
			return up_fail(err, UP_INVALID, "row %zu has no %s: a key cannot be null",
				       row + 1, fetched->relation->columns[0].name);
		up_buffer_clear(&text);
		up_text_append(&text, vector, row);
		UP_TRY(up_buffer_check(&text, err));
		up_buffer_append_char(
			known, up_keymap_find(keys, up_buffer_string(&text), text.length) != NULL);
	}
	return up_buffer_check(known, err);
}

enum up_status up_classify(struct up_conn *conn, const struct up_batch *fetched, const char *scope,
			   bool all_keys, struct up_buffer *known, struct up_error *err)
{
	UP_KEYMAP keys = {0};

	if (all_keys)
		UP_TRY(fetch_all_keys(conn, fetched->relation, scope, &keys, err));
	else
		UP_TRY(fetch_keys_of(conn, fetched, scope, &keys, err));
	return look_up(fetched, &keys, known, err);
}

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
