/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/key.h"

const char *key_fault(const struct shape *shape, const struct shape_index *index)
{
	if (index->is_unique != FACT_YES)
		return "not unique";
	if (index->is_valid != FACT_YES)
		return "invalid";
	if (index->is_exclusion == FACT_YES)
		return "without overlaps, which is not equality";
	if (index->is_immediate != FACT_YES)
		return "deferrable";
	if (index->predicate != NULL)
		return "partial";
	if (index->expressions.count > 0)
		return "of an expression";
	for (size_t c = 0; c < index->columns.count; c++) {
		const struct shape_column *column =
			shape_find_column(shape, index->columns.items[c]);
		if (column == NULL || column->is_not_null != FACT_YES)
			return "of a column that may be null";
	}
	return NULL;
}

static bool has(const struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], text) == 0)
			return true;
	}
	return false;
}

static bool is_same_set(const struct text_list *a, const struct text_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!has(b, a->items[i]))
			return false;
	}
	return true;
}

/* As --key takes it. */
static void append_names(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++) {
		const char *name = names->items[n];
		const bool is_plain =
			name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_$")] == '\0';
		up_buffer_append_string(text, n > 0 ? "," : "");
		if (is_plain) {
			up_buffer_append_string(text, name);
			continue;
		}
		up_buffer_append_char(text, '"');
		for (const char *c = name; *c != '\0'; c++) {
			if (*c == '"')
				up_buffer_append_char(text, '"');
			up_buffer_append_char(text, *c);
		}
		up_buffer_append_char(text, '"');
	}
}

/* "tenant,number (orders_pkey); ..." */
static void append_candidates(struct up_buffer *text, const struct shape *shape)
{
	const char *separator = "";

	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		if (key_fault(shape, index) != NULL)
			continue;
		up_buffer_append_string(text, separator);
		append_names(text, &index->columns);
		up_buffer_append_format(text, " (%s)", index->name);
		separator = "; ";
	}
}

/* "orders_email is partial; ..." of the unique indexes. */
static void append_faults(struct up_buffer *text, const struct shape *shape)
{
	const char *separator = ": ";

	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		if (index->is_unique != FACT_YES)
			continue;
		up_buffer_append_format(text, "%s%s is %s", separator, index->name,
					key_fault(shape, index));
		separator = "; ";
	}
}

static enum up_status fail_without_candidate(const struct shape *shape, struct up_error *err)
{
	UP_BUFFER text = {0};

	append_faults(&text, shape);
	return up_fail(err, UP_INVALID,
		       "%s.%s has no key: no unique index of columns that are all NOT NULL%s",
		       shape->table.schema, shape->table.name, up_buffer_string(&text));
}

/* How strongly the table itself names the index; 0: it does not. */
static int rank_of(const struct shape_index *index)
{
	if (index->is_replica_identity == FACT_YES)
		return 2;
	return index->is_primary == FACT_YES;
}

static enum up_status find_named(const struct shape *shape, const struct text_list *wanted,
				 const struct shape_index **found, struct up_error *err)
{
	UP_BUFFER text = {0};

	for (size_t i = 0; i < shape->indexes.count; i++) {
		*found = &shape->indexes.items[i];
		if (key_fault(shape, *found) == NULL && is_same_set(&(*found)->columns, wanted))
			return UP_OK;
	}
	append_candidates(&text, shape);
	return up_fail(
		err, UP_INVALID,
		"--key: no unique index of NOT NULL columns has exactly these; there are: %s",
		up_buffer_string(&text));
}

static enum up_status find_best(const struct shape *shape, const struct shape_index **found,
				struct up_error *err)
{
	UP_BUFFER text = {0};
	size_t candidates = 0;

	*found = NULL;
	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		if (key_fault(shape, index) != NULL)
			continue;
		if (*found == NULL || !is_same_set(&index->columns, &(*found)->columns))
			candidates++;
		if (*found == NULL || rank_of(index) > rank_of(*found))
			*found = index;
	}
	if (candidates < 2 || rank_of(*found) > 0)
		return UP_OK;
	append_candidates(&text, shape);
	return up_fail(
		err, UP_INVALID,
		"%s.%s has no primary key, and %zu unique indexes that can be its key: choose "
		"one with --key: %s",
		shape->table.schema, shape->table.name, candidates, up_buffer_string(&text));
}

static bool has_candidate(const struct shape *shape)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		if (key_fault(shape, &shape->indexes.items[i]) == NULL)
			return true;
	}
	return false;
}

enum up_status key_choose(struct shape *shape, const struct text_list *wanted, struct up_error *err)
{
	static const enum shape_key_origin origins[] = {SHAPE_KEY_UNIQUE, SHAPE_KEY_PRIMARY,
							SHAPE_KEY_REPLICA_IDENTITY};
	const struct shape_index *index = NULL;

	if (!has_candidate(shape))
		return fail_without_candidate(shape, err);
	if (wanted != NULL && wanted->count > 0)
		UP_TRY(find_named(shape, wanted, &index, err));
	else
		UP_TRY(find_best(shape, &index, err));
	for (size_t c = 0; c < index->columns.count; c++)
		UP_TRY(text_list_add(&shape->key.columns, index->columns.items[c], err));
	if (wanted != NULL && wanted->count > 0)
		shape->key.from = SHAPE_KEY_OPTION;
	else
		shape->key.from = (int)origins[rank_of(index)];
	return text_set(&shape->key.index, index->name, err);
}
