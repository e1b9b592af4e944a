/* SPDX-License-Identifier: PostgreSQL */
#include "pg/statement.h"

#include "model/type_name.h"

static void append_quoted(struct up_buffer *sql, const char *text, char quote)
{
	up_buffer_append_char(sql, quote);
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == quote)
			up_buffer_append_char(sql, quote);
		up_buffer_append_char(sql, *c);
	}
	up_buffer_append_char(sql, quote);
}

void up_sql_identifier(struct up_buffer *sql, const char *name)
{
	append_quoted(sql, name, '"');
}

/* standard_conforming_strings is on in every session. */
void up_sql_string(struct up_buffer *sql, const char *text)
{
	append_quoted(sql, text, '\'');
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

void up_sql_column_definition(struct up_buffer *sql, const struct up_column *column)
{
	up_sql_identifier(sql, column->name);
	up_buffer_append_char(sql, ' ');
	up_type_append_name(sql, column);
}

void up_sql_column_definitions(struct up_buffer *sql, const struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		up_sql_column_definition(sql, &relation->columns[c]);
	}
}

void up_sql_type(struct up_buffer *sql, const struct up_column *column)
{
	up_buffer_append_string(sql, column->type == UP_TYPE_OTHER
					     ? column->type_name
					     : up_type_info(column->type)->name);
}

void up_sql_transfer_type(struct up_buffer *sql, const struct up_column *column)
{
	const enum up_type type = column->type == UP_TYPE_OTHER ? UP_TYPE_TEXT : column->type;
	up_buffer_append_string(sql, up_type_info(type)->name);
}

void up_sql_cast(struct up_buffer *sql, const struct up_column *column)
{
	if (column->type != UP_TYPE_OTHER)
		return;
	up_buffer_append_string(sql, "::");
	up_sql_type(sql, column);
}

void up_sql_key_column(struct up_buffer *sql, const struct up_column *column)
{
	up_sql_identifier(sql, column->name);
	up_sql_cast(sql, column);
}

void up_sql_key_columns(struct up_buffer *sql, const struct up_relation *relation)
{
	if (up_relation_has_scope(relation) && !relation->scope_outside_key) {
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, ", ");
	}
	for (size_t c = 0; c < relation->key_count; c++) {
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

void up_sql_same_key(struct up_buffer *sql, const struct up_relation *relation, const char *a,
		     const char *b)
{
	for (size_t c = 0; c < relation->key_count; c++) {
		up_buffer_append_format(sql, c > 0 ? " AND %s." : "%s.", a);
		up_sql_key_column(sql, &relation->columns[c]);
		up_buffer_append_format(sql, " = %s.", b);
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

/* has_scope: AND t."scope" = u."scope", too. */
static void append_match(struct up_buffer *sql, const struct up_relation *relation,
			 const char *scope, bool has_scope)
{
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, "t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_format(sql, " = %s AND ", scope);
	}
	if (has_scope) {
		up_buffer_append_string(sql, "t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, " = u.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, " AND ");
	}
	up_sql_same_key(sql, relation, "t", "u");
}

void up_sql_match(struct up_buffer *sql, const struct up_relation *relation, const char *scope)
{
	append_match(sql, relation, scope, false);
}

static void append_matching(struct up_buffer *sql, const struct up_sql_update *update)
{
	append_match(sql, update->relation, update->scope, update->has_scope);
}

/* Values of other types compare by their text: not all of them have an operator =, and some call
 * different texts equal. */
static void append_comparable(struct up_buffer *sql, const struct up_column *column)
{
	if (column->type == UP_TYPE_OTHER)
		up_buffer_append_string(sql, "::text");
}

/* prefix."b", prefix."c", …: all columns but the key. */
static void append_values(struct up_buffer *sql, const struct up_relation *relation,
			  const char *prefix)
{
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		up_buffer_append_format(sql, c > relation->key_count ? ", %s." : "%s.", prefix);
		up_sql_identifier(sql, relation->columns[c].name);
		append_comparable(sql, &relation->columns[c]);
	}
}

/* "b" = prefix."b", … */
static void append_assignments(struct up_buffer *sql, const struct up_relation *relation,
			       const char *prefix)
{
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (c > relation->key_count)
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

void up_sql_update_from(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, "UPDATE ");
	up_sql_table(sql, update->relation);
	up_buffer_append_string(sql, " AS t SET ");
	append_assignments(sql, update->relation, "u");
	up_buffer_append_string(sql, " FROM ");
	append_source(sql, update);
	up_buffer_append_string(sql, " WHERE ");
	append_matching(sql, update);
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
	append_matching(sql, update);
	up_buffer_append_string(sql, " WHEN MATCHED ");
	if (update->skip_unchanged) {
		up_buffer_append_string(sql, "AND ");
		append_difference(sql, update->relation, "u");
		up_buffer_append_char(sql, ' ');
	}
	up_buffer_append_string(sql, "THEN UPDATE SET ");
	append_assignments(sql, update->relation, "u");
}

/* <scope>, or u."scope" */
static void append_scope_value(struct up_buffer *sql, const struct up_sql_update *update)
{
	if (!update->has_scope) {
		up_buffer_append_string(sql, update->scope);
		return;
	}
	up_buffer_append_string(sql, "u.");
	up_sql_identifier(sql, update->relation->scope.name);
}

/* <scope>, u."a", u."b", … */
static void append_source_values(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;

	if (up_relation_has_scope(relation)) {
		append_scope_value(sql, update);
		up_buffer_append_string(sql, ", ");
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_append_string(sql, c > 0 ? ", u." : "u.");
		up_sql_identifier(sql, relation->columns[c].name);
	}
}

/* ("scope", columns) OVERRIDING SYSTEM VALUE */
static void append_target_columns(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_string(sql, " (");
	if (up_relation_has_scope(relation)) {
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, ", ");
	}
	up_sql_columns(sql, relation);
	up_buffer_append_string(sql, ") OVERRIDING SYSTEM VALUE ");
}

