/* SPDX-License-Identifier: PostgreSQL */
#include "measure/plan/outline.h"

#include "text/outline.h"

#include <stdint.h>

/* https://www.postgresql.org/docs/current/using-explain.html, and explain.c of versions 13 to 18. */
static const char *const keys_without_values[] = {
	"Alias",
	"CTE Name",
	"Cache Mode",
	"Command",
	"Conflict Arbiter Indexes",
	"Conflict Resolution",
	"Custom Plan Provider",
	"Function Name",
	"Index Name",
	"Join Type",
	"Node Type",
	"Operation",
	"Parent Relationship",
	"Partial Mode",
	"Relation Name",
	"Scan Direction",
	"Schema",
	"Sort Method",
	"Sort Methods Used",
	"Sort Space Type",
	"Storage",
	"Strategy",
	"Subplan Name",
	"Table Function Name",
	"Tuplestore Name",
};

static bool is_without_values(const char *key)
{
	for (size_t k = 0; k < sizeof keys_without_values / sizeof keys_without_values[0]; k++) {
		if (strcmp(keys_without_values[k], key) == 0)
			return true;
	}
	return false;
}

static json_t *outline_of_text(const char *sql)
{
	UP_BUFFER text = {0};

	outline_append_sql(&text, sql);
	return text.failed ? NULL : json_string(up_buffer_string(&text));
}

/* The members of an array are of its key.  The depth is bounded by that of jansson's parser. */
static json_t *outline_of(const char *key, const json_t *value) // NOLINT(misc-no-recursion)
{
	json_t *item;
	size_t index;

	if (json_is_array(value)) {
		json_t *array = json_array();
		json_array_foreach(value, index, item)
		{
			if (json_array_append_new(array, outline_of(key, item)) != 0) {
				json_decref(array);
				return NULL;
			}
		}
		return array;
	}
	if (json_is_object(value))
		return plan_outline(value);
	if (json_is_string(value) && !is_without_values(key))
		return outline_of_text(json_string_value(value));
	return json_deep_copy(value);
}

json_t *plan_outline(const json_t *node) // NOLINT(misc-no-recursion)
{
	json_t *outline = json_object();
	const char *key;
	json_t *item;

	/* jansson's macro takes no const, and changes nothing. */
	json_object_foreach((json_t *)(uintptr_t)node, key, item)
	{
		if (json_object_set_new(outline, key, outline_of(key, item)) != 0) {
			json_decref(outline);
			return NULL;
		}
	}
	return outline;
}
