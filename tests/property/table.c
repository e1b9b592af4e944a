/* SPDX-License-Identifier: PostgreSQL */
#include "property/table.h"

#include "measure/conformance/fixture_types.h"
#include "pg/statement.h"
#include "property/expression.h"
#include "property/leaves.h"
#include "property/staying.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* Streams of random numbers, far from those of property/generate.c. */
enum {
	STREAM_TABLE = 1 << 20,
	STREAM_PARTIAL,
};

bool random_table_is_partial(uint64_t seed)
{
	struct up_random random = up_random_at(seed, STREAM_PARTIAL, 0);
	return value_chance(&random, 0.1);
}

/* ---- columns that travel --------------------------------------------------------- */

static bool is_integer(const struct value_profile *profile)
{
	return profile->kind == NULL &&
	       (profile->type == UP_TYPE_INT2 || profile->type == UP_TYPE_INT4 ||
		profile->type == UP_TYPE_INT8);
}

/* Nobody uses it: the sync brings a value. */
static void append_default(struct drawing *drawing, struct up_buffer *definition, size_t c)
{
	static const struct {
		enum up_type type;
		const char *value;
	} defaults[] = {
		{UP_TYPE_INT2, "7"},         {UP_TYPE_INT4, "length(CURRENT_USER)"},
		{UP_TYPE_INT8, "42"},        {UP_TYPE_BOOL, "true"},
		{UP_TYPE_TEXT, "'default'"}, {UP_TYPE_TIMESTAMPTZ, "now()"},
		{UP_TYPE_JSONB, "'{}'"},     {UP_TYPE_UUID, "gen_random_uuid()"},
	};
	const struct value_profile *profile = &drawing->profiles[c];
	const bool in_key = c < drawing->fixture->relation.key_count;

	if (is_integer(profile) && !drawing->fixture->relation.columns[c].nullable &&
	    drawing_chance(drawing, in_key ? 0.4 : 0.1)) {
		/* A key of GENERATED ALWAYS is given, and never set. */
		up_buffer_append_format(definition, " GENERATED %s AS IDENTITY",
					in_key && drawing_chance(drawing, 0.5) ? "ALWAYS"
									       : "BY DEFAULT");
		return;
	}
	for (size_t d = 0; d < COUNT(defaults); d++) {
		if (profile->kind == NULL && defaults[d].type == profile->type &&
		    drawing_chance(drawing, 0.2))
			up_buffer_append_format(definition, " DEFAULT %s", defaults[d].value);
	}
}

/* (column IS NULL OR (expression) IS NOT NULL), which every value meets. */
static void append_condition(struct drawing *drawing, struct up_buffer *sql, size_t c)
{
	const struct expression drawn = expression_draw(&drawing->profiles[c], &drawing->random);
	const char *name = drawing->fixture->relation.columns[c].name;

	up_buffer_append_char(sql, '(');
	up_sql_identifier(sql, name);
	up_buffer_append_string(sql, " IS NULL OR (");
	expression_append(sql, &drawn, name);
	up_buffer_append_string(sql, ") IS NOT NULL)");
}

static void append_type(struct drawing *drawing, struct up_buffer *definition, size_t c)
{
	const struct fixture *fixture = drawing->fixture;
	const struct up_column *column = &fixture->relation.columns[c];

	if (fixture->definitions == NULL || fixture->definitions[c] == NULL) {
		up_sql_column_definition(definition, column);
	} else {
		up_sql_identifier(definition, column->name);
		up_buffer_append_format(definition, " %s", fixture->definitions[c]);
	}
	if ((column->type == UP_TYPE_TEXT || column->type == UP_TYPE_VARCHAR) &&
	    drawing_chance(drawing, 0.2))
		up_buffer_append_string(definition, " COLLATE \"C\"");
}

static enum up_status draw_traveling(struct drawing *drawing, size_t c, struct up_error *err)
{
	const struct up_column *column = &drawing->fixture->relation.columns[c];
	UP_BUFFER definition = {0};

	append_type(drawing, &definition, c);
	if (!column->nullable)
		up_buffer_append_string(&definition, " NOT NULL");
	append_default(drawing, &definition, c);
	if (drawing_chance(drawing, 0.1)) {
		up_buffer_append_string(&definition, " CHECK ");
		append_condition(drawing, &definition, c);
	}
	return drawing_add(&drawing->columns, &definition, err);
}

