/* SPDX-License-Identifier: PostgreSQL */
#include "property/staying.h"

#include "measure/conformance/column_kind.h"
#include "pg/statement.h"
#include "property/expression.h"

#include <stdio.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define REFERRED "referred"

/* %s is the quoted schema. */
struct constant {
	const char *type;
	const char *value; /* the default of the column */
	const char *other; /* what some rows are given */
};

static const struct constant constants[] = {
	{"text", "'it''s'", "'\\'"},
	{"integer", "42", "-2147483648"},
	{"smallint", "7", "8"},
	{"numeric(6,2)", "1.50", "-0.25"},
	{"boolean", "true", "false"},
	{"date", "'2024-02-29'", "'infinity'"},
	{"jsonb", "'{\"a\": [1, null]}'", "'null'"},
	{"json", "'{\"a\" : 1, \"a\" : 2}'", "'[ ]'"},
	{"text[]", "'{a,NULL}'", "'{}'"},
	{"character varying(5)", "'five5'", "''"},
	{"character(3)", "'ab'", "'c'"},
	{"bit(4)", "B'1010'", "B'0000'"},
	{"bit varying(5)", "B'101'", "B''"},
	{"\"char\"", "'x'", "''"},
	{"name", "'a name'", "''"},
	{"bytea", "'\\x00ff'", "'\\x'"},
	{"inet", "'10.0.0.1/8'", "'::1'"},
	{"macaddr", "'08:00:2b:01:02:03'", "'00:00:00:00:00:00'"},
	{"interval", "'1 year -2 days'", "'-00:00:01'"},
	{"interval day to second(1)", "'1 day 02:03:04.5'", "'0'"},
	{"time(2) without time zone", "'12:34:56.78'", "'24:00'"},
	{"timestamp(0) without time zone", "'2024-02-29 12:00'", "'-infinity'"},
	{"real", "'NaN'", "'-0'"},
	{"money", "'12.34'", "'-1'"},
	{"uuid", "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
	 "'00000000-0000-0000-0000-000000000000'"},
	{"point", "'(1,2)'", "'(0,-0)'"},
	{"int4range", "'[1,5)'", "'empty'"},
	{"pg_lsn", "'0/10'", "'FFFFFFFF/FFFFFFFF'"},
	{"tsvector", "'''a'':1 ''fat'':2A'", "''"},
	{"%s.mood", "'ok'", "'NULL'"},
	{"%s.mood[]", "'{ok,NULL}'", "'{}'"},
	{"%s.pair", "'(1,\"a,b\")'", "'(,)'"},
	{"%s.short", "'short'", "''"},
	{"%s.positive", "7", "8"},
	{"%s.code", "'abc'", "'x'"},
	{"%s.numbers", "'{1,2}'", "'{NULL}'"},
};

/* Defaults that are another value each time; none of them is null. */
static const struct constant changing[] = {
	{"timestamp with time zone", "now()", "'epoch'"},
	{"timestamp(3) with time zone", "clock_timestamp()", "'infinity'"},
	{"date", "CURRENT_DATE", "'-infinity'"},
	{"uuid", "gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'"},
	{"double precision", "random()", "'NaN'"},
	{"text", "CURRENT_USER", "''"},
	{"%s.stamped", NULL, "'otherwise'"}, /* the domain has it */
};

/* "kind 3" or so: short ones beside the hostile names of what travels. */
static void append_name(struct drawing *drawing, struct up_buffer *name, const char *kind)
{
	static const char *const decorations[] = {"", "", " \"quoted\"", " 'x'", " ÄÖ", " %s;--"};
	const char *decoration = decorations[drawing_below(drawing, COUNT(decorations))];

	up_buffer_clear(name);
	up_buffer_append_format(name, "%s %zu%s", kind, ++drawing->numbers, decoration);
	/* As long as a name can be. */
	while (drawing_chance(drawing, 0.99) && decoration[0] == ' ' && name->length < UP_NAME_MAX)
		up_buffer_append_char(name, '_');
}

static void append_expanded(const struct drawing *drawing, struct up_buffer *sql, const char *text)
{
	column_kind_expand(sql, text, drawing->fixture->relation.schema);
}

