/* SPDX-License-Identifier: PostgreSQL */
#include "record/member.h"

#include "record/json_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Any list; the lists of structs differ only in the type of their items. */
struct list {
	void *items;
	size_t count;
};

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a file of JSON");
}

static void *value_of(const struct member *member, const void *object)
{
	return (char *)(uintptr_t)object + member->offset;
}

static struct list list_of(const struct member *member, const void *object)
{
	struct list list;
	memcpy(&list, value_of(member, object), sizeof list);
	return list;
}

static void *item_of(const struct object_table *table, const struct list *list, size_t place)
{
	return (char *)list->items + place * table->size;
}

/* ---- beginning and end ------------------------------------------------ */

void object_init(const struct object_table *table, void *object) // NOLINT(misc-no-recursion)
{
	memset(object, 0, table->size);
	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		void *value = value_of(member, object);
		if (member->kind == MEMBER_INTEGER)
			*(int64_t *)value = UNMEASURED;
		else if (member->kind == MEMBER_REAL)
			*(double *)value = NAN;
		else if (member->kind == MEMBER_OBJECT)
			object_init(member->of, value);
		else if (member->kind == MEMBER_EMBEDDED)
			member->embedded->init(value);
	}
}

static void release_list(const struct object_table *table, // NOLINT(misc-no-recursion)
			 const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		object_release(table, item_of(table, list, i));
	free(list->items);
}

void object_release(const struct object_table *table, void *object) // NOLINT(misc-no-recursion)
{
	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		void *value = value_of(member, object);
		struct list list;

		switch (member->kind) {
		case MEMBER_TEXT:
			free(*(char **)value);
			break;
		case MEMBER_TEXTS:
			text_list_release(value);
			break;
		case MEMBER_NAMED_TEXTS:
			named_text_list_release(value);
			break;
		case MEMBER_OBJECT:
			object_release(member->of, value);
			break;
		case MEMBER_EMBEDDED:
			member->embedded->release(value);
			break;
		case MEMBER_ARRAY:
		case MEMBER_MAP:
			list = list_of(member, object);
			release_list(member->of, &list);
			break;
		case MEMBER_INTEGER:
		case MEMBER_REAL:
		case MEMBER_FACT:
			break;
		}
	}
	object_init(table, object);
}

void *object_list_add(const struct object_table *table, void *list)
{
	struct list copy;
	memcpy(&copy, list, sizeof copy);
	void *items = reallocarray(copy.items, copy.count + 1, table->size);
	if (items == NULL)
		return NULL;
	copy.items = items;
	void *item = item_of(table, &copy, copy.count++);
	object_init(table, item);
	memcpy(list, &copy, sizeof copy);
	return item;
}

/* ---- reading ---------------------------------------------------------- */

static enum up_status read_texts(const json_t *json, struct text_list *list, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(json, index, item)
	{
		if (!json_is_string(item))
			return up_fail(err, UP_INVALID, "item %zu is not a text", index);
		UP_TRY(text_list_add(list, json_string_value(item), err));
	}
	return UP_OK;
}

static enum up_status read_named_texts(const json_t *json, struct named_text_list *list,
				       struct up_error *err)
{
	const char *name;
	json_t *item;

	json_object_foreach((json_t *)(uintptr_t)json, name, item)
	{
		if (!json_is_string(item))
			return up_fail(err, UP_INVALID, "\"%s\" is not a text", name);
		UP_TRY(named_text_list_set(list, name, json_string_value(item), err));
	}
	return UP_OK;
}

static enum up_status read_array(const struct object_table *table, // NOLINT(misc-no-recursion)
				 const json_t *json, void *list, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(json, index, item)
	{
		void *object = object_list_add(table, list);
		if (object == NULL)
			return out_of_memory(err);
		if (!json_is_object(item))
			return up_fail(err, UP_INVALID, "item %zu is not an object", index);
		if (object_read(table, item, object, err) != UP_OK)
			return up_error_prefix(err, "item %zu", index);
	}
	return UP_OK;
}

static enum up_status read_map(const struct object_table *table, // NOLINT(misc-no-recursion)
			       const json_t *json, void *list, struct up_error *err)
{
	const char *name;
	json_t *item;

	json_object_foreach((json_t *)(uintptr_t)json, name, item)
	{
		void *object = object_list_add(table, list);
		if (object == NULL)
			return out_of_memory(err);
		UP_TRY(text_set(value_of(&table->members[0], object), name, err));
		if (!json_is_object(item))
			return up_fail(err, UP_INVALID, "\"%s\" is not an object", name);
		if (object_read(table, item, object, err) != UP_OK)
			return up_error_prefix(err, "\"%s\"", name);
	}
	return UP_OK;
}

