/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/ordered_pair.h"

#include "measure/generator/expression.h"

static struct column_plan *find(const struct column_plans *plans, const struct expression *node)
{
	for (size_t c = 0; node->kind == EXPRESSION_COLUMN && c < plans->count; c++) {
		if (strcmp(plans->items[c].column->name, node->text) == 0)
			return &plans->items[c];
	}
	return NULL;
}

static bool is_free(const struct column_plan *plan)
{
	return plan->side == COLUMN_SIDE_NONE &&
	       (plan->choice == COLUMN_DRAWN || plan->choice == COLUMN_IN_ORDER ||
		plan->choice == COLUMN_DECIDED);
}

static void set_pair(const struct column_plans *plans, struct column_plan *low,
		     struct column_plan *high, bool differs)
{
	if (low == NULL || high == NULL || low == high || !is_free(low) || !is_free(high) ||
	    low->type.kind != high->type.kind || !low->type.kind->is_ordered ||
	    low->type.shift != high->type.shift)
		return;
	low->side = COLUMN_SIDE_LOW;
	low->opposite = (size_t)(high - plans->items);
	high->side = COLUMN_SIDE_HIGH;
	high->opposite = (size_t)(low - plans->items);
	low->differs = high->differs = differs;
}

static void take(const struct column_plans *plans, const struct expression *node)
{
	for (size_t p = 0; node->kind == EXPRESSION_AND && p < node->part_count; p++)
		take(plans, &node->parts[p]);
	if (node->kind != EXPRESSION_OPERATOR || (node->text[0] != '<' && node->text[0] != '>') ||
	    (node->text[1] != '\0' && strcmp(node->text + 1, "=") != 0))
		return;
	struct column_plan *left = find(plans, &node->parts[0]);
	struct column_plan *right = find(plans, &node->parts[1]);
	const bool differs = node->text[1] == '\0';
	if (node->text[0] == '<')
		set_pair(plans, left, right, differs);
	else
		set_pair(plans, right, left, differs);
}

enum up_status ordered_pairs_set(struct column_plans *plans, const struct shape *shape,
				 struct up_error *err)
{
	for (size_t c = 0; c < shape->constraints.count; c++) {
		const struct shape_constraint *constraint = &shape->constraints.items[c];
		EXPRESSION condition = {0};
		if (strcmp(constraint->type, "check") != 0 || constraint->definition == NULL)
			continue;
		UP_TRY(expression_parse(constraint->definition, &condition, err));
		take(plans, &condition);
	}
	return UP_OK;
}

uint64_t ordered_pair_number(const struct column_plan *plan, uint64_t own, uint64_t other)
{
	uint64_t low = own < other ? own : other;
	uint64_t high = own < other ? other : own;

	if (plan->differs && low == high) {
		if (high + 1 < value_type_capacity(&plan->type))
			high++;
		else if (low > 0)
			low--;
	}
	return plan->side == COLUMN_SIDE_LOW ? low : high;
}
