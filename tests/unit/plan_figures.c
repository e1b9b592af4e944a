/* SPDX-License-Identifier: PostgreSQL */
/* Numbers of a captured plan. */
#include "judge/predict/plan_figures.h"

#include <criterion/criterion.h>
#include <math.h>

#define SCAN(relationship, more)                                                                   \
	"{'Node Type': 'Seq Scan', 'Parent Relationship': '" relationship "'" more "}"
#define HASH(more, child)                                                                          \
	"{'Node Type': 'Hash', 'Parent Relationship': 'Inner', 'Actual Rows': 10000, 'Plan "       \
	"Rows': 9000, "                                                                            \
	"'Plan Width': 29, 'Hash Buckets': 16384, 'Hash Batches': 1, 'Peak Memory Usage': "        \
	"724, " more "'Plans': [" child "]}"
#define JOIN(condition, outer, inner)                                                              \
	"{'Node Type': 'ModifyTable', 'Plans': [{'Node Type': 'Hash Join', 'Hash Cond': "          \
	"'" condition "', 'Plans': [" outer ", " inner "]}]}"
#define TARGET SCAN("Outer", ", 'Relation Name': 't'")
#define INCOMING                                                                                   \
	SCAN("Outer", ", 'Relation Name': 'u', 'Actual Loops': 1, 'Local Hit Blocks': 300, "       \
		      "'Local Read Blocks': 91")

static struct plan_figures figures_of(const char *text)
{
	char json[2048];
	size_t length = 0;

	for (; text[length] != '\0'; length++)
		json[length] = text[length] == '\'' ? '"' : text[length];
	json[length] = '\0';
	PLAN_SHAPE shape = {.total_cost = 1058.62, .plan = json_loads(json, 0, NULL)};
	cr_assert_not_null(shape.plan, "%s", json);
	struct plan_figures figures = plan_figures_read(&shape);
	/* It is borrowed from the plan, which is freed. */
	cr_expect(figures.relation == NULL || strcmp(figures.relation, "t") == 0);
	figures.relation = figures.relation != NULL ? "t" : NULL;
	return figures;
}

Test(plan_figures, of_a_join_with_a_temporary_table)
{
	const struct plan_figures figures =
		figures_of(JOIN("(u.id = t.id)", INCOMING, HASH("", TARGET)));

	cr_expect_float_eq(figures.cost, 1058.62, 0);
	cr_expect_float_eq(figures.rows, 10000, 0);
	cr_expect_float_eq(figures.expected_rows, 9000, 0);
	cr_expect_float_eq(figures.width, 29, 0);
	cr_expect_float_eq(figures.peak_bytes, 724 * 1024, 0);
	cr_expect_float_eq(figures.buckets, 16384, 0);
	cr_expect_float_eq(figures.batches, 1, 0);
	cr_expect_float_eq(figures.temporary_bytes, 391 * 8192, 0);
	cr_expect_str_eq(figures.relation, "t");
	cr_expect(figures.has_skew, "the outer side is a table, joined by one column");
}

Test(plan_figures, memory_for_frequent_values_is_reserved_for_one_column_of_a_table)
{
	const char *function = "{'Node Type': 'Subquery Scan', 'Parent Relationship': 'Outer'}";
	char text[2048];

	cr_expect_not(figures_of(JOIN("((u.a = t.a) AND (u.b = t.b))", INCOMING, HASH("", TARGET)))
			      .has_skew);
	snprintf(text, sizeof text, JOIN("(u.id = t.id)", "%s", HASH("", TARGET)), function);
	const struct plan_figures figures = figures_of(text);
	cr_expect_not(figures.has_skew);
	cr_expect(isnan(figures.temporary_bytes));
}

Test(plan_figures, what_is_not_there_is_not_known)
{
	const struct plan_figures scan =
		figures_of("{'Node Type': 'ModifyTable', 'Plans': [" TARGET "]}");
	const struct plan_figures shared = figures_of(
		JOIN("(u.id = t.id)", INCOMING, HASH("'Parallel Aware': true, ", TARGET)));

	cr_expect(isnan(scan.rows) && isnan(scan.peak_bytes) && isnan(scan.temporary_bytes));
	cr_expect_null(scan.relation);
	cr_expect(isnan(shared.rows), "several processes fill it");
	cr_expect(isnan(plan_figures_read(&(struct plan_shape){.total_cost = NAN}).cost));
}
