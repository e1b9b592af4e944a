/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/experiment.h"

#include "cli/experiment/ini_file.h"
#include "cli/experiment/strategy_name.h"

#include <stdlib.h>
#include <string.h>

#define GLOBAL "global"
#define CLAIM "claim"
#define CITUS "citus"

/* Keys of [global] that are about the experiment, not about its cases. */
static const struct global_key {
	const char *name;
	size_t offset; /* of a char * in struct experiment */
} global_keys[] = {
	{"description", offsetof(struct experiment, description)},
	{"reference", offsetof(struct experiment, reference)},
	{"needs", offsetof(struct experiment, needs)},
};

struct reader {
	const char *file_name;
	const struct option_spec *specs;
	size_t target_size;
	struct up_error *err;
};

void experiment_release(struct experiment *experiment)
{
	for (size_t i = 0; i < experiment->group_count; i++) {
		struct experiment_group *group = &experiment->groups[i];
		if (group->values != NULL)
			option_release(experiment->specs, group->values);
		free(group->values);
		free(group->keys);
		free(group->name);
	}
	for (size_t i = 0; i < experiment->claim_count; i++)
		free(experiment->claims[i].text);
	free(experiment->claims);
	free(experiment->groups);
	free(experiment->description);
	free(experiment->reference);
	free(experiment->needs);
	*experiment = (struct experiment){0};
}

static enum up_status fail_no_memory(const struct reader *reader)
{
	return up_fail(reader->err, UP_NO_MEMORY, "out of memory for %s", reader->file_name);
}

static enum up_status check_keys(const struct reader *reader, const struct ini_section *section)
{
	for (size_t i = 0; i < section->pair_count; i++) {
		const struct ini_pair *pair = &section->pairs[i];
		const struct option_spec *spec = option_find(reader->specs, pair->name);
		if (spec != NULL && option_repeats(spec))
			continue;
		for (size_t j = 0; j < i; j++) {
			if (strcmp(section->pairs[j].name, pair->name) == 0)
				return up_fail(reader->err, UP_INVALID,
					       "%s:%u: \"%s\" is already set in line %u",
					       reader->file_name, pair->line, pair->name,
					       section->pairs[j].line);
		}
	}
	return UP_OK;
}

static bool is_global(const struct ini_section *section)
{
	return strcmp(section->name, GLOBAL) == 0;
}

static bool is_claim(const struct ini_section *section)
{
	return strcmp(section->name, CLAIM) == 0;
}

/* keys has room for all pairs. */
static void note_key(struct experiment_group *group, const struct option_spec *spec, unsigned line)
{
	for (size_t k = 0; k < group->key_count; k++) {
		struct experiment_key *key = &group->keys[k];
		if (key->spec != spec)
			continue;
		if (key->line < group->line)
			key->line = line;
		return;
	}
	group->keys[group->key_count++] = (struct experiment_key){spec, line};
}

static const struct global_key *find_global_key(const char *name)
{
	for (size_t k = 0; k < sizeof global_keys / sizeof global_keys[0]; k++) {
		if (strcmp(global_keys[k].name, name) == 0)
			return &global_keys[k];
	}
	return NULL;
}

static enum up_status assign_section(const struct reader *reader, const struct ini_section *section,
				     struct experiment_group *group)
{
	for (size_t i = 0; i < section->pair_count; i++) {
		const struct ini_pair *pair = &section->pairs[i];
		const struct global_key *key = find_global_key(pair->name);
		if (key != NULL && is_global(section))
			continue;
		if (key != NULL)
			return up_fail(reader->err, UP_INVALID,
				       "%s:%u: \"%s\" belongs in [" GLOBAL "]", reader->file_name,
				       pair->line, key->name);
		enum up_status status = option_assign(reader->specs, group->values, pair->name,
						      up_buffer_string(&pair->value), reader->err);
		if (status != UP_OK)
			return up_error_prefix(reader->err, "%s:%u", reader->file_name, pair->line);
		note_key(group, option_find(reader->specs, pair->name), pair->line);
	}
	return UP_OK;
}

/* global is NULL when the file has none. */
static enum up_status add_group(const struct reader *reader, const struct ini_section *global,
				const struct ini_section *section, struct experiment *experiment)
{
	struct experiment_group *group = &experiment->groups[experiment->group_count++];

	*group = (struct experiment_group){.line = section->line};
	group->name = strdup(section->name);
	group->values = calloc(1, reader->target_size);
	group->keys = calloc(section->pair_count + (global != NULL ? global->pair_count : 0) + 1,
			     sizeof *group->keys);
	if (group->name == NULL || group->values == NULL || group->keys == NULL)
		return fail_no_memory(reader);
	UP_TRY(option_set_defaults(reader->specs, group->values, reader->err));
	if (global != NULL)
		UP_TRY(assign_section(reader, global, group));
	return assign_section(reader, section, group);
}

