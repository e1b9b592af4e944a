/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/column_choice.h"

#include "cli/option/spelling.h"
#include "measure/subject/own_relation.h"
#include "measure/table/table_name.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Why an update does not set a column; of the one that travels, nothing. */
static const char *const reasons[] = {
	[SHAPE_STAY_KEY] = "it is part of the key, which always travels",
	[SHAPE_STAY_SCOPE] = "it is the scope, or a generated scope is made of it",
	[SHAPE_STAY_GENERATED] = "it is generated",
	[SHAPE_STAY_IDENTITY] = "it is GENERATED ALWAYS AS IDENTITY",
	[SHAPE_STAY_PARTITION_KEY] = "it is part of the partition key",
	[SHAPE_STAY_UNIQUE] = "a unique index has it",
	[SHAPE_STAY_EXCLUSION] = "an exclusion constraint has it",
	[SHAPE_STAY_SERVER_COLUMN] = "its default draws from a sequence",
	[SHAPE_STAY_TIED] = "a constraint ties it to a column that does not travel",
};

static bool has(const struct text_list *names, const char *name)
{
	for (size_t n = 0; n < names->count; n++) {
		if (strcmp(names->items[n], name) == 0)
			return true;
	}
	return false;
}

static size_t place_of(const struct up_relation *relation, const char *name)
{
	size_t place = 0;

	while (place < relation->column_count && strcmp(relation->columns[place].name, name) != 0)
		place++;
	return place;
}

static const char *reason_against(const struct subject *subject, const char *name)
{
	const struct up_relation *relation = &subject->relation;

	if (place_of(relation, name) < relation->key_count)
		return reasons[SHAPE_STAY_KEY];
	if (up_relation_has_scope(relation) && strcmp(relation->scope.name, name) == 0)
		return reasons[SHAPE_STAY_SCOPE];
	if (subject->shape == NULL)
		return NULL;
	const struct shape_column *column = shape_find_column(subject->shape, name);
	return column != NULL ? reasons[column->why_not] : NULL;
}

static enum up_status fail_unknown(const struct up_relation *relation, const char *name,
				   struct up_error *err)
{
	struct spelling spelling = {.word = name};

	for (size_t c = relation->key_count; c < relation->column_count; c++)
		spelling_offer(&spelling, relation->columns[c].name);
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID, "no column \"%s\" travels (did you mean \"%s\"?)",
			       name, spelling.closest);
	return up_fail(err, UP_INVALID, "%s has no column \"%s\" that travels", relation->table,
		       name);
}

static enum up_status check_name(const struct subject *subject, const char *name,
				 struct up_error *err)
{
	const struct up_relation *relation = &subject->relation;
	const char *reason = reason_against(subject, name);

	if (reason != NULL)
		return up_fail(err, UP_INVALID, "\"%s\" cannot be chosen: %s", name, reason);
	if (place_of(relation, name) == relation->column_count)
		return fail_unknown(relation, name, err);
	return UP_OK;
}

/* What a constraint wants of several columns holds if all of them come from one row. */
static enum up_status check_group(const struct subject *subject, const struct text_list *names,
				  const char *name, struct up_error *err)
{
	const struct shape_column *of =
		subject->shape != NULL ? shape_find_column(subject->shape, name) : NULL;

	if (of == NULL || of->moves_with == UNMEASURED)
		return UP_OK;
	for (size_t c = 0; c < subject->shape->columns.count; c++) {
		const struct shape_column *other = &subject->shape->columns.items[c];
		if (other->moves_with == of->moves_with && !has(names, other->name))
			return up_fail(err, UP_INVALID,
				       "\"%s\" requires \"%s\": a constraint ties them, so that "
				       "both take their values from the same row",
				       name, other->name);
	}
	return UP_OK;
}

static enum up_status check(const struct subject *subject, const struct text_list *names,
			    struct up_error *err)
{
	for (size_t n = 0; n < names->count; n++) {
		const struct text_list before = {.items = names->items, .count = n};
		if (has(&before, names->items[n]))
			return up_fail(err, UP_INVALID, "\"%s\" is in the list twice",
				       names->items[n]);
		UP_TRY(check_name(subject, names->items[n], err));
	}
	for (size_t n = 0; n < names->count; n++)
		UP_TRY(check_group(subject, names, names->items[n], err));
	return UP_OK;
}

/* In the order of the relation. */
static enum up_status sort(const struct up_relation *relation, const struct text_list *names,
			   struct text_list *sorted, struct up_error *err)
{
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (has(names, relation->columns[c].name))
			UP_TRY(text_list_add(sorted, relation->columns[c].name, err));
	}
	return UP_OK;
}

enum up_status column_choice_take(struct subject *subject, const struct column_list *columns,
				  bool is_first, struct up_error *err)
{
	static const char differs[] = "all groups of a run name the same columns, or none does";
	UP_CLEANUP(text_list_release) struct text_list names = {0};
	UP_CLEANUP(text_list_release) struct text_list sorted = {0};
	const bool are_named = subject->named_columns.count > 0;

	if (columns->names == NULL)
		return are_named ? up_fail(err, UP_INVALID, differs) : UP_OK;
	UP_TRY(column_names_parse(columns->names, &names, err));
	UP_TRY(check(subject, &names, err));
	UP_TRY(sort(&subject->relation, &names, &sorted, err));
	if (!is_first && !text_list_equal(&sorted, &subject->named_columns))
		return up_fail(err, UP_INVALID, differs);
	return are_named ? UP_OK : subject_name_columns(subject, &sorted, err);
}

/* Whether a group has columns among the first ones and behind them: *inside and *outside. */
static bool is_split(const struct up_relation *relation, const size_t *groups, size_t count,
		     size_t *inside, size_t *outside)
{
	for (*inside = relation->key_count; *inside < count; ++*inside) {
		for (*outside = count; *outside < relation->column_count; ++*outside) {
			if (groups[*inside] == groups[*outside])
				return true;
		}
	}
	return false;
}

static enum up_status check_ties(const struct subject *subject, size_t count, struct up_error *err)
{
	const struct up_relation *relation = &subject->relation;
	size_t possible = count;
	size_t inside, outside, ignored;

	if (subject->shape == NULL)
		return UP_OK;
	UP_FREE size_t *groups = calloc(relation->column_count + 1, sizeof *groups);
	if (groups == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	own_relation_groups(relation, subject->shape, groups);
	if (!is_split(relation, groups, count, &inside, &outside))
		return UP_OK;
	for (size_t end = outside; is_split(relation, groups, possible, &ignored, &end);)
		possible = end + 1;
	return up_fail(err, UP_INVALID,
		       "%zu ends between \"%s\" and \"%s\": a constraint ties them, so that both "
		       "take their values from the same row (%zu is possible)",
		       count, relation->columns[inside].name, relation->columns[outside].name,
		       possible);
}

enum up_status column_choice_check(const struct subject *subject, const struct number_list *counts,
				   struct up_error *err)
{
	const int64_t least = (int64_t)subject->relation.key_count + 1;
	const int64_t most = (int64_t)subject->relation.column_count;

	for (size_t c = 0; c < counts->count; c++) {
		if (counts->items[c] < least || counts->items[c] > most)
			return up_fail(err, UP_INVALID,
				       "\"%" PRId64 "\" is not between %" PRId64 " and %" PRId64,
				       counts->items[c], least, most);
		UP_TRY(check_ties(subject, (size_t)counts->items[c], err));
	}
	return UP_OK;
}
