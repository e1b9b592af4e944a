/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/command.h"

#include <string.h>

const struct command *command_find(const struct program *program, const char *name)
{
	for (size_t i = 0; program->commands[i] != NULL; i++) {
		if (strcmp(program->commands[i]->name, name) == 0)
			return program->commands[i];
	}
	return NULL;
}

const struct option_spec *command_options(const struct command *command)
{
	static const struct option_spec none[] = {{0}};
	return command->options != NULL ? command->options : none;
}

static const char *fault_of(const struct command *command)
{
	if (!value_is_name(command->name) || strcmp(command->name, "help") == 0)
		return "is not a name for a command";
	if (command->summary == NULL || command->run == NULL)
		return "lacks its summary or its function";
	if (command->minimum_arguments > command->maximum_arguments ||
	    (command->arguments == NULL) != (command->maximum_arguments == 0))
		return "has arguments that contradict their number";
	for (const struct option_spec *spec = command_options(command); spec->name != NULL;
	     spec++) {
		if (spec->offset >= command->options_size)
			return "has options outside of options_size";
	}
	return NULL;
}

enum up_status command_table_check(const struct program *program, struct up_error *err)
{
	for (size_t i = 0; program->commands[i] != NULL; i++) {
		const struct command *command = program->commands[i];
		const char *fault = fault_of(command);
		if (fault != NULL)
			return up_fail(err, UP_INVALID, "%s %s", command->name, fault);
		if (command_find(program, command->name) != command)
			return up_fail(err, UP_INVALID, "%s is given twice", command->name);
		enum up_status status = option_check(command_options(command), err);
		if (status != UP_OK)
			return up_error_prefix(err, "%s", command->name);
	}
	return UP_OK;
}
