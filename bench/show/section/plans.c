/* SPDX-License-Identifier: PostgreSQL */
/* How the server carried out each case: its plans as trees. */
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>

/* A plan that is nested deeper than that was not made by a planner. */
#define DEPTH_MAX 100

static double number_of(const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

static void append_member(struct up_buffer *text, const json_t *node, const char *key,
			  const char *before)
{
	const char *value = json_string_value(json_object_get(node, key));
	if (value != NULL)
		up_buffer_append_format(text, "%s%s", before, value);
}

/* "Update on ads_programregistry t", "Hash Join Inner", "Index Scan using i on t" */
static void append_title(struct up_buffer *text, const json_t *node)
{
	const char *type = json_string_value(json_object_get(node, "Node Type"));

	if (json_object_get(node, "Operation") != NULL && type != NULL &&
	    strcmp(type, "ModifyTable") == 0)
		append_member(text, node, "Operation", "");
	else
		up_buffer_append_string(text, type != NULL ? type : "(a node without a type)");
	append_member(text, node, "Join Type", ", ");
	append_member(text, node, "Index Name", " using ");
	append_member(text, node, "Relation Name", " on ");
	append_member(text, node, "Function Name", " on ");
}

/* "estimated 1 rows, actual 1,914 x 3 loops" */
static void append_rows_met(struct up_buffer *text, double estimated, double actual, double loops)
{
	up_buffer_append_format(text, "estimated %s rows, actual %s",
				quantity_count(estimated).text, quantity_count(actual).text);
	if (loops != 1 && isfinite(loops))
		up_buffer_append_format(text, " \u00d7 %s loops", quantity_count(loops).text);
}

static void append_conditions(struct document *document, const json_t *node, size_t depth)
{
	static const char *const keys[] = {"Hash Cond",  "Merge Cond",   "Join Filter",
					   "Index Cond", "Recheck Cond", "Filter"};

	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
		const char *value = json_string_value(json_object_get(node, keys[k]));
		if (value != NULL)
			document_item(document, depth, EMPHASIS_ASIDE, keys[k], value);
	}
}

/* Off by more than this, either way, is marked: the planner chose in the dark. */
#define WRONG_BY 10

static bool differ(double estimated, double actual)
{
	return estimated > 0 && actual > 0 &&
	       (estimated > WRONG_BY * actual || actual > WRONG_BY * estimated);
}

static void append_node(struct document *document, const json_t *node, size_t depth)
{
	UP_BUFFER title = {0};
	UP_BUFFER numbers = {0};
	const json_t *children = json_object_get(node, "Plans");
	const double estimated = number_of(node, "Plan Rows");
	const double actual = number_of(node, "Actual Rows");
	const bool is_wrong = differ(estimated, actual);
	const json_t *child;
	size_t index;

	append_title(&title, node);
	append_rows_met(&numbers, estimated, actual, number_of(node, "Actual Loops"));
	up_buffer_append_format(&numbers, ", cost %s%s",
				quantity_number(number_of(node, "Total Cost")).text,
				is_wrong ? " (far off)" : "");
	document_item(document, depth, is_wrong ? EMPHASIS_FAILED : EMPHASIS_NONE,
		      up_buffer_string(&title), up_buffer_string(&numbers));
	document->failed |= title.failed || numbers.failed;
	append_conditions(document, node, depth + 1);
	if (depth >= DEPTH_MAX)
		return;
	json_array_foreach(children, index, child)
	{
		append_node(document, child, depth + 1);
	}
}

static void append_jit(struct document *document, const struct plan_shape *shape)
{
	UP_BUFFER text = {0};
	const double ns = plan_shape_compiling_ns(shape);

	if (!plan_shape_is_compiled(shape))
		return;
	up_buffer_append_format(&text, "The JIT compiler compiled %s functions",
				quantity_count(plan_shape_functions(shape)).text);
	if (isfinite(ns))
		up_buffer_append_format(&text, " in %s", quantity_duration(ns).text);
	up_buffer_append_char(&text, '.');
	document_take(document, BLOCK_PARAGRAPH, &text);
}

static void append_shape(struct document *document, const struct plan_shape *shape)
{
	if (shape->plan != NULL)
		append_node(document, shape->plan, 0);
	append_jit(document, shape);
	if (shape->is_plan_cut == FACT_YES)
		document_append(document, BLOCK_NOTE,
				"Long texts in the plan were truncated when it was stored.");
	if (shape->query != NULL)
		document_append(document, BLOCK_CODE, shape->query);
	if (shape->is_query_cut == FACT_YES)
		document_append(document, BLOCK_NOTE, "The statement is truncated.");
}

static void append_case(struct document *document, const struct case_plans *plans)
{
	UP_BUFFER title = {0};

	for (size_t s = 0; s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		up_buffer_clear(&title);
		up_buffer_append_format(&title, "%s: ", plans->case_name);
		append_rows_met(&title, shape->estimated_rows, shape->actual_rows, shape->loops);
		if (shape->count > 1)
			up_buffer_append_format(&title, ", %s statements alike",
						quantity_count((double)shape->count).text);
		if (plan_shape_is_compiled(shape))
			up_buffer_append_string(&title, ", compiled (JIT)");
		document_take(document, BLOCK_FOLD, &title);
		append_shape(document, shape);
		document_append(document, BLOCK_FOLD_END, NULL);
	}
}

