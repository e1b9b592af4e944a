/* SPDX-License-Identifier: PostgreSQL */
#include "sync/reference.h"

#include "pg/binding.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/key.h"
#include "sync/keymap.h"

static enum up_status count_values(const struct up_vector *vector, size_t rows,
				   struct up_keymap *counts, struct up_error *err)
{
	for (size_t row = 0; row < rows; row++) {
		size_t length;
		if (up_vector_is_null(vector, row))
			continue;
		const char *value = up_vector_bytes(vector, row, &length);
		UP_TRY(up_keymap_add(counts, value, length, err));
	}
	return UP_OK;
}

/* Two parallel arrays, keys and counts. */
static void bind_counts(struct up_binding *binding, const struct up_keymap *counts)
{
	struct up_vector keys;
	struct up_vector numbers;

	up_vector_init(&keys, UP_TYPE_TEXT);
	up_vector_init(&numbers, UP_TYPE_INT8);
	for (size_t e = 0; e < counts->entry_count; e++) {
		const struct up_keymap_entry *entry = &counts->entries[e];
		up_vector_append_bytes(&keys, up_keymap_key(counts, entry), entry->length);
		up_vector_append_int64(&numbers, entry->count);
	}
	up_binding_add_array(binding, &keys, 0, counts->entry_count);
	up_binding_add_array(binding, &numbers, 0, counts->entry_count);
	up_vector_release(&keys);
	up_vector_release(&numbers);
}

/* INSERT INTO table (scope, key, count) <select> ON CONFLICT … DO UPDATE */
static void build_sql(struct up_buffer *sql, const struct up_reference *reference,
		      const char *schema, const char *select)
{
	const struct up_relation table = {.schema = (char *)(uintptr_t)schema,
					  .table = (char *)(uintptr_t)reference->table};

	up_buffer_append_string(sql, "INSERT INTO ");
	up_sql_table(sql, &table);
	up_buffer_append_string(sql, " (");
	up_sql_identifier(sql, reference->scope);
	up_buffer_append_string(sql, ", ");
	up_sql_identifier(sql, reference->key);
	up_buffer_append_string(sql, ", ");
	up_sql_identifier(sql, reference->count);
	up_buffer_append_format(sql, ") %s ON CONFLICT (", select);
	up_sql_identifier(sql, reference->scope);
	up_buffer_append_string(sql, ", ");
	up_sql_identifier(sql, reference->key);
	up_buffer_append_string(sql, ") DO UPDATE SET ");
	up_sql_identifier(sql, reference->count);
	up_buffer_append_string(sql, " = EXCLUDED.");
	up_sql_identifier(sql, reference->count);
}

enum up_status up_reference_upsert(const struct up_reference *reference, struct up_conn *conn,
				   const struct up_batch *batch, const char *scope,
				   int64_t *written, struct up_error *err)
{
	UP_KEYMAP counts = {0};
	UP_BINDING binding = {0};
	UP_BUFFER sql = {0};
	struct up_params params;

	UP_TRY(count_values(&batch->vectors[reference->column], batch->row_count, &counts, err));
	bind_counts(&binding, &counts);
	up_binding_add_string(&binding, scope);
	UP_TRY(up_binding_params(&binding, &params, err));
	build_sql(
		&sql, reference, batch->relation->schema,
		"SELECT $3, u.key, u.count FROM unnest($1::text[], $2::bigint[]) AS u (key, count) "
		"ORDER BY u.key");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(conn, sql.data, &params, written, NULL, err);
}

#define TABLE "upsync_references"

/* Not ON COMMIT DROP: a strategy that commits by itself does so in between. The
 * table goes when it has been read, or in the next sync after one that failed. */
#define MAKE "DROP TABLE IF EXISTS pg_temp." TABLE "; CREATE TEMPORARY TABLE " TABLE

enum up_status up_reference_begin(struct up_conn *conn, struct up_error *err)
{
	return up_conn_exec(conn, MAKE " (key text)", err);
}

enum up_status up_reference_begin_keyed(struct up_conn *conn, struct up_error *err)
{
	return up_conn_exec(conn, MAKE " (key text, row_key bytea, number bigint)", err);
}