static enum up_status draw_scope(struct drawing *drawing, struct up_error *err)
{
	UP_BUFFER definition = {0};

	up_sql_column_definition(&definition, &drawing->fixture->relation.scope);
	up_buffer_append_string(&definition, " NOT NULL");
	return drawing_add(&drawing->columns, &definition, err);
}

static enum up_status draw_columns(struct drawing *drawing, struct up_error *err)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	struct up_buffer *columns = &drawing->table->columns;

	if (up_relation_has_scope(relation)) {
		UP_TRY(draw_scope(drawing, err));
		up_sql_identifier(columns, relation->scope.name);
		up_buffer_append_string(columns, ", ");
	}
	up_sql_columns(columns, relation);
	for (size_t c = 0; c < relation->column_count; c++)
		UP_TRY(draw_traveling(drawing, c, err));
	UP_TRY(staying_draw(drawing, err));
	UP_TRY(generated_draw(drawing, err));
	return dropped_draw(drawing, err);
}

/* ---- constraints and indexes ---------------------------------------------------------- */

/* The columns of the key's unique index, in any order. */
static void append_key(struct drawing *drawing, struct up_buffer *sql)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	const bool scoped = up_relation_has_scope(relation) && !relation->scope_outside_key;
	const size_t count = relation->key_count + scoped;
	const size_t first = drawing_below(drawing, count);

	for (size_t n = 0; n < count; n++) {
		const size_t c = (first + n) % count;
		if (n > 0)
			up_buffer_append_string(sql, ", ");
		up_sql_identifier(sql, c == relation->key_count ? relation->scope.name
								: relation->columns[c].name);
	}
}

/* As constraint in the table, or as index behind it. */
static enum up_status draw_key(struct drawing *drawing, struct up_error *err)
{
	UP_BUFFER sql = {0};
	const size_t kind = drawing_below(drawing, 3);

	if (kind == 2) {
		up_buffer_append_string(&drawing->behind, "CREATE UNIQUE INDEX ON ");
		drawing_append_table(drawing, &drawing->behind);
		up_buffer_append_string(&drawing->behind, " (");
		append_key(drawing, &drawing->behind);
		up_buffer_append_string(&drawing->behind, "); ");
		return UP_OK;
	}
	up_buffer_append_string(&sql, kind == 0 ? "PRIMARY KEY (" : "UNIQUE (");
	append_key(drawing, &sql);
	up_buffer_append_char(&sql, ')');
	return drawing_add(&drawing->constraints, &sql, err);
}

/* Beside the one of the key, as which an upsert must not take it: with a column more, or of some of
 * the rows, or checked later. */
static void draw_unique(struct drawing *drawing)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	const size_t c = drawing_below(drawing, relation->column_count);
	const struct expression drawn = expression_draw(&drawing->profiles[c], &drawing->random);
	const size_t kind = drawing_below(drawing, 4);
	struct up_buffer *sql = &drawing->behind;

	up_buffer_append_string(sql, kind == 3 ? "ALTER TABLE " : "CREATE UNIQUE INDEX ON ");
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql, kind == 3 ? " ADD UNIQUE (" : " (");
	append_key(drawing, sql);
	if (kind == 0) {
		up_buffer_append_string(sql, ", (");
		expression_append(sql, &drawn, relation->columns[c].name);
		up_buffer_append_string(sql, ")); ");
	} else if (kind == 1) {
		up_buffer_append_string(sql, ") WHERE ");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_string(sql, " IS NULL; ");
	} else {
		up_buffer_append_string(sql,
					kind == 2 ? "); " : ") DEFERRABLE INITIALLY DEFERRED; ");
	}
}

static enum up_status draw_checks(struct drawing *drawing, struct up_error *err)
{
	const size_t count = drawing->fixture->relation.column_count;
	UP_BUFFER sql = {0};

	for (size_t left = drawing_below(drawing, 3); left > 0; left--) {
		up_buffer_append_string(&sql, "CHECK (");
		append_condition(drawing, &sql, drawing_below(drawing, count));
		up_buffer_append_string(&sql, " AND ");
		append_condition(drawing, &sql, drawing_below(drawing, count));
		up_buffer_append_char(&sql, ')');
		UP_TRY(drawing_add(&drawing->constraints, &sql, err));
	}
	return UP_OK;
}

