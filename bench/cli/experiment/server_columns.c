/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/server_columns.h"

#include "cli/option/spelling.h"

#include <string.h>

static bool has(const struct text_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], name) == 0)
			return true;
	}
	return false;
}

static bool is_column_of(const struct subject *subject, const char *name)
{
	for (size_t c = 0; c < subject->relation.column_count; c++) {
		if (strcmp(subject->relation.columns[c].name, name) == 0)
			return true;
	}
	return false;
}

/* The table that is asked about the name: the first that has such a column, else the run's. */
static const struct up_relation *find_relation(const struct case_list *cases, const char *name)
{
	for (size_t a = 0; a < cases->arm_count && !is_column_of(cases->subject, name); a++) {
		const struct subject *subject = cases->arms[a]->subject;
		if (subject != NULL && is_column_of(subject, name))
			return &subject->relation;
	}
	return &cases->subject->relation;
}

static enum up_status check(const struct up_relation *relation, const char *name,
			    struct up_error *err)
{
	struct spelling spelling = {.word = name};
	bool finds_rows =
		up_relation_has_scope(relation) && strcmp(relation->scope.name, name) == 0;
	bool is_column = false;

	for (size_t c = 0; c < relation->column_count; c++) {
		const bool is_same = strcmp(relation->columns[c].name, name) == 0;
		is_column = is_column || is_same;
		finds_rows = finds_rows || (is_same && c < relation->key_count);
		spelling_offer(&spelling, relation->columns[c].name);
	}
	if (finds_rows)
		return up_fail(err, UP_INVALID,
			       "rows are found by \"%s\": the table cannot write it itself", name);
	if (!is_column && spelling.closest != NULL)
		return up_fail(err, UP_INVALID,
			       "no column \"%s\" is compared (did you mean \"%s\"?)", name,
			       spelling.closest);
	if (!is_column)
		return up_fail(err, UP_INVALID, "%s has no column \"%s\" that is compared",
			       relation->table, name);
	return UP_OK;
}

enum up_status server_columns_take(const struct string_list *names, struct case_list *cases,
				   struct up_error *err)
{
	for (size_t n = 0; n < names->count; n++) {
		if (cases->subject != NULL)
			UP_TRY(check(find_relation(cases, names->items[n]), names->items[n], err));
		if (!has(&cases->server_columns, names->items[n]))
			UP_TRY(text_list_add(&cases->server_columns, names->items[n], err));
	}
	return UP_OK;
}