/* A row can be put back with a value of it, and an update must not touch it. */
static void stays(struct drawing *drawing, const char *name)
{
	struct up_buffer *columns = &drawing->table->columns;
	struct up_buffer *sql = &drawing->faults;

	up_buffer_append_string(columns, ", ");
	up_sql_identifier(columns, name);
	drawing_begin_fault(drawing, name, "is not as before");
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql, " AS t JOIN ");
	drawing_append_first_state(drawing, sql);
	up_buffer_append_string(sql, " ON ");
	drawing_append_same_row(drawing, sql);
	up_buffer_append_string(sql, " WHERE t.");
	up_sql_identifier(sql, name);
	up_buffer_append_string(sql, "::text IS DISTINCT FROM f.");
	up_sql_identifier(sql, name);
	up_buffer_append_string(sql, "::text");
	drawing_end_fault(drawing);
}

/* A new row must meet "t"."name" condition; constant is cast to type, or NULL. */
static void starts(struct drawing *drawing, const char *name, const char *condition,
		   const struct constant *constant)
{
	struct up_buffer *sql = &drawing->faults;

	drawing_begin_fault(drawing, name, "has not its default");
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql, " AS t WHERE NOT EXISTS (SELECT FROM ");
	drawing_append_first_state(drawing, sql);
	up_buffer_append_string(sql, " WHERE ");
	drawing_append_same_row(drawing, sql);
	up_buffer_append_string(sql, ") AND NOT t.");
	up_sql_identifier(sql, name);
	up_buffer_append_string(sql, condition);
	if (constant != NULL) {
		up_buffer_append_format(sql, " CAST(%s AS ", constant->value);
		append_expanded(drawing, sql, constant->type);
		up_buffer_append_string(sql, ")::text");
	}
	drawing_end_fault(drawing);
}

/* Gives some of the rows that there are another value than the default. */
static void vary(struct drawing *drawing, const char *name, const char *value)
{
	struct up_buffer *sql = &drawing->table->settle;

	up_buffer_append_string(sql, "UPDATE ");
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql, " SET ");
	up_sql_identifier(sql, name);
	up_buffer_append_format(sql, " = %s WHERE hashtext(", value);
	up_sql_identifier(sql, drawing->fixture->relation.columns[0].name);
	up_buffer_append_string(sql, "::text) % 2 = 0; ");
}

static void append_alter(struct drawing *drawing, struct up_buffer *sql, const char *what,
			 const char *name)
{
	up_buffer_append_string(sql, "ALTER TABLE ");
	drawing_append_table(drawing, sql);
	up_buffer_append_format(sql, " %s ", what);
	up_sql_identifier(sql, name);
}

static void append_check(struct drawing *drawing, struct up_buffer *definition, const char *name)
{
	if (!drawing_chance(drawing, 0.2))
		return;
	up_buffer_append_string(definition, " CHECK (");
	up_sql_identifier(definition, name);
	up_buffer_append_string(definition, "::text <> 'never')");
}

/* ---- one of each kind ------------------------------------------------------ */

static enum up_status draw_constant(struct drawing *drawing, struct up_error *err)
{
	const struct constant *constant = &constants[drawing_below(drawing, COUNT(constants))];
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	append_name(drawing, &name, "Constant");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_char(&definition, ' ');
	append_expanded(drawing, &definition, constant->type);
	up_buffer_append_format(&definition, " DEFAULT %s", constant->value);
	if (drawing_chance(drawing, 0.5))
		up_buffer_append_string(&definition, " NOT NULL");
	append_check(drawing, &definition, name.data);
	stays(drawing, name.data);
	starts(drawing, name.data, "::text IS NOT DISTINCT FROM", constant);
	vary(drawing, name.data, constant->other);
	return drawing_add(&drawing->columns, &definition, err);
}

static enum up_status draw_changing(struct drawing *drawing, struct up_error *err)
{
	const struct constant *constant = &changing[drawing_below(drawing, COUNT(changing))];
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	append_name(drawing, &name, "changing");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_char(&definition, ' ');
	append_expanded(drawing, &definition, constant->type);
	if (constant->value != NULL)
		up_buffer_append_format(&definition, " DEFAULT %s", constant->value);
	if (drawing_chance(drawing, 0.5))
		up_buffer_append_string(&definition, " NOT NULL");
	append_check(drawing, &definition, name.data);
	stays(drawing, name.data);
	starts(drawing, name.data, " IS NOT NULL", NULL);
	vary(drawing, name.data, constant->other);
	return drawing_add(&drawing->columns, &definition, err);
}

