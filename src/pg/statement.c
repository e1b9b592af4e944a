/* SPDX-License-Identifier: PostgreSQL */
#include "pg/statement.h"

#include "model/type_name.h"

void up_sql_identifier(struct up_buffer *sql, const char *name)
{
	up_buffer_append_char(sql, '"');
	for (const char *c = name; *c != '\0'; c++) {
		if (*c == '"')
			up_buffer_append_char(sql, '"');
		up_buffer_append_char(sql, *c);
	}
	up_buffer_append_char(sql, '"');
}

void up_sql_table(struct up_buffer *sql, const struct up_relation *relation)
{
	if (relation->schema != NULL) {
		up_sql_identifier(sql, relation->schema);
		up_buffer_append_char(sql, '.');
	}
	up_sql_identifier(sql, relation->table);
}

void up_sql_columns(struct up_buffer *sql, const struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

void up_sql_column_definitions(struct up_buffer *sql, const struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_char(sql, ' ');
		up_type_append_name(sql, &relation->columns[c]);
	}
}

void up_sql_type(struct up_buffer *sql, enum up_type type)
{
	up_buffer_append_string(sql, up_type_info(type)->name);
}

/* prefix."b", prefix."c", …: all columns but the key. */
static void append_values(struct up_buffer *sql, const struct up_relation *relation,
			  const char *prefix)
{
	for (size_t c = 1; c < relation->column_count; c++) {
		up_buffer_append_format(sql, c > 1 ? ", %s." : "%s.", prefix);
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

/* "b" = prefix."b", … */
static void append_assignments(struct up_buffer *sql, const struct up_relation *relation,
			       const char *prefix)
{
	for (size_t c = 1; c < relation->column_count; c++) {
		if (c > 1)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_format(sql, " = %s.", prefix);
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

/* (t."b", …) IS DISTINCT FROM (prefix."b", …): true also where only a null differs. */
static void append_difference(struct up_buffer *sql, const struct up_relation *relation,
			      const char *prefix)
{
	up_buffer_append_char(sql, '(');
	append_values(sql, relation, "t");
	up_buffer_append_string(sql, ") IS DISTINCT FROM (");
	append_values(sql, relation, prefix);
	up_buffer_append_char(sql, ')');
}

static void append_source(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_format(sql, "%s AS u (", update->from);
	up_sql_columns(sql, update->relation);
	up_buffer_append_char(sql, ')');
}

static void append_match(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, "t.");
	up_sql_identifier(sql, update->relation->scope.name);
	up_buffer_append_format(sql, " = %s AND t.", update->scope);
	up_sql_identifier(sql, update->relation->columns[0].name);
	up_buffer_append_string(sql, " = u.");
	up_sql_identifier(sql, update->relation->columns[0].name);
}

void up_sql_update_from(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, "UPDATE ");
	up_sql_table(sql, update->relation);
	up_buffer_append_string(sql, " AS t SET ");
	append_assignments(sql, update->relation, "u");
	up_buffer_append_string(sql, " FROM ");
	append_source(sql, update);
	up_buffer_append_string(sql, " WHERE ");
	append_match(sql, update);
	if (update->skip_unchanged) {
		up_buffer_append_string(sql, " AND ");
		append_difference(sql, update->relation, "u");
	}
}

void up_sql_merge(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, "MERGE INTO ");
	up_sql_table(sql, update->relation);
	up_buffer_append_string(sql, " AS t USING ");
	append_source(sql, update);
	up_buffer_append_string(sql, " ON ");
	append_match(sql, update);
	up_buffer_append_string(sql, " WHEN MATCHED ");
	if (update->skip_unchanged) {
		up_buffer_append_string(sql, "AND ");
		append_difference(sql, update->relation, "u");
		up_buffer_append_char(sql, ' ');
	}
	up_buffer_append_string(sql, "THEN UPDATE SET ");
	append_assignments(sql, update->relation, "u");
}

void up_sql_upsert(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;

	up_buffer_append_string(sql, "INSERT INTO ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t (");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_string(sql, ", ");
	up_sql_columns(sql, relation);
	up_buffer_append_format(sql, ") SELECT %s, u.* FROM ", update->scope);
	append_source(sql, update);
	up_buffer_append_string(sql, " ON CONFLICT (");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_string(sql, ", ");
	up_sql_identifier(sql, relation->columns[0].name);
	up_buffer_append_string(sql, ") DO UPDATE SET ");
	append_assignments(sql, relation, "EXCLUDED");
	if (update->skip_unchanged) {
		up_buffer_append_string(sql, " WHERE ");
		append_difference(sql, relation, "EXCLUDED");
	}
}

void up_sql_update_row(struct up_buffer *sql, const struct up_relation *relation,
		       bool skip_unchanged)
{
	up_buffer_append_string(sql, "UPDATE ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t SET ");
	for (size_t c = 1; c < relation->column_count; c++) {
		if (c > 1)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_format(sql, " = $%zu", c + 1);
	}
	up_buffer_append_string(sql, " WHERE t.");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_format(sql, " = $%zu AND t.", relation->column_count + 1);
	up_sql_identifier(sql, relation->columns[0].name);
	up_buffer_append_string(sql, " = $1");
	if (skip_unchanged) {
		up_buffer_append_string(sql, " AND (");
		append_values(sql, relation, "t");
		up_buffer_append_string(sql, ") IS DISTINCT FROM (");
		for (size_t c = 1; c < relation->column_count; c++)
			up_buffer_append_format(sql, c > 1 ? ", $%zu" : "$%zu", c + 1);
		up_buffer_append_char(sql, ')');
	}
}
