/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/api_map_file.h"

#include "cli/experiment/ini_file.h"
#include "cli/option/text_file.h"
#include "source/json_path.h"

#include <string.h>

/* A member of the map, by its name in the file. */
static char **member_of(struct up_api_map *map, const char *name)
{
	const struct {
		const char *name;
		char **member;
	} members[] = {
		{"rows", &map->rows},
		{"total", &map->total},
		{"offset", &map->offset},
		{"offset-parameter", &map->offset_parameter},
		{"limit-parameter", &map->limit_parameter},
	};

	for (size_t m = 0; m < sizeof members / sizeof members[0]; m++) {
		if (strcmp(members[m].name, name) == 0)
			return members[m].member;
	}
	return NULL;
}

static enum up_status set_page(struct up_api_map *map, const char *name, const char *value,
			       struct up_error *err)
{
	char **member = member_of(map, name);
	const bool is_path = member != &map->offset_parameter && member != &map->limit_parameter;
	const bool may_lack = member == &map->total || member == &map->offset;

	if (member == NULL)
		return up_fail(err, UP_INVALID,
			       "\"%.80s\" is not rows, total, offset, offset-parameter or "
			       "limit-parameter",
			       name);
	if (may_lack && strcmp(value, "none") == 0)
		return up_api_map_set(member, NULL, err);
	if (member == &map->rows && strcmp(value, "none") == 0)
		return up_api_map_set(member, "", err);
	if (is_path)
		UP_TRY(up_json_path_check(value, err));
	return up_api_map_set(member, value, err);
}

static enum up_status take_section(struct up_api_map *map, const char *path,
				   const struct ini_section *section, struct up_error *err)
{
	const bool is_page = strcmp(section->name, "page") == 0;

	if (!is_page && strcmp(section->name, "columns") != 0)
		return up_fail(err, UP_INVALID, "%s:%u: [%s] is neither [page] nor [columns]", path,
			       section->line, section->name);
	for (size_t p = 0; p < section->pair_count; p++) {
		const struct ini_pair *pair = &section->pairs[p];
		const char *value = up_buffer_string(&pair->value);
		const enum up_status status = is_page ? set_page(map, pair->name, value, err)
						      : up_api_map_add(map, pair->name, value, err);
		if (status != UP_OK) {
			up_error_prefix(err, "%s:%u", path, pair->line);
			return status;
		}
	}
	return UP_OK;
}

enum up_status api_map_file_read(const char *path, struct up_api_map *map, struct up_error *err)
{
	UP_BUFFER text = {0};
	INI_FILE file = {0};

	UP_TRY(text_file_read("map", path, &text, err));
	UP_TRY(ini_file_read(up_buffer_string(&text), path, &file, err));
	for (size_t s = 0; s < file.section_count; s++)
		UP_TRY(take_section(map, path, &file.sections[s], err));
	return UP_OK;
}
