/* SPDX-License-Identifier: PostgreSQL */
#include "show/review/shape.h"

#include "text/quantity.h"

/* Of a list in the review, so many are printed. */
#define LISTED 8

static const struct table_column fact_columns[] = {
	{.heading = "fact", .field = "fact"},
	{.heading = "value", .field = "value", .may_wrap = true},
};

static const struct table_column column_columns[] = {
	{.heading = "column", .field = "column"},
	{.heading = "type", .field = "type", .may_wrap = true},
	{.heading = "updated", .field = "updated"},
	{.heading = "remark", .field = "remark", .may_wrap = true},
};

static const struct table_column omission_columns[] = {
	{.heading = "part", .field = "what"},
	{.heading = "reason", .field = "why", .may_wrap = true},
};

static void append_names(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++)
		up_buffer_append_format(text, "%s%s", n > 0 ? ", " : "", names->items[n]);
}

/* ---- the table -------------------------------------------------------- */

/* Nothing for a fact without a value; empties the buffer. */
static void take_fact(struct table *table, const char *name, struct up_buffer *value)
{
	if (value->length == 0)
		return;
	table_row(table, EMPHASIS_NONE);
	table_text(table, name);
	table_take(table, value);
}

static void append_kind(struct up_buffer *text, const struct shape *shape)
{
	const struct shape_partitions *partitions = &shape->partitions;

	up_buffer_append_format(text, "%s.%s, %s", shape->table.schema, shape->table.name,
				shape->table.persistence);
	if (partitions->key != NULL)
		up_buffer_append_format(text, ", partitioned by %s, %s partition%s",
					partitions->key,
					quantity_count((double)partitions->leaves.count).text,
					partitions->leaves.count == 1 ? "" : "s");
	if (shape->engine != NULL)
		up_buffer_append_format(text, ", %s", shape->engine);
}

static void append_rows(struct up_buffer *text, const struct shape_table *table)
{
	if (table->tuples == UNMEASURED)
		up_buffer_append_string(text, "not known: neither VACUUM nor ANALYZE has run");
	else
		up_buffer_append_format(text, "%s in %s page%s, as of the last VACUUM or ANALYZE",
					quantity_count((double)table->tuples).text,
					quantity_count((double)table->pages).text,
					table->pages == 1 ? "" : "s");
}

static void append_size(struct up_buffer *text, const struct shape_bytes *bytes)
{
	up_buffer_append_format(text, "%s, indexes %s, TOAST %s",
				quantity_bytes((double)bytes->main).text,
				quantity_bytes((double)bytes->indexes).text,
				quantity_bytes((double)bytes->toast).text);
}

static void append_storage(struct up_buffer *text, const struct shape_table *table)
{
	if (table->access_method != NULL)
		up_buffer_append_string(text, table->access_method);
	if (table->access_method != NULL && table->reloptions.count > 0)
		up_buffer_append_string(text, ", ");
	append_names(text, &table->reloptions);
}

static void append_key(struct up_buffer *text, const struct shape *shape)
{
	static const char *const origins[] = {
		[SHAPE_KEY_UNKNOWN] = "",
		[SHAPE_KEY_REPLICA_IDENTITY] = "replica identity, ",
		[SHAPE_KEY_PRIMARY] = "primary key, ",
		[SHAPE_KEY_UNIQUE] = "unique index ",
		[SHAPE_KEY_OPTION] = "--key, ",
	};

	append_names(text, &shape->key.columns);
	if (shape->key.index != NULL)
		up_buffer_append_format(text, " (%s%s)", origins[shape->key.from],
					shape->key.index);
}

static void append_updates(struct up_buffer *text, const struct shape_activity *activity)
{
	if (activity->n_tup_upd == UNMEASURED)
		return;
	up_buffer_append_format(text, "%s", quantity_count((double)activity->n_tup_upd).text);
	if (activity->n_tup_upd > 0 && activity->n_tup_hot_upd != UNMEASURED)
		up_buffer_append_format(text, ", %s of them HOT",
					quantity_share((double)activity->n_tup_hot_upd /
						       (double)activity->n_tup_upd)
						.text);
	up_buffer_append_string(text, ", since the server's statistics were reset");
}

