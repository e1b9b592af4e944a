/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/waiver.h"

#include "measure/clone/blueprint.h"
#include "pg/statement.h"

/* What the server refuses, such as another type for a column of a partition key, is no waiver. */
static enum up_status run(struct up_conn *conn, const struct up_buffer *sql, bool *is_made,
			  struct up_error *err)
{
	struct up_error failure = {0};

	UP_TRY(up_buffer_check(sql, err));
	const enum up_status status = up_conn_exec(conn, sql->data, &failure);
	*is_made = status == UP_OK;
	if (status == UP_OK || status == UP_STATEMENT)
		return UP_OK;
	*err = failure;
	return status;
}

static void append_alter(struct up_buffer *sql, const struct shape *blueprint)
{
	up_buffer_append_string(sql, "ALTER TABLE ");
	place_append(sql, &(struct place){blueprint->table.schema, blueprint->table.name});
}

/* ---- of the table ------------------------------------------------------- */

static bool is_of_key(const struct shape *blueprint, const struct shape_index *index)
{
	return index->is_primary == FACT_YES || index->is_replica_identity == FACT_YES ||
	       (blueprint->key.index != NULL && strcmp(blueprint->key.index, index->name) == 0);
}

static enum up_status leave_out_constraint(struct up_conn *conn, struct shape *blueprint,
					   size_t number, bool *is_made, struct up_error *err)
{
	const char *name = blueprint->constraints.items[number].name;
	UP_BUFFER sql = {0};

	for (size_t i = 0; i < blueprint->indexes.count; i++) {
		const struct shape_index *index = &blueprint->indexes.items[i];
		if (index->constraint != NULL && strcmp(index->constraint, name) == 0 &&
		    is_of_key(blueprint, index))
			return UP_OK;
	}
	append_alter(&sql, blueprint);
	up_buffer_append_string(&sql, " DROP CONSTRAINT ");
	up_sql_identifier(&sql, name);
	UP_TRY(run(conn, &sql, is_made, err));
	if (!*is_made)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "constraint", name, WAIVER_WHY, err));
	for (size_t i = blueprint->indexes.count; i-- > 0;) {
		const char *constraint = blueprint->indexes.items[i].constraint;
		if (constraint != NULL && strcmp(constraint, name) == 0)
			record_list_remove(&shape_index_table, &blueprint->indexes, i);
	}
	record_list_remove(&shape_constraint_table, &blueprint->constraints, number);
	return UP_OK;
}

static enum up_status leave_out_index(struct up_conn *conn, struct shape *blueprint, size_t number,
				      bool *is_made, struct up_error *err)
{
	const struct shape_index *index = &blueprint->indexes.items[number];
	UP_BUFFER sql = {0};

	if (is_of_key(blueprint, index))
		return UP_OK;
	up_buffer_append_string(&sql, "DROP INDEX ");
	place_append(&sql, &(struct place){blueprint->table.schema, index->name});
	UP_TRY(run(conn, &sql, is_made, err));
	if (!*is_made)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "index", index->name, WAIVER_WHY, err));
	record_list_remove(&shape_index_table, &blueprint->indexes, number);
	return UP_OK;
}

static enum up_status waive_of_table(struct up_conn *conn, struct shape *blueprint,
				     const char *name, bool *is_made, struct up_error *err)
{
	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		if (strcmp(blueprint->constraints.items[c].name, name) == 0)
			return leave_out_constraint(conn, blueprint, c, is_made, err);
	}
	for (size_t i = 0; i < blueprint->indexes.count; i++) {
		if (strcmp(blueprint->indexes.items[i].name, name) == 0)
			return leave_out_index(conn, blueprint, i, is_made, err);
	}
	return UP_OK;
}

/* ---- of a domain -------------------------------------------------------- */

/* Is it the last part of a name that is qualified and quoted? */
static bool is_named(const struct shape_type *type, const char *name)
{
	const char *plain = strrchr(type->name, '.');
	UP_BUFFER quoted = {0};

	plain = plain != NULL ? plain + 1 : type->name;
	up_sql_identifier(&quoted, name);
	return strcmp(plain, name) == 0 || strcmp(plain, up_buffer_string(&quoted)) == 0;
}

