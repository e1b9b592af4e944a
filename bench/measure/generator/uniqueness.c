/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/uniqueness.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

static void make_unique(struct column_plan *plan)
{
	plan->choice = COLUMN_UNIQUE;
	ranks_level(&plan->ranks);
}

static bool can_be_unique(const struct planner *planner, const struct column_plan *plan)
{
	return plan->choice != COLUMN_NULL && plan->choice != COLUMN_LEADER &&
	       plan->choice != COLUMN_CARRIER &&
	       value_type_capacity(&plan->type) >= planner->plans->rows;
}

/* The columns of an index that are among the plans. */
struct members {
	size_t *places; /* owned */
	size_t count;
};

static void members_release(struct members *members)
{
	free(members->places);
}

static enum up_status find_members(const struct planner *planner, const struct text_list *columns,
				   struct members *members, struct up_error *err)
{
	members->places = calloc(columns->count + 1, sizeof *members->places);
	if (members->places == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an index");
	for (size_t c = 0; c < columns->count; c++) {
		const size_t place = planner_find(planner, columns->items[c]);
		if (place != PLANNER_NOT_FOUND)
			members->places[members->count++] = place;
	}
	return UP_OK;
}

/* The member with the most distinct values that is not the one to leave out. */
static size_t most_distinct(const struct planner *planner, const struct members *members,
			    size_t but)
{
	size_t found = PLANNER_NOT_FOUND;

	for (size_t m = 0; m < members->count; m++) {
		const size_t place = members->places[m];
		const struct column_plan *plan = &planner->plans->items[place];
		if (place == but || plan->choice == COLUMN_NULL || plan->choice == COLUMN_LEADER ||
		    plan->choice == COLUMN_CARRIER)
			continue;
		if (found == PLANNER_NOT_FOUND ||
		    plan->ranks.distinct >= planner->plans->items[found].ranks.distinct)
			found = place;
	}
	return found;
}

/* Is it unique by what was decided before?  A null is unlike every other, as a rule. */
static bool is_settled(const struct planner *planner, const struct members *members,
		       bool nulls_differ)
{
	for (size_t m = 0; m < members->count; m++) {
		const struct column_plan *plan = &planner->plans->items[members->places[m]];
		if (plan->choice == COLUMN_UNIQUE || (plan->choice == COLUMN_NULL && nulls_differ))
			return true;
		for (size_t n = 0; n < members->count; n++) {
			if (plan->choice == COLUMN_CARRIER && plan->partner == members->places[n])
				return true;
		}
	}
	return false;
}

static size_t find_scope(const struct planner *planner, const struct members *members)
{
	for (size_t m = 0; m < members->count; m++) {
		if (planner_is_scope(planner, &planner->plans->items[members->places[m]]))
			return members->places[m];
	}
	return PLANNER_NOT_FOUND;
}

/* Shares the rows between two columns, of which the scope leads; false when the carrier has too few values. */
static bool pair(const struct planner *planner, const struct members *members, const char *name)
{
	struct column_plans *plans = planner->plans;
	const size_t c = most_distinct(planner, members, PLANNER_NOT_FOUND);
	const size_t scope = find_scope(planner, members);
	const size_t l = scope != PLANNER_NOT_FOUND ? scope : most_distinct(planner, members, c);

	if (c == PLANNER_NOT_FOUND || l == PLANNER_NOT_FOUND || plans->rows == 0)
		return false;
	struct column_plan *carrier = &plans->items[c];
	struct column_plan *leader = &plans->items[l];
	ranks_forget_nulls(&leader->ranks);
	leader->has_nulls = false;
	const uint64_t most = ranks_most(&leader->ranks, plans->rows);
	if (most > value_type_capacity(&carrier->type))
		return false;
	if (l != scope)
		leader->rows = permutation_of(plans->rows,
					      up_random_mix(planner->seed ^ planner_hash(name)));
	carrier->rows = leader->rows;
	carrier->is_descending = leader->is_descending;
	leader->choice = COLUMN_LEADER;
	carrier->choice = COLUMN_CARRIER;
	carrier->partner = l;
	carrier->is_ordered = carrier->type.kind->is_ordered;
	carrier->ranks.distinct = most;
	carrier->has_nulls = false;
	ranks_level(&carrier->ranks);
	return true;
}

static enum up_status settle_index(const struct planner *planner, const struct shape_index *index,
				   struct up_error *err)
{
	const bool nulls_differ = index->has_distinct_nulls != FACT_NO;
	UP_CLEANUP(members_release) struct members members = {0};

