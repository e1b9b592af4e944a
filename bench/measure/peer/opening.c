/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/opening.h"

#include "model/type_name.h"

void opening_release(struct opening *opening)
{
	up_relation_release(&opening->relation);
	json_decref(opening->message);
	*opening = (struct opening){0};
}

/* The message of jansson for a member that is missing or of another type. */
static enum up_status refuse(const json_error_t *fault, struct up_error *err)
{
	return up_fail(err, UP_INVALID, "the opening message is malformed: %s", fault->text);
}

/* Other versions may have other members, so this comes first. */
static enum up_status check_protocol(json_t *message, struct up_error *err)
{
	json_error_t fault;
	json_int_t protocol;

	if (json_unpack_ex(message, &fault, 0, "{s:I}", "protocol", &protocol) != 0)
		return refuse(&fault, err);
	if (protocol != OPENING_PROTOCOL)
		return up_fail(err, UP_UNSUPPORTED,
			       "protocol version %lld is not supported: this upbench implements "
			       "version %d",
			       (long long)protocol, OPENING_PROTOCOL);
	return UP_OK;
}

/* The name is borrowed from the message. */
static enum up_status make_column(const char *name, const char *type, bool nullable,
				  struct up_column *column, struct up_error *err)
{
	*column = (struct up_column){.name = (char *)(uintptr_t)name, .nullable = nullable};
	if (!up_type_from_name(type, &column->type, &column->type_modifier))
		return up_fail(err, UP_UNSUPPORTED, "column %s: type %s is not supported", name,
			       type);
	return UP_OK;
}

static enum up_status add_column(json_t *member, struct up_relation *relation, struct up_error *err)
{
	struct up_column column;
	json_error_t fault;
	const char *name;
	const char *type;
	int nullable;

	if (json_unpack_ex(member, &fault, 0, "{s:s, s:s, s:b}", "name", &name, "type", &type,
			   "nullable", &nullable) != 0)
		return refuse(&fault, err);
	UP_TRY(make_column(name, type, nullable != 0, &column, err));
	return up_relation_add(relation, &column, err);
}

static enum up_status make_relation(json_t *message, struct opening *opening, struct up_error *err)
{
	struct up_column scope;
	json_error_t fault;
	const char *schema;
	const char *table;
	const char *name;
	const char *type;
	json_t *columns;
	json_t *member;
	size_t index;

	if (json_unpack_ex(message, &fault, 0, "{s:s, s:s, s:{s:s, s:s, s:s}, s:o}", "schema",
			   &schema, "table", &table, "scope", "name", &name, "type", &type, "value",
			   &opening->scope, "columns", &columns) != 0)
		return refuse(&fault, err);
	if (json_array_size(columns) < 2)
		return up_fail(err, UP_INVALID,
			       "the opening message is malformed: columns must be a list of a key "
			       "and at least one more");
	UP_TRY(make_column(name, type, false, &scope, err));
	UP_TRY(up_relation_init(&opening->relation, schema, table, &scope, err));
	json_array_foreach(columns, index, member)
	{
		UP_TRY(add_column(member, &opening->relation, err));
	}
	return UP_OK;
}

static enum up_status check_settings(const json_t *settings, struct up_error *err)
{
	const char *name;
	json_t *value;

	if (settings != NULL && !json_is_object(settings))
		return up_fail(err, UP_INVALID,
			       "the opening message is malformed: settings must be an object");
	json_object_foreach((json_t *)(uintptr_t)settings, name, value)
	{
		if (!json_is_string(value))
			return up_fail(err, UP_INVALID,
				       "the opening message is malformed: setting %s must be a "
				       "string",
				       name);
	}
	return UP_OK;
}

enum up_status opening_parse(json_t *message, struct opening *opening, struct up_error *err)
{
	OPENING new = {.message = json_incref(message)};
	json_error_t fault;
	json_t *settings = NULL;
	json_int_t rows;