/* A column lacks them where ANALYZE has not seen it, or the role may not read it. */
static void append_statistics(struct up_buffer *text, const struct shape *shape)
{
	size_t known = 0;

	for (size_t c = 0; c < shape->columns.count; c++)
		known += shape_statistics_are_known(&shape->columns.items[c].statistics);
	if (known == 0) {
		up_buffer_append_string(text, "none");
		return;
	}
	up_buffer_append_string(text, shape_has_values(shape) ? "with values of rows"
							      : "without values of rows");
	if (known < shape->columns.count)
		up_buffer_append_format(text, ", of %zu of %zu columns", known,
					shape->columns.count);
}

static void append_facts(struct document *document, const struct shape *shape)
{
	struct table *table = document_table(document, "shape", NULL, fact_columns,
					     sizeof fact_columns / sizeof fact_columns[0]);
	UP_BUFFER text = {0};

	append_kind(&text, shape);
	take_fact(table, "table", &text);
	append_rows(&text, &shape->table);
	take_fact(table, "rows", &text);
	append_size(&text, &shape->table.bytes);
	take_fact(table, "size", &text);
	append_storage(&text, &shape->table);
	take_fact(table, "storage", &text);
	append_key(&text, shape);
	take_fact(table, "key", &text);
	up_buffer_append_string(&text, shape->scope != NULL ? shape->scope : "");
	take_fact(table, "scope", &text);
	append_updates(&text, &shape->activity);
	take_fact(table, "updates", &text);
	append_statistics(&text, shape);
	take_fact(table, "statistics", &text);
	up_buffer_append_format(&text, "%.19s…", shape->hash.structure);
	take_fact(table, "structure", &text);
}

/* ---- columns ---------------------------------------------------------- */

static void append_companions(struct up_buffer *text, const struct shape *shape,
			      const struct shape_column *column)
{
	const char *separator = " ";

	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *other = &shape->columns.items[c];
		if (other == column || other->moves_with != column->moves_with)
			continue;
		up_buffer_append_format(text, "%s%s", separator, other->name);
		separator = ", ";
	}
}

static void append_remark(struct up_buffer *text, const struct shape *shape,
			  const struct shape_column *column)
{
	const bool has_group = column->moves_with != UNMEASURED;

	if (column->why_not == SHAPE_STAY_TIED)
		up_buffer_append_string(text, "tied to");
	else if (column->why_not != SHAPE_STAY_NOT)
		up_buffer_append_string(text, shape_stay_words[column->why_not]);
	else if (has_group)
		up_buffer_append_string(text, "moves with");
	if (has_group && (column->why_not == SHAPE_STAY_NOT || column->why_not == SHAPE_STAY_TIED))
		append_companions(text, shape, column);
}

static void append_columns(struct document *document, const struct shape *shape)
{
	document_append(document, BLOCK_HEADING, "Columns");
	struct table *table = document_table(document, "shape-columns", NULL, column_columns,
					     sizeof column_columns / sizeof column_columns[0]);
	UP_BUFFER remark = {0};

	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		const bool travels = column->travels == FACT_YES;
		append_remark(&remark, shape, column);
		table_row(table, travels ? EMPHASIS_NONE : EMPHASIS_ASIDE);
		table_text(table, column->name);
		table_text(table, column->type);
		table_text(table, travels ? "yes" : "no");
		table_take(table, &remark);
	}
}

static void append_omissions(struct document *document, const struct shape *shape)
{
	if (shape->left_out.count == 0)
		return;
	document_append(document, BLOCK_HEADING,
			"Left out of a table that is made from the shape, or replaced in it");
	struct table *table = document_table(document, "shape-left-out", NULL, omission_columns,
					     sizeof omission_columns / sizeof omission_columns[0]);
	for (size_t o = 0; o < shape->left_out.count; o++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, shape->left_out.items[o].what);
		table_text(table, shape->left_out.items[o].why);
	}
}

/* ---- what to look at -------------------------------------------------- */

/* A list that ends with "and 3 more" where it is long. */
struct listing {
	struct up_buffer text;
	size_t count;
};

