/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/column_plan.h"

#include "base/random.h"

#include <math.h>

#define NOT_FOUND SIZE_MAX
#define TOAST_POINTER 18  /* bytes */
#define TOAST_FILLED 0.85 /* of the TOAST table and its index, about */
#define SPARE_VALUES 4    /* for each row of a unique column, for rows that are proposed again */

/* What is known while plans are made. */
struct planner {
	struct column_plans *plans;
	const struct shape *shape;
	const struct row_counts *counts;
	uint64_t seed;
};

static uint64_t hash(const char *name)
{
	uint64_t result = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		result = (result ^ (unsigned char)*name) * 0x100000001b3u;
	return result;
}

static size_t find_plan(const struct column_plans *plans, const char *name)
{
	for (size_t c = 0; c < plans->count; c++) {
		if (strcmp(plans->items[c].column->name, name) == 0)
			return c;
	}
	return NOT_FOUND;
}

/* ---- widths ---- */

/* ANALYZE counts a value in the TOAST table as its pointer: are all of the column's there? */
static bool is_toasted(const struct shape_column *column)
{
	const int64_t width = column->statistics.avg_width;

	return width >= TOAST_POINTER && width <= TOAST_POINTER + 2 && column->storage != NULL &&
	       (strcmp(column->storage, "extended") == 0 ||
		strcmp(column->storage, "external") == 0);
}

/* Bytes of a row in the TOAST table, which the columns that are there share. */
static size_t toasted_width(const struct shape *shape)
{
	size_t columns = 0;

	for (size_t c = 0; c < shape->columns.count; c++)
		columns += is_toasted(&shape->columns.items[c]);
	if (columns == 0 || shape->table.tuples <= 0 || shape->table.bytes.toast <= 0)
		return 0;
	const double bytes = (double)shape->table.bytes.toast * TOAST_FILLED;
	return (size_t)(bytes / (double)shape->table.tuples / (double)columns);
}

static size_t width_of(const struct shape *shape, const struct shape_column *column)
{
	const int64_t average = column->statistics.avg_width;
	const size_t width = average > 0 ? (size_t)average : 0;
	const size_t toasted = is_toasted(column) ? toasted_width(shape) : 0;

	return toasted > width ? toasted : width;
}

/* ---- each column by itself ---- */

static bool is_numbered(const struct shape_column *column)
{
	return column->sequence.type != NULL || column->identity != SHAPE_IDENTITY_NOT;
}

static void set_order(struct column_plan *plan)
{
	const double correlation = plan->column->statistics.correlation;
	const bool is_known = !isnan(correlation);

	if (plan->choice != COLUMN_DRAWN || !plan->type.kind->is_ordered)
		return;
	if (is_known ? fabs(correlation) < COLUMN_PLAN_ORDERED : !is_numbered(plan->column))
		return;
	/* One value, or a few, correlate by chance. */
	if (plan->ranks.distinct < 16)
		return;
	plan->choice = COLUMN_IN_ORDER;
	plan->is_ordered = true;
	plan->is_descending = is_known && correlation < 0;
	ranks_level(&plan->ranks);
}

static bool is_scope(const struct planner *planner, const struct column_plan *plan)
{
	return planner->counts->scope != NULL &&
	       strcmp(planner->counts->scope, plan->column->name) == 0;
}

/* As many values as the original has, where that is known, whatever rows there are. */
static enum up_status plan_scope(const struct planner *planner, struct column_plan *plan,
				 struct up_error *err)
{
	const struct row_counts *counts = planner->counts;
	const int64_t tuples = planner->shape->table.tuples;
	const uint64_t capacity = value_type_capacity(&plan->type);

	plan->choice = COLUMN_LEADER;
	plan->has_nulls = false;
	/* One value that many rows share is as wide as the average, or that is missed. */
	plan->type.is_even = true;
	plan->rows = permutation_of(counts->rows, up_random_mix(planner->seed ^ plan->stream));
	UP_TRY(ranks_init_scope(&plan->ranks, &plan->column->statistics,
				tuples > 0 ? (size_t)tuples : 0, counts->of_scope, counts->rows,
				err));
	if (plan->ranks.distinct > capacity)
		plan->ranks.distinct = capacity;
	if (plan->ranks.distinct < 2 && counts->of_scope < counts->rows)
		return up_fail(err, UP_UNSUPPORTED,
			       "column \"%s\" is the scope, and its type has no second value for "
			       "other rows",
			       plan->column->name);
	return UP_OK;
}

