/* SPDX-License-Identifier: PostgreSQL */
#include "record/object.h"

#include "record/case_key.h"
#include "record/json_value.h"
#include "record/replace.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define FORMAT_VERSION 1

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a file of JSON");
}

static void *value_of(const struct member *member, const void *record)
{
	return (char *)(uintptr_t)record + member->offset;
}

/* ---- reading ---------------------------------------------------------- */

static enum up_status read_texts(const json_t *json, struct text_list *list, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(json, index, item)
	{
		if (!json_is_string(item))
			return up_fail(err, UP_INVALID, "item %zu is not a string", index);
		UP_TRY(text_list_add(list, json_string_value(item), err));
	}
	return UP_OK;
}

static enum up_status read_reals(const json_t *json, struct real_list *list, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(json, index, item)
	{
		if (!json_is_number(item))
			return up_fail(err, UP_INVALID, "item %zu is not a number", index);
		UP_TRY(real_list_add(list, json_number_value(item), err));
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
			return up_fail(err, UP_INVALID, "\"%s\" is not a string", name);
		UP_TRY(named_text_list_set(list, name, json_string_value(item), err));
	}
	return UP_OK;
}

enum up_status object_list_read(const struct record_table *table, // NOLINT(misc-no-recursion)
				const json_t *array, void *list, struct up_error *err)
{
	size_t index;
	json_t *item;

	json_array_foreach(array, index, item)
	{
		void *record = record_list_add(table, list);
		if (record == NULL)
			return out_of_memory(err);
		if (!json_is_object(item))
			return up_fail(err, UP_INVALID, "item %zu is not an object", index);
		if (object_read(table, item, record, err) != UP_OK)
			return up_error_prefix(err, "item %zu", index);
	}
	return UP_OK;
}

static enum up_status read_map(const struct record_table *table, // NOLINT(misc-no-recursion)
			       const json_t *json, void *list, struct up_error *err)
{
	const char *name;
	json_t *item;

	json_object_foreach((json_t *)(uintptr_t)json, name, item)
	{
		void *record = record_list_add(table, list);
		if (record == NULL)
			return out_of_memory(err);
		UP_TRY(text_set(value_of(&table->members[0], record), name, err));
		if (!json_is_object(item))
			return up_fail(err, UP_INVALID, "\"%s\" is not an object", name);
		if (object_read(table, item, record, err) != UP_OK)
			return up_error_prefix(err, "\"%s\"", name);
	}
	return UP_OK;
}

static bool fits(enum member_kind kind, const json_t *json)
{
	switch (kind) {
	case MEMBER_TEXT:
	case MEMBER_WORD:
		return json_is_string(json);
	case MEMBER_INTEGER:
		return json_is_integer(json);
	case MEMBER_REAL:
		return json_is_number(json);
	case MEMBER_FACT:
		return json_is_boolean(json);
	case MEMBER_TEXTS:
	case MEMBER_REALS:
	case MEMBER_ARRAY:
		return json_is_array(json);
	default:
		return json_is_object(json);
	}
}

static enum up_status read_value(const struct member *member, // NOLINT(misc-no-recursion)
				 const json_t *json, void *record, struct up_error *err)
{
	void *value = value_of(member, record);

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
	case MEMBER_WORD:
		return member_set_word(member, record, json_string_value(json))
			       ? UP_OK
			       : up_fail(err, UP_INVALID, "\"%s\" is not an allowed value",
					 json_string_value(json));
	case MEMBER_JSON:
		*(json_t **)value = json_incref((json_t *)(uintptr_t)json);
		return UP_OK;
	case MEMBER_TEXTS:
		return read_texts(json, value, err);
	case MEMBER_REALS:
		return read_reals(json, value, err);
	case MEMBER_NAMED_TEXTS:
		return read_named_texts(json, value, err);
	case MEMBER_OBJECT:
		return object_read(member->of, json, value, err);
	case MEMBER_ARRAY:
		return object_list_read(member->of, json, value, err);
	case MEMBER_MAP:
		return read_map(member->of, json, value, err);
	case MEMBER_FACTOR:
	case MEMBER_CASE_KEY:
		break;
	}
	return UP_OK;
}

enum up_status object_read(const struct record_table *table, // NOLINT(misc-no-recursion)
			   const json_t *json, void *record, struct up_error *err)
{
	static const char *const nouns[] = {
		[MEMBER_TEXT] = "a string",    [MEMBER_INTEGER] = "a whole number",
		[MEMBER_REAL] = "a number",    [MEMBER_FACT] = "true or false",
		[MEMBER_WORD] = "a string",    [MEMBER_JSON] = "an object",
		[MEMBER_OBJECT] = "an object", [MEMBER_TEXTS] = "an array",
		[MEMBER_REALS] = "an array",   [MEMBER_NAMED_TEXTS] = "an object",
		[MEMBER_ARRAY] = "an array",   [MEMBER_MAP] = "an object",
	};

	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		if (member->kind == MEMBER_CASE_KEY)
			UP_TRY(case_key_from_json(value_of(member, record), json,
						  json_string_value(json_object_get(json, "name")),
						  err));
		const json_t *value =
			member->key != NULL ? json_object_get(json, member->key) : NULL;
		if (value == NULL || json_is_null(value)) {
			if (member->is_required)
				return up_fail(err, UP_INVALID, "\"%s\" is missing", member->key);
			continue;
		}
		if (!fits(member->kind, value))
			/* Every kind that can fail to fit has a noun. */
			/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
			return up_fail(err, UP_INVALID, "\"%s\" is not %s", member->key,
				       nouns[member->kind]);
		if (read_value(member, value, record, err) != UP_OK)
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

static json_t *write_reals(const struct real_list *list)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t i = 0; i < list->count; i++)
		failed |= json_array_append_new(array, json_value_number(list->items[i]));
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