static const struct table_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "statements", .field = "statements", .alignment = ALIGN_RIGHT},
	{.heading = "estimated rows", .field = "estimated_rows", .alignment = ALIGN_RIGHT},
	{.heading = "actual rows", .field = "actual_rows", .alignment = ALIGN_RIGHT},
	{.heading = "cost", .field = "total_cost", .alignment = ALIGN_RIGHT},
	{.heading = "WAL", .field = "wal_bytes", .alignment = ALIGN_RIGHT},
	{.heading = "pages dirtied", .field = "buffers_dirtied", .alignment = ALIGN_RIGHT},
	{.heading = "planning", .field = "planning_ns", .alignment = ALIGN_RIGHT},
	{.heading = "shape of the plan", .field = "shape", .may_wrap = true},
};

static double known(int64_t value)
{
	return value != UNMEASURED ? (double)value : NAN;
}

static void append_cost(struct table *table, const struct plan_cost *cost)
{
	const double wal_bytes = known(cost->wal_bytes);
	const double dirtied = known(cost->buffers_dirtied);
	const double planning_ns = known(cost->planning_ns);

	table_number(table, wal_bytes, quantity_bytes(wal_bytes).text);
	table_number(table, dirtied, quantity_count(dirtied).text);
	table_number(table, planning_ns, quantity_duration(planning_ns).text);
}

static void append_rows(struct table *table, const struct case_plans *plans)
{
	for (size_t s = 0; s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		table_row(table, differ(shape->estimated_rows, shape->actual_rows) ? EMPHASIS_FAILED
										   : EMPHASIS_NONE);
		table_text(table, plans->case_name);
		table_number(table, (double)shape->count,
			     quantity_count((double)shape->count).text);
		table_number(table, shape->estimated_rows,
			     quantity_count(shape->estimated_rows).text);
		table_number(table, shape->actual_rows, quantity_count(shape->actual_rows).text);
		table_number(table, shape->total_cost, quantity_number(shape->total_cost).text);
		append_cost(table, &shape->cost);
		table_text(table, shape->shape);
	}
}

static const struct case_plans *plans_of(const struct report_context *context,
					 const struct summary *summary)
{
	return run_find_case(context->report->run, summary->case_name)->plans;
}

static void append_table(const struct report_context *context)
{
	struct table *table = document_table(
		context->document, "plans",
		"The plan of each case, with estimated and actual rows, and what its statements "
		"cost "
		"in the sync that was explained, which is not measured. A row where they differ by "
		"more than a factor of ten is marked: the estimate was wrong, and with another "
		"table the planner may choose another plan.",
		columns, sizeof columns / sizeof columns[0]);

	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct ranking *ranking = &context->rankings->items[r];
		for (size_t i = 0; i < ranking->count; i++) {
			const struct case_plans *plans = plans_of(context, ranking->items[i]);
			if (plans != NULL)
				append_rows(table, plans);
		}
	}
}

static void append_reasons(const struct report_context *context)
{
	const struct plan_list *plans = &context->report->run->plans;
	UP_BUFFER text = {0};

	for (size_t p = 0; p < plans->count; p++) {
		if (plans->items[p].reason == NULL)
			continue;
		up_buffer_clear(&text);
		up_buffer_append_format(
			&text, "%s has no plan, as its statements could not be explained: %s",
			plans->items[p].case_name, plans->items[p].reason);
		document_take(context->document, BLOCK_NOTE, &text);
	}
}

/* Beyond that many the trees are folded as a whole, too. */
#define TREES_MAX 12

static void append_trees(const struct report_context *context)
{
	const struct plan_list *plans = &context->report->run->plans;
	size_t trees = 0;

	for (size_t p = 0; p < plans->count; p++)
		trees += plans->items[p].shape_count;
	if (trees > TREES_MAX)
		document_append(context->document, BLOCK_FOLD, "The plans as trees");
	else
		document_append(context->document, BLOCK_HEADING, "The plans as trees");
	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct ranking *ranking = &context->rankings->items[r];
		for (size_t i = 0; i < ranking->count; i++) {
			const struct case_plans *of = plans_of(context, ranking->items[i]);
			if (of != NULL)
				append_case(context->document, of);
		}
	}
	if (trees > TREES_MAX)
		document_append(context->document, BLOCK_FOLD_END, NULL);
}

enum up_status report_plans(const struct report_context *context, struct up_error *err)
{
	if (context->report->run->plans.count == 0 || context->is_short)
		return UP_OK;
	document_section(context->document, "plans", "Query plans");
	append_table(context);
	append_reasons(context);
	append_trees(context);
	(void)err;
	return UP_OK;
}
