/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/travel.h"

#define AT(member) offsetof(struct tie, member)
static const struct member tie_members[] = {
	MEMBER("kind", TEXT, kind),
	MEMBER("name", TEXT, name),
	MEMBER("columns", TEXTS, columns),
};
const struct record_table tie_table = RECORD_TABLE(tie_members, struct tie);
#undef AT

void tie_list_release(struct tie_list *ties)
{
	record_list_release(&tie_table, ties);
}

/* The group of a column is the first column of it, by its place: parent[] is a forest of disjoint
 * sets whose roots are the smallest of their members. */
struct groups {
	size_t *parent;
	bool *is_member; /* of the tie at hand */
};

static void groups_release(struct groups *groups)
{
	free(groups->parent);
	free(groups->is_member);
}

static size_t root_of(const struct groups *groups, size_t place)
{
	while (groups->parent[place] != place)
		place = groups->parent[place];
	return place;
}

static void join(const struct groups *groups, size_t a, size_t b)
{
	const size_t one = root_of(groups, a), other = root_of(groups, b);

	groups->parent[one > other ? one : other] = one < other ? one : other;
}

static bool is(const struct tie *tie, const char *kind)
{
	return strcmp(tie->kind, kind) == 0;
}

/* Marks the columns, and those that a generated one of them is made of in its place.  (Generated
 * columns are never made of each other.) */
static void mark(const struct shape *shape, const struct tie_list *ties,
		 const struct text_list *columns, bool *is_member)
{
	for (size_t n = 0; n < columns->count; n++) {
		const struct shape_column *column = shape_find_column(shape, columns->items[n]);
		if (column == NULL)
			continue;
		if (column->generated == SHAPE_GENERATED_NOT) {
			is_member[column - shape->columns.items] = true;
			continue;
		}
		for (size_t t = 0; t < ties->count; t++) {
			const struct tie *tie = &ties->items[t];
			const bool is_its =
				is(tie, "generated") && strcmp(tie->name, column->name) == 0;
			for (size_t c = 0; is_its && c < tie->columns.count; c++) {
				const struct shape_column *base =
					shape_find_column(shape, tie->columns.items[c]);
				if (base != NULL)
					is_member[base - shape->columns.items] = true;
			}
		}
	}
}

/* The first reason stays. */
static void stay(struct shape_column *column, enum shape_stay why)
{
	if (column->why_not == SHAPE_STAY_NOT)
		column->why_not = (int)why;
}

static void stay_by_itself(const struct shape *shape)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		struct shape_column *column = &shape->columns.items[c];
		const char *text = column->default_expression;
		column->why_not = SHAPE_STAY_NOT;
		if (shape_key_has(shape, column->name))
			stay(column, SHAPE_STAY_KEY);
		else if (shape->scope != NULL && strcmp(shape->scope, column->name) == 0)
			stay(column, SHAPE_STAY_SCOPE);
		else if (column->generated != SHAPE_GENERATED_NOT)
			stay(column, SHAPE_STAY_GENERATED);
		else if (column->identity == SHAPE_IDENTITY_ALWAYS)
			stay(column, SHAPE_STAY_IDENTITY);
		else if (column->identity == SHAPE_IDENTITY_BY_DEFAULT ||
			 column->sequence.type != NULL ||
			 (text != NULL && strstr(text, "nextval(") != NULL))
			stay(column, SHAPE_STAY_SERVER_COLUMN);
	}
}

/* What a generated column of the key, or the scope, is made of. */
static void stay_for_key(const struct shape *shape, const struct tie_list *ties, bool *is_member)
{
	char *scope = shape->scope;
	const struct text_list scopes = {.items = &scope, .count = scope != NULL};

	mark(shape, ties, &scopes, is_member);
	for (size_t c = 0; c < shape->columns.count; c++) {
		if (is_member[c])
			stay(&shape->columns.items[c], SHAPE_STAY_SCOPE);
	}
	mark(shape, ties, &shape->key.columns, is_member);
	for (size_t c = 0; c < shape->columns.count; c++) {
		if (is_member[c])
			stay(&shape->columns.items[c], SHAPE_STAY_UNIQUE);
	}
}

