/* SPDX-License-Identifier: PostgreSQL */
#include "property/leaves.h"

#include "pg/statement.h"
#include "pg/text.h"

/* What the table is partitioned by: the scope, or a column of the key; of ranges, two of them. */
struct parts {
	const char *method;
	const struct up_column *columns[2];
	size_t count;
	struct up_buffer values[2]; /* of a row that is in the table at first, or is to come */
	bool has_values;
	size_t leaves; /* so far */
};

static void parts_release(struct parts *parts)
{
	up_buffer_release(&parts->values[0]);
	up_buffer_release(&parts->values[1]);
}

/* ---- by what ------------------------------------------------------------------ */

/* Not all types have a hash operator class. */
static bool may_hash(const struct drawing *drawing, size_t c)
{
	return drawing->profiles[c].kind == NULL;
}

static void choose_column(struct drawing *drawing, struct parts *parts, size_t number,
			  const struct up_batch *rows, size_t row)
{
	const struct up_relation *relation = &drawing->fixture->relation;
	const bool scope = number == 0 && fixture_has_other_rows(drawing->fixture) &&
			   drawing_chance(drawing, 0.4);
	const size_t c = number == 0 ? drawing_below(drawing, relation->key_count) : 0;
	UP_BUFFER text = {0};

	parts->columns[number] = scope ? &relation->scope : &relation->columns[c];
	if (!scope && !may_hash(drawing, c) && strcmp(parts->method, "HASH") == 0)
		parts->method = "LIST";
	if (scope)
		up_buffer_append_string(&text, fixture_scope(drawing->fixture));
	else if (parts->has_values)
		up_text_append(&text, &rows->vectors[c], row);
	up_buffer_clear(&parts->values[number]);
	drawing_append_literal(&parts->values[number], up_buffer_string(&text));
}

static void choose(struct drawing *drawing, struct parts *parts)
{
	static const char *const methods[] = {"RANGE", "RANGE", "LIST", "HASH"};
	const struct fixture *fixture = drawing->fixture;
	const struct up_batch *rows =
		fixture->before.row_count > 0 ? &fixture->before : &fixture->after;
	const size_t row = rows->row_count > 0 ? drawing_below(drawing, rows->row_count) : 0;

	parts->method = methods[drawing_below(drawing, 4)];
	parts->has_values = rows->row_count > 0;
	parts->count = 1;
	choose_column(drawing, parts, 0, rows, row);
	if (strcmp(parts->method, "RANGE") != 0 || !drawing_chance(drawing, 0.3))
		return;
	choose_column(drawing, parts, 1, rows, row);
	parts->count += parts->columns[1] != parts->columns[0];
}

/* ---- the leaves ----------------------------------------------------------------- */

static void append_storage(struct drawing *drawing, struct up_buffer *sql)
{
	if (drawing_chance(drawing, 0.3))
		up_buffer_append_format(sql, " WITH (fillfactor = %zu)",
					10 + drawing_below(drawing, 91));
}

/* One that is made by itself has its columns in other places. */
static void append_leaf(struct drawing *drawing, struct parts *parts, const char *bounds)
{
	struct up_buffer *sql = &drawing->behind;
	UP_BUFFER name = {0};
	UP_BUFFER leaf = {0};

	up_buffer_append_format(&name, "leaf %zu", ++parts->leaves);
	drawing_append_qualified(drawing, &leaf, name.data);
	if (drawing_chance(drawing, 0.5)) {
		up_buffer_append_format(sql, "CREATE TABLE %s PARTITION OF ",
					up_buffer_string(&leaf));
		drawing_append_table(drawing, sql);
		up_buffer_append_format(sql, " %s", bounds);
		append_storage(drawing, sql);
		up_buffer_append_string(sql, "; ");
		return;
	}
	up_buffer_append_format(sql, "CREATE TABLE %s (\"gone of a leaf\" integer, LIKE ",
				up_buffer_string(&leaf));
	drawing_append_table(drawing, sql);
	up_buffer_append_string(sql,
				" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)");
	append_storage(drawing, sql);
	up_buffer_append_format(sql,
				"; ALTER TABLE %s DROP COLUMN \"gone of a leaf\"; ALTER TABLE ",
				up_buffer_string(&leaf));
	drawing_append_table(drawing, sql);
	up_buffer_append_format(sql, " ATTACH PARTITION %s %s; ", up_buffer_string(&leaf), bounds);
}

static void append_hash_leaves(struct drawing *drawing, struct parts *parts)
{
	const size_t modulus = 1 + drawing_below(drawing, 4);
	UP_BUFFER bounds = {0};

	for (size_t remainder = 0; remainder < modulus; remainder++) {
		up_buffer_clear(&bounds);
		up_buffer_append_format(&bounds, "FOR VALUES WITH (MODULUS %zu, REMAINDER %zu)",
					modulus, remainder);
		append_leaf(drawing, parts, up_buffer_string(&bounds));
	}
}

static void append_list_leaves(struct drawing *drawing, struct parts *parts)
{
	UP_BUFFER bounds = {0};

	up_buffer_append_format(&bounds, "FOR VALUES IN (%s)", parts->values[0].data);
	if (parts->has_values)
		append_leaf(drawing, parts, up_buffer_string(&bounds));
	append_leaf(drawing, parts, "DEFAULT");
}

static void append_range_leaves(struct drawing *drawing, struct parts *parts)
{
	const bool two = parts->count == 2;
	UP_BUFFER lower = {0};
	UP_BUFFER middle = {0};
	UP_BUFFER bounds = {0};

	up_buffer_append_string(&lower, two ? "MINVALUE, MINVALUE" : "MINVALUE");
	up_buffer_append_string(&middle, parts->values[0].data);
	if (two)
		up_buffer_append_format(&middle, ", %s", parts->values[1].data);
	if (!parts->has_values) {
		append_leaf(drawing, parts, "DEFAULT");
		return;
	}
	up_buffer_append_format(&bounds, "FOR VALUES FROM (%s) TO (%s)", lower.data, middle.data);
	append_leaf(drawing, parts, up_buffer_string(&bounds));
	if (drawing_chance(drawing, 0.3)) {
		append_leaf(drawing, parts, "DEFAULT");
		return;
	}
	up_buffer_clear(&bounds);
	up_buffer_append_format(&bounds, "FOR VALUES FROM (%s) TO (%s)", middle.data,
				two ? "MAXVALUE, MAXVALUE" : "MAXVALUE");
	append_leaf(drawing, parts, up_buffer_string(&bounds));
}

enum up_status leaves_draw(struct drawing *drawing, struct up_buffer *create, struct up_error *err)
{
	UP_CLEANUP(parts_release) struct parts parts = {0};

	choose(drawing, &parts);
	up_buffer_append_format(create, " PARTITION BY %s (", parts.method);
	for (size_t c = 0; c < parts.count; c++) {
		if (c > 0)
			up_buffer_append_string(create, ", ");
		up_sql_identifier(create, parts.columns[c]->name);
	}
	up_buffer_append_char(create, ')');
	if (strcmp(parts.method, "HASH") == 0)
		append_hash_leaves(drawing, &parts);
	else if (strcmp(parts.method, "LIST") == 0)
		append_list_leaves(drawing, &parts);
	else
		append_range_leaves(drawing, &parts);
	return up_buffer_check(&drawing->behind, err);
}
