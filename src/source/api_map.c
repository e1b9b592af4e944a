/* SPDX-License-Identifier: PostgreSQL */
#include "source/api_map.h"

#include "source/json_path.h"

#include <string.h>

void up_api_map_release(struct up_api_map *map)
{
	for (size_t c = 0; c < map->column_count; c++) {
		free(map->columns[c].column);
		free(map->columns[c].path);
	}
	free(map->columns);
	free(map->rows);
	free(map->total);
	free(map->offset);
	free(map->offset_parameter);
	free(map->limit_parameter);
	*map = (struct up_api_map){0};
}

enum up_status up_api_map_set(char **member, const char *text, struct up_error *err)
{
	char *copy = text != NULL ? strdup(text) : NULL;

	if (text != NULL && copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the map of an API");
	free(*member);
	*member = copy;
	return UP_OK;
}

enum up_status up_api_map_init(struct up_api_map *map, struct up_error *err)
{
	*map = (struct up_api_map){0};
	UP_TRY(up_api_map_set(&map->rows, "rows", err));
	UP_TRY(up_api_map_set(&map->total, "total", err));
	UP_TRY(up_api_map_set(&map->offset, "offset", err));
	UP_TRY(up_api_map_set(&map->offset_parameter, "offset", err));
	return up_api_map_set(&map->limit_parameter, "limit", err);
}

enum up_status up_api_map_add(struct up_api_map *map, const char *column, const char *path,
			      struct up_error *err)
{
	for (size_t c = 0; c < map->column_count; c++) {
		if (strcmp(map->columns[c].column, column) == 0)
			return up_fail(err, UP_INVALID, "column %s has a path already", column);
	}
	UP_TRY(up_json_path_check(path, err));
	struct up_api_map_column *grown =
		realloc(map->columns, (map->column_count + 1) * sizeof *grown);
	if (grown == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the map of an API");
	map->columns = grown;
	struct up_api_map_column *added = &grown[map->column_count];
	*added = (struct up_api_map_column){0};
	map->column_count++;
	UP_TRY(up_api_map_set(&added->column, column, err));
	return up_api_map_set(&added->path, path, err);
}

const char *up_api_map_path(const struct up_api_map *map, const char *column)
{
	for (size_t c = 0; c < map->column_count; c++) {
		if (strcmp(map->columns[c].column, column) == 0)
			return map->columns[c].path;
	}
	return column;
}

static bool has_column(const struct up_relation *relation, const char *name)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (strcmp(relation->columns[c].name, name) == 0)
			return true;
	}
	return false;
}

enum up_status up_api_map_check(const struct up_api_map *map, const struct up_relation *relation,
				struct up_error *err)
{
	for (size_t c = 0; c < map->column_count; c++) {
		if (!has_column(relation, map->columns[c].column))
			return up_fail(err, UP_INVALID,
				       "no column %s of table %s travels with a sync",
				       map->columns[c].column, relation->table);
	}
	return UP_OK;
}