/* A partitioned table has no unique constraint without the columns that partition it. */
static void append_unique(struct drawing *drawing, struct up_buffer *definition)
{
	if (!drawing->partitioned && drawing_chance(drawing, 0.5))
		up_buffer_append_string(definition, " UNIQUE");
}

static enum up_status draw_sequence(struct drawing *drawing, struct up_error *err)
{
	static const char *const types[] = {"bigint", "integer", "numeric", "text"};
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};
	UP_BUFFER sequence = {0};

	append_name(drawing, &name, "Sequence");
	up_sql_identifier(&definition, name.data);
	if (drawing_chance(drawing, 0.3)) {
		up_buffer_append_string(&definition, " bigserial");
	} else {
		drawing_append_qualified(drawing, &sequence, name.data);
		up_buffer_append_format(&drawing->before, "CREATE SEQUENCE %s; ",
					up_buffer_string(&sequence));
		up_buffer_append_format(&definition, " %s DEFAULT nextval(",
					types[drawing_below(drawing, COUNT(types))]);
		drawing_append_literal(&definition, up_buffer_string(&sequence));
		up_buffer_append_char(&definition, ')');
	}
	append_unique(drawing, &definition);
	stays(drawing, name.data);
	starts(drawing, name.data, " IS NOT NULL", NULL);
	return drawing_add(&drawing->columns, &definition, err);
}

static enum up_status draw_identity(struct drawing *drawing, struct up_error *err)
{
	static const char *const types[] = {"bigint", "integer", "smallint"};
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	append_name(drawing, &name, "identity");
	up_sql_identifier(&definition, name.data);
	/* Each statement takes numbers for all of its rows. */
	up_buffer_append_format(&definition, " %s GENERATED %s AS IDENTITY (CYCLE)",
				types[drawing_below(drawing, COUNT(types))],
				drawing_chance(drawing, 0.5) ? "ALWAYS" : "BY DEFAULT");
	stays(drawing, name.data);
	starts(drawing, name.data, " IS NOT NULL", NULL);
	return drawing_add(&drawing->columns, &definition, err);
}

/* Null in new rows. */
static enum up_status draw_nullable(struct drawing *drawing, struct up_error *err)
{
	const struct constant *constant = &constants[drawing_below(drawing, COUNT(constants))];
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};
	const bool unique = !drawing->partitioned && drawing_chance(drawing, 0.3);

	append_name(drawing, &name, "nullable");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_char(&definition, ' ');
	append_expanded(drawing, &definition, unique ? "integer" : constant->type);
	if (unique)
		up_buffer_append_string(&definition, " UNIQUE");
	else
		vary(drawing, name.data, constant->other);
	stays(drawing, name.data);
	starts(drawing, name.data, " IS NULL", NULL);
	return drawing_add(&drawing->columns, &definition, err);
}

static enum up_status draw_reference(struct drawing *drawing, struct up_error *err)
{
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	append_name(drawing, &name, "Reference");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_string(&definition, " integer DEFAULT 1 REFERENCES ");
	drawing_append_qualified(drawing, &definition, REFERRED);
	stays(drawing, name.data);
	starts(drawing, name.data, "::text IS NOT DISTINCT FROM",
	       &(struct constant){.type = "integer", .value = "1"});
	vary(drawing, name.data, "2");
	return drawing_add(&drawing->columns, &definition, err);
}

/* The rows that there are get their values of it from a default that is gone then. */
static enum up_status draw_required(struct drawing *drawing, struct up_error *err)
{
	const struct constant *constant = &constants[drawing_below(drawing, COUNT(constants))];
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	append_name(drawing, &name, "required");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_char(&definition, ' ');
	append_expanded(drawing, &definition, constant->type);
	up_buffer_append_format(&definition, " DEFAULT %s NOT NULL", constant->value);
	stays(drawing, name.data);
	vary(drawing, name.data, constant->other);
	append_alter(drawing, &drawing->table->settle, "ALTER COLUMN", name.data);
	up_buffer_append_string(&drawing->table->settle, " DROP DEFAULT; ");
	return drawing_add(&drawing->columns, &definition, err);
}

/* ---- all of them ------------------------------------------------------------ */

