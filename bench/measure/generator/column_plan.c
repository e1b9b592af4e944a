/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/column_plan.h"

#include "base/random.h"
#include "measure/generator/planner.h"
#include "measure/generator/text_width.h"
#include "measure/generator/uniqueness.h"

#include <math.h>

#define TOAST_POINTER 18  /* bytes */
#define TOAST_FILLED 0.85 /* of the TOAST table and its index, about */
#define SPARE_VALUES 4    /* for each row of a unique column, for rows that are proposed again */

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
			      planner_is_scope(planner, plan);
	plan->stream = planner_hash(name);
	plan->partner = PLANNER_NOT_FOUND;
	plan->has_nulls = !not_null;
	const enum up_status status = value_type_find_column(&plan->type, shape, plan->column, err);
	if (status == UP_UNSUPPORTED && plan->has_nulls) {
		plan->choice = COLUMN_NULL;
		return UP_OK;
	}
	if (status != UP_OK)
		return up_error_prefix(err, "column \"%s\"", name);
	plan->type.width = width_of(shape, plan->column);
	text_width_set(&plan->type, statistics->text_width);
	if (planner_is_scope(planner, plan))
		return plan_scope(planner, plan, err);
	UP_TRY(ranks_init(&plan->ranks, statistics, rows, value_type_capacity(&plan->type), err));
	/* A sequence gives no number twice. */
	if (is_numbered(plan->column) && isnan(statistics->n_distinct) &&
	    value_type_capacity(&plan->type) >= rows && rows > 0)
		plan->ranks.distinct = rows;
	set_order(plan);
	return UP_OK;
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
			const size_t by = planner_find(planner, dependency->columns.items[0]);
			const size_t of = planner_find(planner, dependency->columns.items[1]);
			if (by == PLANNER_NOT_FOUND || of == PLANNER_NOT_FOUND || by == of ||
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
	if (!plan->has_nulls)
		ranks_forget_nulls(&plan->ranks);
	if (plan->choice == COLUMN_DRAWN) {
		ranks_widen(&plan->ranks, &plan->column->statistics, planner->plans->rows,
			    capacity);
		numbers += plan->ranks.spare;
	}
	value_type_set_domain(&plan->type, numbers < capacity ? numbers : capacity);
	const bool is_dense =
		is_numbered(plan->column) || shape_key_has(planner->shape, plan->column->name);
	const uint64_t places = plan->choice == COLUMN_UNIQUE ? planner->plans->rows + 1 : numbers;
	plan->stride = is_dense || plan->type.domain < places ? 1 : plan->type.domain / places;
	const uint64_t seed = planner_is_scope(planner, plan) ? 0 : planner->seed;
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
	UP_TRY(uniqueness_settle(&planner, err));
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