/* Its check of that name; the count of checks: it has none. */
static size_t find_check(const struct shape_type *type, const char *name)
{
	size_t c = 0;

	while (c < type->checks.count && strcmp(type->checks.items[c].name, name) != 0)
		c++;
	return c;
}

static enum up_status list_check(struct shape *blueprint, const struct shape_type *type,
				 const char *check, const char *why, struct up_error *err)
{
	UP_BUFFER name = {0};

	up_buffer_append_format(&name, "%s of domain %s", check, type->name);
	UP_TRY(up_buffer_check(&name, err));
	return blueprint_leave_out(blueprint, "check", name.data, why, err);
}

static enum up_status alter_domain(struct up_conn *conn, struct shape *blueprint,
				   struct shape_type *type, size_t check, bool *is_made,
				   struct up_error *err)
{
	const char *name = type->checks.items[check].name;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "ALTER DOMAIN %s DROP CONSTRAINT ", type->name);
	up_sql_identifier(&sql, name);
	UP_TRY(run(conn, &sql, is_made, err));
	if (!*is_made)
		return UP_OK;
	UP_TRY(list_check(blueprint, type, name, WAIVER_WHY, err));
	record_list_remove(&shape_type_check_table, &type->checks, check);
	return UP_OK;
}

static const struct shape_type *find_type(const struct shape *blueprint, const char *name)
{
	for (size_t t = 0; name != NULL && t < blueprint->types.count; t++) {
		if (strcmp(blueprint->types.items[t].name, name) == 0)
			return &blueprint->types.items[t];
	}
	return NULL;
}

/* Is the column of the domain, or of one that is made of it? */
static bool is_of_domain(const struct shape *blueprint, const struct shape_column *column,
			 const struct shape_type *domain)
{
	const struct shape_type *type = find_type(blueprint, column->type);

	for (size_t level = 0; type != NULL && level <= blueprint->types.count; level++) {
		if (type == domain)
			return true;
		type = find_type(blueprint, type->base);
	}
	return false;
}

static enum up_status replace_domain(struct up_conn *conn, struct shape *blueprint,
				     const struct shape_type *type, const char *check,
				     bool *is_made, struct up_error *err)
{
	const char *comma = "";
	UP_BUFFER sql = {0};

	append_alter(&sql, blueprint);
	for (size_t c = 0; c < blueprint->columns.count; c++) {
		const struct shape_column *column = &blueprint->columns.items[c];
		if (!is_of_domain(blueprint, column, type))
			continue;
		up_buffer_append_format(&sql, "%s ALTER COLUMN ", comma);
		up_sql_identifier(&sql, column->name);
		up_buffer_append_format(&sql, " TYPE %s", type->base);
		if (type->collation != NULL)
			up_buffer_append_format(&sql, " COLLATE %s", type->collation);
		comma = ",";
	}
	if (comma[0] == '\0')
		return UP_OK; /* it is within another type */
	UP_TRY(run(conn, &sql, is_made, err));
	if (!*is_made)
		return UP_OK;
	UP_TRY(list_check(blueprint, type, check,
			  WAIVER_WHY ", and columns have the type under the domain", err));
	for (size_t c = 0; c < blueprint->columns.count; c++) {
		struct shape_column *column = &blueprint->columns.items[c];
		if (is_of_domain(blueprint, column, type))
			UP_TRY(text_set(&column->type, type->base, err));
	}
	return UP_OK;
}

static enum up_status waive_of_domain(struct up_conn *conn, struct shape *blueprint,
				      const struct waiver_request *request, bool *is_made,
				      struct up_error *err)
{
	for (size_t t = 0; t < blueprint->types.count; t++) {
		struct shape_type *type = &blueprint->types.items[t];
		const size_t check = find_check(type, request->constraint);
		if (check == type->checks.count || !is_named(type, request->domain))
			continue;
		return request->may_alter_types
			       ? alter_domain(conn, blueprint, type, check, is_made, err)
			       : replace_domain(conn, blueprint, type, request->constraint, is_made,
						err);
	}
	return UP_OK;
}

enum up_status waiver_make(struct up_conn *conn, struct shape *blueprint,
			   const struct waiver_request *request, bool *is_made,
			   struct up_error *err)
{
	*is_made = false;
	return request->domain[0] == '\0'
		       ? waive_of_table(conn, blueprint, request->constraint, is_made, err)
		       : waive_of_domain(conn, blueprint, request, is_made, err);
}
