/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/plan_figures.h"

#include "judge/predict/resource.h"

#include <math.h>
#include <string.h>

static double number_of(const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

static bool has_text(const json_t *node, const char *key, const char *text)
{
	const char *value = json_string_value(json_object_get(node, key));
	return value != NULL && strcmp(value, text) == 0;
}

static const json_t *child_of(const json_t *node, const char *relationship)
{
	const json_t *children = json_object_get(node, "Plans");
	size_t index;
	const json_t *child;

	json_array_foreach(children, index, child)
	{
		if (has_text(child, "Parent Relationship", relationship))
			return child;
	}
	return NULL;
}

/* ExecHashTableCreate() reserves memory where create_hashjoin_plan() finds one clause, on a column of a
 * table; a scan of anything else has no name of a relation. */
static bool has_skew(const json_t *join)
{
	const char *condition = json_string_value(json_object_get(join, "Hash Cond"));

	return condition != NULL && strstr(condition, " AND ") == NULL &&
	       json_object_get(child_of(join, "Outer"), "Relation Name") != NULL;
}

/* The largest is what counts. */
static void read_hash(struct plan_figures *figures, const json_t *join, const json_t *hash)
{
	const double peak = number_of(hash, "Peak Memory Usage") * 1024;

	if (json_is_true(json_object_get(hash, "Parallel Aware")) || peak <= figures->peak_bytes)
		return;
	figures->rows = number_of(hash, "Actual Rows");
	figures->expected_rows = number_of(hash, "Plan Rows");
	figures->width = number_of(hash, "Plan Width");
	figures->peak_bytes = peak;
	figures->buckets = number_of(hash, "Hash Buckets");
	figures->batches = number_of(hash, "Hash Batches");
	figures->has_skew = has_skew(join);
	figures->relation =
		json_string_value(json_object_get(child_of(hash, "Outer"), "Relation Name"));
}

static void read_node(struct plan_figures *figures, const json_t *node, // NOLINT(misc-no-recursion)
		      const json_t *parent)
{
	const json_t *children = json_object_get(node, "Plans");
	const double local =
		number_of(node, "Local Hit Blocks") + number_of(node, "Local Read Blocks");
	size_t index;
	const json_t *child;

	if (has_text(node, "Node Type", "Hash"))
		read_hash(figures, parent, node);
	if (has_text(node, "Node Type", "Seq Scan") && local > 0 &&
	    number_of(node, "Actual Loops") <= 1)
		figures->temporary_bytes =
			COST_PAGE_BYTES * local +
			(isnan(figures->temporary_bytes) ? 0 : figures->temporary_bytes);
	json_array_foreach(children, index, child)
	{
		read_node(figures, child, node);
	}
}

struct plan_figures plan_figures_read(const struct plan_shape *shape)
{
	struct plan_figures figures = {
		.cost = shape->total_cost,
		.rows = NAN,
		.expected_rows = NAN,
		.width = NAN,
		.peak_bytes = NAN,
		.buckets = NAN,
		.batches = NAN,
		.temporary_bytes = NAN,
	};

	if (shape->plan != NULL)
		read_node(&figures, shape->plan, NULL);
	return figures;
}
