/* SPDX-License-Identifier: PostgreSQL */
/* Plans of the cases of a planned run, as a server reports them. */
#ifndef UNIT_PLANNED_PLANS_H
#define UNIT_PLANNED_PLANS_H

#include "unit/planned_run.h"

#include <inttypes.h>

/* A statement whose shape count statements have, with a hash table of `rows` rows of 61 bytes. */
struct planned_plan {
	const char *shape;
	int64_t count;
	int64_t rows;
	double cost;
	int64_t pages; /* of the temporary table; 0: there is none */
	int64_t batches;
};

static inline json_t *planned_node(const struct planned_plan *plan)
{
	const json_int_t rows = plan->rows;
	json_int_t buckets = 1024;

	while (buckets < rows)
		buckets *= 2;
	return json_pack(
		"{s:s, s:[{s:s, s:s, s:s, s:[{s:s, s:s, s:I, s:I, s:i}, "
		"{s:s, s:s, s:I, s:I, s:i, s:I, s:I, s:f, s:[{s:s, s:s, s:s}]}]}]}",
		"Node Type", "ModifyTable", "Plans", "Node Type", "Hash Join",
		"Parent Relationship", "Outer", "Hash Cond", "((u.id)::text = (t.id)::text)",
		"Plans", "Node Type", "Seq Scan", "Parent Relationship", "Outer",
		"Local Hit Blocks", (json_int_t)plan->pages, "Local Read Blocks", (json_int_t)0,
		"Actual Loops", 1, "Node Type", "Hash", "Parent Relationship", "Inner", "Plan Rows",
		rows, "Actual Rows", rows, "Plan Width", 29, "Hash Buckets", buckets,
		"Hash Batches", (json_int_t)(plan->batches > 0 ? plan->batches : 1),
		"Peak Memory Usage", (double)(61 * rows + 8 * buckets) / 1024, "Plans", "Node Type",
		"Seq Scan", "Parent Relationship", "Outer", "Relation Name", "t");
}

/* To the case of that many rows of a strategy, whose name has nothing else. */
static inline void planned_run_explain(struct planned_run *planned, const char *strategy,
				       int64_t rows, const struct planned_plan *list, size_t count)
{
	struct up_error err = {0};
	CASE_PLANS plans = {.sample = 1};

	cr_assert_geq(asprintf(&plans.case_name, "%s rows=%" PRId64, strategy, rows), 0);
	for (size_t p = 0; p < count; p++) {
		PLAN_SHAPE shape = {.count = list[p].count,
				    .shape = strdup(list[p].shape),
				    .actual_rows = (double)rows / (double)list[p].count,
				    .loops = 1,
				    .total_cost = list[p].cost,
				    .plan = planned_node(&list[p])};
		cr_assert_not_null(shape.plan);
		cr_assert_eq(case_plans_add(&plans, &shape, &err), UP_OK);
	}
	cr_assert_eq(plan_list_add(&planned->run.plans, &plans, &err), UP_OK);
}

#endif
