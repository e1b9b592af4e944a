/* SPDX-License-Identifier: PostgreSQL */
#include "record/object_keys.h"

static const struct member *find(const struct record_table *table, const char *key)
{
	for (size_t m = 0; m < table->count; m++) {
		if (table->members[m].key != NULL && strcmp(table->members[m].key, key) == 0)
			return &table->members[m];
	}
	return NULL;
}

static enum up_status check_items(const struct record_table *table, // NOLINT(misc-no-recursion)
				  const json_t *array, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(array, index, item)
	{
		if (json_is_object(item) && object_keys_check(table, item, err) != UP_OK)
			return up_error_prefix(err, "item %zu", index);
	}
	return UP_OK;
}

static enum up_status check_inside(const struct member *member, // NOLINT(misc-no-recursion)
				   const json_t *value, struct up_error *err)
{
	if (member->kind == MEMBER_OBJECT && json_is_object(value))
		return object_keys_check(member->of, value, err);
	if (member->kind == MEMBER_ARRAY && json_is_array(value))
		return check_items(member->of, value, err);
	return UP_OK;
}

enum up_status object_keys_check(const struct record_table *table, // NOLINT(misc-no-recursion)
				 const json_t *json, struct up_error *err)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)json, key, value)
	{
		const struct member *member = find(table, key);
		if (member == NULL)
			return up_fail(err, UP_INVALID, "unknown key \"%s\"", key);
		if (check_inside(member, value, err) != UP_OK)
			return up_error_prefix(err, "\"%s\"", key);
	}
	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		if (member->key != NULL && !member->is_optional &&
		    json_object_get(json, member->key) == NULL)
			return up_fail(err, UP_INVALID, "\"%s\" is missing", member->key);
	}
	return UP_OK;
}
