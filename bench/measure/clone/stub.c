/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/stub.h"

#include "measure/clone/own_sequence.h"
#include "pg/statement.h"

static bool is_one_of(const struct shape_partition_list *list, const char *name)
{
	for (size_t p = 0; p < list->count; p++) {
		if (strcmp(list->items[p].name, name) == 0)
			return true;
	}
	return false;
}

static bool is_own_sequence(const struct shape *blueprint, const char *name)
{
	for (size_t c = 0; c < blueprint->columns.count; c++) {
		UP_BUFFER sequence = {0};
		own_sequence_append_name(&sequence, blueprint->table.name,
					 blueprint->columns.items[c].name);
		if (strcmp(up_buffer_string(&sequence), name) == 0)
			return true;
	}
	return false;
}

/* Whether something else of the blueprint has the name, also another stub that was decided. */
static bool is_taken(const struct shape *blueprint, const char *name, size_t number)
{
	UP_BUFFER qualified = {0};

	if (strcmp(blueprint->table.name, name) == 0 ||
	    is_one_of(&blueprint->partitions.branches, name) ||
	    is_one_of(&blueprint->partitions.leaves, name) || is_own_sequence(blueprint, name))
		return true;
	for (size_t i = 0; i < blueprint->indexes.count; i++) {
		if (strcmp(blueprint->indexes.items[i].name, name) == 0)
			return true;
	}
	place_append(&qualified, &(struct place){blueprint->table.schema, name});
	for (size_t c = number + 1; c < blueprint->constraints.count; c++) {
		const char *references = blueprint->constraints.items[c].references;
		if (references != NULL && strcmp(references, up_buffer_string(&qualified)) == 0)
			return true;
	}
	return false;
}

/* CONSTRAINT_stub, cut to the length of a name, with a number behind it where it is taken. */
static enum up_status choose_name(const struct shape *blueprint, size_t number,
				  struct up_buffer *name, struct up_error *err)
{
	const char *constraint = blueprint->constraints.items[number].name;

	for (unsigned int attempt = 0;; attempt++) {
		char suffix[24] = "_stub";
		size_t length = strlen(constraint);
		if (attempt > 0)
			snprintf(suffix, sizeof suffix, "_stub%u", attempt);
		while (length + strlen(suffix) > SHAPE_NAME_MAX)
			length--;
		/* No part of a character at the end. */
		while (length > 0 && ((unsigned char)constraint[length] & 0xC0) == 0x80)
			length--;
		up_buffer_clear(name);
		up_buffer_append(name, constraint, length);
		up_buffer_append_string(name, suffix);
		UP_TRY(up_buffer_check(name, err));
		if (!is_taken(blueprint, name->data, number))
			return UP_OK;
	}
}

/* The server's own, or one that comes with the shape. */
static bool is_known_type(const struct shape *blueprint, const char *type)
{
	if (definition_find(type, ".") == NULL)
		return true;
	for (size_t t = 0; t < blueprint->types.count; t++) {
		if (strcmp(blueprint->types.items[t].name, type) == 0)
			return true;
	}
	return false;
}

static enum up_status decide_types(struct shape *blueprint, struct shape_constraint *constraint,
				   struct up_error *err)
{
	for (size_t c = 0; c < constraint->referenced_types.count; c++) {
		char **type = &constraint->referenced_types.items[c];
		const struct shape_column *column =
			shape_find_column(blueprint, constraint->columns.items[c]);
		if (!is_known_type(blueprint, *type))
			UP_TRY(text_set(type, column->type, err));
	}
	return UP_OK;
}

enum up_status stub_decide(struct shape *blueprint, size_t number, bool is_elsewhere,
			   struct up_error *err)
{
	struct shape_constraint *constraint = &blueprint->constraints.items[number];
	UP_BUFFER name = {0};
	UP_BUFFER qualified = {0};

	if (is_elsewhere)
		UP_TRY(decide_types(blueprint, constraint, err));
	UP_TRY(choose_name(blueprint, number, &name, err));
	const struct place place = {blueprint->table.schema, name.data};
	UP_TRY(definition_move_foreign_key(constraint, &place, err));
	place_append(&qualified, &place);
	UP_TRY(up_buffer_check(&qualified, err));
	return text_set(&constraint->references, qualified.data, err);
}

static void append_names(struct up_buffer *sql, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++) {
		up_buffer_append_string(sql, n > 0 ? ", " : "");
		up_sql_identifier(sql, names->items[n]);
	}
}

