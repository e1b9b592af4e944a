/* SPDX-License-Identifier: PostgreSQL */
/* How the server carried out each case: its plans as trees. */
#include "show/document/html.h"
#include "show/document/sheet.h"
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

static void append_numbers(struct up_buffer *text, const json_t *node)
{
	double estimated = number_of(node, "Plan Rows");
	double actual = number_of(node, "Actual Rows");
	double loops = number_of(node, "Actual Loops");

	up_buffer_append_format(text, "estimated %s rows, actual %s",
				quantity_count(estimated).text, quantity_count(actual).text);
	if (loops != 1 && isfinite(loops))
		up_buffer_append_format(text, " \u00d7 %s loops", quantity_count(loops).text);
	up_buffer_append_format(text, ", cost %s",
				quantity_number(number_of(node, "Total Cost")).text);
}

static void append_conditions(struct page *page, const json_t *node)
{
	static const char *const keys[] = {"Hash Cond",  "Merge Cond",   "Join Filter",
					   "Index Cond", "Recheck Cond", "Filter"};

	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
		const char *value = json_string_value(json_object_get(node, keys[k]));
		if (value == NULL)
			continue;
		up_buffer_append_string(&page->text, "<br><small>");
		html_text(&page->text, keys[k]);
		up_buffer_append_string(&page->text, " <code>");
		html_text(&page->text, value);
		up_buffer_append_string(&page->text, "</code></small>");
	}
}

/* Off by more than this, either way, is marked: the planner chose in the dark. */
#define WRONG_BY 10

static bool differ(double estimated, double actual)
{
	return estimated > 0 && actual > 0 &&
	       (estimated > WRONG_BY * actual || actual > WRONG_BY * estimated);
}

static bool is_wrong(const json_t *node)
{
	return differ(number_of(node, "Plan Rows"), number_of(node, "Actual Rows"));
}

static const struct case_plans *plans_of(const struct report_context *context,
					 const struct summary *summary)
{
	return summary->case_name == NULL
		       ? NULL
		       : plan_list_find(&context->report->run->plans, summary->case_name);
}

static void append_node(struct page *page, const json_t *node, int depth)
{
	UP_BUFFER text = {0};
	const json_t *children = json_object_get(node, "Plans");
	const json_t *child;
	size_t index;

	append_title(&text, node);
	up_buffer_append_string(&page->text, "<li><b>");
	html_text(&page->text, up_buffer_string(&text));
	up_buffer_append_string(&page->text,
				is_wrong(node) ? "</b> <span class=\"wrong\">" : "</b> <span>");
	up_buffer_clear(&text);
	append_numbers(&text, node);
	html_text(&page->text, up_buffer_string(&text));
	up_buffer_append_string(&page->text, is_wrong(node) ? " (far off)</span>" : "</span>");
	append_conditions(page, node);
	page->text.failed |= text.failed;
	if (json_array_size(children) > 0 && depth < DEPTH_MAX) {
		up_buffer_append_string(&page->text, "\n<ul>");
		json_array_foreach(children, index, child)
		{
			append_node(page, child, depth + 1);
		}
		up_buffer_append_string(&page->text, "</ul>");
	}
	up_buffer_append_string(&page->text, "</li>\n");
}

static void append_jit(struct page *page, const struct plan_shape *shape)
{
	UP_BUFFER text = {0};
	const double ns = plan_shape_compiling_ns(shape);

	if (!plan_shape_is_compiled(shape))
		return;
	up_buffer_append_format(&text, "The JIT compiler made %s functions",
				quantity_count(plan_shape_functions(shape)).text);
	if (isfinite(ns))
		up_buffer_append_format(&text, " in %s", quantity_duration(ns).text);
	up_buffer_append_char(&text, '.');
	page_paragraph(page, up_buffer_string(&text));
	page->text.failed |= text.failed;
}