static bool fits(enum member_kind kind, const json_t *json)
{
	switch (kind) {
	case MEMBER_TEXT:
		return json_is_string(json);
	case MEMBER_INTEGER:
		return json_is_integer(json);
	case MEMBER_REAL:
		return json_is_number(json);
	case MEMBER_FACT:
		return json_is_boolean(json);
	case MEMBER_TEXTS:
	case MEMBER_ARRAY:
		return json_is_array(json);
	case MEMBER_NAMED_TEXTS:
	case MEMBER_OBJECT:
	case MEMBER_MAP:
		return json_is_object(json);
	case MEMBER_EMBEDDED:
		break;
	}
	return false;
}

static enum up_status read_value(const struct member *member, // NOLINT(misc-no-recursion)
				 const json_t *json, void *value, struct up_error *err)
{
	switch (member->kind) {
	case MEMBER_TEXT:
		return text_set(value, json_string_value(json), err);
	case MEMBER_INTEGER:
		*(int64_t *)value = json_integer_value(json);
		return UP_OK;
	case MEMBER_REAL:
		*(double *)value = json_number_value(json);
		return UP_OK;
	case MEMBER_FACT:
		*(enum fact *)value = fact_of(json_is_true(json));
		return UP_OK;
	case MEMBER_TEXTS:
		return read_texts(json, value, err);
	case MEMBER_NAMED_TEXTS:
		return read_named_texts(json, value, err);
	case MEMBER_OBJECT:
		return object_read(member->of, json, value, err);
	case MEMBER_ARRAY:
		return read_array(member->of, json, value, err);
	case MEMBER_MAP:
		return read_map(member->of, json, value, err);
	case MEMBER_EMBEDDED:
		break;
	}
	return UP_OK;
}

enum up_status object_read(const struct object_table *table, // NOLINT(misc-no-recursion)
			   const json_t *json, void *object, struct up_error *err)
{
	static const char *const nouns[] = {
		[MEMBER_TEXT] = "a text",           [MEMBER_INTEGER] = "a whole number",
		[MEMBER_REAL] = "a number",         [MEMBER_FACT] = "true or false",
		[MEMBER_TEXTS] = "an array",        [MEMBER_ARRAY] = "an array",
		[MEMBER_NAMED_TEXTS] = "an object", [MEMBER_OBJECT] = "an object",
		[MEMBER_MAP] = "an object",
	};

	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		if (member->kind == MEMBER_EMBEDDED)
			UP_TRY(member->embedded->read(json, value_of(member, object), err));
		const json_t *value =
			member->key != NULL ? json_object_get(json, member->key) : NULL;
		if (value == NULL || json_is_null(value))
			continue;
		if (!fits(member->kind, value))
			/* Every kind that can fail to fit has a noun. */
			/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
			return up_fail(err, UP_INVALID, "\"%s\" is not %s", member->key,
				       nouns[member->kind]);
		if (read_value(member, value, value_of(member, object), err) != UP_OK)
			return up_error_prefix(err, "\"%s\"", member->key);
	}
	return UP_OK;
}

/* ---- writing ---------------------------------------------------------- */

/* json, or NULL after it lost a part. */
static json_t *unless(int failed, json_t *json)
{
	if (!failed)
		return json;
	json_decref(json);
	return NULL;
}

static json_t *write_texts(const struct text_list *list)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t i = 0; i < list->count; i++)
		failed |= json_array_append_new(array, json_value_text(list->items[i]));
	return unless(failed, array);
}

static json_t *write_named_texts(const struct named_text_list *list)
{
	json_t *object = json_object();
	int failed = 0;

	for (size_t i = 0; i < list->count; i++)
		failed |= json_object_set_new(object, list->items[i].name,
					      json_value_text(list->items[i].value));
	return unless(failed, object);
}

static json_t *write_array(const struct object_table *table, // NOLINT(misc-no-recursion)
			   const struct list *list)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t i = 0; i < list->count; i++)
		failed |=
			json_array_append_new(array, object_write(table, item_of(table, list, i)));
	return unless(failed, array);
}