static enum up_status copy(struct up_conn *conn, const struct up_buffer *data, struct up_error *err)
{
	UP_TRY(up_buffer_check(data, err));
	UP_TRY(up_conn_copy_begin(conn, "COPY pg_temp." TABLE " FROM STDIN", err));
	UP_TRY(up_conn_copy_put(conn, data, err));
	return up_conn_copy_end(conn, NULL, err);
}

enum up_status up_reference_add(const struct up_reference *reference, struct up_conn *conn,
				const struct up_batch *batch, struct up_error *err)
{
	struct up_column column = {.name = (char *)(uintptr_t) "key", .type = UP_TYPE_TEXT};
	const struct up_relation one = {.columns = &column, .column_count = 1};
	/* The same vector, seen as a batch of one column. */
	const struct up_batch keys = {.relation = &one,
				      .row_count = batch->row_count,
				      .vectors = &batch->vectors[reference->column]};
	UP_BUFFER data = {0};

	for (size_t row = 0; row < keys.row_count; row++) {
		if (!up_vector_is_null(keys.vectors, row))
			up_text_append_copy_row(&data, &keys, row);
	}
	return copy(conn, &data, err);
}

/* A row without a value is added, too: it may take the place of one that has one. */
enum up_status up_reference_add_keyed(const struct up_reference *reference, struct up_conn *conn,
				      const struct up_batch *batch, int64_t number,
				      struct up_error *err)
{
	struct up_column columns[] = {
		{.name = (char *)(uintptr_t) "key", .type = UP_TYPE_TEXT},
		{.name = (char *)(uintptr_t) "row_key", .type = UP_TYPE_BYTEA},
		{.name = (char *)(uintptr_t) "number", .type = UP_TYPE_INT8},
	};
	const struct up_relation relation = {.columns = columns, .column_count = 3};
	const struct up_vector *values = &batch->vectors[reference->column];
	UP_BATCH row = {0};
	UP_BUFFER key = {0};
	UP_BUFFER data = {0};

	UP_TRY(up_batch_init(&row, &relation, err));
	for (size_t r = 0; r < batch->row_count; r++) {
		size_t length;

		up_batch_clear(&row);
		if (up_vector_is_null(values, r)) {
			up_vector_append_null(&row.vectors[0]);
		} else {
			const char *value = up_vector_bytes(values, r, &length);
			up_vector_append_bytes(&row.vectors[0], value, length);
		}
		const char *bytes = up_key_bytes(batch, r, &key, &length);
		UP_TRY(up_buffer_check(&key, err));
		up_vector_append_bytes(&row.vectors[1], bytes, length);
		up_vector_append_int64(&row.vectors[2], number);
		UP_TRY(up_batch_end_row(&row, err));
		up_text_append_copy_row(&data, &row, 0);
	}
	return copy(conn, &data, err);
}

enum up_status up_reference_restart(struct up_conn *conn, struct up_error *err)
{
	return up_conn_exec(conn, "TRUNCATE pg_temp." TABLE, err);
}

enum up_status up_reference_upsert_added(const struct up_reference *reference, struct up_conn *conn,
					 const struct up_relation *relation, const char *scope,
					 bool has_repeats, int64_t *written, struct up_error *err)
{
	UP_BUFFER sql = {0};
	const char *const values[] = {scope};
	const struct up_params params = {.count = 1, .values = values};

	build_sql(&sql, reference, relation->schema,
		  has_repeats ? "SELECT $1, key, count(*) FROM (SELECT DISTINCT ON (row_key) key "
				"FROM pg_temp." TABLE " ORDER BY row_key, number DESC) AS r "
				"WHERE key IS NOT NULL GROUP BY key ORDER BY key"
			      : "SELECT $1, key, count(*) FROM pg_temp." TABLE
				" WHERE key IS NOT NULL GROUP BY key ORDER BY key");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(conn, sql.data, &params, written, NULL, err));
	return up_conn_exec(conn, "DROP TABLE pg_temp." TABLE, err);
}