/* A collation of the column that refers to it is one of both. */
static enum up_status add_table(struct ddl *ddl, const struct shape *blueprint,
				const struct shape_constraint *constraint, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "CREATE TABLE %s (", constraint->references);
	for (size_t c = 0; c < constraint->columns.count; c++) {
		const struct shape_column *column =
			shape_find_column(blueprint, constraint->columns.items[c]);
		up_sql_identifier(&sql, constraint->referenced_columns.items[c]);
		up_buffer_append_format(&sql, " %s", constraint->referenced_types.items[c]);
		if (column->collation != NULL)
			up_buffer_append_format(&sql, " COLLATE %s", column->collation);
		up_buffer_append_string(&sql, ", ");
	}
	up_buffer_append_string(&sql, "UNIQUE (");
	append_names(&sql, &constraint->referenced_columns);
	up_buffer_append_string(&sql, "))");
	return ddl_add(ddl, "stub of foreign key", constraint->name, &sql, err);
}

/* Distinct as values of the stub's type, in which they may be equal.  The casts change none: the
 * original has, in that type, what the rows refer to. */
static enum up_status add_rows(struct ddl *ddl, const struct shape_constraint *constraint,
			       const struct place *rows, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "INSERT INTO %s (", constraint->references);
	append_names(&sql, &constraint->referenced_columns);
	up_buffer_append_string(&sql, ") SELECT DISTINCT ");
	for (size_t c = 0; c < constraint->columns.count; c++) {
		up_buffer_append_string(&sql, c > 0 ? ", " : "");
		up_sql_identifier(&sql, constraint->columns.items[c]);
		up_buffer_append_format(&sql, "::%s", constraint->referenced_types.items[c]);
	}
	up_buffer_append_string(&sql, " FROM ");
	place_append(&sql, rows);
	for (size_t c = 0; c < constraint->columns.count; c++) {
		up_buffer_append_string(&sql, c > 0 ? " AND " : " WHERE ");
		up_sql_identifier(&sql, constraint->columns.items[c]);
		up_buffer_append_string(&sql, " IS NOT NULL");
	}
	up_buffer_append_string(&sql, " ON CONFLICT DO NOTHING");
	UP_TRY(ddl_add(ddl, "values in the stub of foreign key", constraint->name, &sql, err));
	up_buffer_append_format(&sql, "ANALYZE %s", constraint->references);
	return ddl_add(ddl, "statistics of the stub of foreign key", constraint->name, &sql, err);
}

static enum up_status add_foreign_key(struct ddl *ddl, const struct place *table,
				      const struct shape_constraint *constraint,
				      struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "ALTER TABLE ");
	place_append(&sql, table);
	up_buffer_append_string(&sql, " ADD CONSTRAINT ");
	up_sql_identifier(&sql, constraint->name);
	up_buffer_append_format(&sql, " %s", constraint->definition);
	return ddl_add(ddl, "foreign key", constraint->name, &sql, err);
}

enum up_status stub_ddl_add(struct ddl *ddl, const struct shape *blueprint, struct up_error *err)
{
	const struct place table = {blueprint->table.schema, blueprint->table.name};

	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		const struct shape_constraint *constraint = &blueprint->constraints.items[c];
		if (constraint->references == NULL)
			continue;
		UP_TRY(add_table(ddl, blueprint, constraint, err));
		UP_TRY(add_rows(ddl, constraint, &table, err));
		UP_TRY(add_foreign_key(ddl, &table, constraint, err));
	}
	return UP_OK;
}

static enum up_status run_in_transaction(struct up_conn *conn, const struct ddl *ddl,
					 struct up_error *err)
{
	UP_TRY(ddl_begin(conn, err));
	UP_TRY(ddl_run(conn, ddl, err));
	return up_conn_exec(conn, "COMMIT", err);
}

enum up_status stub_fill(struct up_conn *conn, const struct shape *blueprint,
			 const struct place *rows, struct up_error *err)
{
	DDL ddl = {0};

	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		if (blueprint->constraints.items[c].references != NULL)
			UP_TRY(add_rows(&ddl, &blueprint->constraints.items[c], rows, err));
	}
	const enum up_status status = run_in_transaction(conn, &ddl, err);
	if (status != UP_OK)
		up_conn_rollback(conn);
	return status;
}

void stub_append_names(struct up_buffer *sql, const struct shape *blueprint)
{
	const char *comma = "";

	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		const char *references = blueprint->constraints.items[c].references;
		if (references == NULL)
			continue;
		up_buffer_append_format(sql, "%s%s", comma, references);
		comma = ", ";
	}
}