static json_t *write_map(const struct object_table *table, // NOLINT(misc-no-recursion)
			 const struct list *list)
{
	json_t *map = json_object();
	int failed = 0;

	for (size_t i = 0; i < list->count; i++) {
		const void *item = item_of(table, list, i);
		const char *key = *(char *const *)value_of(&table->members[0], item);
		failed |= json_object_set_new(map, key, object_write(table, item));
	}
	return unless(failed, map);
}

static bool is_any_known(const struct object_table *table, // NOLINT(misc-no-recursion)
			 const void *object)
{
	for (size_t m = 0; m < table->count; m++) {
		if (member_is_known(&table->members[m], object))
			return true;
	}
	return false;
}

static json_t *write_value(const struct member *member, // NOLINT(misc-no-recursion)
			   const void *object)
{
	const void *value = value_of(member, object);
	const struct list list =
		member->kind >= MEMBER_ARRAY ? list_of(member, object) : (struct list){0};

	switch (member->kind) {
	case MEMBER_TEXT:
		return json_value_text(*(char *const *)value);
	case MEMBER_INTEGER:
		return json_integer(*(const int64_t *)value);
	case MEMBER_REAL:
		return json_real(*(const double *)value);
	case MEMBER_FACT:
		return json_boolean(*(const enum fact *)value == FACT_YES);
	case MEMBER_TEXTS:
		return write_texts(value);
	case MEMBER_NAMED_TEXTS:
		return write_named_texts(value);
	case MEMBER_OBJECT:
		return object_write(member->of, value);
	case MEMBER_ARRAY:
		return write_array(member->of, &list);
	case MEMBER_MAP:
		return write_map(member->of, &list);
	case MEMBER_EMBEDDED:
		break;
	}
	return NULL;
}

/* An empty list is one, and not null. */
static bool is_null(const struct member *member, const void *object)
{
	return member->kind <= MEMBER_FACT || member->kind == MEMBER_OBJECT
		       ? !member_is_known(member, object)
		       : false;
}

json_t *object_write(const struct object_table *table, // NOLINT(misc-no-recursion)
		     const void *object)
{
	json_t *json = json_object();
	int failed = 0;

	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		if (member->kind == MEMBER_EMBEDDED)
			failed |= !member->embedded->write(value_of(member, object), json);
		/* The key of a map. */
		if (member->key == NULL ||
		    (member->is_optional && !member_is_known(member, object)))
			continue;
		failed |= json_object_set_new(
			json, member->key,
			is_null(member, object) ? json_null() : write_value(member, object));
	}
	return unless(failed, json);
}

/* ---- a single value --------------------------------------------------- */

bool member_is_known(const struct member *member, const void *object) // NOLINT(misc-no-recursion)
{
	const void *value = value_of(member, object);

	switch (member->kind) {
	case MEMBER_TEXT:
		return *(char *const *)value != NULL;
	case MEMBER_INTEGER:
		return *(const int64_t *)value != UNMEASURED;
	case MEMBER_REAL:
		return !isnan(*(const double *)value);
	case MEMBER_FACT:
		return *(const enum fact *)value != FACT_UNKNOWN;
	case MEMBER_OBJECT:
		return is_any_known(member->of, value);
	case MEMBER_EMBEDDED:
		return true;
	case MEMBER_TEXTS:
	case MEMBER_NAMED_TEXTS:
	case MEMBER_ARRAY:
	case MEMBER_MAP:
		break;
	}
	return list_of(member, object).count > 0;
}

bool member_equal(const struct member *member, const void *a, const void *b)
{
	UP_BUFFER of_a = {0};
	UP_BUFFER of_b = {0};

	member_append(member, a, &of_a);
	member_append(member, b, &of_b);
	return member_is_known(member, a) == member_is_known(member, b) &&
	       strcmp(up_buffer_string(&of_a), up_buffer_string(&of_b)) == 0;
}

void member_append(const struct member *member, const void *object, struct up_buffer *text)
{
	const void *value = value_of(member, object);

	if (!member_is_known(member, object))
		return;
	if (member->kind == MEMBER_TEXT)
		up_buffer_append_string(text, *(char *const *)value);
	else if (member->kind == MEMBER_INTEGER)
		up_buffer_append_format(text, "%" PRId64, *(const int64_t *)value);
	else if (member->kind == MEMBER_REAL)
		up_buffer_append_format(text, "%.15g", *(const double *)value);
	else if (member->kind == MEMBER_FACT)
		up_buffer_append_string(text, *(const enum fact *)value == FACT_YES ? "yes" : "no");
}