json_t *object_list_write(const struct record_table *table, // NOLINT(misc-no-recursion)
			  const void *list)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t i = 0; i < record_list_count(list); i++)
		failed |= json_array_append_new(
			array, object_write(table, record_list_item(table, list, i)));
	return unless(failed, array);
}

static json_t *write_map(const struct record_table *table, // NOLINT(misc-no-recursion)
			 const void *list)
{
	json_t *map = json_object();
	int failed = 0;

	for (size_t i = 0; i < record_list_count(list); i++) {
		const void *record = record_list_item(table, list, i);
		const char *key = *(char *const *)value_of(&table->members[0], record);
		failed |= json_object_set_new(map, key, object_write(table, record));
	}
	return unless(failed, map);
}

static json_t *write_value(const struct member *member, // NOLINT(misc-no-recursion)
			   const void *value)
{
	switch (member->kind) {
	case MEMBER_TEXT:
		return json_value_text(*(char *const *)value);
	case MEMBER_INTEGER:
		return json_integer(*(const int64_t *)value);
	case MEMBER_REAL: /* strict JSON has no infinity */
		return isfinite(*(const double *)value) ? json_real(*(const double *)value)
							: json_null();
	case MEMBER_FACT:
		return json_boolean(*(const enum fact *)value == FACT_YES);
	case MEMBER_WORD:
		return json_string(member->words[*(const int *)value]);
	case MEMBER_JSON:
		return json_incref(*(json_t *const *)value);
	case MEMBER_TEXTS:
		return write_texts(value);
	case MEMBER_REALS:
		return write_reals(value);
	case MEMBER_NAMED_TEXTS:
		return write_named_texts(value);
	case MEMBER_OBJECT:
		return object_write(member->of, value);
	case MEMBER_ARRAY:
		return object_list_write(member->of, value);
	case MEMBER_MAP:
		return write_map(member->of, value);
	case MEMBER_FACTOR:
	case MEMBER_CASE_KEY:
		break;
	}
	return NULL;
}

json_t *object_write(const struct record_table *table, // NOLINT(misc-no-recursion)
		     const void *record)
{
	json_t *json = json_object();
	int failed = 0;

	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		const bool is_known = member_is_known(member, record);
		/* An empty list is one, and not null. */
		const bool is_null = !is_known && member->kind < MEMBER_TEXTS;
		const void *value = value_of(member, record);
		if (member->kind == MEMBER_CASE_KEY)
			failed |= !case_key_to_json(value, json);
		if (member->key != NULL && (is_known || !member->is_optional))
			failed |= json_object_set_new(json, member->key,
						      is_null ? json_null()
							      : write_value(member, value));
	}
	return unless(failed, json);
}

/* ---- files ------------------------------------------------------------ */

void object_json_release(json_t **json)
{
	json_decref(*json);
}

static enum up_status read_root(const struct record_table *table, const json_t *json,
				const char *name, void *record, struct up_error *err)
{
	if (!json_is_object(json))
		return up_fail(err, UP_INVALID, "%s:1: not a JSON object", name);
	if (json_integer_value(json_object_get(json, "format")) != FORMAT_VERSION)
		return up_fail(err, UP_INVALID,
			       "%s: \"format\" is not %d: the file was written by another version "
			       "of upbench",
			       name, FORMAT_VERSION);
	if (object_read(table, json, record, err) != UP_OK)
		return up_error_prefix(err, "%s", name);
	return UP_OK;
}

enum up_status object_load(const char *path, json_t **json, struct up_error *err)
{
	json_error_t failure;
	UP_FCLOSE FILE *file = fopen(path, "re");

	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "%s", path);
	struct stat status;
	if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode))
		return up_fail(err, UP_INVALID, "%s is a directory: a file is expected", path);
	*json = json_loadf(file, JSON_REJECT_DUPLICATES, &failure);
	if (*json == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", path, failure.line, failure.text);
	return UP_OK;
}

enum up_status object_file_read(const struct record_table *table, const char *path, void *record,
				struct up_error *err)
{
	OBJECT_JSON *json = NULL;

	record_init(table, record);
	UP_TRY(object_load(path, &json, err));
	return read_root(table, json, path, record, err);
}

enum up_status object_file_parse(const struct record_table *table, const char *text,
				 const char *name, void *record, struct up_error *err)
{
	json_error_t failure;
	OBJECT_JSON *json = json_loads(text, JSON_REJECT_DUPLICATES, &failure);

	record_init(table, record);
	if (json == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", name, failure.line, failure.text);
	return read_root(table, json, name, record, err);
}

static enum up_status dump(FILE *file, const void *json, struct up_error *err)
{
	if (json_dumpf(json, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF)
		return up_fail_errno(err, UP_IO, "cannot write JSON");
	return UP_OK;
}

enum up_status object_file_write(const struct record_table *table, const void *record,
				 const char *path, struct up_error *err)
{
	OBJECT_JSON *json = json_pack("{s:i}", "format", FORMAT_VERSION);
	OBJECT_JSON *members = object_write(table, record);

	if (json_object_update(json, members) != 0)
		return out_of_memory(err);
	return replace_file(path, dump, json, err);
}