static enum up_status plan_column(const struct planner *planner, struct column_plan *plan,
				  const char *name, struct up_error *err)
{
	const struct shape *shape = planner->shape;
	const size_t rows = planner->plans->rows;

	plan->column = shape_find_column(shape, name);
	if (plan->column == NULL)
		return up_fail(err, UP_INVALID, "the shape has no column \"%s\"", name);
	const struct shape_statistics *statistics = &plan->column->statistics;
	const bool not_null = plan->column->is_not_null == FACT_YES || shape_key_has(shape, name) ||
			      value_type_is_not_null(shape, plan->column->type) ||
			      is_scope(planner, plan);
	plan->stream = hash(name);
	plan->partner = NOT_FOUND;
	plan->has_nulls = !not_null;
	const enum up_status status = value_type_find_column(&plan->type, shape, plan->column, err);
	if (status == UP_UNSUPPORTED && plan->has_nulls) {
		plan->choice = COLUMN_NULL;
		return UP_OK;
	}
	if (status != UP_OK)
		return up_error_prefix(err, "column \"%s\"", name);
	plan->type.width = width_of(shape, plan->column);
	if (is_scope(planner, plan))
		return plan_scope(planner, plan, err);
	UP_TRY(ranks_init(&plan->ranks, statistics, rows, value_type_capacity(&plan->type), err));
	/* A sequence gives no number twice. */
	if (is_numbered(plan->column) && isnan(statistics->n_distinct) &&
	    value_type_capacity(&plan->type) >= rows && rows > 0)
		plan->ranks.distinct = rows;
	set_order(plan);
	return UP_OK;
}

/* ---- what is unique ---- */

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
		const size_t place = find_plan(planner->plans, columns->items[c]);
		if (place != NOT_FOUND)
			members->places[members->count++] = place;
	}
	return UP_OK;
}