/* One column that travels, an expression of it, or the key where it is not null. */
static void draw_index(struct drawing *drawing)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	const size_t c = drawing_below(drawing, relation->column_count);
	const char *name = relation->columns[c].name;
	const struct expression drawn = expression_draw(&drawing->profiles[c], &drawing->random);
	const char *method = expression_index_method(&drawing->profiles[c]);
	struct up_buffer *sql = &drawing->behind;
	const size_t kind = drawing_below(drawing, method != NULL ? 3 : 2);

	up_buffer_append_string(sql, "CREATE INDEX ON ");
	drawing_append_table(drawing, sql);
	if (kind == 0) {
		up_buffer_append_string(sql, " ((");
		expression_append(sql, &drawn, name);
		up_buffer_append_string(sql, ")); ");
	} else if (kind == 1) {
		up_buffer_append_string(sql, " (");
		append_key(drawing, sql);
		up_buffer_append_string(sql, ") WHERE ");
		up_sql_identifier(sql, name);
		up_buffer_append_string(sql, " IS NOT NULL; ");
	} else {
		up_buffer_append_format(sql, " USING %s (", method);
		up_sql_identifier(sql, name);
		up_buffer_append_string(sql, "); ");
	}
}

/* ---- the table ------------------------------------------------------------------------ */

static void shuffle(struct drawing *drawing, struct text_list *list)
{
	for (size_t i = list->count; i > 1; i--) {
		const size_t other = drawing_below(drawing, i);
		char *text = list->items[other];
		list->items[other] = list->items[i - 1];
		list->items[i - 1] = text;
	}
}

static void append_list(struct up_buffer *sql, const struct text_list *list, const char *separator)
{
	for (size_t i = 0; i < list->count; i++) {
		up_buffer_append_string(sql, i > 0 ? ", " : separator);
		up_buffer_append_string(sql, list->items[i]);
	}
}

static enum up_status assemble(struct drawing *drawing, struct up_error *err)
{
	struct up_buffer *create = &drawing->table->create;
	const bool unlogged = !drawing->partitioned && drawing_chance(drawing, 0.1);

	shuffle(drawing, &drawing->columns);
	up_buffer_append(create, up_buffer_string(&drawing->before), drawing->before.length);
	up_buffer_append_string(create, unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ");
	drawing_append_table(drawing, create);
	up_buffer_append_string(create, " (");
	append_list(create, &drawing->columns, "");
	append_list(create, &drawing->constraints, ", ");
	up_buffer_append_char(create, ')');
	if (drawing->partitioned)
		UP_TRY(leaves_draw(drawing, create, err));
	else if (drawing_chance(drawing, 0.3))
		up_buffer_append_format(create, " WITH (fillfactor = %zu)",
					10 + drawing_below(drawing, 91));
	up_buffer_append_string(create, "; ");
	up_buffer_append(create, up_buffer_string(&drawing->behind), drawing->behind.length);
	return up_buffer_check(create, err);
}

/* One text: empty where nothing is wrong. */
static enum up_status end_faults(struct drawing *drawing, struct up_error *err)
{
	struct up_buffer *sql = &drawing->table->faults;

	if (drawing->faults.length == 0)
		return UP_OK;
	up_buffer_append_string(sql, "SELECT coalesce(string_agg(fault, '; '), '') FROM (");
	up_buffer_append(sql, drawing->faults.data, drawing->faults.length);
	up_buffer_append_string(sql, ") AS faults (fault)");
	return up_buffer_check(sql, err);
}

enum up_status random_table_make(uint64_t seed, int server_version, const struct fixture *fixture,
				 const struct value_profile *profiles,
				 struct differential_table *table, struct up_error *err)
{
	DRAWING drawing = {
		.fixture = fixture,
		.profiles = profiles,
		.server_version = server_version,
		.random = up_random_at(seed, STREAM_TABLE, 0),
		.table = table,
	};

	drawing.partitioned = drawing_chance(&drawing, 0.3);
	UP_TRY(draw_columns(&drawing, err));
	UP_TRY(draw_key(&drawing, err));
	UP_TRY(draw_checks(&drawing, err));
	for (size_t left = drawing_below(&drawing, 4); left > 0; left--)
		draw_index(&drawing);
	if (drawing_chance(&drawing, 0.2))
		draw_unique(&drawing);
	UP_TRY(assemble(&drawing, err));
	UP_TRY(end_faults(&drawing, err));
	UP_TRY(up_buffer_check(&table->columns, err));
	return up_buffer_check(&table->settle, err);
}
