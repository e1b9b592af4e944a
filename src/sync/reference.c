/* SPDX-License-Identifier: PostgreSQL */
#include "sync/reference.h"

#include "pg/binding.h"
#include "pg/statement.h"
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

static void build_sql(struct up_buffer *sql, const struct up_reference *reference,
		      const char *schema)
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
	up_buffer_append_string(sql, ") SELECT $3, unnest($1::text[]), unnest($2::bigint[]) ON "
				     "CONFLICT (");
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
	build_sql(&sql, reference, batch->relation->schema);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(conn, sql.data, &params, written, NULL, err);
}