	UP_TRY(check_protocol(message, err));
	if (json_unpack_ex(message, &fault, 0, "{s:s, s:I, s:s, s?o}", "strategy", &new.strategy,
			   "rows", &rows, "data", &new.data, "settings", &settings) != 0)
		return refuse(&fault, err);
	UP_TRY(check_settings(settings, err));
	new.settings = settings;
	new.rows = rows;
	UP_TRY(make_relation(message, &new, err));
	*opening = new;
	new = (struct opening){0};
	return UP_OK;
}

/* ---- writing ----------------------------------------------------------- */

static json_t *describe_column(const struct up_column *column)
{
	UP_BUFFER type = {0};

	up_type_append_name(&type, column);
	return json_pack("{s:s, s:s, s:b}", "name", column->name, "type", up_buffer_string(&type),
			 "nullable", (int)column->nullable);
}

static json_t *describe_columns(const struct up_relation *relation)
{
	json_t *columns = json_array();

	for (size_t c = 0; c < relation->column_count; c++)
		json_array_append_new(columns, describe_column(&relation->columns[c]));
	return columns;
}

static json_t *describe_settings(const struct opening_terms *terms)
{
	json_t *settings = json_object();

	for (size_t s = 0; s < terms->setting_count; s++) {
		const char *setting = terms->settings[s];
		size_t length = strcspn(setting, "=");
		json_object_setn_new(
			settings, setting, length,
			json_string(setting[length] == '=' ? setting + length + 1 : ""));
	}
	return settings;
}

static json_t *describe_paths(const struct up_api_map *map, const struct up_relation *relation)
{
	json_t *paths = json_object();

	for (size_t c = 0; c < relation->column_count; c++) {
		const char *name = relation->columns[c].name;
		json_object_set_new(paths, name, json_string(up_api_map_path(map, name)));
	}
	return paths;
}

static json_t *describe_source(const struct opening_terms *terms)
{
	const struct up_page_fetch_options *fetch = terms->fetch;
	const struct up_api_map *map = fetch->map;

	return json_pack(
		"{s:s, s:s?, s:I, s:I, s:I, s:s, s:s?, s:s?, s:s, s:s, s:o}", "url", fetch->url,
		"token", fetch->token, "page_rows", (json_int_t)fetch->page_rows, "concurrency",
		(json_int_t)fetch->concurrency, "timeout_ns", (json_int_t)fetch->timeout_ns, "rows",
		map->rows, "total", map->total, "offset", map->offset, "offset_parameter",
		map->offset_parameter, "limit_parameter", map->limit_parameter, "paths",
		describe_paths(map, terms->relation));
}

static json_t *describe_reference(const struct opening_terms *terms)
{
	const struct up_reference *reference = terms->reference;

	if (reference == NULL)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "table", reference->table, "column",
			 terms->relation->columns[reference->column].name, "scope",
			 reference->scope, "key", reference->key, "count", reference->count);
}

/* Where the rows are. */
static void add_rows(json_t *object, const struct opening_terms *terms)
{
	if (terms->fetch != NULL) {
		json_object_set_new(object, "source", describe_source(terms));
		json_object_set_new(object, "reference", describe_reference(terms));
	} else {
		json_object_set_new(object, "rows", json_integer((json_int_t)terms->rows));
		json_object_set_new(object, "data", json_string(terms->data));
	}
}

char *opening_line(const struct opening_terms *terms)
{
	const struct up_relation *relation = terms->relation;
	json_t *scope = describe_column(&relation->scope);

	json_object_del(scope, "nullable");
	json_object_set_new(scope, "value", json_string(terms->scope));
	json_t *object = json_pack(
		"{s:i, s:s, s:s*, s:s, s:o, s:o, s:o}", "protocol", OPENING_PROTOCOL, "strategy",
		terms->strategy, "schema", relation->schema, "table", relation->table, "scope",
		scope, "columns", describe_columns(relation), "settings", describe_settings(terms));
	if (object != NULL)
		add_rows(object, terms);
	char *line = object != NULL ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	return line;
}
