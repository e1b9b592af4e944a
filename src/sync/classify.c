/* SPDX-License-Identifier: PostgreSQL */
#include "sync/classify.h"

#include "pg/statement.h"
#include "pg/text.h"
#include "sync/keymap.h"

#include <stdlib.h>

void up_classes_release(struct up_classes *classes)
{
	up_batch_release(&classes->own[0]);
	up_batch_release(&classes->own[1]);
}

static enum up_status fetch_keys(struct up_conn *conn, const struct up_relation *relation,
				 const char *scope, struct up_keymap *keys, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_RESULT *result = NULL;
	const char *const values[] = {scope};
	const struct up_params params = {.count = 1, .values = values};

	up_buffer_append_string(&sql, "SELECT ");
	up_sql_identifier(&sql, relation->columns[0].name);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " WHERE ");
	up_sql_identifier(&sql, relation->scope.name);
	up_buffer_append_string(&sql, " = $1");
	UP_TRY(up_buffer_check(&sql, err));

	UP_TRY(up_conn_exec_params(conn, sql.data, &params, NULL, &result, err));
	for (int row = 0; row < PQntuples(result); row++)
		UP_TRY(up_keymap_add(keys, PQgetvalue(result, row, 0),
				     (size_t)PQgetlength(result, row, 0), err));
	return UP_OK;
}

/* known gets one byte a row: does the server have its key? */
static enum up_status look_up(const struct up_batch *fetched, const struct up_keymap *keys,
			      char *known, size_t *known_count, struct up_error *err)
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
		known[row] = up_keymap_find(keys, up_buffer_string(&text), text.length) != NULL;
		*known_count += (size_t)known[row];
	}
	return UP_OK;
}

enum up_status up_classify(struct up_conn *conn, const struct up_batch *fetched, const char *scope,
			   struct up_classes *classes, struct up_error *err)
{
	UP_KEYMAP keys = {0};
	UP_CLASSES new = {0};
	size_t known_count = 0;
	UP_FREE char *known = calloc(fetched->row_count + 1, 1);

	if (known == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", fetched->row_count);
	UP_TRY(fetch_keys(conn, fetched->relation, scope, &keys, err));
	UP_TRY(look_up(fetched, &keys, known, &known_count, err));

	UP_TRY(up_batch_init(&new.own[0], fetched->relation, err));
	UP_TRY(up_batch_init(&new.own[1], fetched->relation, err));
	bool mixed = known_count != 0 && known_count != fetched->row_count;
	for (size_t row = 0; mixed && row < fetched->row_count; row++)
		UP_TRY(up_batch_copy_row(&new.own[(size_t)known[row]], fetched, row, err));

	*classes = new;
	classes->created = &classes->own[0];
	classes->updated = &classes->own[1];
	if (!mixed && known_count == 0)
		classes->created = fetched;
	else if (!mixed)
		classes->updated = fetched;
	new = (struct up_classes){0};
	return UP_OK;
}