	UP_TRY(find_members(planner, &index->columns, &members, err));
	if (members.count == 0 || is_settled(planner, &members, nulls_differ))
		return UP_OK;
	const size_t place = most_distinct(planner, &members, PLANNER_NOT_FOUND);
	struct column_plan *plans = planner->plans->items;
	const bool is_possible =
		place != PLANNER_NOT_FOUND && can_be_unique(planner, &plans[place]);
	const bool is_alone = is_possible && plans[place].ranks.distinct >= planner->plans->rows;
	if (members.count > 1 && !is_alone && pair(planner, &members, index->name))
		return UP_OK;
	if (!is_possible)
		return up_fail(err, UP_UNSUPPORTED,
			       "the types of its columns do not have the %zu different values that "
			       "unique index \"%s\" wants",
			       planner->plans->rows, index->name);
	make_unique(&plans[place]);
	return UP_OK;
}

static bool is_range(const struct column_plan *plan)
{
	return plan->column->base == SHAPE_BASE_RANGE ||
	       plan->column->base == SHAPE_BASE_MULTIRANGE;
}

/* Ranges that are all disjoint meet any condition; without one other values must do. */
static enum up_status settle_exclusion(const struct planner *planner,
				       const struct shape_index *index, struct up_error *err)
{
	for (size_t c = 0; c < index->columns.count; c++) {
		const size_t place = planner_find(planner, index->columns.items[c]);
		if (place == PLANNER_NOT_FOUND)
			continue;
		struct column_plan *plan = &planner->plans->items[place];
		if (is_range(plan) && can_be_unique(planner, plan)) {
			make_unique(plan);
			return UP_OK;
		}
	}
	return settle_index(planner, index, err);
}

/* Is the column in an expression of a unique index?  Its name is looked for in the text: one that
 * is found by mistake only makes a column unique that need not be. */
static bool is_in_expression(const struct shape *shape, const char *name)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		for (size_t e = 0; e < index->expressions.count; e++) {
			if (index->is_unique == FACT_YES &&
			    strstr(index->expressions.items[e], name) != NULL)
				return true;
		}
	}
	return false;
}

static void settle_expressions(const struct planner *planner)
{
	for (size_t c = 0; c < planner->plans->count; c++) {
		struct column_plan *plan = &planner->plans->items[c];
		if (plan->column->why_not == SHAPE_STAY_UNIQUE &&
		    is_in_expression(planner->shape, plan->column->name) &&
		    can_be_unique(planner, plan))
			make_unique(plan);
	}
}

static void forget_nulls(const struct planner *planner, const struct text_list *columns)
{
	for (size_t c = 0; c < columns->count; c++) {
		const size_t place = planner_find(planner, columns->items[c]);
		if (place != PLANNER_NOT_FOUND)
			planner->plans->items[place].has_nulls = false;
	}
}

/* Indexes of one column first: what they decide settles others. */
static enum up_status settle_indexes(const struct planner *planner, struct up_error *err)
{
	const struct shape *shape = planner->shape;

	/* One row differs from no other. */
	for (int pass = 0; pass < 2 && planner->plans->rows > 1; pass++) {
		for (size_t i = 0; i < shape->indexes.count; i++) {
			const struct shape_index *index = &shape->indexes.items[i];
			if ((index->columns.count > 1) != (pass == 1) ||
			    index->expressions.count > 0)
				continue;
			if (index->is_exclusion == FACT_YES)
				UP_TRY(settle_exclusion(planner, index, err));
			else if (index->is_unique == FACT_YES)
				UP_TRY(settle_index(planner, index, err));
			if (index->is_unique == FACT_YES && index->has_distinct_nulls == FACT_NO)
				forget_nulls(planner, &index->columns);
		}
	}
	settle_expressions(planner);
	return UP_OK;
}

/* Statistics say that all values are different. */
static void settle_distinct(const struct planner *planner)
{
	for (size_t c = 0; c < planner->plans->count; c++) {
		struct column_plan *plan = &planner->plans->items[c];
		if (plan->choice == COLUMN_DRAWN && plan->column->statistics.n_distinct == -1 &&
		    can_be_unique(planner, plan))
			make_unique(plan);
	}
}

enum up_status uniqueness_settle(const struct planner *planner, struct up_error *err)
{
	UP_TRY(settle_indexes(planner, err));
	settle_distinct(planner);
	return UP_OK;
}