static void append_shape(struct page *page, const struct plan_shape *shape)
{
	if (shape->plan != NULL) {
		up_buffer_append_string(&page->text, "<ul class=\"plan\">\n");
		append_node(page, shape->plan, 0);
		up_buffer_append_string(&page->text, "</ul>\n");
	}
	append_jit(page, shape);
	if (shape->plan_cut)
		page_note(page, "Long texts within the plan were cut when it was stored.");
	if (shape->query != NULL)
		page_code(page, shape->query);
	if (shape->query_cut)
		page_note(page, "The statement goes on.");
}

static void append_case(struct page *page, const struct case_plans *plans)
{
	UP_BUFFER title = {0};

	for (size_t s = 0; s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		up_buffer_clear(&title);
		up_buffer_append_format(&title, "%s: estimated %s rows, actual %s",
					plans->case_name,
					quantity_count(shape->estimated_rows).text,
					quantity_count(shape->actual_rows).text);
		if (isfinite(shape->loops) && shape->loops != 1)
			up_buffer_append_format(&title, " \u00d7 %s loops",
						quantity_count(shape->loops).text);
		if (shape->count > 1)
			up_buffer_append_format(&title, ", %s statements alike",
						quantity_count((double)shape->count).text);
		if (plan_shape_is_compiled(shape))
			up_buffer_append_string(&title, ", compiled (JIT)");
		page_fold(page, up_buffer_string(&title));
		append_shape(page, shape);
		page_fold_end(page);
	}
	page->text.failed |= title.failed;
}

static const struct sheet_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "statements", .field = "statements", .is_number = true},
	{.heading = "estimated rows", .field = "estimated_rows", .is_number = true},
	{.heading = "actual rows", .field = "actual_rows", .is_number = true},
	{.heading = "cost", .field = "total_cost", .is_number = true},
	{.heading = "shape of the plan", .field = "shape", .is_long = true},
};

static bool is_far_off(const struct plan_shape *shape)
{
	return differ(shape->estimated_rows, shape->actual_rows);
}

static void append_rows(struct sheet *sheet, const struct case_plans *plans)
{
	for (size_t s = 0; s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		sheet_row(sheet, is_far_off(shape) ? "failed" : NULL);
		sheet_text(sheet, plans->case_name);
		sheet_number(sheet, (double)shape->count,
			     quantity_count((double)shape->count).text);
		sheet_number(sheet, shape->estimated_rows,
			     quantity_count(shape->estimated_rows).text);
		sheet_number(sheet, shape->actual_rows, quantity_count(shape->actual_rows).text);
		sheet_number(sheet, shape->total_cost, quantity_number(shape->total_cost).text);
		sheet_text(sheet, shape->shape);
	}
}

static void append_table(const struct report_context *context)
{
	struct sheet sheet =
		sheet_begin(context->page, "plans",
			    "The plan of each case, and how many rows the planner expected "
			    "and met. Where the two are more than ten times apart the line "
			    "is marked: the planner chose without knowing, and another "
			    "table may meet another plan.",
			    columns, sizeof columns / sizeof columns[0]);

	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct ranking *ranking = &context->rankings->items[r];
		for (size_t i = 0; i < ranking->count; i++) {
			const struct case_plans *plans = plans_of(context, ranking->items[i]);
			if (plans != NULL)
				append_rows(&sheet, plans);
		}
	}
	sheet_end(&sheet);
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
		page_fold(context->page, "The plans as trees");
	else
		page_heading(context->page, "The plans as trees");
	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct ranking *ranking = &context->rankings->items[r];
		for (size_t i = 0; i < ranking->count; i++) {
			const struct case_plans *of = plans_of(context, ranking->items[i]);
			if (of != NULL)
				append_case(context->page, of);
		}
	}
	if (trees > TREES_MAX)
		page_fold_end(context->page);
}

enum up_status report_plans(const struct report_context *context, struct up_error *err)
{
	if (context->report->run->plans.count == 0 || context->page->format != PAGE_HTML)
		return UP_OK;
	page_section(context->page, "plans", "How the server carried it out");
	append_table(context);
	append_trees(context);
	return up_buffer_check(&context->page->text, err);
}