static enum up_status check_description(const struct reader *reader,
					const struct experiment *experiment, unsigned line)
{
	struct contender reference;

	if (experiment->reference != NULL &&
	    strategy_name_find(experiment->reference, &reference, reader->err) != UP_OK)
		return up_error_prefix(reader->err, "%s:%u: reference", reader->file_name, line);
	if (experiment->needs != NULL && strcmp(experiment->needs, CITUS) != 0)
		return up_fail(reader->err, UP_INVALID,
			       "%s:%u: needs: \"%s\" is not an engine that an experiment can "
			       "need, which is " CITUS " alone",
			       reader->file_name, line, experiment->needs);
	return UP_OK;
}

static enum up_status describe(const struct reader *reader, const struct ini_section *global,
			       struct experiment *experiment)
{
	for (size_t i = 0; i < global->pair_count; i++) {
		const struct global_key *key = find_global_key(global->pairs[i].name);
		if (key == NULL)
			continue;
		char *text = strdup(up_buffer_string(&global->pairs[i].value));
		if (text == NULL)
			return fail_no_memory(reader);
		memcpy((char *)experiment + key->offset, &text, sizeof text);
		UP_TRY(check_description(reader, experiment, global->pairs[i].line));
	}
	return UP_OK;
}

static enum up_status read_claim(const struct reader *reader, const struct ini_section *section,
				 struct experiment *experiment)
{
	experiment->claims = calloc(section->pair_count + 1, sizeof *experiment->claims);
	if (experiment->claims == NULL)
		return fail_no_memory(reader);
	for (size_t i = 0; i < section->pair_count; i++) {
		const struct ini_pair *pair = &section->pairs[i];
		const bool is_pair = strcmp(pair->name, "pair") == 0;
		if (!is_pair && strcmp(pair->name, "figure") != 0)
			return up_fail(reader->err, UP_INVALID,
				       "%s:%u: [" CLAIM
				       "] has lines \"figure\" and \"pair\", not \"%s\"",
				       reader->file_name, pair->line, pair->name);
		experiment->claims[i] = (struct experiment_claim){
			.is_pair = is_pair,
			.text = strdup(up_buffer_string(&pair->value)),
			.line = pair->line,
		};
		experiment->claim_count++;
		if (experiment->claims[i].text == NULL)
			return fail_no_memory(reader);
	}
	return UP_OK;
}

static enum up_status check_sections(const struct reader *reader, const struct ini_file *file)
{
	size_t group_count = 0;

	for (size_t i = 0; i < file->section_count; i++) {
		/* fio would let it apply to what follows; here it must not look so. */
		if (i > 0 && is_global(&file->sections[i]))
			return up_fail(reader->err, UP_INVALID,
				       "%s:%u: [" GLOBAL "] must be the first section",
				       reader->file_name, file->sections[i].line);
		if (is_claim(&file->sections[i]))
			continue;
		UP_TRY(check_keys(reader, &file->sections[i]));
		group_count += !is_global(&file->sections[i]);
	}
	if (file->section_count == 0)
		return up_fail(reader->err, UP_INVALID,
			       "%s:1: the file is empty: at least one [section] is needed",
			       reader->file_name);
	if (group_count == 0)
		return up_fail(reader->err, UP_INVALID,
			       "%s:%u: there is no section besides [%s]: at least one group of "
			       "cases is needed",
			       reader->file_name, file->sections[0].line, file->sections[0].name);
	return UP_OK;
}

enum up_status experiment_read(const char *text, const char *file_name,
			       const struct option_spec *specs, size_t target_size,
			       struct experiment *experiment, struct up_error *err)
{
	struct up_error unseen;
	const struct reader reader = {file_name, specs, target_size, err != NULL ? err : &unseen};
	INI_FILE file = {0};
	EXPERIMENT read = {.specs = specs};

	UP_TRY(ini_file_read(text, file_name, &file, reader.err));
	UP_TRY(check_sections(&reader, &file));
	const struct ini_section *global = is_global(&file.sections[0]) ? &file.sections[0] : NULL;
	if (global != NULL)
		UP_TRY(describe(&reader, global, &read));

	read.groups = calloc(file.section_count, sizeof *read.groups);
	if (read.groups == NULL)
		return fail_no_memory(&reader);
	for (size_t i = global != NULL; i < file.section_count; i++)
		UP_TRY(is_claim(&file.sections[i])
			       ? read_claim(&reader, &file.sections[i], &read)
			       : add_group(&reader, global, &file.sections[i], &read));
	*experiment = read;
	read = (struct experiment){0};
	return UP_OK;
}

unsigned experiment_group_line(const struct experiment_group *group, const char *key)
{
	for (size_t k = 0; k < group->key_count; k++) {
		if (strcmp(group->keys[k].spec->name, key) == 0)
			return group->keys[k].line;
	}
	return 0;
}

enum up_status experiment_apply(struct experiment *experiment, const struct command_line *line,
				struct up_error *err)
{
	for (size_t i = 0; i < experiment->group_count; i++)
		UP_TRY(command_line_apply(line, experiment->groups[i].values, err));
	return UP_OK;
}