enum up_status staying_draw(struct drawing *drawing, struct up_error *err)
{
	static enum up_status (*const draw[])(struct drawing *, struct up_error *) = {
		draw_constant, draw_constant, draw_changing, draw_sequence,
		draw_identity, draw_nullable, draw_reference};
	const size_t count = drawing_below(drawing, drawing_chance(drawing, 0.5) ? 3 : 8);

	up_buffer_append_string(&drawing->before, "CREATE TABLE ");
	drawing_append_qualified(drawing, &drawing->before, REFERRED);
	up_buffer_append_string(&drawing->before, " (id integer PRIMARY KEY); INSERT INTO ");
	drawing_append_qualified(drawing, &drawing->before, REFERRED);
	up_buffer_append_string(&drawing->before, " VALUES (1), (2); ");
	if (drawing->fixture->relation.partial)
		UP_TRY(draw_required(drawing, err));
	for (size_t n = 0; n < count; n++)
		UP_TRY(draw[drawing_below(drawing, COUNT(draw))](drawing, err));
	return UP_OK;
}

enum up_status dropped_draw(struct drawing *drawing, struct up_error *err)
{
	static const char *const types[] = {"text DEFAULT 'gone'", "integer", "jsonb DEFAULT '{}'",
					    "bigint GENERATED ALWAYS AS IDENTITY", "point"};
	UP_BUFFER name = {0};
	UP_BUFFER definition = {0};

	for (size_t left = drawing_below(drawing, 4); left > 0; left--) {
		append_name(drawing, &name, "dropped");
		up_sql_identifier(&definition, name.data);
		up_buffer_append_format(&definition, " %s",
					types[drawing_below(drawing, COUNT(types))]);
		UP_TRY(drawing_add(&drawing->columns, &definition, err));
		struct up_buffer *sql =
			drawing_chance(drawing, 0.5) ? &drawing->behind : &drawing->table->settle;
		append_alter(drawing, sql, "DROP COLUMN", name.data);
		up_buffer_append_string(sql, "; ");
	}
	return UP_OK;
}

/* ---- generated columns -------------------------------------------------------- */

/* The column must be what the server makes of its expression. */
static void is_generated(struct drawing *drawing, const char *name, const char *text)
{
	struct up_buffer *sql = &drawing->faults;

	drawing_begin_fault(drawing, name, "is not what it is generated as");
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql, " WHERE ");
	up_sql_identifier(sql, name);
	up_buffer_append_format(sql, "::text IS DISTINCT FROM (%s)::text", text);
	drawing_end_fault(drawing);
}

static enum up_status draw_generated(struct drawing *drawing, struct up_error *err)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	const size_t c = drawing_below(drawing, relation->column_count);
	const size_t other = drawing_below(drawing, relation->column_count);
	const struct value_profile *profile = &drawing->profiles[c];
	const struct expression drawn = expression_draw(profile, &drawing->random);
	const bool is_virtual = drawing->server_version >= 180000 &&
				expression_may_be_virtual(profile) &&
				expression_may_be_virtual(&drawing->profiles[other]) &&
				drawing_chance(drawing, 0.5);
	const char *result = drawn.result;
	UP_BUFFER name = {0};
	UP_BUFFER text = {0};
	UP_BUFFER definition = {0};

	if (c != other && drawing_chance(drawing, 0.3)) {
		result = "boolean";
		up_sql_identifier(&text, relation->columns[c].name);
		up_buffer_append_string(&text, " IS NULL AND ");
		up_sql_identifier(&text, relation->columns[other].name);
		up_buffer_append_string(&text, " IS NULL");
	} else {
		expression_append(&text, &drawn, relation->columns[c].name);
	}
	append_name(drawing, &name, "Generated");
	up_sql_identifier(&definition, name.data);
	up_buffer_append_format(&definition, " %s GENERATED ALWAYS AS (%s) %s", result,
				up_buffer_string(&text), is_virtual ? "VIRTUAL" : "STORED");
	is_generated(drawing, name.data, up_buffer_string(&text));
	return drawing_add(&drawing->columns, &definition, err);
}

enum up_status generated_draw(struct drawing *drawing, struct up_error *err)
{
	size_t left = drawing_chance(drawing, 0.5) ? 0 : drawing_below(drawing, 4);

	for (; left > 0; left--)
		UP_TRY(draw_generated(drawing, err));
	return UP_OK;
}
