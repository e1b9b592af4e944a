/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/arrays.h"

#include "pg/binding.h"

#include <stdlib.h>

#define STATEMENT "upsync_arrays"

struct arrays {
	struct arrays_kind kind;
	struct up_buffer sql;
	struct up_binding binding;
};

const struct up_tuning up_arrays_tuning[] = {
	{"plan_cache_mode", "force_custom_plan",
	 "a generic plan takes every array for ten elements and joins by a nested loop"},
	{"work_mem", "256MB",
	 "a hash of all rows in memory lets the table be updated in its own order"},
	{"jit", "off", "compiling twenty unnest() calls costs more than it can save"},
	{NULL, NULL, NULL},
};

/* (SELECT unnest($1::text[]), unnest($2::date[]), unnest($3::text[])::type, …): an array of texts
 * is cast element by element, since an array of arrays would be taken apart to its last level. */
static void build_from(struct up_buffer *from, const struct up_relation *relation)
{
	up_buffer_append_string(from, "(SELECT ");
	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_append_format(from, c > 0 ? ", unnest($%zu::" : "unnest($%zu::", c + 1);
		up_sql_transfer_type(from, &relation->columns[c]);
		up_buffer_append_string(from, "[])");
		up_sql_cast(from, &relation->columns[c]);
	}
	up_buffer_append_char(from, ')');
}

enum up_status up_arrays_prepare(struct up_update *update, const struct arrays_kind *kind,
				 struct up_error *err)
{
	UP_BUFFER from = {0};
	char scope[24];

	struct arrays *arrays = calloc(1, sizeof *arrays);
	if (arrays == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	update->state = arrays;
	arrays->kind = *kind;

	build_from(&from, update->relation);
	UP_TRY(up_buffer_check(&from, err));
	snprintf(scope, sizeof scope, "$%zu", update->relation->column_count + 1);
	const struct up_sql_update sql = {
		.relation = update->relation,
		.from = from.data,
		.scope = scope,
		.skip_unchanged = update->options.skip_unchanged,
	};
	kind->statement(&arrays->sql, &sql);
	UP_TRY(up_buffer_check(&arrays->sql, err));
	if (kind->prepared)
		return up_conn_prepare(update->conn, STATEMENT, arrays->sql.data, err);
	return UP_OK;
}

enum up_status up_arrays_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err)
{
	struct arrays *arrays = update->state;
	struct up_binding *binding = &arrays->binding;
	struct up_params params;
	int64_t updated = 0;

	up_binding_clear(binding);
	for (size_t c = 0; c < update->relation->column_count; c++) {
		if (arrays->kind.binary)
			UP_TRY(up_binding_add_binary_array(binding, &batch->vectors[c], first,
							   count, err));
		else
			up_binding_add_array(binding, &batch->vectors[c], first, count);
	}
	if (up_relation_has_scope(update->relation))
		up_binding_add_string(binding, update->scope);
	UP_TRY(up_binding_params(binding, &params, err));
	if (arrays->kind.prepared)
		UP_TRY(up_conn_exec_prepared(update->conn, STATEMENT, &params, &updated, NULL,
					     err));
	else
		UP_TRY(up_conn_exec_params(update->conn, arrays->sql.data, &params, &updated, NULL,
					   err));
	update->rows_updated += updated;
	return UP_OK;
}

void up_arrays_release(struct up_update *update)
{
	struct arrays *arrays = UP_TAKE(update->state);
	if (arrays == NULL)
		return;
	up_buffer_release(&arrays->sql);
	up_binding_release(&arrays->binding);
	free(arrays);
}
