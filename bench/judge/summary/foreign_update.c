/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/foreign_update.h"

#include <math.h>
#include <string.h>

/* Deeper than any planner makes them. */
#define DEPTH_MAX 100

static bool is(const json_t *node, const char *key, const char *value)
{
	const char *text = json_string_value(json_object_get(node, key));

	return text != NULL && value != NULL && strcmp(text, value) == 0;
}

/* The scan of the table that is written; the depth is bounded. */
static const json_t *find_scan(const json_t *node, const char *alias, // NOLINT(misc-no-recursion)
			       size_t depth)
{
	const json_t *children = json_object_get(node, "Plans");
	const json_t *found = NULL;

	if (is(node, "Node Type", "Foreign Scan") &&
	    (is(node, "Operation", "Update") || is(node, "Alias", alias)))
		return node;
	for (size_t c = 0; found == NULL && depth < DEPTH_MAX && c < json_array_size(children); c++)
		found = find_scan(json_array_get(children, c), alias, depth + 1);
	return found;
}

enum foreign_update foreign_update_of(const struct plan_shape *shape)
{
	const json_t *root = shape->plan;
	const char *alias = json_string_value(json_object_get(root, "Alias"));

	if (!is(root, "Node Type", "ModifyTable") || !is(root, "Operation", "Update") ||
	    json_array_size(json_object_get(root, "Target Tables")) > 1)
		return FOREIGN_UPDATE_NONE;
	const json_t *scan = find_scan(root, alias, 0);
	if (scan == NULL)
		return FOREIGN_UPDATE_NONE;
	return is(scan, "Operation", "Update") ? FOREIGN_UPDATE_WHOLE : FOREIGN_UPDATE_BY_ROW;
}

double foreign_update_trips(const struct plan_shape *shape)
{
	switch (foreign_update_of(shape)) {
	case FOREIGN_UPDATE_BY_ROW:
		return shape->actual_rows * shape->loops;
	case FOREIGN_UPDATE_WHOLE:
		return 1;
	case FOREIGN_UPDATE_NONE:
		break;
	}
	return NAN;
}