void up_sql_merge_all(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;

	up_sql_merge(sql, update);
	up_buffer_append_string(sql, " WHEN NOT MATCHED THEN INSERT");
	append_target_columns(sql, relation);
	up_buffer_append_string(sql, "VALUES (");
	append_source_values(sql, update);
	up_buffer_append_char(sql, ')');
}

/* A row that has the key may be of another scope where the index does not tell them apart. */
static void append_upsert_condition(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;
	const bool of_scope = up_relation_has_scope(relation) && relation->scope_outside_key;

	if (of_scope) {
		up_buffer_append_string(sql, " WHERE t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_string(sql, " = EXCLUDED.");
		up_sql_identifier(sql, relation->scope.name);
	}
	if (update->skip_unchanged) {
		up_buffer_append_string(sql, of_scope ? " AND " : " WHERE ");
		append_difference(sql, relation, "EXCLUDED");
	}
}

void up_sql_insert(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;

	up_buffer_append_string(sql, "INSERT INTO ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t");
	append_target_columns(sql, relation);
	up_buffer_append_string(sql, "SELECT ");
	if (update->has_scope) {
		append_source_values(sql, update);
	} else {
		if (up_relation_has_scope(relation))
			up_buffer_append_format(sql, "%s, ", update->scope);
		up_buffer_append_string(sql, "u.*");
	}
	up_buffer_append_string(sql, " FROM ");
	append_source(sql, update);
}

static void append_missing(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, " WHERE NOT EXISTS (SELECT FROM ");
	up_sql_table(sql, update->relation);
	up_buffer_append_string(sql, " AS t WHERE ");
	append_matching(sql, update);
	up_buffer_append_char(sql, ')');
}

void up_sql_insert_missing(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_sql_insert(sql, update);
	append_missing(sql, update);
}

void up_sql_count_missing(struct up_buffer *sql, const struct up_sql_update *update)
{
	up_buffer_append_string(sql, "SELECT count(*) FROM ");
	append_source(sql, update);
	append_missing(sql, update);
}

void up_sql_upsert(struct up_buffer *sql, const struct up_sql_update *update)
{
	const struct up_relation *relation = update->relation;

	up_sql_insert(sql, update);
	up_buffer_append_string(sql, " ON CONFLICT (");
	up_sql_key_columns(sql, relation);
	up_buffer_append_string(sql, ") DO UPDATE SET ");
	append_assignments(sql, relation, "EXCLUDED");
	append_upsert_condition(sql, update);
}

/* $c+1, for UP_TYPE_OTHER as a text that is cast. */
static void append_parameter(struct up_buffer *sql, const struct up_relation *relation, size_t c)
{
	const struct up_column *column = &relation->columns[c];

	up_buffer_append_format(sql, "$%zu", c + 1);
	if (column->type == UP_TYPE_OTHER)
		up_buffer_append_string(sql, "::text");
	up_sql_cast(sql, column);
}

static void append_row_match(struct up_buffer *sql, const struct up_relation *relation)
{
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, "t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_format(sql, " = $%zu AND ", relation->column_count + 1);
	}
	for (size_t c = 0; c < relation->key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? " AND t." : "t.");
		up_sql_key_column(sql, &relation->columns[c]);
		up_buffer_append_string(sql, " = ");
		append_parameter(sql, relation, c);
	}
}

static void append_row_difference(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_char(sql, '(');
	append_values(sql, relation, "t");
	up_buffer_append_string(sql, ") IS DISTINCT FROM (");
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (c > relation->key_count)
			up_buffer_append_string(sql, ", ");
		append_parameter(sql, relation, c);
		append_comparable(sql, &relation->columns[c]);
	}
	up_buffer_append_char(sql, ')');
}

void up_sql_update_row(struct up_buffer *sql, const struct up_relation *relation,
		       bool skip_unchanged)
{
	up_buffer_append_string(sql, "UPDATE ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t SET ");
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (c > relation->key_count)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_string(sql, " = ");
		append_parameter(sql, relation, c);
	}
	up_buffer_append_string(sql, " WHERE ");
	append_row_match(sql, relation);
	if (skip_unchanged) {
		up_buffer_append_string(sql, " AND ");
		append_row_difference(sql, relation);
	}
}
