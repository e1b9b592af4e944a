/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/hash.h"

#include "record/object.h"
#include "text/sha256.h"

#define AS_TEXT (JSON_COMPACT | JSON_REAL_PRECISION(15))

static void without(json_t *object, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		(void)json_object_del(object, *keys);
}

/* Of each object of a list. */
static void items_without(json_t *list, const char *const *keys)
{
	size_t index;
	json_t *item;

	json_array_foreach(list, index, item)
	{
		without(item, keys);
	}
}

static enum up_status digest_of(const json_t *json, char **digest, struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_FREE char *bytes = json_dumps(json, AS_TEXT);

	if (bytes == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a digest");
	up_buffer_append_string(&text, "sha256 ");
	sha256_append_hex(&text, bytes, strlen(bytes));
	UP_TRY(up_buffer_check(&text, err));
	free(*digest);
	*digest = up_buffer_detach(&text);
	return UP_OK;
}

json_t *shape_structure(const struct shape *shape)
{
	static const char *const of_root[] = {
		"tool", "server_version_num", "activity", "left_out", "hash", NULL};
	static const char *const of_table[] = {"pages", "tuples", "bytes", NULL};
	static const char *const of_column[] = {"statistics", NULL};
	/* Versions before 14 have none. */
	static const char *const of_type[] = {"multirange", NULL};
	static const char *const of_extended[] = {"n_distinct", "dependencies", NULL};
	json_t *json = object_write(&shape_root_table, shape);

	without(json, of_root);
	without(json_object_get(json, "table"), of_table);
	items_without(json_object_get(json, "columns"), of_column);
	items_without(json_object_get(json, "types"), of_type);
	items_without(json_object_get(json, "extended_statistics"), of_extended);
	return json;
}

static bool has_statistics(const struct shape *shape)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		if (shape_statistics_are_known(&shape->columns.items[c].statistics))
			return true;
	}
	return false;
}

/* Names with their statistics, and the statistics over several columns. */
static enum up_status make_statistics(struct shape *shape, struct up_error *err)
{
	static const char *const values[] = {"most_common_vals", "histogram_bounds", NULL};
	OBJECT_JSON *json = object_write(&shape_root_table, shape);
	OBJECT_JSON *all = json_object();
	json_t *columns = json_object_get(json, "columns");
	size_t index;
	json_t *column;
	int failed = 0;

	json_array_foreach(columns, index, column)
	{
		json_t *statistics = json_object_get(column, "statistics");
		without(statistics, values);
		failed |= json_object_set(all, shape->columns.items[index].name, statistics);
	}
	/* No column has an empty name. */
	failed |= json_object_set(all, "", json_object_get(json, "extended_statistics"));
	if (failed != 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a digest");
	return digest_of(all, &shape->hash.statistics, err);
}

enum up_status shape_hash_make(struct shape *shape, struct up_error *err)
{
	free(UP_TAKE(shape->hash.statistics));
	if (has_statistics(shape))
		UP_TRY(make_statistics(shape, err));
	OBJECT_JSON *structure = shape_structure(shape);
	return digest_of(structure, &shape->hash.structure, err);
}