/* The member with the most distinct values that is not the one to leave out. */
static size_t most_distinct(const struct planner *planner, const struct members *members,
			    size_t but)
{
	size_t found = NOT_FOUND;

	for (size_t m = 0; m < members->count; m++) {
		const size_t place = members->places[m];
		const struct column_plan *plan = &planner->plans->items[place];
		if (place == but || plan->choice == COLUMN_NULL || plan->choice == COLUMN_LEADER ||
		    plan->choice == COLUMN_CARRIER)
			continue;
		if (found == NOT_FOUND ||
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
		if (is_scope(planner, &planner->plans->items[members->places[m]]))
			return members->places[m];
	}
	return NOT_FOUND;
}

/* Shares the rows between two columns, of which the scope leads; false when the carrier has too few values. */
static bool pair(const struct planner *planner, const struct members *members, const char *name)
{
	struct column_plans *plans = planner->plans;
	const size_t c = most_distinct(planner, members, NOT_FOUND);
	const size_t scope = find_scope(planner, members);
	const size_t l = scope != NOT_FOUND ? scope : most_distinct(planner, members, c);

	if (c == NOT_FOUND || l == NOT_FOUND || plans->rows == 0)
		return false;
	struct column_plan *carrier = &plans->items[c];
	struct column_plan *leader = &plans->items[l];
	ranks_forget_nulls(&leader->ranks);
	leader->has_nulls = false;
	const uint64_t most = ranks_most(&leader->ranks, plans->rows);
	if (most > value_type_capacity(&carrier->type))
		return false;
	if (l != scope)
		leader->rows =
			permutation_of(plans->rows, up_random_mix(planner->seed ^ hash(name)));
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
	const size_t place = most_distinct(planner, &members, NOT_FOUND);
	struct column_plan *plan = place != NOT_FOUND ? &planner->plans->items[place] : NULL;
	const bool is_possible = plan != NULL && can_be_unique(planner, plan);
	const bool is_alone = is_possible && plan->ranks.distinct >= planner->plans->rows;
	if (members.count > 1 && !is_alone && pair(planner, &members, index->name))
		return UP_OK;
	if (!is_possible)
		return up_fail(err, UP_UNSUPPORTED,
			       "the types of its columns do not have the %zu different values that "
			       "unique index \"%s\" wants",
			       planner->plans->rows, index->name);
	make_unique(plan);
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
		const size_t place = find_plan(planner->plans, index->columns.items[c]);
		struct column_plan *plan =
			place != NOT_FOUND ? &planner->plans->items[place] : NULL;
		if (plan != NULL && is_range(plan) && can_be_unique(planner, plan)) {
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
		const size_t place = find_plan(planner->plans, columns->items[c]);
		if (place != NOT_FOUND)
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

/* ---- what is decided by another column ---- */

static void settle_dependencies(const struct planner *planner)
{
	const struct shape *shape = planner->shape;

	for (size_t e = 0; e < shape->extended_statistics.count; e++) {
		const struct shape_extended_statistics *known =
			&shape->extended_statistics.items[e];
		for (size_t d = 0; d < known->dependencies.count; d++) {
			const struct shape_dependency *dependency = &known->dependencies.items[d];
			if (dependency->columns.count != 2 ||
			    !(dependency->degree >= COLUMN_PLAN_DECIDED))
				continue;
			const size_t by = find_plan(planner->plans, dependency->columns.items[0]);
			const size_t of = find_plan(planner->plans, dependency->columns.items[1]);
			if (by == NOT_FOUND || of == NOT_FOUND || by == of ||
			    planner->plans->items[by].choice != COLUMN_DRAWN ||
			    planner->plans->items[of].choice != COLUMN_DRAWN)
				continue;
			planner->plans->items[of].choice = COLUMN_DECIDED;
			planner->plans->items[of].partner = by;
		}
	}
}

/* ---- all ---- */

static void set_values(const struct planner *planner, struct column_plan *plan)
{
	uint64_t numbers = plan->ranks.distinct;

	if (plan->choice == COLUMN_NULL)
		return;
	const uint64_t capacity = value_type_capacity(&plan->type);
	if (plan->choice == COLUMN_UNIQUE)
		numbers = value_capacity_product(planner->plans->rows + 1, SPARE_VALUES);
	value_type_set_domain(&plan->type, numbers < capacity ? numbers : capacity);
	if (!plan->has_nulls)
		ranks_forget_nulls(&plan->ranks);
	const bool is_dense =
		is_numbered(plan->column) || shape_key_has(planner->shape, plan->column->name);
	const uint64_t places =
		plan->choice == COLUMN_UNIQUE ? planner->plans->rows + 1 : plan->ranks.distinct;
	plan->stride = is_dense || plan->type.domain < places ? 1 : plan->type.domain / places;
	const uint64_t seed = is_scope(planner, plan) ? 0 : planner->seed;
	plan->values = permutation_of(plan->type.domain,
				      up_random_mix(seed + up_random_mix(plan->stream)));
}

enum up_status column_plans_init(struct column_plans *plans, const struct shape *shape,
				 const struct up_relation *relation,
				 const struct row_counts *counts, uint64_t seed,
				 struct up_error *err)
{
	const struct planner planner = {
		.plans = plans, .shape = shape, .counts = counts, .seed = seed};

	*plans = (struct column_plans){.rows = counts->rows};
	plans->items = calloc(relation->column_count, sizeof *plans->items);
	if (plans->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	for (size_t c = 0; c < relation->column_count; c++) {
		plans->count = c + 1;
		UP_TRY(plan_column(&planner, &plans->items[c], relation->columns[c].name, err));
	}
	UP_TRY(settle_indexes(&planner, err));
	settle_distinct(&planner);
	settle_dependencies(&planner);
	for (size_t c = 0; c < plans->count; c++)
		set_values(&planner, &plans->items[c]);
	return UP_OK;
}

void column_plans_release(struct column_plans *plans)
{
	for (size_t c = 0; plans->items != NULL && c < plans->count; c++) {
		value_type_release(&plans->items[c].type);
		ranks_release(&plans->items[c].ranks);
	}
	free(plans->items);
	*plans = (struct column_plans){0};
}