static void listing_release(struct listing *listing)
{
	up_buffer_release(&listing->text);
}

static void list(struct listing *listing, const char *name, const char *content)
{
	if (content == NULL)
		return;
	if (listing->count++ < LISTED)
		up_buffer_append_format(&listing->text, "%s%s: %s",
					listing->text.length > 0 ? "; " : "", name, content);
}

/* As an item; nothing for an empty list.  Empties it. */
static void take_listing(struct document *document, const char *what, struct listing *listing)
{
	if (listing->count == 0)
		return;
	if (listing->count > LISTED)
		up_buffer_append_format(&listing->text, "; and %zu more", listing->count - LISTED);
	document->failed |= listing->text.failed;
	document_item(document, 0, EMPHASIS_NONE, what, up_buffer_string(&listing->text));
	up_buffer_clear(&listing->text);
	listing->count = 0;
}

static void list_expressions(struct document *document, const struct shape *shape,
			     struct listing *listing)
{
	for (size_t c = 0; c < shape->columns.count; c++)
		list(listing, shape->columns.items[c].name,
		     shape->columns.items[c].default_expression);
	take_listing(document, "expressions of columns", listing);
	for (size_t c = 0; c < shape->constraints.count; c++) {
		if (strcmp(shape->constraints.items[c].type, "check") == 0)
			list(listing, shape->constraints.items[c].name,
			     shape->constraints.items[c].definition);
	}
	take_listing(document, "checks", listing);
	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		list(listing, index->name, index->predicate);
		for (size_t e = 0; e < index->expressions.count; e++)
			list(listing, index->name, index->expressions.items[e]);
	}
	take_listing(document, "predicates and expressions of indexes", listing);
}

static void list_types(struct document *document, const struct shape *shape,
		       struct listing *listing)
{
	UP_BUFFER labels = {0};

	for (size_t t = 0; t < shape->types.count; t++) {
		const struct shape_type *type = &shape->types.items[t];
		up_buffer_clear(&labels);
		append_names(&labels, &type->labels);
		if (type->labels.count > 0)
			list(listing, type->name, up_buffer_string(&labels));
	}
	take_listing(document, "labels of enums", listing);
	for (size_t t = 0; t < shape->types.count; t++) {
		const struct shape_type *type = &shape->types.items[t];
		list(listing, type->name, type->default_expression);
		for (size_t c = 0; c < type->checks.count; c++)
			list(listing, type->name, type->checks.items[c].definition);
	}
	take_listing(document, "defaults and checks of domains", listing);
}

static void list_others(struct document *document, const struct shape *shape,
			struct listing *listing)
{
	for (size_t p = 0; p < shape->partitions.leaves.count; p++)
		list(listing, shape->partitions.leaves.items[p].name,
		     shape->partitions.leaves.items[p].bound);
	take_listing(document, "bounds of partitions", listing);
	for (size_t t = 0; t < shape->triggers.count; t++)
		list(listing, shape->triggers.items[t].name, shape->triggers.items[t].definition);
	take_listing(document, "triggers", listing);
}

static void append_look_at(struct document *document, const struct shape *shape)
{
	UP_CLEANUP(listing_release) struct listing listing = {0};

	document_append(document, BLOCK_HEADING, "Look at this before you give the file to others");
	if (shape_has_values(shape))
		document_item(document, 0, EMPHASIS_WARNING, "values of rows",
			      "most_common_vals and histogram_bounds of the columns");
	document_item(
		document, 0, EMPHASIS_NONE, "names",
		"of schema, table, columns, types, functions, indexes, constraints and triggers");
	list_expressions(document, shape, &listing);
	list_types(document, shape, &listing);
	list_others(document, shape, &listing);
	if (shape->hash.statistics != NULL)
		document_item(
			document, 0, EMPHASIS_NONE,
			shape_has_values(shape) ? "other statistics" : "statistics",
			"numbers of rows and distinct values, shares of nulls and of the most "
			"common values, widths");
}

void shape_review_append(struct document *document, const struct shape *shape)
{
	append_facts(document, shape);
	append_columns(document, shape);
	append_omissions(document, shape);
	append_look_at(document, shape);
}
