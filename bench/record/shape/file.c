/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/file.h"

#include "record/object.h"
#include "record/object_keys.h"
#include "record/shape/check.h"
#include "record/shape/hash.h"

/* Digits of a number: those of a double that a decimal text of it always survives. */
#define DIGITS JSON_REAL_PRECISION(15)

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a shape");
}

/* ---- reading ---------------------------------------------------------- */

/* First of all: what is of another format is neither complete nor damaged. */
static enum up_status check_format(const json_t *json, struct up_error *err)
{
	const json_t *format = json_object_get(json, "format");

	if (!json_is_object(json))
		return up_fail(err, UP_INVALID, "not a JSON object");
	if (format == NULL)
		return up_fail(err, UP_INVALID, "\"format\" is missing: not a shape of a table");
	if (!json_is_integer(format) || json_integer_value(format) < 1)
		return up_fail(err, UP_INVALID, "\"format\" is not a whole number from 1");
	if (json_integer_value(format) > SHAPE_FORMAT)
		return up_fail(err, UP_INVALID,
			       "\"format\" is %" JSON_INTEGER_FORMAT
			       ", and this version of upbench reads up to %d: take a newer one",
			       json_integer_value(format), SHAPE_FORMAT);
	return UP_OK;
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static enum up_status renew_hash(struct shape *shape, bool *edited, struct up_error *err)
{
	UP_FREE char *structure = UP_TAKE(shape->hash.structure);
	UP_FREE char *statistics = UP_TAKE(shape->hash.statistics);

	UP_TRY(shape_hash_make(shape, err));
	if (edited != NULL)
		*edited = !is_same(structure, shape->hash.structure) ||
			  !is_same(statistics, shape->hash.statistics);
	return UP_OK;
}

static enum up_status read_root(const json_t *json, struct shape *shape, bool *edited,
				struct up_error *err)
{
	UP_TRY(check_format(json, err));
	UP_TRY(object_keys_check(&shape_root_table, json, err));
	UP_TRY(object_read(&shape_root_table, json, shape, err));
	UP_TRY(shape_check(shape, err));
	return renew_hash(shape, edited, err);
}

enum up_status shape_read(const char *path, struct shape *shape, bool *edited, struct up_error *err)
{
	OBJECT_JSON *json = NULL;

	shape_init(shape);
	UP_TRY(object_load(path, &json, err));
	return read_root(json, shape, edited, err) == UP_OK ? UP_OK
							    : up_error_prefix(err, "%s", path);
}

enum up_status shape_parse(const char *text, size_t length, const char *name, struct shape *shape,
			   bool *edited, struct up_error *err)
{
	json_error_t failure;
	OBJECT_JSON *json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &failure);

	shape_init(shape);
	if (json == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", name, failure.line, failure.text);
	return read_root(json, shape, edited, err) == UP_OK ? UP_OK
							    : up_error_prefix(err, "%s", name);
}

/* ---- writing ---------------------------------------------------------- */

static int append_bytes(const char *bytes, size_t length, void *text)
{
	up_buffer_append(text, bytes, length);
	return 0;
}

static bool is_list_of_objects(const json_t *json)
{
	return json_is_object(json_array_get(json, 0));
}

static bool has_list_of_objects(const json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (is_list_of_objects(value))
			return true;
	}
	return false;
}

/* On one line. */
static void append_json(struct up_buffer *text, const json_t *json)
{
	if (json_dump_callback(json, append_bytes, text, JSON_ENCODE_ANY | DIGITS) != 0)
		text->failed = true;
}

static void append_key(struct up_buffer *text, const char *key)
{
	json_t *name = json_string(key);

	append_json(text, name);
	up_buffer_append_string(text, ": ");
	json_decref(name);
}

/* Its items a line each. */
static void append_list(struct up_buffer *text, const json_t *list)
{
	size_t index;
	json_t *item;

	json_array_foreach((json_t *)(uintptr_t)list, index, item)
	{
		up_buffer_append_string(text, index == 0 ? "[\n  " : ",\n  ");
		append_json(text, item);
	}
	up_buffer_append_char(text, ']');
}

/* A member of the root: one line, but for lists of objects in it. */
static void append_member(struct up_buffer *text, const json_t *value)
{
	const char *separator = "{";
	const char *key;
	json_t *inner;

	if (is_list_of_objects(value)) {
		append_list(text, value);
		return;
	}
	if (!json_is_object(value) || !has_list_of_objects(value)) {
		append_json(text, value);
		return;
	}
	json_object_foreach((json_t *)(uintptr_t)value, key, inner)
	{
		up_buffer_append_string(text, separator);
		append_key(text, key);
		if (is_list_of_objects(inner))
			append_list(text, inner);
		else
			append_json(text, inner);
		separator = ", ";
	}
	up_buffer_append_char(text, '}');
}

enum up_status shape_append(struct up_buffer *text, const struct shape *shape, struct up_error *err)
{
	OBJECT_JSON *json = object_write(&shape_root_table, shape);
	const char *separator = "{";
	const char *key;
	json_t *value;

	if (json == NULL)
		return out_of_memory(err);
	json_object_foreach(json, key, value)
	{
		up_buffer_append_string(text, separator);
		append_key(text, key);
		append_member(text, value);
		separator = ",\n ";
	}
	up_buffer_append_string(text, "}\n");
	return up_buffer_check(text, err);
}
