/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/likeness.h"

#include "measure/clone/blueprint.h"
#include "measure/table/table_shape.h"
#include "record/object.h"
#include "record/shape/hash.h"

#include <ctype.h>

static void without(json_t *object, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		(void)json_object_del(object, *keys);
}

static void items_without(json_t *list, const char *const *keys)
{
	size_t index;
	json_t *item;

	json_array_foreach(list, index, item)
	{
		without(item, keys);
	}
}

/* ---- expressions -------------------------------------------------------- */

static bool is_in_type(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       strchr("_.\"[] ", c) != NULL;
}

/* The server reads its own text of "status IN ('a', 'b')", on a character varying, and prints it with the
 * casts in other places.  So casts and parentheses outside of strings are not compared. */
static void append_without_casts(struct up_buffer *text, const char *expression)
{
	bool is_quoted = false;

	for (const char *at = expression; *at != '\0'; at++) {
		is_quoted ^= *at == '\'';
		if (!is_quoted && (*at == '(' || *at == ')'))
			continue;
		if (is_quoted || strncmp(at, "::", 2) != 0) {
			up_buffer_append_char(text, *at);
			continue;
		}
		at += 2;
		while (*at != '\0' && is_in_type(*at))
			at++;
		at--;
	}
}

static json_t *without_casts(const json_t *expression)
{
	UP_BUFFER text = {0};

	append_without_casts(&text, json_string_value(expression));
	return text.failed ? NULL : json_string(up_buffer_string(&text));
}

static bool is_expression(const char *key)
{
	static const char *const keys[] = {"definition", "predicate", "default", "expressions"};

	for (size_t k = 0; key != NULL && k < sizeof keys / sizeof keys[0]; k++) {
		if (strcmp(keys[k], key) == 0)
			return true;
	}
	return false;
}

/* Of all levels; key is that of the value. */
static void strip_casts(json_t *value, const char *key)
{
	const char *member;
	size_t index;
	json_t *part;

	json_object_foreach(value, member, part)
	{
		if (json_is_string(part) && is_expression(member))
			(void)json_object_set_new(value, member, without_casts(part));
		else
			strip_casts(part, member);
	}
	json_array_foreach(value, index, part)
	{
		if (json_is_string(part) && is_expression(key))
			(void)json_array_set_new(value, index, without_casts(part));
		else
			strip_casts(part, key);
	}
}

/* ---- structures --------------------------------------------------------- */

static json_t *structure_of(const struct shape *shape)
{
	static const char *const of_root[] = {"scope", NULL};
	static const char *const of_key[] = {"from", NULL};
	static const char *const of_column[] = {"travels", "why_not", "moves_with", NULL};
	json_t *json = shape_structure(shape);

	without(json, of_root);
	without(json_object_get(json, "key"), of_key);
	items_without(json_object_get(json, "columns"), of_column);
	strip_casts(json, NULL);
	return json;
}

/* The key of the first member of an object that another one has otherwise; NULL: none. */
static const char *first_difference(const json_t *a, const json_t *b)
{
	const char *key;
	const json_t *value;

	if (!json_is_object(a) || json_object_size(a) != json_object_size(b))
		return "number of members";
	/* The macro takes an object that it may change. */
	for (void *at = json_object_iter((json_t *)a); at != NULL;
	     at = json_object_iter_next((json_t *)a, at)) {
		key = json_object_iter_key(at);
		value = json_object_iter_value(at);
		if (!json_equal(value, json_object_get(b, key)))
			return key;
	}
	return NULL;
}

static const char *name_of(const json_t *item)
{
	const char *name = json_string_value(json_object_get(item, "name"));

	return name != NULL ? name : "?";
}

static const char *text_of(const json_t *item, const char *key, char **text)
{
	*text = json_dumps(json_object_get(item, key), JSON_ENCODE_ANY | JSON_COMPACT);
	return *text != NULL ? *text : "missing";
}

static enum up_status fail_part(const char *part, const json_t *wanted, const json_t *found,
				struct up_error *err)
{
	const char *key = first_difference(wanted, found);
	UP_FREE char *one = NULL;
	UP_FREE char *other = NULL;

	if (key == NULL)
		return UP_OK;
	return up_fail(err, UP_MISMATCH,
		       "the new table differs from its shape: %s: %s: \"%s\" is %s, not %s", part,
		       name_of(wanted), key, text_of(found, key, &other),
		       text_of(wanted, key, &one));
}

static enum up_status compare(const json_t *wanted, const json_t *found, struct up_error *err)
{
	const char *key = first_difference(wanted, found);
	size_t index;
	json_t *item;

	if (key == NULL)
		return UP_OK;
	const json_t *part = json_object_get(wanted, key);
	const json_t *made = json_object_get(found, key);
	if (json_is_object(part))
		UP_TRY(fail_part(key, part, made, err));
	if (json_array_size(part) == json_array_size(made)) {
		json_array_foreach(part, index, item)
		{
			UP_TRY(fail_part(key, item, json_array_get(made, index), err));
		}
	}
	return up_fail(err, UP_MISMATCH, "the new table differs from its shape: %s: %zu, not %zu",
		       key, json_array_size(made), json_array_size(part));
}

/* What a blueprint can be without. */
static size_t count_parts(const struct shape *shape)
{
	size_t count = shape->constraints.count + shape->indexes.count;

	for (size_t c = 0; c < shape->columns.count; c++)
		count += shape->columns.items[c].default_expression != NULL;
	return count;
}

enum up_status likeness_check(struct up_conn *conn, const struct shape *blueprint,
			      struct up_error *err)
{
	const struct table_name name = {blueprint->table.schema, blueprint->table.name};
	const struct table_request request = {.name = &name,
					      .key = &blueprint->key.columns,
					      .statistics = TABLE_STATISTICS_NONE,
					      .tool = blueprint->tool};
	/* Writes names as a blueprint has them. */
	const struct blueprint_request as_it_is = {.keeps_triggers = true,
						   .stubs_foreign_keys = true};
	SHAPE read = {0};
	SHAPE made = {0};

	UP_TRY(table_shape_read(conn, &request, &read, err));
	UP_TRY(blueprint_make(&read, &as_it_is, &made, err));
	if (count_parts(&read) != count_parts(&made))
		return up_fail(err, UP_MISMATCH,
			       "the new table has a constraint, an index or a default that its "
			       "shape leaves out");
	OBJECT_JSON *wanted = structure_of(blueprint);
	OBJECT_JSON *found = structure_of(&made);
	return compare(wanted, found, err);
}