/* Rows that differ in the key, which stays, differ in any index that has all of it. */
static bool has_key(const struct shape *shape, const struct tie *tie)
{
	size_t found = 0;

	for (size_t c = 0; c < tie->columns.count; c++)
		found += shape_key_has(shape, tie->columns.items[c]);
	return found == shape->key.columns.count;
}

static enum shape_stay reason_of(const struct shape *shape, const struct tie *tie)
{
	if (is(tie, "partition key"))
		return SHAPE_STAY_PARTITION_KEY;
	if (is(tie, "unique") && !has_key(shape, tie))
		return SHAPE_STAY_UNIQUE;
	if (is(tie, "exclusion"))
		return SHAPE_STAY_EXCLUSION;
	return SHAPE_STAY_NOT;
}

static bool moves_together(const struct tie *tie)
{
	return is(tie, "check") || is(tie, "foreign key");
}

static void take_tie(const struct shape *shape, const struct tie_list *ties, const struct tie *tie,
		     const struct groups *groups)
{
	const enum shape_stay reason = reason_of(shape, tie);
	size_t first = SIZE_MAX;

	memset(groups->is_member, 0, shape->columns.count * sizeof *groups->is_member);
	mark(shape, ties, &tie->columns, groups->is_member);
	for (size_t c = 0; c < shape->columns.count; c++) {
		if (!groups->is_member[c])
			continue;
		if (reason != SHAPE_STAY_NOT)
			stay(&shape->columns.items[c], reason);
		if (moves_together(tie) && first != SIZE_MAX)
			join(groups, first, c);
		if (first == SIZE_MAX)
			first = c;
	}
}

static bool is_alone(const struct shape *shape, const struct groups *groups, size_t root)
{
	for (size_t c = root + 1; c < shape->columns.count; c++) {
		if (root_of(groups, c) == root)
			return false;
	}
	return true;
}

static void number_groups(const struct shape *shape, const struct groups *groups)
{
	int64_t number = 0;

	for (size_t root = 0; root < shape->columns.count; root++) {
		bool stays = false;
		if (groups->parent[root] != root || is_alone(shape, groups, root))
			continue;
		number++;
		for (size_t c = root; c < shape->columns.count; c++) {
			if (root_of(groups, c) != root)
				continue;
			shape->columns.items[c].moves_with = number;
			stays |= shape->columns.items[c].why_not != SHAPE_STAY_NOT;
		}
		for (size_t c = root; stays && c < shape->columns.count; c++) {
			if (root_of(groups, c) == root)
				stay(&shape->columns.items[c], SHAPE_STAY_TIED);
		}
	}
}

enum up_status travel_decide(struct shape *shape, const struct tie_list *ties, struct up_error *err)
{
	static const char *const order[] = {"partition key", "unique", "exclusion"};
	const size_t count = shape->columns.count;
	UP_CLEANUP(groups_release)
	struct groups groups = {calloc(count + 1, sizeof(size_t)), calloc(count + 1, sizeof(bool))};

	if (groups.parent == NULL || groups.is_member == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	for (size_t c = 0; c < count; c++) {
		groups.parent[c] = c;
		shape->columns.items[c].moves_with = UNMEASURED;
	}
	stay_by_itself(shape);
	stay_for_key(shape, ties, groups.is_member);
	/* The reason that is hardest to do something about comes first. */
	for (size_t o = 0; o < sizeof order / sizeof order[0]; o++) {
		for (size_t t = 0; t < ties->count; t++) {
			if (is(&ties->items[t], order[o]))
				take_tie(shape, ties, &ties->items[t], &groups);
		}
	}
	for (size_t t = 0; t < ties->count; t++) {
		if (moves_together(&ties->items[t]))
			take_tie(shape, ties, &ties->items[t], &groups);
	}
	number_groups(shape, &groups);
	for (size_t c = 0; c < count; c++)
		shape->columns.items[c].travels =
			fact_of(shape->columns.items[c].why_not == SHAPE_STAY_NOT);
	return UP_OK;
}
